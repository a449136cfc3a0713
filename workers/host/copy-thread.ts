import * as Comlink from 'comlink'
import { type ErrorShape, fromErrorShape, LucidError } from '../../src/domain/errors'
import type { ComingScan } from '../ingest/read/coming-scan'
import type { Scan, Slice, Sniffed } from '../ingest/read/scan'
import type { CopiedIn } from './copy-in'

/** What is told on the way: bytes done, slices that were cut since, the whole scan. */
export type CopyNews = { done: number } | { slices: readonly Slice[] } | { scan: Scan }

/** What such a thread offers. */
export interface RemoteCopy {
  copy(file: File, sniffed: Sniffed, job_id: string, heard: (news: CopyNews) => void): Promise<{ copied: CopiedIn } | { error: ErrorShape }>
  stop(): void
}

/**
 * copyIn on a thread of its own: whoever reads the file meanwhile asks the engine for one statement after the other, and would wait for each until a chunk is
 * scanned. `null` where no thread can be had: the copying is to be done here.
 */
export async function copyOnThread(
  file: File,
  sniffed: Sniffed,
  job_id: string,
  signal: AbortSignal,
  onBytes: (done: number) => Promise<void>,
  coming: ComingScan,
): Promise<CopiedIn | null> {
  if (typeof Worker === 'undefined') return null
  const worker = new Worker(new URL('../copy.worker.ts', import.meta.url), { type: 'module', name: 'lucid-copy' })
  const gone = new Promise<null>((resolve) => worker.addEventListener('error', () => resolve(null)))
  const remote = Comlink.wrap<RemoteCopy>(worker)
  const stop = () => void remote.stop()
  const broken: unknown[] = []
  const slices: Slice[] = []
  let telling: Promise<void> | null = null
  const heard = (news: CopyNews) => {
    if ('scan' in news) coming.ended(news.scan)
    else if ('slices' in news) {
      slices.push(...news.slices)
      coming.grew(slices)
    } else
      telling ??= onBytes(news.done)
        .catch((error) => {
          broken.push(error)
          stop()
        })
        .then(() => {
          telling = null
        })
  }
  signal.addEventListener('abort', stop)
  try {
    if (signal.aborted) throw new LucidError('cancelled', 'The import was cancelled.')
    const answer = await Promise.race([remote.copy(file, sniffed, job_id, Comlink.proxy(heard)), gone])
    if (broken.length > 0) throw broken[0]
    if (answer === null) return null
    if ('error' in answer) throw fromErrorShape(answer.error)
    await telling
    return answer.copied
  } catch (error) {
    coming.broke(error)
    throw error
  } finally {
    signal.removeEventListener('abort', stop)
    worker.terminate()
  }
}
