import type { Catalog } from '../../src/catalog/catalog'
import { engineRecord } from '../../src/catalog/engine-record'
import { writeLog } from '../../src/catalog/log'
import { type JobWork, publicJob, type StoredJob } from '../../src/catalog/records'
import { type ErrorShape, LucidError } from '../../src/domain/errors'
import type { JobType } from '../../src/domain/job'
import { isOpenStatus } from '../../src/domain/job'
import type { EventLog, News } from './event-log'
import { type Advance, advance, atStart, NO_PROGRESS } from './progress'

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
    this.told.set(job.job_id, this.clock.ms())
    const tell = await this.catalog.transaction('rw', this.catalog.jobs, this.catalog.events, async () => {
      await this.catalog.jobs.add(stored)
      return await this.events.keep([changed(stored)])
    })
    tell()
    return stored
  }

  get(job_id: string): Promise<StoredJob | undefined> {
    return this.catalog.jobs.get(job_id)
  }

  /** Changes an unfinished job; gives null, and changes nothing, when it has ended. */
  async change(job_id: string, change: Partial<StoredJob>): Promise<StoredJob | null> {
    const [next = null] = await this.write(
      [job_id],
      (job) => ({ ...job, ...change }),
      (job) => [changed(job)],
    )
    return next
  }

  /** Also of a job that was interrupted and begins again; gives null, and changes nothing, when it has ended. */
  async start(job_id: string): Promise<StoredJob | null> {
    this.told.set(job_id, this.clock.ms())
    const [next = null] = await this.write(
      [job_id],
      (job) => ({ ...job, status: 'running', started_at: this.clock.iso(), error: null, progress: atStart(job.progress) }),
      (job) => [changed(job)],
    )
    return next
  }

  /** Progress, told at most five times a second unless it names a `step` of the commit, which is always told before it resolves. */
  async progress(job_ids: string | readonly string[], to: Advance, step?: string): Promise<void> {
    const now = this.clock.ms()
    const due = [job_ids].flat().filter((job_id) => step !== undefined || now - (this.told.get(job_id) ?? 0) >= PROGRESS_EVERY)
    if (due.length === 0) return
    for (const job_id of due) this.told.set(job_id, now)
    await this.write(
      due,
      (job) => ({ ...job, progress: advance(job.progress, to, job.started_at === null ? 0 : now - Date.parse(job.started_at)) }),
      (job) => [told(job, 'file_progress', step === undefined ? {} : { step })],
    )
  }

  async complete(job_id: string, result: Record<string, unknown>): Promise<void> {
    await this.completeAll(new Map([[job_id, result]]))
  }
  /** Ends many jobs, each with its result, in one step. */
  async completeAll(results: ReadonlyMap<string, Record<string, unknown>>): Promise<void> {
    await this.end([...results.keys()], (job) => ({
      status: 'completed',
      result: results.get(job.job_id) ?? null,
      error: null,
      progress: advance(job.progress, { stage: 'done' }, 0),
    }))
  }
  async fail(job_id: string, error: ErrorShape): Promise<void> {
    await this.end([job_id], ({ progress }) => ({
      status: error.code === 'cancelled' ? 'cancelled' : 'failed',
      error: error.code === 'cancelled' ? null : error,
      progress: { ...progress, seconds_left: null },
    }))
  }

  private async end(job_ids: readonly string[], change: (job: StoredJob) => Partial<StoredJob>): Promise<void> {
    const completed_at = this.clock.iso()
    const ended = await this.write(
      job_ids,
      (job) => ({ ...job, ...change(job), completed_at }),
      (job) => [
        changed(job),
        ...(job.work.type === 'delete'
          ? []
          : [told(job, job.status === 'completed' ? ('file_complete' as const) : ('file_error' as const))]),
      ],
    )
    if (ended.length === 0) return
    for (const { error, filename, job_type } of ended)
      if (error) await writeLog(this.catalog, { at: completed_at, where: 'job', what: filename ?? job_type }, error)
    for (const { job_id } of ended) this.told.delete(job_id)
    await this.events.prune(ended.map(({ job_id }) => job_id))
  }

  /** Changes the unfinished ones of these jobs together with the events that say so, which are told afterwards. Gives the changed jobs. */
  private async write(
    job_ids: readonly string[],
    change: (job: StoredJob) => StoredJob,
    news: (job: StoredJob) => readonly News[],
  ): Promise<StoredJob[]> {
    const { jobs, engine, events } = this.catalog
    const { next, tell } = await this.catalog.transaction('rw', jobs, engine, events, async () => {
      if (this.epoch !== null && (await engineRecord(this.catalog)).epoch !== this.epoch)
        throw new LucidError('owner_lost', 'Another tab owns the engine.')
      const found = await jobs.bulkGet([...job_ids])
      const next = found.flatMap((job) => (job && isOpenStatus(job.status) ? [change(job)] : []))
      await jobs.bulkPut(next)
      return { next, tell: await this.events.keep(next.flatMap(news)) }
    })
    tell()
    return next
  }
}

const told = (job: StoredJob, type: News['type'], data: Record<string, unknown> = {}): News => ({
  type,
  job_id: job.job_id,
  dataset_id: job.dataset_id,
  data: { job: publicJob(job), ...data },
})
const changed = (job: StoredJob): News => told(job, 'job_changed')
