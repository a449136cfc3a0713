import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { DuckDBBindings, DuckDBConnection } from '@duckdb/duckdb-wasm/blocking'
import { type Table, tableToIPC } from 'apache-arrow'
import { LucidError } from '../../src/domain/errors'
import { rowsOf } from './convert'
import type { ExploreDatabase, SqlToken } from './database'
import { arrowTable } from './insert'
import { SCHEMA, VIEWS } from './schema'
import { ident, type Sql, sql } from './sql'
import { tokensOf } from './tokens'

const SETTINGS = 'SET autoinstall_known_extensions=false; SET autoload_known_extensions=false;'

let bindings: Promise<DuckDBBindings> | undefined
let opened = 0
let last: NodeDatabase | undefined

/**
 * The engine in Node, in memory, for tests: the same WASM build as in the browser. Each call opens a fresh database and ends the one before. It is
 * attached to an engine that runs on: starting that anew takes twice as long as all tables take.
 */
export async function openNodeDatabase(): Promise<ExploreDatabase> {
  bindings ??= boot()
  const duckdb = await bindings
  await last?.close()
  const connection = duckdb.connect()
  const name = ident(`shop_${++opened}`)
  connection.query(sql`ATTACH ':memory:' AS ${name}; USE ${name}; DETACH DATABASE IF EXISTS ${ident(`shop_${opened - 1}`)}`.text)
  const db = new NodeDatabase(duckdb, connection)
  last = db
  await db.run(SCHEMA)
  await db.run(VIEWS)
  return db
}

async function boot(): Promise<DuckDBBindings> {
  const require = createRequire(import.meta.url)
  const dist = dirname(require.resolve('@duckdb/duckdb-wasm/dist/duckdb-node-blocking.cjs'))
  const duckdb = require('@duckdb/duckdb-wasm/dist/duckdb-node-blocking.cjs')
  const bundle = {
    mvp: { mainModule: join(dist, 'duckdb-mvp.wasm'), mainWorker: '' },
    eh: { mainModule: join(dist, 'duckdb-eh.wasm'), mainWorker: '' },
  }
  const created = await duckdb.createDuckDB(bundle, new duckdb.VoidLogger(), duckdb.NODE_RUNTIME)
  await created.instantiate()
  created.open({ path: ':memory:' })
  const connection = created.connect()
  connection.query(SETTINGS)
  connection.close()
  return created
}

class NodeDatabase implements ExploreDatabase {
  private is_open = true

  constructor(
    private readonly duckdb: DuckDBBindings,
    private readonly connection: DuckDBConnection,
  ) {}

  async arrow(query: Sql): Promise<Table> {
    return this.connection.query(query.text) as unknown as Table
  }
  async all<T extends Record<string, unknown>>(query: Sql): Promise<T[]> {
    return rowsOf<T>(await this.arrow(query))
  }
  async run(query: Sql): Promise<void> {
    this.connection.query(query.text)
  }
  async putBack(query: Sql): Promise<void> {
    await this.run(query).catch(() => {}) // what went wrong before says more
  }
  async describe(query: Sql): Promise<{ name: string; type: string }[]> {
    const rows = await this.all<{ column_name: string; column_type: string }>(sql`DESCRIBE ${query}`)
    return rows.map((row) => ({ name: row.column_name, type: row.column_type }))
  }
  async withFile<T>(name: string, content: Uint8Array | Blob, use: () => Promise<T>): Promise<T> {
    const bytes = content instanceof Blob ? new Uint8Array(await content.arrayBuffer()) : content
    // handed over as in the browser, where it goes to another worker: whoever reads `bytes` afterwards finds nothing
    const own = bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice()
    this.duckdb.registerFileBuffer(name, structuredClone(own, { transfer: [own.buffer as ArrayBuffer] }))
    try {
      return await use()
    } finally {
      this.duckdb.dropFile(name)
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
    this.connection.insertArrowFromIPCStream(bytes, { name: target, create: true })
    if (how === 'append') {
      await this.run(sql`INSERT INTO ${ident(table)} BY NAME SELECT * FROM ${ident(target)}; DROP TABLE ${ident(target)}`)
    }
  }
  async transaction<T>(work: () => Promise<T>): Promise<T> {
    this.connection.query('BEGIN TRANSACTION')
    try {
      const result = await work()
      this.connection.query('COMMIT')
      return result
    } catch (error) {
      this.connection.query('ROLLBACK')
      throw error
    }
  }
  async tokens(text: string): Promise<SqlToken[]> {
    return tokensOf(text, this.duckdb.tokenize(text))
  }
  async cancel(): Promise<void> {
    throw new LucidError('bad_request', 'the blocking engine cannot be cancelled')
  }
  async checkpoint(): Promise<void> {
    this.connection.query('CHECKPOINT')
  }
  async forgetFile(): Promise<void> {} // there is none
  async close(): Promise<void> {
    if (this.is_open) this.connection.close()
    this.is_open = false
  }
}
