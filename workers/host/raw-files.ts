import { isOpenStatus } from '../../src/domain/job'
import type { Shop } from './shop'

type Kept = Pick<Shop, 'catalog' | 'files'>

/** One after the other: a file must not be taken in while it is decided that nobody needs it. */
let turn: Promise<unknown> = Promise.resolve()
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = turn.then(work)
  turn = mine.catch(() => {})
  return mine
}

/** `incoming/<job_id>` becomes `raw/<sha256>`, or goes when the very same bytes are there. `record` runs in the same turn, after the move. */
export function takeIn(
  { files }: Kept,
  file: { job_id: string; sha256: string; bytes: number },
  record: () => Promise<void>,
): Promise<void> {
  return inTurn(async () => {
    if ((await files.size('raw', file.sha256)) === file.bytes) await files.remove('incoming', file.job_id)
    else await files.move({ folder: 'incoming', name: file.job_id }, { folder: 'raw', name: file.sha256 })
    await record()
  })
}

/** Removes a raw file unless a dataset or an unfinished job other than `job_id` needs it. */
export function dropRaw({ catalog, files }: Kept, sha256: string, job_id?: string): Promise<void> {
  return inTurn(async () => {
    if ((await catalog.datasets.where('file_sha256').equals(sha256).count()) > 0) return
    const needed = await catalog.jobs
      .filter(
        (job) => job.job_id !== job_id && isOpenStatus(job.status) && job.work.type === 'import' && job.work.received?.sha256 === sha256,
      )
      .count()
    if (needed === 0) await files.remove('raw', sha256)
  })
}
