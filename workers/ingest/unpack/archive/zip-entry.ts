import { Inflate } from 'fflate'
import { createCRC32 } from 'hash-wasm'
import { LucidError } from '../../../../src/domain/errors'
import type { ByteSource } from '../../../db/byte-source'
import { asBroken, type Budget, broken, password } from './budget'
import type { ZipEntry } from './zip-directory'

const LOCAL = 0x04034b50
const READ_BYTES = 512 * 1024
/** Packed bytes that are unpacked at a time: at the worst ratio of deflate, a thousand, 16 MB come out of them. */
export const STEP = 16 * 1024

/**
 * The bytes of one entry, unpacked piece by piece and checked against its length and checksum at the end. Throws E_PASSWORD, E_DAMAGED,
 * E_UNPACK_LIMIT or `cancelled`. `onPacked` hears the packed bytes done.
 */
export async function* entryBytes(
  source: ByteSource,
  entry: ZipEntry,
  budget: Budget,
  signal: AbortSignal,
  onPacked: (done: number) => void = () => {},
): AsyncGenerator<Uint8Array> {
  if (entry.encrypted) throw password()
  if (entry.method !== 0 && entry.method !== 8)
    throw new LucidError('E_DAMAGED', `${entry.name} is packed by a method that is not read (${entry.method}).`, {
      hint: 'Pack it again as a plain zip, or drop the file inside.',
      details: { method: entry.method },
    })
  const start = await dataStart(source, entry)
  if (start + entry.packed > source.size) throw broken(`${entry.name} is not whole`)
  const checksum = await createCRC32()
  const out: Uint8Array[] = []
  const inflate = new Inflate((chunk) => out.push(chunk))
  let size = 0
  let at = 0
  do {
    if (signal.aborted) throw new LucidError('cancelled', 'The import was cancelled.')
    const packed = await source.read(start + at, start + Math.min(at + READ_BYTES, entry.packed))
    if (packed.length === 0 && entry.packed > 0) throw broken(`${entry.name} is not whole`)
    for (let from = 0; from < packed.length || from === 0; from += STEP) {
      const step = packed.subarray(from, from + STEP)
      if (entry.method === 0) out.push(step)
      else inflateStep(inflate, step, at + from + step.length >= entry.packed)
      for (const chunk of out.splice(0)) {
        if (chunk.length === 0) continue
        size += chunk.length
        budget.spend(chunk.length)
        checksum.update(chunk)
        yield chunk
      }
    }
    at += packed.length
    onPacked(at)
  } while (at < entry.packed)
  if (size !== entry.size || Number.parseInt(checksum.digest('hex'), 16) !== entry.crc32)
    throw broken(`${entry.name} is not what was packed`)
}

function inflateStep(inflate: Inflate, step: Uint8Array, last: boolean): void {
  try {
    inflate.push(step, last)
  } catch (error) {
    throw asBroken(error)
  }
}

async function dataStart(source: ByteSource, entry: ZipEntry): Promise<number> {
  const header = await source.read(entry.offset, Math.min(entry.offset + 30, source.size))
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength)
  if (header.length < 30 || view.getUint32(0, true) !== LOCAL) throw broken(`${entry.name} is not where it should be`)
  return entry.offset + 30 + view.getUint16(26, true) + view.getUint16(28, true)
}
