import { type AsyncDuckDB, type AsyncDuckDBConnection, DuckDBDataProtocol } from '@duckdb/duckdb-wasm'
import { Table, tableToIPC } from 'apache-arrow'
import { LucidError } from '../../src/domain/errors'
import { rowsOf } from './convert'
import type { ExploreDatabase, SqlToken } from './database'
import { arrowTable } from './insert'
import { quotaError } from './quota'
import { ident, raw, type Sql, sql } from './sql'
import type { StatementQueue } from './statement-queue'
import { tokensOf } from './tokens'

/** wasm can address 4 GiB and cannot spill; what DuckDB does not take is left for its parser and for Arrow results. */
export const MEMORY_LIMIT = '2500MB'
export const memoryLimit = (most: string): string => sql`SET memory_limit=${most}`.text

/** What a connection needs of the engine it belongs to. The engine inside changes when it is recycled; `connect` follows. */
export interface Host {
  readonly queue: StatementQueue
  engine(): AsyncDuckDB
  /** called when the wasm instance can no longer be trusted */
  damaged(reason: unknown): void
}

/** One connection: its own transactions and temporary tables; statements of all connections run one at a time. */
export class BrowserConnection implements ExploreDatabase {
  private running = false
  private cancelling = false

  constructor(
    private readonly host: Host,
    private connection: AsyncDuckDBConnection,
  ) {}

  /** Goes on over a reopened engine. Temporary tables and transactions are gone. */
  attach(connection: AsyncDuckDBConnection): void {
    this.connection = connection
  }

  arrow(query: Sql): Promise<Table> {
    return this.host.queue.run(() => this.send(query.text))
  }
  async all<T extends Record<string, unknown>>(query: Sql): Promise<T[]> {
    return rowsOf<T>(await this.arrow(query))
  }
  async run(query: Sql): Promise<void> {
    await this.arrow(query)
  }
  async putBack(query: Sql): Promise<void> {
    await this.run(query).catch(() => {}) // what went wrong before says more
  }
  async describe(query: Sql): Promise<{ name: string; type: string }[]> {
    const rows = await this.all<{ column_name: string; column_type: string }>(sql`DESCRIBE ${query}`)
    return rows.map((row) => ({ name: row.column_name, type: row.column_type }))
  }
  async withFile<T>(name: string, content: Uint8Array | Blob, use: () => Promise<T>): Promise<T> {
    await this.host.queue.run(() => register(this.host.engine(), name, content))
    let result: T
    try {
      result = await use()
    } catch (error) {
      await this.dropFile(name).catch(() => {}) // what went wrong before says more
      throw error
    }
    await this.dropFile(name)
    return result
  }

  /** A statement that was stopped keeps its file in use until its connection runs another. */
  private async dropFile(name: string): Promise<void> {
    const drop = () => this.host.queue.run(() => this.host.engine().dropFile(name))
    try {
      await drop()
    } catch {
      await this.run(raw('SELECT 1'))
      await drop()
    }
  }
  async insertColumns(
    table: string,
    columns: Record<string, readonly (string | bigint | number | null)[]>,
    how: 'create_temp' | 'append',
  ): Promise<void> {
    const bytes = tableToIPC(arrowTable(columns), 'stream')
    const target = how === 'append' ? `${table}__in` : table
    await this.run(sql`DROP TABLE IF EXISTS ${ident(target)}`)
    await this.host.queue.run(() => this.guard(() => this.connection.insertArrowFromIPCStream(bytes, { name: target, create: true })))
    if (how === 'append') {
      await this.run(sql`INSERT INTO ${ident(table)} BY NAME SELECT * FROM ${ident(target)}; DROP TABLE ${ident(target)}`)
    }
  }
  async transaction<T>(work: () => Promise<T>): Promise<T> {
    await this.run(raw('BEGIN TRANSACTION'))
    try {
      const result = await work()
      await this.run(raw('COMMIT'))
      return result
    } catch (error) {
      await this.run(raw('ROLLBACK')).catch((second) => {
        // a COMMIT that failed has already rolled back
        if (!/no transaction is active/i.test(String(second))) this.host.damaged(second)
      })
      throw error
    }
  }
  async tokens(text: string): Promise<SqlToken[]> {
    return tokensOf(text, await this.host.queue.run(() => this.host.engine().tokenize(text)))
  }
  async cancel(): Promise<void> {
    if (!this.running) return
    this.cancelling = true
    await this.connection.cancelSent()
  }
  async checkpoint(): Promise<void> {
    await this.run(raw('CHECKPOINT'))
  }
  async forgetFile(): Promise<void> {
    await this.host.queue.run(async () => {
      // to come below a limit that cannot be met, the engine lets go of all that it can before it refuses
      await this.send(memoryLimit('1MB')).catch(() => {})
      await this.send(memoryLimit(MEMORY_LIMIT))
    })
  }
  async close(): Promise<void> {
    await this.host.queue.run(() => this.connection.close())
  }

  private send(text: string): Promise<Table> {
    return this.guard(async () => {
      this.running = true
      try {
        const reader = await this.connection.send(text)
        const batches = []
        for await (const batch of reader) batches.push(batch)
        return new Table(reader.schema, batches)
      } finally {
        this.running = false
      }
    })
  }

  private async guard<T>(work: () => Promise<T>): Promise<T> {
    this.cancelling = false
    try {
      return await work()
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      if (this.cancelling || /interrupt|query was cancel/i.test(message)) throw new LucidError('cancelled', 'The statement was cancelled.')
      if (/quota/i.test(message)) {
        this.host.damaged(error)
        throw quotaError(message)
      }
      // DuckDB words its own errors "Binder Error: ..."; anything else came out of the wasm instance itself
      if (!/\b[A-Z][A-Za-z ]+ (Error|Exception):/.test(message) || /FATAL|INTERNAL|invalidated/.test(message)) this.host.damaged(error)
      throw error
    } finally {
      this.cancelling = false
    }
  }
}

function register(engine: AsyncDuckDB, name: string, content: Uint8Array | Blob): Promise<void> {
  if (content instanceof Blob) return engine.registerFileHandle(name, content, DuckDBDataProtocol.BROWSER_FILEREADER, true)
  // the buffer is transferred: a view into a larger one would take its neighbours along
  const own = content.byteLength === content.buffer.byteLength ? content : content.slice()
  return engine.registerFileBuffer(name, own)
}
