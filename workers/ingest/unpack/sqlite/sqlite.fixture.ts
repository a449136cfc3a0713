import initSqlJs, { type SqlValue } from 'sql.js'

/** A table of a test database: columns and rows; a cell that a row leaves out is NULL. */
export type Rows = readonly Readonly<Record<string, SqlValue>>[]

/** The bytes of a SQLite file with these tables, whose columns are those that any row names, and with what `ddl` adds. */
export async function sqliteBytes(tables: Readonly<Record<string, Rows>>, ddl: readonly string[] = []): Promise<Uint8Array> {
  const { Database } = await initSqlJs()
  const db = new Database()
  for (const statement of ddl) db.run(statement)
  for (const [table, rows] of Object.entries(tables)) {
    const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
    const quoted = columns.map((column) => `"${column}"`).join(', ')
    if (!ddl.some((statement) => statement.includes(`TABLE ${table} `))) db.run(`CREATE TABLE "${table}" (${quoted})`)
    const insert = db.prepare(`INSERT INTO "${table}" (${quoted}) VALUES (${columns.map(() => '?').join(', ')})`)
    for (const row of rows) insert.run(columns.map((column) => row[column] ?? null))
    insert.free()
  }
  const bytes = db.export()
  db.close()
  return bytes
}
