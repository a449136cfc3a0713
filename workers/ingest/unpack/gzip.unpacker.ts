import { Gunzip } from 'fflate'
import { createCRC32 } from 'hash-wasm'
import { LucidError } from '../../../src/domain/errors'
import type { ByteSource } from '../../db/byte-source'
import { asBroken, Budget, broken } from './archive/budget'
import { STEP } from './archive/zip-entry'
import type { LeftOut, Part, Unpacker, UnpackHooks } from './unpacker'

/** One packed file, `sales.csv.gz`: its name is that of the archive without the ending. */
const gzip: Unpacker = {
  format: 'gzip',
  detect: (head) => (head[0] === 0x1f && head[1] === 0x8b && head[2] === 8 ? 1 : 0),
  async *unpack(source, filename, hooks): AsyncGenerator<Part, readonly LeftOut[]> {
    yield { type: 'file', name: filename.replace(/\.(gz|gzip)$/i, '') || filename, bytes: gunzip(source, hooks) }
    return []
  },
}
export default gzip

async function* gunzip(source: ByteSource, { signal, progress }: UnpackHooks): AsyncGenerator<Uint8Array> {
  const budget = new Budget(source.size)
  const checksum = await createCRC32()
  const out: Uint8Array[] = []
  let members = 0
  let size = 0
  const gunzip = new Gunzip((chunk) => out.push(chunk))
  gunzip.onmember = () => members++
  for (let at = 0; at < source.size; ) {
    if (signal.aborted) throw new LucidError('cancelled', 'The import was cancelled.')
    const packed = await source.read(at, Math.min(at + STEP, source.size))
    at += packed.length
    if (packed.length === 0) throw broken('the file became shorter while it was read')
    try {
      gunzip.push(packed, at >= source.size)
    } catch (error) {
      throw asBroken(error)
    }
    for (const chunk of out.splice(0)) {
      if (chunk.length === 0) continue
      size += chunk.length
      budget.spend(chunk.length)
      checksum.update(chunk)
      yield chunk
    }
    progress(at / source.size)
  }
  const trailer = await source.read(Math.max(0, source.size - 8), source.size)
  if (trailer.length < 8) throw broken('it ends too early')
  const view = new DataView(trailer.buffer, trailer.byteOffset, trailer.byteLength)
  // of several members in a row each has its own checksum, and the last one's says nothing about the others
  if (
    members <= 1 &&
    (view.getUint32(4, true) !== size % 2 ** 32 || view.getUint32(0, true) !== Number.parseInt(checksum.digest('hex'), 16))
  )
    throw broken('it is not what was packed')
}
