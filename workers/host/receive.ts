import type { RememberedMapping } from '../../src/catalog/records'
import { incomingLock } from '../../src/domain/channels'
import type { ReceivedFile } from '../../src/domain/engine'
import { LucidError, toErrorShape } from '../../src/domain/errors'
import { LIMITS } from '../../src/domain/limits'
import type { FileStore } from '../db/opfs'
import { quotaError } from '../db/quota'
import { ComingScan } from '../ingest/read/coming-scan'
import type { Sniffed } from '../ingest/read/scan'
import { HEAD_BYTES, sniff, sniffUnpacked } from '../ingest/read/sniff'
import { peek } from '../ingest/unpack/peek'
import { unpackerOf } from '../ingest/unpack/registry'
import { chunksOf, turnWide } from '../ingest/unpack/turn-wide'
import { widePlan } from '../ingest/unpivot/unpivot'
import { type CopiedIn, copyIn, sha256Of, tooLarge } from './copy-in'
import { copyOnThread } from './copy-thread'
import type { ComingFile } from './early-reading'
import { hashBeside } from './hash-thread'
import type { JobBoard } from './job-board'
import { lentChunks } from './lent-chunks'
import { otherFile, receivePacked } from './receive-packed'
import type { ReceiveOptions } from './tab-engine'

export interface Receiving {
  files: Pick<FileStore, 'write' | 'remove'>
  board: JobBoard
  /** tells the owner that this tab copies a file for this job, so that it watches over it, and who is asked to cancel it */
  announce: (job_id: string) => void
  signal: AbortSignal
  /** what people decided for a header before */
  mappings: () => Promise<readonly RememberedMapping[]>
  /** Begins to read the file meanwhile. False = nobody does. */
  readEarly?: (file: ComingFile) => boolean
  /** BCP 47; how dates are written where nothing proves their order */
  locale: () => Promise<string>
}

/** A table that was handed over, and what became of it. */
export interface HandedOver<T> {
  name: string
  job_id: string
  answer: T
}

/**
 * Takes a dropped file in: a table is copied to `incoming/<job_id>`; of a packed file each table in it, under a job of its own. The job exists from the
 * first moment; what cannot be received ends it, with nothing left behind. `handOver` runs for each table while it is still under this tab's lock.
 */
export async function receive<T>(
  file: File,
  options: ReceiveOptions,
  receiving: Receiving,
  handOver: (received: ReceivedFile) => Promise<T>,
): Promise<HandedOver<T>[]> {
  const { job_id, is_sample, uploaded_at, made, said, more } = options
  const { files, board, announce, signal } = receiving
  const known = {
    job_id,
    filename: file.name,
    bytes: file.size,
    uploaded_at,
    is_sample,
    ...made,
    ...(said && { said }),
    ...(more && { more }),
  }
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
      const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer())
      const unpacker = made ? null : unpackerOf(head, file.name)
      if (unpacker) return await receivePacked(file, unpacker, options, receiving, handOver)
      if (options.part) throw otherFile()
      const progress = (done: number) =>
        board.progress(job_id, { stage: 'receiving', within: Math.min(1, done / file.size), bytes_done: done, bytes_total: file.size })
      const turned = made ? null : await turnedFile(file, head, receiving, job_id)
      const copied =
        turned?.copied ?? (await copyFile(file, made ? sniffUnpacked(head, file.size) : sniff(head, file.size), receiving, known, progress))
      received = { ...known, ...copied, ...(turned && { origin: turned.origin }) }
      if (!(await board.change(job_id, { work: { type: 'import', received } })))
        throw new LucidError('cancelled', 'The import was cancelled.')
      if (signal.aborted) throw new LucidError('cancelled', 'The import was cancelled.')
    } catch (error) {
      await files.remove('incoming', job_id).catch(() => {})
      await board.fail(job_id, toErrorShape(error))
      throw error
    }
    return [{ name: file.name, job_id, answer: await handOver(received) }]
  })
}

/** Smaller ones are copied before reading them would have begun, in bytes. */
const WORTH_READING_EARLY = 48 * 1024 ** 2

async function copyFile(
  file: File,
  sniffed: Sniffed,
  { files, signal, readEarly }: Receiving,
  received: ComingFile['received'],
  onBytes: (done: number) => Promise<void>,
): Promise<CopiedIn> {
  const coming = file.size >= WORTH_READING_EARLY && readEarly ? new ComingScan(sniffed) : null
  const is_read = coming !== null && readEarly?.({ file, coming, received }) === true
  const copied = is_read ? await copyOnThread(file, sniffed, received.job_id, signal, onBytes, coming) : null
  if (copied) return copied
  const beside = hashBeside(file)
  try {
    const sha256 = beside?.sha256.catch(() => sha256Of(file, signal)) ?? null // without its thread it is done here, later
    sha256?.catch(() => {}) // nobody waits for it when the copying ends first
    return await copyIn(
      lentChunks(file),
      sniffed,
      received.job_id,
      files,
      signal,
      onBytes,
      sha256 && (() => sha256),
      is_read ? coming : null,
    )
  } finally {
    beside?.end()
  }
}

/** A table with a column for each month, day or product is kept turned; null for any other file. */
async function turnedFile(file: File, head: Uint8Array, { files, signal, locale: ask }: Receiving, job_id: string) {
  const locale = await ask()
  if (widePlan(sniff(head, file.size).head_rows, [file.name], locale) === null) return null
  const { stream, turned } = await turnWide(await peek(chunksOf(file), HEAD_BYTES), false, [file.name], locale)
  try {
    if (!turned) return null
    const size = stream.whole ? stream.head.length : stream.head.length + 1
    const copied = await copyIn(stream.bytes, sniffUnpacked(stream.head, size), job_id, files, signal)
    const sha256 = await sha256Of(file, signal)
    return { copied, origin: { filename: file.name, sha256, path: [], table: true, left_out: turned.left_out, wide: turned.wide } }
  } finally {
    await stream.bytes.return(undefined)
  }
}

async function refuseEarly(file: File): Promise<void> {
  if (file.size > LIMITS.file_bytes) throw tooLarge(file.size)
  const { quota, usage } = await navigator.storage.estimate().catch(() => ({ quota: undefined, usage: undefined }))
  // the raw file, and about half of it again for the database: a full disk in the middle of a commit is far worse than a refusal here
  if (quota !== undefined && usage !== undefined && quota - usage < file.size * 1.5)
    throw quotaError(`${quota - usage} bytes are free, the file has ${file.size}`)
}
