import type { StoredJob } from '../../src/catalog/records'
import { LucidError, toErrorShape } from '../../src/domain/errors'
import type { ChangeHooks } from './apply-change'
import { type ComingFile, EarlyReading, type ReadEarly } from './early-reading'
import { ImportGroup } from './import-group'
import { refreshOverview } from './refresh-overview'
import type { Shop } from './shop'
import { doWork, undoWork } from './work'

/** What was begun and has not ended: one job, or imports that are committed together. */
interface Running {
  jobs: StoredJob[]
  /** the job that was taken up last */
  beginning: string | null
  /** stops all of it; those that nobody cancelled are begun again */
  abort: AbortController
  cancelled: Set<string>
  /** past the point of no return */
  committing: boolean
}

/** How long imports wait for one another, in ms. */
const PATIENCE = {
  /** files that are read are committed at the latest after so long, or after three times as long as the last commit took */
  commit_every: 6_000,
  /** so long is the next file of a drop waited for */
  next_within: 1_000,
}

/** Runs the owner's jobs, one at a time, in the order they were asked for. Imports that follow one another are committed together. */
export class JobRunner {
  private readonly waiting: string[] = []
  private running: Running | null = null
  /** the reading of a file that is still being received; its job finds it done, any other job ends it */
  private early: EarlyReading | null = null
  /** jobs that could not be committed together with others: each is tried by itself */
  private readonly alone = new Set<string>()
  /** jobs that were cancelled while their file was on its way here */
  private readonly unwanted = new Set<string>()
  private last_commit_ms = 0
  private wake: () => void = () => {}
  /** doing what can wait; a job that comes meanwhile begins after it */
  private resting: Promise<void> | null = null
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
    private readonly patience: Readonly<typeof PATIENCE> = PATIENCE,
  ) {}

  get busy(): boolean {
    return this.running !== null || this.waiting.length > 0 || this.early !== null
  }

  /** Begins to read a file of sales that is being received, where nothing else is to be done. False = its job reads it. */
  readEarly(file: ComingFile): boolean {
    if (this.stopped || this.busy) return false
    this.early = new EarlyReading(this.shop, file, Promise.resolve(this.resting))
    return true
  }

  /** The file that was read early has no job after all. */
  async forgetEarly(job_id: string): Promise<void> {
    if (this.early?.job_id === job_id) await this.giveUpEarly()
  }

  /** A job that is known here already is not taken twice: one that came while the owner started is found there and handed over. */
  enqueue(job_id: string): void {
    if (this.waiting.includes(job_id) || this.isRunning(job_id)) return
    this.waiting.push(job_id)
    if (this.unwanted.delete(job_id)) void this.cancel(job_id).catch(() => {})
    this.wake()
    if (!this.running && !this.resting) void this.next()
  }

  /** Begins with what is there to do, which may be what no job waits for. */
  start(): void {
    if (!this.running && !this.resting) void this.next()
  }

  /** The job ends soon as cancelled, or completes where it is being committed already. One that is not known here ends when it comes. */
  async cancel(job_id: string): Promise<void> {
    const at = this.waiting.indexOf(job_id)
    if (at >= 0) {
      this.waiting.splice(at, 1)
      await this.forgetEarly(job_id)
      const job = await this.shop.board.get(job_id)
      if (job) await this.end(job, cancelled())
      return
    }
    const { running } = this
    if (!running || !this.isRunning(job_id)) {
      this.unwanted.add(job_id)
      return
    }
    if (running.committing) return
    running.cancelled.add(job_id)
    running.abort.abort()
    this.wake()
    await this.shop.db.cancel()
  }

  private isRunning(job_id: string): boolean {
    return this.running?.beginning === job_id || this.running?.jobs.some((job) => job.job_id === job_id) === true
  }

  /** Begins nothing more. What runs is left as a crash would leave it. */
  stop(): void {
    this.stopped = true
    this.waiting.length = 0
    void this.giveUpEarly()
    this.wake()
  }

  private async next(): Promise<void> {
    if (this.stopped) return
    if (this.waiting.length === 0) return this.rest()
    const running: Running = { jobs: [], beginning: null, abort: new AbortController(), cancelled: new Set(), committing: false }
    this.running = running
    try {
      if (this.early && this.early.job_id !== this.waiting[0]) await this.giveUpEarly()
      const job = await this.begin(running)
      if (job) await (job.work.type === 'import' ? this.importFrom(job, running) : this.doAlone(job, running))
    } catch {
      // the board itself failed: nothing more can be said of the job, and the next one is begun
    }
    this.running = null
    void this.next()
  }

  private async doAlone(job: StoredJob, running: Running): Promise<void> {
    running.jobs.push(job)
    try {
      const result = await doWork(this.shop, job, this.hooks(running, [job]))
      await this.keepOverview()
      await this.shop.board.complete(job.job_id, result)
    } catch (error) {
      if (this.stopped) return
      await this.failed(running.committing)
      await this.end(job, error).catch(() => {})
    }
    await this.ended(job)
  }

  /** Reads this file and those that follow it, and commits them together. */
  private async importFrom(first: StoredJob, running: Running): Promise<void> {
    const since = performance.now()
    const group = new ImportGroup(this.shop, await this.readBefore(first, running))
    try {
      for (let job: StoredJob | null = first; job; job = await this.following(group, running, since, job)) {
        running.jobs.push(job)
        if (!(await this.readInto(group, job, running))) break
      }
      if (this.stopped) return
      if (running.abort.signal.aborted) return await this.giveUp(group, running, null)
      const begun = performance.now()
      const results = await group.commit(this.hooks(running, running.jobs))
      this.last_commit_ms = performance.now() - begun
      await this.keepOverview()
      await this.shop.board.completeAll(results)
    } catch (error) {
      return this.stopped ? undefined : await this.giveUp(group, running, error)
    }
    for (const job of running.jobs) await this.ended(job)
  }

  /** What reading the file of this job while it was received came to, if that was begun and went well. */
  private async readBefore(job: StoredJob, running: Running): Promise<ReadEarly | null> {
    const { early } = this
    if (early?.job_id !== job.job_id) return null
    const sha256 = job.work.type === 'import' ? job.work.received?.sha256 : undefined
    const kept = sha256 === undefined ? null : await this.shop.files.source('raw', sha256).catch(() => null)
    const done = await early.finish(this.hooks(running, [job]), kept)
    this.early = null
    if (!done) await this.failed(false)
    return done
  }

  private async giveUpEarly(): Promise<void> {
    const { early } = this
    if (!early) return
    await early.giveUp()
    await this.failed(false)
    if (this.early === early) this.early = null
  }

  /** False = no more files are to be read before the others are committed. */
  private async readInto(group: ImportGroup, job: StoredJob, running: Running): Promise<boolean> {
    const drop = () => running.jobs.splice(running.jobs.indexOf(job), 1)
    try {
      const outcome = await group.read(job, this.hooks(running, [job]))
      if (outcome === 'loaded') {
        await this.shop.board.progress(job.job_id, { stage: 'loaded', rows_done: group.rowsOf(job.job_id) }, 'loaded')
        return true
      }
      drop()
      if (outcome === 'later') {
        this.waiting.unshift(job.job_id)
        return false
      }
      await this.shop.board.complete(job.job_id, outcome)
    } catch (error) {
      if (this.stopped || running.abort.signal.aborted) return false // seen to with the others
      drop()
      await this.failed(false)
      await this.end(job, error).catch(() => {})
      if (!(await group.isIntact())) running.abort.abort()
    }
    await this.ended(job)
    return true
  }

  /** The next file that can be committed together with those that are read; null = they are to be committed now. */
  private async following(group: ImportGroup, running: Running, since: number, last: StoredJob): Promise<StoredJob | null> {
    for (;;) {
      if (this.waiting.length === 0 && group.size > 0 && followed(last)) await this.arrival()
      if (this.stopped || running.abort.signal.aborted || running.jobs.some(({ job_id }) => this.alone.has(job_id))) return null
      if (performance.now() - since > Math.max(this.patience.commit_every, 3 * this.last_commit_ms)) return null
      const [job_id] = this.waiting
      if (job_id === undefined || this.alone.has(job_id)) return null
      const job = await this.shop.board.get(job_id)
      if (job && (job.work.type !== 'import' || job.work.received === null || !group.takes(job.work.received))) return null
      if (this.waiting[0] !== job_id) continue // cancelled meanwhile
      const begun = await this.begin(running)
      if (begun) return begun
    }
  }

  /** Begins with the next job; null when it has ended. */
  private async begin(running: Running): Promise<StoredJob | null> {
    const job_id = this.waiting.shift() as string
    running.beginning = job_id
    return await this.shop.board.start(job_id)
  }

  /**
   * Nothing of the group is committed: what was cancelled ends, a file that could not be committed by itself ends, all else is begun again. `error` null =
   * it is nobody's fault.
   */
  private async giveUp(group: ImportGroup, running: Running, error: unknown): Promise<void> {
    await this.failed(running.committing)
    await group.dissolve()
    const jobs = running.jobs.splice(0)
    const mine = (job: StoredJob) => running.cancelled.has(job.job_id)
    const failed = jobs.filter((job) => !mine(job) && error !== null && running.cancelled.size === 0 && jobs.length === 1)
    const rest = jobs.filter((job) => !mine(job) && !failed.includes(job))
    if (error !== null && running.cancelled.size === 0) for (const { job_id } of rest) this.alone.add(job_id)
    this.again(rest)
    for (const job of jobs.filter((one) => !rest.includes(one))) {
      await this.end(job, mine(job) ? cancelled() : error).catch(() => {})
      await this.ended(job)
    }
  }

  private again(jobs: readonly StoredJob[]): void {
    if (!this.stopped) this.waiting.unshift(...jobs.map(({ job_id }) => job_id))
  }

  private async arrival(): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, this.patience.next_within)
      this.wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  private rest(): void {
    this.alone.clear()
    this.resting = this.events
      .idle(() => !this.stopped && this.waiting.length === 0 && this.early === null)
      .catch(() => this.failed(false)) // what could wait can wait longer
      .then(() => {
        this.resting = null
        if (this.waiting.length > 0) void this.next()
      })
  }

  /** The last of the jobs keeps the Overview of the next start before it says that it is done. Pages ask for the same figures at once: they are computed once. */
  private async keepOverview(): Promise<void> {
    if (this.waiting.length === 0) await this.shop.gate.ask(() => refreshOverview(this.shop)).catch(() => {}) // else the next rest makes it
  }

  /** Whatever fails on top of a failure, the next job is begun. An engine that does not come back says so to that one. */
  private async failed(torn: boolean): Promise<void> {
    if (!this.stopped) await this.events.failed(torn).catch(() => {})
  }

  private async ended(job: StoredJob): Promise<void> {
    if (!this.stopped) await this.events.ended(job).catch(() => {})
  }

  private async end(job: StoredJob, error: unknown): Promise<void> {
    try {
      await undoWork(this.shop, job)
    } finally {
      await this.shop.board.fail(job.job_id, toErrorShape(error))
    }
  }

  private hooks(running: Running, jobs: readonly StoredJob[]): ChangeHooks {
    const { board } = this.shop
    const job_ids = jobs.map(({ job_id }) => job_id)
    return {
      signal: running.abort.signal,
      progress: (to) => void board.progress(job_ids, to).catch(() => {}),
      step: (name) => board.progress(job_ids, { stage: 'saving', within: SAVED[name] }, name),
      uncancellable: () => {
        running.committing = true
      },
    }
  }
}

/** Another file of the same drop comes after it. */
const followed = ({ work }: StoredJob): boolean => work.type === 'import' && work.received?.more === true

const cancelled = (): LucidError => new LucidError('cancelled', 'The job was cancelled.')

const SAVED = { before_commit: 0.5, committed: 0.7, checkpointed: 0.9, ready: 1 } as const
