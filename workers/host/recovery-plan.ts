import type { StoredDataset, StoredJob } from '../../src/catalog/records'
import { isOpenStatus } from '../../src/domain/job'

export interface Found {
  datasets: readonly Pick<
    StoredDataset,
    'dataset_id' | 'file_sha256' | 'status' | 'doomed' | 'mapping' | 'mapping_version' | 'uploaded_at' | 'recognition'
  >[]
  jobs: readonly Pick<StoredJob, 'job_id' | 'status' | 'created_at' | 'work'>[]
  /** rows of DuckDB's table `dataset` */
  engine: readonly { dataset_id: string; mapping_version: number }[]
  /** names in `incoming/` with sizes */
  incoming: ReadonlyMap<string, number>
  /** names in `raw/` with sizes */
  raw: ReadonlyMap<string, number>
  /** jobs whose file some living tab is copying right now */
  receiving: ReadonlySet<string>
}

export interface RecoveryPlan {
  /** taken out of DuckDB: not committed, or another version of what was */
  remove: string[]
  /** committed but not (rightly) in DuckDB: read again from raw, in this order */
  rebuild: string[]
  /** committed, but neither in DuckDB nor in raw: cannot be shown any more */
  lost: string[]
  /** datasets of an import that cannot go on: forgotten */
  forget: string[]
  /** datasets that wait for their mapping again */
  ask_again: string[]
  /** whole files still in `incoming/` whose job goes on */
  take_in: string[]
  /** jobs that are done again, in this order */
  restart: string[]
  /** imports that were killed after their commit: all is done but for saying so */
  done: string[]
  /** jobs that ended with the tab: rolled back */
  roll_back: string[]
  /** deletes that had begun and have no job any more */
  finish_delete: string[]
  delete_incoming: string[]
  delete_raw: string[]
}

/**
 * What a new owner has to do before the engine is true again (architecture.md, Where state lives), from what it found in Dexie, DuckDB and OPFS.
 * Pure; carrying it out twice, or half and then again, ends in the same state.
 */
export function planRecovery(found: Found): RecoveryPlan {
  const open = found.jobs
    .filter((job) => isOpenStatus(job.status) && !found.receiving.has(job.job_id))
    .sort((a, b) => (a.created_at < b.created_at ? -1 : a.created_at > b.created_at ? 1 : a.job_id < b.job_id ? -1 : 1))
  const goes_on = (job: (typeof open)[number]): boolean => {
    const { work } = job
    if (work.type === 'rebuild') return false // planned anew, from what is missing now
    if (work.type === 'recompute' || work.type === 'aliases') return true
    if (work.type !== 'import') return found.datasets.some((one) => one.dataset_id === work.dataset_id)
    if (work.received === null) return false
    const { sha256, bytes } = work.received
    return found.raw.get(sha256) === bytes || found.incoming.get(job.job_id) === bytes
  }
  const committed = found.datasets.filter((one) => one.status === 'ready' && !one.doomed)
  const is_done = ({ work }: (typeof open)[number]) =>
    work.type === 'import' && committed.some((one) => one.file_sha256 === work.received?.sha256)
  const done = open.filter(is_done)
  const restart = open.filter((job) => !is_done(job) && goes_on(job))
  const roll_back = open.filter((job) => !is_done(job) && !goes_on(job))

  const version = new Map(found.engine.map((one) => [one.dataset_id, one.mapping_version]))
  const right = new Set(committed.filter((one) => version.get(one.dataset_id) === one.mapping_version).map((one) => one.dataset_id))
  const missing = committed
    .filter((one) => !right.has(one.dataset_id))
    .sort((a, b) => (a.uploaded_at < b.uploaded_at ? -1 : a.uploaded_at > b.uploaded_at ? 1 : a.dataset_id < b.dataset_id ? -1 : 1))

  // an import that was under way: it goes on when its file is whole, else the dataset waits for its answers or is forgotten
  const restarted_files = new Set(restart.flatMap(({ work }) => (work.type === 'import' && work.received ? [work.received.sha256] : [])))
  const read_again = new Set(restart.flatMap(({ work }) => (work.type === 'read_again' ? [work.dataset_id] : [])))
  const stranded = found.datasets.filter(
    (one) => one.status === 'importing' && !one.doomed && !restarted_files.has(one.file_sha256) && !read_again.has(one.dataset_id),
  )
  const can_ask = (one: (typeof stranded)[number]) => one.recognition !== null && found.raw.has(one.file_sha256)
  const ask_again = stranded.filter(can_ask).map((one) => one.dataset_id)
  const forget = stranded.filter((one) => !can_ask(one)).map((one) => one.dataset_id)

  const deletes = new Set(restart.flatMap(({ work }) => (work.type === 'delete' ? [work.dataset_id] : [])))
  const used = new Set([
    ...found.datasets.filter((one) => !forget.includes(one.dataset_id)).map((one) => one.file_sha256),
    ...restarted_files,
  ])
  const take_in = restart.filter(({ job_id, work }) => work.type === 'import' && found.incoming.has(job_id)).map(({ job_id }) => job_id)
  return {
    remove: found.engine.filter((one) => !right.has(one.dataset_id)).map((one) => one.dataset_id),
    rebuild: missing.filter((one) => found.raw.has(one.file_sha256)).map((one) => one.dataset_id),
    lost: missing.filter((one) => !found.raw.has(one.file_sha256)).map((one) => one.dataset_id),
    forget,
    ask_again,
    take_in,
    restart: restart.map(({ job_id }) => job_id),
    done: done.map(({ job_id }) => job_id),
    roll_back: roll_back.map(({ job_id }) => job_id),
    finish_delete: found.datasets.filter((one) => one.doomed && !deletes.has(one.dataset_id)).map((one) => one.dataset_id),
    delete_incoming: [...found.incoming.keys()].filter((name) => !take_in.includes(name) && !found.receiving.has(name)),
    delete_raw: [...found.raw.keys()].filter((name) => !used.has(name)),
  }
}
