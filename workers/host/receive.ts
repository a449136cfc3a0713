import { createSHA256 } from 'hash-wasm'
import { incomingLock } from '../../src/domain/channels'
import type { ReceivedFile } from '../../src/domain/engine'
import { LucidError, toErrorShape } from '../../src/domain/errors'
import { LIMITS } from '../../src/domain/limits'
import type { FileStore } from '../db/opfs'
import { quotaError } from '../db/quota'
import { TableScanner } from '../ingest/read/scanner'
import { HEAD_BYTES, sniff } from '../ingest/read/sniff'
import type { JobBoard } from './job-board'
import type { ReceiveOptions } from './tab-engine'

const CHUNK_BYTES = 4 * 1024 ** 2

export interface Receiving {
  files: FileStore
  board: JobBoard
  /** tells the owner that this tab copies a file, so that it watches over it */
  announce: (job_id: string) => void
  signal: AbortSignal
}

/**
 * One pass over a dropped file: copied to `incoming/<job_id>`, hashed and scanned together. The job exists from the first moment; what
 * cannot be received ends it, with nothing left behind. `handOver` runs while the file is still under this tab's lock.
 */
export async function receive<T>(
  file: File,
  { job_id, is_sample, uploaded_at }: ReceiveOptions,
  { files, board, announce, signal }: Receiving,
  handOver: (received: ReceivedFile) => Promise<T>,
): Promise<T> {
  return await navigator.locks.request(incomingLock(job_id), async () => {
    await board.create({
      job_id,
      job_type: is_sample ? 'sample' : 'import',
      filename: file.name,
      dataset_id: null,
      work: { type: 'import', received: null },
    })
    await board.start(job_id)
    announce(job_id)
    let received: ReceivedFile
    try {
      await refuseEarly(file)
      received = {
        job_id,
        filename: file.name,
        bytes: file.size,
        uploaded_at,
        is_sample,
        ...(await copy(file, job_id, files, board, signal)),
      }
      if (!(await board.change(job_id, { work: { type: 'import', received } })))
        throw new LucidError('cancelled', 'The import was cancelled.')
      if (signal.aborted) throw new LucidError('cancelled', 'The import was cancelled.')
    } catch (error) {
      await files.remove('incoming', job_id).catch(() => {})
      await board.fail(job_id, toErrorShape(error))
      throw error
    }
    return await handOver(received)
  })
}

async function refuseEarly(file: File): Promise<void> {
  if (file.size > LIMITS.file_bytes)
    throw new LucidError('E_TOO_LARGE', `The file has ${file.size} bytes; up to ${LIMITS.file_bytes} are read.`, {
      hint: 'Split the file, for example by year. Nothing was changed.',
      details: { bytes: file.size, limit: LIMITS.file_bytes },
    })
  const { quota, usage } = await navigator.storage.estimate().catch(() => ({ quota: undefined, usage: undefined }))
  // the raw file, and about half of it again for the database: a full disk in the middle of a commit is far worse than a refusal here
  if (quota !== undefined && usage !== undefined && quota - usage < file.size * 1.5)
    throw quotaError(`${quota - usage} bytes are free, the file has ${file.size}`)
}

async function copy(file: File, job_id: string, files: FileStore, board: JobBoard, signal: AbortSignal) {
  const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer())
  const scanner = new TableScanner(sniff(head, file.size))
  const hash = await createSHA256()
  const writer = await files.write('incoming', job_id)
  const read = (at: number) => file.slice(at, at + CHUNK_BYTES).arrayBuffer()
  try {
    let ahead = read(0)
    for (let at = 0; at < file.size; ) {
      const chunk = new Uint8Array(await ahead)
      if (signal.aborted) throw new LucidError('cancelled', 'The import was cancelled.')
      if (chunk.byteLength === 0) throw new LucidError('E_FILE_EMPTY', 'The file became shorter while it was read.')
      at += chunk.byteLength
      if (at < file.size) ahead = read(at) // the next chunk is on its way while this one is worked on
      hash.update(chunk)
      await writer.write(chunk)
      scanner.push(chunk)
      await board.progress(job_id, { stage: 'receiving', within: at / file.size, bytes_done: at, bytes_total: file.size })
    }
    await writer.close()
  } catch (error) {
    await writer.abort()
    throw error
  }
  return { sha256: hash.digest('hex'), scan: scanner.finish() }
}
