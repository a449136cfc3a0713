import { LucidError } from '../../../src/domain/errors'
import { LIMITS } from '../../../src/domain/limits'
import { type ByteSource, blobSource } from '../../db/byte-source'
import { HEAD_BYTES } from '../read/sniff'
import { asBroken, Budget, tooMuch } from './archive/budget'
import { type Peeked, peek } from './peek'
import { unpackerOf } from './registry'
import { NO_MONEY, type SheetCurrency } from './sheet/sheet-money'
import type { LeftOut, PackedFormat, Unpacker, UnpackHooks } from './unpacker'

/** A table of a packed file, however deep it was in it, or a file in it that may be one. */
export interface FoundTable {
  /** of the innermost packed file */
  format: PackedFormat
  /** names from the outermost archive's entry down to the sheet */
  path: string[]
  /** true: CSV written by an unpacker; false: the bytes of a file that no unpacker takes, probably delimited text */
  table: boolean
  hidden: boolean
  money: SheetCurrency
  stream: Peeked
}

/**
 * The tables of one packed file, files inside files included, in their order; each must be consumed, or left, before the next is asked for. Gives what
 * was left out. Throws what the unpackers throw, and E_UNPACK_LIMIT for what is packed too deep or grows too much all together.
 */
export async function* unpackTables(
  unpacker: Unpacker,
  source: ByteSource,
  filename: string,
  hooks: UnpackHooks,
): AsyncGenerator<FoundTable, LeftOut[]> {
  return yield* open(unpacker, source, filename, hooks, [], new Budget(source.size))
}

async function* open(
  unpacker: Unpacker,
  source: ByteSource,
  filename: string,
  hooks: UnpackHooks,
  above: readonly string[],
  budget: Budget,
): AsyncGenerator<FoundTable, LeftOut[]> {
  const left_out: LeftOut[] = []
  const parts = unpacker.unpack(source, filename, hooks)
  try {
    for (;;) {
      const next = await parts.next().catch((error) => refuse(error, hooks.signal))
      if (next.done) return [...left_out, ...next.value.map((one) => ({ ...one, name: [...above, one.name].join(' › ') }))]
      const part = next.value
      const path = [...above, part.name]
      const { format } = unpacker
      if (part.type === 'table') {
        const stream = await peek(guarded(part.csv, hooks.signal), HEAD_BYTES)
        yield { format, path, table: true, hidden: part.hidden, money: part.money?.() ?? NO_MONEY, stream }
        continue
      }
      budget.enter(1)
      const stream = await peek(counted(guarded(part.bytes, hooks.signal), budget), HEAD_BYTES)
      const inner = unpackerOf(stream.head, part.name)
      if (!inner) yield { format, path, table: false, hidden: false, money: NO_MONEY, stream }
      else {
        // the file that was dropped is the first level
        if (path.length >= LIMITS.packed_depth) throw tooMuch('depth', path.length + 1, LIMITS.packed_depth)
        left_out.push(...(yield* open(inner, await collected(stream), part.name, { ...hooks, progress: () => {} }, path, budget)))
      }
    }
  } finally {
    await parts.return([])
  }
}

/** What a parser throws at hostile bytes is an error of the file; what it throws because it was told to stop is a cancel. */
function refuse(error: unknown, signal: AbortSignal): never {
  if (signal.aborted && !(error instanceof LucidError)) throw new LucidError('cancelled', 'The import was cancelled.')
  if (error instanceof DOMException) throw error // the device, not the file
  throw asBroken(error)
}

async function* guarded(bytes: AsyncIterable<Uint8Array>, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  try {
    yield* bytes
  } catch (error) {
    refuse(error, signal)
  }
}

async function* counted(bytes: AsyncIterable<Uint8Array>, budget: Budget): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    budget.spend(chunk.length)
    yield chunk
  }
}

/** A packed file inside a packed file is read from anywhere in it, so it is unpacked whole first. A Blob may lie on disk. */
async function collected({ bytes }: Peeked): Promise<ByteSource> {
  const pieces: Blob[] = []
  let size = 0
  for await (const chunk of bytes) {
    size += chunk.length
    if (size > LIMITS.file_bytes)
      throw new LucidError('E_TOO_LARGE', `A file inside has more than ${LIMITS.file_bytes} bytes.`, {
        hint: 'Unpack it and split it, for example by year. Nothing was changed.',
        details: { bytes: size, limit: LIMITS.file_bytes },
      })
    pieces.push(new Blob([chunk as Uint8Array<ArrayBuffer>]))
  }
  return blobSource(new Blob(pieces))
}
