import { AsyncDuckDB, DuckDBAccessMode, VoidLogger } from '@duckdb/duckdb-wasm'
import { LucidError } from '../../src/domain/errors'
import { BrowserConnection, MEMORY_LIMIT, memoryLimit } from './browser-connection'
import type { Database, ExploreDatabase } from './database'
import { SCHEMA, VIEWS } from './schema'
import { raw } from './sql'
import { StatementQueue } from './statement-queue'

export interface OpenOptions {
  /** `opfs://<name>` or `:memory:` */
  path: string
  wasm_url: string
  worker_url: string
  /** how long an access handle that a dead or frozen context still holds is waited for, in ms (engine.md: 3,000) */
  patience_ms?: number
}

/** First statements on every connection: a missing function must be a clean error, never a look at the network (engine.md). */
const FIRST = raw('SET autoinstall_known_extensions=false; SET autoload_known_extensions=false')
/** Checkpoints are ours to call: the engine's own, after every 16 MB of log, would rewrite the tables with each slice of an import and double its time. */
const CHECKPOINTS = raw(`SET checkpoint_threshold='1GB'`)

/** Thrown when the database file is held by another context, so that the caller can go on with a fresh file. */
export const FILE_HELD = 'file_held'

/** DuckDB-WASM (eh) in its own nested worker. Itself the writing connection; `reader` sees only what is committed. */
export class BrowserDatabase extends BrowserConnection {
  private constructor(
    private readonly options: OpenOptions,
    private readonly inner: Inner,
    readonly reader: Database,
    /** for statements that a person wrote: cancelling one never touches another's */
    readonly explorer: ExploreDatabase,
    connection: ConstructorParameters<typeof BrowserConnection>[1],
  ) {
    super(inner, connection)
  }

  static async open(options: OpenOptions): Promise<BrowserDatabase> {
    const inner = new Inner()
    const { writer, reader, explorer } = await inner.start(options)
    const database = new BrowserDatabase(
      options,
      inner,
      new BrowserConnection(inner, reader),
      new BrowserConnection(inner, explorer),
      writer,
    )
    await database.run(SCHEMA)
    await database.run(VIEWS)
    await database.checkpoint()
    return database
  }

  get in_memory(): boolean {
    return this.options.path === ':memory:'
  }
  /** True after the wasm instance failed in a way that DuckDB does not survive; `recycle` mends it. */
  get is_damaged(): boolean {
    return this.inner.broken !== null
  }
  get idle(): boolean {
    return this.inner.queue.idle
  }

  /** Gives back the memory that an import took: wasm memory only shrinks by starting again. Only between transactions. An in-memory
   * database is only started again when it is damaged, and is empty then. */
  async recycle(): Promise<void> {
    if (this.in_memory && !this.is_damaged) return
    if (!this.is_damaged) await this.checkpoint()
    await this.inner.queue.run(async () => {
      await this.inner.stop()
      const { writer, reader, explorer } = await this.inner.start(this.options)
      this.attach(writer)
      ;(this.reader as BrowserConnection).attach(reader)
      ;(this.explorer as BrowserConnection).attach(explorer)
    })
    await this.run(SCHEMA)
    await this.run(VIEWS)
  }

  /** Waits for what runs, then closes the file. */
  override async close(): Promise<void> {
    await this.inner.queue.run(() => this.inner.stop())
  }
  /** Ends the engine at once, in the middle of whatever runs. What was committed stays. */
  kill(): void {
    this.inner.kill()
  }
}

/** Opens the file, waiting for a handle that a crashed or frozen context has not let go yet. */
async function openPatiently(duckdb: AsyncDuckDB, path: string, patience_ms: number): Promise<void> {
  const until = performance.now() + patience_ms
  for (;;) {
    try {
      return await duckdb.open({ path, accessMode: DuckDBAccessMode.READ_WRITE, query: { queryPollingInterval: 50 } })
    } catch (error) {
      if (!/access handle|NoModificationAllowed/i.test(String(error))) throw error
      if (performance.now() > until)
        throw new LucidError('conflict', `The database file is held elsewhere: ${String(error)}`, { details: { reason: FILE_HELD } })
      await new Promise((resolve) => setTimeout(resolve, 150))
    }
  }
}

class Inner {
  readonly queue = new StatementQueue()
  broken: unknown = null
  private duckdb: AsyncDuckDB | null = null
  private worker: Worker | null = null
  private failed: ((error: unknown) => void) | null = null

  engine(): AsyncDuckDB {
    if (!this.duckdb) throw new LucidError('engine_unavailable', 'The database is closed.')
    return this.duckdb
  }
  damaged(reason: unknown): void {
    this.broken ??= reason
  }

  async start({ path, wasm_url, worker_url, patience_ms = 3_000 }: OpenOptions) {
    const worker = new Worker(worker_url)
    this.worker = worker
    const failure = new Promise<never>((_, reject) => {
      this.failed = reject
      worker.addEventListener('error', (event) => {
        this.damaged(event.message)
        reject(new LucidError('engine_unavailable', `The database engine did not start: ${event.message}`))
      })
    })
    failure.catch(() => {})
    const duckdb = new AsyncDuckDB(new VoidLogger(), worker)
    this.duckdb = duckdb
    try {
      await Promise.race([duckdb.instantiate(wasm_url), failure])
      await Promise.race([openPatiently(duckdb, path, patience_ms), failure])
      const writer = await duckdb.connect()
      await writer.query(FIRST.text)
      await writer.query(memoryLimit(MEMORY_LIMIT))
      await writer.query(CHECKPOINTS.text)
      const reader = await duckdb.connect()
      await reader.query(FIRST.text)
      const explorer = await duckdb.connect()
      await explorer.query(FIRST.text)
      this.broken = null
      return { writer, reader, explorer }
    } catch (error) {
      await this.stop()
      throw error
    }
  }

  async stop(): Promise<void> {
    const { duckdb, worker } = this
    this.duckdb = null
    this.worker = null
    if (!duckdb || !worker) return
    // handles are closed by name first: the browser may free those of a terminated worker late
    const closing = this.broken === null ? duckdb.reset().then(() => duckdb.dropFiles()) : Promise.resolve()
    await Promise.race([closing.catch(() => {}), new Promise((resolve) => setTimeout(resolve, 1_000))])
    worker.terminate()
  }

  kill(): void {
    this.worker?.terminate()
    this.worker = null
    this.duckdb = null
    this.damaged('killed')
    this.failed?.(new LucidError('owner_lost', 'The engine was ended.'))
  }
}

/** The engine over OPFS (or in memory), schema in place. Rejects with `conflict` and details.reason FILE_HELD when another context keeps the file. */
export const openBrowserDatabase = (options: OpenOptions): Promise<BrowserDatabase> => BrowserDatabase.open(options)
