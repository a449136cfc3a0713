import { createSHA256 } from 'hash-wasm'
import { LucidError } from '../../src/domain/errors'
import { LIMITS } from '../../src/domain/limits'
import type { FileStore } from '../db/opfs'
import type { ComingScan } from '../ingest/read/coming-scan'
import type { Scan, Sniffed } from '../ingest/read/scan'
import { TableScanner } from '../ingest/read/scanner'
import { lentChunks } from './lent-chunks'

export interface CopiedIn {
  bytes: number
  sha256: string
  scan: Scan
}

/**
 * One pass over the bytes of a table: written to `incoming/<job_id>`, hashed and scanned together. Whatever is thrown on the way, nothing stays behind.
 * `onBytes` hears the bytes done. `named`: gives the hash, where it is worked out by another thread or afterwards. `coming` hears what the scan finds, for who reads the file already.
 */
export async function copyIn(
  bytes: AsyncIterable<Uint8Array>,
  sniffed: Sniffed,
  job_id: string,
  files: Pick<FileStore, 'write'>,
  signal: AbortSignal,
  onBytes: (done: number) => Promise<void> = async () => {},
  named: (() => Promise<string>) | null = null,
  coming: Pick<ComingScan, 'grew' | 'ended' | 'broke'> | null = null,
): Promise<CopiedIn> {
  const scanner = new TableScanner(sniffed)
  const hash = named ? null : await createSHA256()
  const writer = await files.write('incoming', job_id)
  let done = 0
  let telling: Promise<void> | null = null
  const broken: unknown[] = []
  try {
    for await (const chunk of bytes) {
      if (signal.aborted) throw new LucidError('cancelled', 'The import was cancelled.')
      done += chunk.byteLength
      if (done > LIMITS.file_bytes) throw tooLarge(done)
      hash?.update(chunk)
      await writer.write(chunk)
      scanner.push(chunk)
      coming?.grew(scanner.slices)
      if (broken.length > 0) throw broken[0]
      // not waited for: it is kept while the next bytes are scanned; waiting was a quarter of the time
      telling ??= onBytes(done)
        .catch((error) => broken.push(error))
        .then(() => {
          telling = null
        })
    }
    await writer.close()
    await telling
    if (broken.length > 0) throw broken[0]
  } catch (error) {
    coming?.broke(error)
    await writer.abort()
    throw error
  }
  const scan = scanner.finish()
  coming?.ended(scan)
  return { bytes: done, sha256: hash ? hash.digest('hex') : await (named as () => Promise<string>)(), scan }
}

export async function sha256Of(file: File, signal: AbortSignal): Promise<string> {
  const hash = await createSHA256()
  for await (const chunk of lentChunks(file)) {
    if (signal.aborted) throw new LucidError('cancelled', 'The import was cancelled.')
    hash.update(chunk)
  }
  return hash.digest('hex')
}

export function tooLarge(bytes: number): LucidError {
  return new LucidError('E_TOO_LARGE', `The file has ${bytes} bytes; up to ${LIMITS.file_bytes} are read.`, {
    hint: 'Split the file, for example by year. Nothing was changed.',
    details: { bytes, limit: LIMITS.file_bytes },
  })
}
