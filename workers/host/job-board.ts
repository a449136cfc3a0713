import type { Catalog } from '../../src/catalog/catalog'
import { engineRecord } from '../../src/catalog/engine-record'
import { writeLog } from '../../src/catalog/log'
import { type JobWork, publicJob, type StoredJob } from '../../src/catalog/records'
import { type ErrorShape, LucidError } from '../../src/domain/errors'
import type { JobType } from '../../src/domain/job'
import type { EventLog } from './event-log'
import { isOpenStatus } from './job-status'
import { type Advance, advance, NO_PROGRESS } from './progress'

export interface NewJob {
  job_id: string
  job_type: JobType
  filename: string | null
  dataset_id: string | null
  work: JobWork
}

/** At most so often is progress kept and told, in ms. */
const PROGRESS_EVERY = 200

/**
 * The job table: every change is kept in Dexie and told to all tabs. With an epoch, only the owner of that epoch can change jobs;
 * without one it is the board of a tab that receives a file.
 */
export class JobBoard {
  private readonly told = new Map<string, number>()

  constructor(
    private readonly catalog: Catalog,
    private readonly events: EventLog,
    private readonly epoch: number | null,
    private readonly clock: { ms: () => number; iso: () => string },
  ) {}

  async create(job: NewJob): Promise<StoredJob> {
    const stored: StoredJob = {
      ...job,
      status: 'queued',
      progress: NO_PROGRESS,
      result: null,
      error: null,
      created_at: this.clock.iso(),
      started_at: null,
      completed_at: null,
    }
    await this.catalog.jobs.add(stored)
    await this.tell(stored)
    return stored
  }

  get(job_id: string): Promise<StoredJob | undefined> {
    return this.catalog.jobs.get(job_id)
  }

  /** Changes an unfinished job; gives null, and changes nothing, when it has ended. */
  async change(job_id: string, change: Partial<StoredJob>): Promise<StoredJob | null> {
    const next = await this.write(job_id, (job) => ({ ...job, ...change }))
    if (next) await this.tell(next)
    return next
  }

  start(job_id: string): Promise<StoredJob | null> {
    return this.change(job_id, { status: 'running', started_at: this.clock.iso(), error: null })
  }

  /** Progress, told at most five times a second unless it names a `step` of the commit, which is always told before it resolves. */
  async progress(job_id: string, to: Advance, step?: string): Promise<void> {
    const now = this.clock.ms()
    if (step === undefined && now - (this.told.get(job_id) ?? 0) < PROGRESS_EVERY) return
    this.told.set(job_id, now)
    const next = await this.write(job_id, (job) => ({
      ...job,
      progress: advance(job.progress, to, job.started_at === null ? 0 : now - Date.parse(job.started_at)),
    }))
    if (!next) return
    const data = { job: publicJob(next), ...(step === undefined ? {} : { step }) }
    await this.events.tell({ type: 'file_progress', job_id, dataset_id: next.dataset_id, data })
  }

  async complete(job_id: string, result: Record<string, unknown>): Promise<void> {
    await this.end(job_id, { status: 'completed', result, error: null })
  }
  async fail(job_id: string, error: ErrorShape): Promise<void> {
    await this.end(job_id, {
      status: error.code === 'cancelled' ? 'cancelled' : 'failed',
      error: error.code === 'cancelled' ? null : error,
    })
  }

  private async end(job_id: string, change: Pick<StoredJob, 'status' | 'error'> & { result?: StoredJob['result'] }): Promise<void> {
    const ended = await this.write(job_id, (job) => ({
      ...job,
      ...change,
      completed_at: this.clock.iso(),
      progress: change.status === 'completed' ? advance(job.progress, { stage: 'done' }, 0) : { ...job.progress, seconds_left: null },
    }))
    if (!ended) return
    if (ended.error)
      await writeLog(this.catalog, { at: this.clock.iso(), where: 'job', what: ended.filename ?? ended.job_type }, ended.error)
    await this.tell(ended)
    if (ended.work.type !== 'delete')
      await this.events.tell({
        type: ended.status === 'completed' ? 'file_complete' : 'file_error',
        job_id,
        dataset_id: ended.dataset_id,
        data: { job: publicJob(ended) },
      })
    this.told.delete(job_id)
    await this.events.prune(job_id)
  }

  private write(job_id: string, change: (job: StoredJob) => StoredJob): Promise<StoredJob | null> {
    return this.catalog.transaction('rw', this.catalog.jobs, this.catalog.engine, async () => {
      if (this.epoch !== null && (await engineRecord(this.catalog)).epoch !== this.epoch)
        throw new LucidError('owner_lost', 'Another tab owns the engine.')
      const job = await this.catalog.jobs.get(job_id)
      if (!job || !isOpenStatus(job.status)) return null
      const next = change(job)
      await this.catalog.jobs.put(next)
      return next
    })
  }

  private tell(job: StoredJob): Promise<void> {
    return this.events.tell({ type: 'job_changed', job_id: job.job_id, dataset_id: job.dataset_id, data: { job: publicJob(job) } })
  }
}
