import type { Database as SqlJsDatabase, SqlValue } from 'sql.js'
import wasm_url from 'sql.js/dist/sql-wasm-browser.wasm?url'
import { LucidError } from '../../../../src/domain/errors'

export type { SqlValue } from 'sql.js'

const MAGIC = 'SQLite format 3\0'

/** Does a file start as every SQLite database does that is not encrypted? */
export function isSqlite(head: Uint8Array): boolean {
  return head.length >= 100 && [...MAGIC].every((letter, at) => head[at] === letter.charCodeAt(0))
}

export interface SqliteTable {
  name: string
  /** names as the table has them */
  columns: string[]
}

/** A database file opened for reading. Names are compared without case, as SQLite does. */
export interface SqliteFile {
  tables: readonly SqliteTable[]
  table(name: string): SqliteTable | null
  /** Rows one after the other; their cells in the order of the SELECT. Throws E_DAMAGED. */
  rows(query: string): Generator<SqlValue[]>
  close(): void
}

/**
 * Opens the bytes of a SQLite file. They may be changed: a file that was copied while its program ran names a log that is not there. Throws E_UNKNOWN_FORMAT when it is
 * none, and E_DAMAGED when pages of it do not fit together.
 */
export async function openSqlite(bytes: Uint8Array): Promise<SqliteFile> {
  if (!isSqlite(bytes)) throw new LucidError('E_UNKNOWN_FORMAT', 'The file is no SQLite database.')
  bytes[18] = 1
  bytes[19] = 1
  const { default: initSqlJs } = await import('sql.js')
  const { Database } = await initSqlJs(typeof WorkerGlobalScope === 'undefined' ? {} : { locateFile: () => wasm_url })
  const db = guarded(() => new Database(bytes))
  try {
    const [verdict] = guarded(() => db.exec('PRAGMA quick_check(1)'))
    if (verdict?.values[0]?.[0] !== 'ok') throw damaged(String(verdict?.values[0]?.[0] ?? 'no answer'))
    return new OpenFile(db)
  } catch (error) {
    db.close()
    throw error
  }
}

class OpenFile implements SqliteFile {
  readonly tables: readonly SqliteTable[]
  private readonly by_name: ReadonlyMap<string, SqliteTable>

  constructor(private readonly db: SqlJsDatabase) {
    const names = [
      ...this.rows(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name`),
    ]
    this.tables = names.map(([name]) => {
      const columns = [...this.rows(`SELECT name FROM pragma_table_info(${quoteText(String(name))}) ORDER BY cid`)]
      return { name: String(name), columns: columns.map(([column]) => String(column)) }
    })
    this.by_name = new Map(this.tables.map((table) => [table.name.toLowerCase(), table]))
  }

  table(name: string): SqliteTable | null {
    return this.by_name.get(name.toLowerCase()) ?? null
  }

  *rows(query: string): Generator<SqlValue[]> {
    const statement = guarded(() => this.db.prepare(query))
    try {
      while (guarded(() => statement.step())) yield guarded(() => statement.get())
    } finally {
      statement.free()
    }
  }

  close(): void {
    this.db.close()
  }
}

/** A name in a statement. */
export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`
const quoteText = (text: string): string => `'${text.replaceAll("'", "''")}'`

function guarded<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw damaged(error instanceof Error ? error.message : String(error))
  }
}

function damaged(reason: string): LucidError {
  return new LucidError('E_DAMAGED', 'The database in the file is damaged.', {
    hint: 'Make the backup or export again and drop the new file.',
    details: { reason: reason.slice(0, 200) },
  })
}
