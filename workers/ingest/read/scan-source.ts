import { LucidError } from '../../../src/domain/errors'
import type { ByteSource } from '../../db/byte-source'
import type { Scan, Sniffed } from './scan'
import { type ScanLimits, TableScanner } from './scanner'

const CHUNK_BYTES = 4 * 1024 ** 2

/** Scans a whole file. `onBytes` hears the bytes done so far. Rejects with `cancelled` when the signal says so, or with E_TOO_WIDE. */
export async function scanSource(
  source: ByteSource,
  sniffed: Sniffed,
  onBytes?: (done: number) => void,
  signal?: AbortSignal,
  limits?: ScanLimits,
): Promise<Scan> {
  const scanner = new TableScanner(sniffed, limits)
  let ahead = source.size > 0 ? source.read(0, Math.min(CHUNK_BYTES, source.size)) : null
  for (let at = 0; ahead !== null; ) {
    const chunk = await ahead
    if (signal?.aborted) throw new LucidError('cancelled', 'the scan was cancelled')
    at += chunk.length
    // the next chunk is on its way while this one is scanned
    ahead = chunk.length > 0 && at < source.size ? source.read(at, Math.min(at + CHUNK_BYTES, source.size)) : null
    try {
      scanner.push(chunk)
    } catch (error) {
      await ahead?.catch(() => undefined)
      throw error
    }
    onBytes?.(at)
  }
  return scanner.finish()
}
