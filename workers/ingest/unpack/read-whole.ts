import { LucidError } from '../../../src/domain/errors'
import type { ByteSource } from '../../db/byte-source'

/** The whole file in memory. Throws E_TOO_LARGE over `limit` bytes, for formats whose parts are scattered over the file. */
export async function readWhole(source: ByteSource, limit: number): Promise<Uint8Array> {
  if (source.size > limit)
    throw new LucidError('E_TOO_LARGE', `The file has ${source.size} bytes; up to ${limit} are read in this format.`, {
      hint: 'Export a shorter period, or the tables as CSV.',
      details: { bytes: source.size, limit },
    })
  return source.read(0, source.size)
}
