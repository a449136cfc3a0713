import type { StoredJob } from '../../src/catalog/records'
import { LucidError, toErrorShape } from '../../src/domain/errors'
import type { ChangeHooks } from './apply-change'
import type { Shop } from './shop'
import { doWork, undoWork } from './work'

interface Running {
  job_id: string
  abort: AbortController
  /** past the point of no return */
  committing: boolean
}

/** Runs the owner's jobs, one at a time, in the order they were asked for. */
export class JobRunner {
  private readonly waiting: string[] = []
  private running: Running | null = null
  /** doing what can wait; a job that comes meanwhile begins after it */
  private resting = false
  private stopped = false

  constructor(
    private readonly shop: Shop,
    private readonly events: {
      /** after every job, when nothing of it runs any more */
      ended(job: StoredJob): Promise<void>
      /** a job failed; `torn` = what was committed in DuckDB and in Dexie may differ */
      failed(torn: boolean): Promise<void>
      /** no job waits: time for what no job should wait for, as long as `goOn` */
      idle(goOn: () => boolean): Promise<void>
    },
  ) {}

  get busy(): boolean {
    return this.running !== null || this.waiting.length > 0
  }

  enqueue(job_id: string): void {
    this.waiting.push(job_id)
    if (!this.running && !this.resting) void this.next()
  }

  /** Begins with what is there to do, which may be what no job waits for. */
  start(): void {
    if (!this.running && !this.resting) void this.next()
  }

  /** True when the job is known here: it ends soon as cancelled, or is just being committed and completes. */
  async cancel(job_id: string): Promise<boolean> {
    const at = this.waiting.indexOf(job_id)
    if (at >= 0) {
      this.waiting.splice(at, 1)
      const job = await this.shop.board.get(job_id)
      if (job) await this.end(job, new LucidError('cancelled', 'The job was cancelled.'))
      return true
    }
    if (this.running?.job_id !== job_id) return false
    if (!this.running.committing) {
      this.running.abort.abort()
      await this.shop.db.cancel()
    }
    return true
  }

  /** Begins nothing more. What runs is left as a crash would leave it. */
  stop(): void {
    this.stopped = true
    this.waiting.length = 0
  }

  private async next(): Promise<void> {
    if (this.stopped) return
    const job_id = this.waiting.shift()
    if (job_id === undefined) return await this.rest()
    const running: Running = { job_id, abort: new AbortController(), committing: false }
    this.running = running
    let job: StoredJob | null | undefined
    try {
      job = await this.shop.board.start(job_id)
      if (job) {
        const result = await doWork(this.shop, job, this.hooks(job, running))
        await this.shop.board.complete(job_id, result)
      }
    } catch (error) {
      if (this.stopped) return
      // whatever fails on top of it: the job ends, and the next one is begun. An engine that does not come back says so to that one
      await this.events.failed(running.committing).catch(() => {})
      if (job) await this.end(job, error).catch(() => {})
    }
    if (job && !this.stopped) await this.events.ended(job).catch(() => {})
    this.running = null
    void this.next()
  }

  private async rest(): Promise<void> {
    this.resting = true
    try {
      await this.events.idle(() => !this.stopped && this.waiting.length === 0)
    } catch {
      // what could wait can wait longer
      if (!this.stopped) await this.events.failed(false).catch(() => {})
    } finally {
      this.resting = false
    }
    if (this.waiting.length > 0) void this.next()
  }

  private async end(job: StoredJob, error: unknown): Promise<void> {
    try {
      await undoWork(this.shop, job)
    } finally {
      await this.shop.board.fail(job.job_id, toErrorShape(error))
    }
  }

  private hooks(job: StoredJob, running: Running): ChangeHooks {
    const { board } = this.shop
    return {
      signal: running.abort.signal,
      progress: (to) => void board.progress(job.job_id, to).catch(() => {}),
      step: (name) => board.progress(job.job_id, { stage: 'saving', within: SAVED[name] }, name),
      uncancellable: () => {
        running.committing = true
      },
    }
  }
}

const SAVED = { before_commit: 0.5, committed: 0.7, checkpointed: 0.9, ready: 1 } as const
