import { LucidError } from '../../../src/domain/errors'
import type { Sniffed } from '../read/scan'
import { HEAD_BYTES, sniff, sniffUnpacked } from '../read/sniff'
import { type Turned, unpivot, WIDE_BYTES, widePlan } from '../unpivot/unpivot'
import { type Peeked, peek } from './peek'
import { NO_MONEY, type SheetCurrency } from './sheet/sheet-money'

/** A table as it goes on: turned, or as it was. */
export interface MaybeTurned {
  stream: Peeked
  turned: Omit<Turned, 'csv'> | null
}

/**
 * Turns a table that has a column for each month, day or product (unpivot/unpivot); hands on any other with nothing lost. `unpacked`: the CSV was written
 * by an unpacker. What no table is stays for the import to name.
 */
export async function turnWide(
  stream: Peeked,
  unpacked: boolean,
  names: readonly string[],
  locale: string,
  money: SheetCurrency = NO_MONEY,
): Promise<MaybeTurned> {
  const sniffed = sniffedOrNull(stream, unpacked)
  const plan = sniffed && widePlan(sniffed.head_rows, names, locale, money.columns)
  if (!plan) return { stream, turned: null }
  const pieces: Uint8Array<ArrayBuffer>[] = []
  let bytes = 0
  for (;;) {
    const next = await stream.bytes.next()
    if (next.done) break
    pieces.push(next.value as Uint8Array<ArrayBuffer>)
    bytes += next.value.length
    if (bytes > WIDE_BYTES) return { stream: { ...stream, bytes: chained(pieces, stream.bytes) }, turned: null }
  }
  const made = unpivot(new Uint8Array(await new Blob(pieces).arrayBuffer()), sniffed, plan)
  if (!made) return { stream: { ...stream, bytes: chained(pieces, stream.bytes) }, turned: null }
  const { csv, ...turned } = made
  return { stream: await peek(chunksOf(csv), HEAD_BYTES), turned }
}

function sniffedOrNull({ head, whole }: Peeked, unpacked: boolean): Sniffed | null {
  const size = whole ? head.length : head.length + 1
  try {
    return unpacked ? sniffUnpacked(head, size) : sniff(head, size)
  } catch (error) {
    if (error instanceof LucidError) return null
    throw error
  }
}

async function* chained(first: readonly Uint8Array[], rest: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* first
  yield* rest
}

const PIECE = 4 * 1024 ** 2
/** The bytes of a file or of what was made of it, in pieces of their own. */
export async function* chunksOf(blob: Blob): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < blob.size; at += PIECE) yield new Uint8Array(await blob.slice(at, at + PIECE).arrayBuffer())
}
