import type { Catalog } from '../../src/catalog/catalog'
import { commit } from '../../src/catalog/engine-record'
import { writeLog } from '../../src/catalog/log'
import type { EngineRecord } from '../../src/catalog/records'
import { incomingLock } from '../../src/domain/channels'
import type { Received, ReceivedUpload } from '../../src/domain/engine'
import { type ErrorShape, fromErrorShape, LucidError, toErrorShape } from '../../src/domain/errors'
import { isOpenStatus } from '../../src/domain/job'
import { WASM_URL, WORKER_URL } from '../db/bundle'
import { type BrowserDatabase, FILE_HELD, openBrowserDatabase } from '../db/open-browser'
import type { FileStore } from '../db/opfs'
import { resultFiles } from '../db/opfs-cache'
import { atRest } from './at-rest'
import { Dispatch } from './dispatch'
import type { ComingFile } from './early-reading'
import type { EventLog } from './event-log'
import { Gate } from './gate'
import { handlersOf } from './handlers'
import { JobBoard } from './job-board'
import { JobRunner } from './job-runner'
import type { Reign } from './ownership'
import { resync } from './recover'
import { recoverOrRenew } from './recover-or-renew'
import type { Shop } from './shop'
import type { ReceiveOptions } from './tab-engine'
import type { Answer, OwnerNotice } from './wire'

export interface OwnerSurroundings {
  catalog: Catalog
  files: FileStore
  events: EventLog
  visible: () => boolean
  /** resolves when the engine's own files can be loaded (first visit to a host without the unpacked wasm) */
  loadable: () => Promise<void>
  /** the state of the engine changed */
  changed: () => void
  /** a job ended */
  free: () => void
  cancelReceiving: (job_id: string) => void
  /** takes a file in, as this tab does with a dropped one */
  receive: (file: File, options: ReceiveOptions) => Promise<Answer>
}

/** Imports of at least this much leave so much wasm memory behind that the engine is started again afterwards. */
const RECYCLE_BYTES = 150 * 1024 ** 2
/** Milliseconds without a question after which nobody is taken to be at work on a page. */
const QUIET_MS = 2_000

/** The engine in the hands of the tab that holds the lock: the database, the jobs, and the calls of every tab. */
export class EngineOwner implements Reign {
  readonly dispatch: Dispatch
  engine: OwnerNotice['engine'] = 'opening'
  error: ErrorShape | null = null
  private db: BrowserDatabase | null = null
  private runner: JobRunner | null = null
  private ended = false
  /** since the engine was started */
  private bytes_read = 0
  private readonly board: JobBoard
  private readonly gate = new Gate()
  private readonly opened: Promise<{ shop: Shop; runner: JobRunner }>

  constructor(
    private readonly record: EngineRecord,
    private readonly around: OwnerSurroundings,
  ) {
    const { catalog, files, events } = around
    const clock = { ms: () => Date.now(), iso: () => new Date().toISOString() }
    this.board = new JobBoard(catalog, events, record.epoch, clock)
    const cache = resultFiles(files)
    this.opened = this.open()
    this.opened.catch(() => {})
    this.dispatch = new Dispatch(
      handlersOf({
        shop: async () => (await this.opened).shop,
        runner: async () => (await this.opened).runner,
        early: { catalog, files, events, board: this.board, epoch: record.epoch, cache },
        now: clock.iso,
        state: () => (this.engine === 'ready' ? 'ok' : this.engine === 'in_memory' ? 'in_memory' : 'starting'),
        cancelReceiving: around.cancelReceiving,
        receiveUpload: (upload) => this.receiveUpload(upload),
        receiveText: ({ filename, text, ...rest }) => this.take(new File([text], filename), { ...rest, is_sample: false }),
        mend: async () => {
          const { shop } = await this.opened
          // a job that runs meets the same damage, and mends it when it has failed
          if (this.db && !this.runner?.busy) await this.mend(shop, this.db, false)
        },
      }),
      (what, error) => void writeLog(catalog, { at: clock.iso(), where: 'engine', what }, error),
    )
  }

  /** Begins to read a file that this tab receives, where nothing else is to be done. False = its job reads it. */
  readEarly(file: ComingFile): boolean {
    return !this.ended && (this.runner?.readEarly(file) ?? false)
  }

  /** The file has no job after all. */
  forgetEarly(job_id: string): void {
    void this.runner?.forgetEarly(job_id)
  }

  yields(): 'now' | 'visible' | 'busy' {
    if (this.around.visible()) return 'visible'
    return this.engine === 'opening' || this.runner?.busy ? 'busy' : 'now'
  }

  async stop(): Promise<void> {
    await this.dispatch.drain()
    this.ended = true
    this.runner?.stop()
    const { db } = this
    if (!db) return
    // a query that hangs must not keep the engine from the tab that somebody looks at
    await Promise.race([db.checkpoint().catch(() => {}), new Promise((resolve) => setTimeout(resolve, 5_000))])
    await db.close()
  }

  kill(): void {
    this.ended = true
    this.runner?.stop()
    this.db?.kill()
  }

  /** Sees to a file that another tab copies: when that tab goes before the copy is whole, its job is rolled back. */
  watch(job_id: string): void {
    void navigator.locks.request(incomingLock(job_id), async () => {
      if (this.ended) return
      const job = await this.board.get(job_id)
      if (!job || !isOpenStatus(job.status) || job.work.type !== 'import') return
      if (job.work.received !== null && job.dataset_id !== null) return // it is with the jobs here
      const { files, events } = this.around
      await files.remove('incoming', job_id)
      await this.board.fail(job_id, {
        code: 'owner_lost',
        message: 'The tab was closed before the whole file was copied. Nothing was changed.',
        hint: 'Drop the file again.',
      })
      await events.tell({ type: 'recovered', job_id, data: { action: 'rolled_back', filename: job.filename } })
    })
  }

  private async receiveUpload({ job_id, upload_id, filename, uploaded_at, said }: ReceivedUpload): Promise<Received> {
    const { files } = this.around
    const kept = await files.file('incoming', upload_id)
    if (!kept) throw new LucidError('not_found', 'There is no such upload.', { details: { upload_id } })
    try {
      return await this.take(new File([kept], filename), { job_id, is_sample: false, uploaded_at, fleeting: true, ...(said && { said }) })
    } finally {
      await files.remove('incoming', upload_id)
    }
  }

  private async take(file: File, options: ReceiveOptions): Promise<Received> {
    const { job_id } = options
    const answer = await this.around.receive(file, options)
    if ('moved' in answer) throw new LucidError('owner_lost', 'The engine moved to another tab.', { details: { job_id } })
    if (!answer.ok) throw fromErrorShape({ ...answer.error, details: { ...answer.error.details, job_id } })
    return answer.value as Received
  }

  private async open(): Promise<{ shop: Shop; runner: JobRunner }> {
    const { catalog, files, events, changed } = this.around
    try {
      await this.around.loadable()
      const found = await this.openDatabase()
      this.db = found
      if (this.ended) {
        found.kill()
        throw new LucidError('owner_lost', 'The engine moved to another tab.')
      }
      const { epoch } = this.record
      const { shop, restart, receiving } = await recoverOrRenew(
        { db: found, catalog, files, events, board: this.board, gate: this.gate, epoch, cache: resultFiles(files) },
        (error) => this.renewDatabase(found, error),
      )
      const { db } = shop
      const runner = new JobRunner(shop, {
        ended: ({ work, progress }) => this.afterJob(db, work.type === 'import' ? (work.received?.bytes ?? 0) : progress.bytes_total),
        failed: (torn) => this.mend(shop, db, torn),
        idle: (goOn) => atRest(shop, goOn, QUIET_MS),
      })
      this.runner = runner
      this.engine = db.in_memory ? 'in_memory' : 'ready'
      for (const job_id of receiving) this.watch(job_id)
      for (const job_id of restart) runner.enqueue(job_id)
      changed()
      void this.tidy(db)
      runner.start()
      this.around.free() // a visible tab may have asked meanwhile
      return { shop, runner }
    } catch (error) {
      if (!this.ended) {
        this.engine = 'failed'
        this.error = unavailable(error)
        this.db?.kill()
        changed()
      }
      throw fail(error)
    }
  }

  /** An empty database in the place of one that recovery fails on. */
  private async renewDatabase(old: BrowserDatabase, error: unknown): Promise<BrowserDatabase> {
    if (this.ended) throw error
    const { catalog } = this.around
    await writeLog(catalog, { at: new Date().toISOString(), where: 'engine', what: 'recover' }, toErrorShape(error))
    old.kill()
    this.db = old.in_memory ? await openAt(':memory:') : await this.openFresh()
    return this.db
  }

  /** The database of the catalog's choice; a fresh file when that one is held or damaged; memory when this browser has no synchronous handles. */
  private async openDatabase(): Promise<BrowserDatabase> {
    if (!(await this.hasSyncFiles())) return await openAt(':memory:')
    try {
      return await openAt(`opfs://${this.record.db_file}`)
    } catch (error) {
      const held = error instanceof LucidError && error.shape.details?.reason === FILE_HELD
      if (error instanceof LucidError && !held) throw error
      return await this.openFresh()
    }
  }

  /** A file that no owner has used before, from now on the catalog's choice. */
  private async openFresh(): Promise<BrowserDatabase> {
    const { epoch, db_file: before } = this.record
    const first = `lucid-${epoch}.db`
    const db_file = before === first ? `lucid-${epoch}-again.db` : first
    const db = await openAt(`opfs://${db_file}`)
    await commit(this.around.catalog, epoch, [], (record) => this.around.catalog.engine.put({ ...record, db_file }))
    this.record.db_file = db_file
    return db
  }

  private async hasSyncFiles(): Promise<boolean> {
    try {
      const { files } = this.around
      const probe = await files.write('incoming', 'probe')
      await probe.abort()
      return 'createSyncAccessHandle' in FileSystemFileHandle.prototype
    } catch (error) {
      return error instanceof LucidError && error.code === 'E_QUOTA'
    }
  }

  private async afterJob(db: BrowserDatabase, bytes: number): Promise<void> {
    this.bytes_read += bytes
    if (db.is_damaged || this.bytes_read >= RECYCLE_BYTES) {
      this.bytes_read = 0
      const open = await this.gate.close()
      try {
        await this.recycle(db)
      } finally {
        open()
      }
    }
    // after this turn, when the runner knows that nothing runs
    setTimeout(() => this.around.free())
  }

  /** After a failure that a rollback does not undo: the wasm instance died with it, or it fell between the two stores. */
  private async mend(shop: Shop, db: BrowserDatabase, torn: boolean): Promise<void> {
    if (!torn && !db.is_damaged) return
    const open = await this.gate.close()
    try {
      if (db.is_damaged) await this.recycle(db)
      await resync(shop)
    } finally {
      open()
    }
  }

  /** Starts the engine again; where it does not come back, every page is told to reload. */
  private async recycle(db: BrowserDatabase): Promise<void> {
    try {
      await db.recycle()
    } catch (error) {
      this.engine = 'failed'
      this.error = unavailable(error)
      this.around.changed()
      throw error
    }
  }

  /** Database files of former owners that nothing uses any more. */
  private async tidy(db: BrowserDatabase): Promise<void> {
    if (db.in_memory) return
    const { files } = this.around
    const mine = this.record.db_file
    for (const name of await files.databaseFiles())
      if (name !== mine && name !== `${mine}.wal`) await files.removeDatabaseFile(name).catch(() => {}) // still held: next time
  }
}

const openAt = (path: string) => openBrowserDatabase({ path, wasm_url: WASM_URL, worker_url: WORKER_URL })

const fail = (error: unknown): LucidError =>
  error instanceof LucidError && error.code === 'owner_lost'
    ? error
    : new LucidError('engine_unavailable', unavailable(error).message, { details: { reason: String(error) } })

function unavailable(error: unknown): ErrorShape {
  const { message, hint } = toErrorShape(error)
  return {
    code: 'engine_unavailable',
    message,
    ...(hint === undefined ? { hint: 'Reload the page. Your files are safe on this device.' } : { hint }),
  }
}
