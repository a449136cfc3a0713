import type { Role } from '../../../../src/domain/mapping'
import { matchHeader } from '../../recognise/match-header'
import { quoteName, type SqliteFile } from './open-sqlite'

/** A column that names a row of another table. */
export interface Reference {
  column: string
  table: string
  key: string
}

export interface SchemaTable {
  name: string
  columns: string[]
  /** the one column that numbers the rows; null without one */
  key: string | null
  references: Reference[]
  rows: number
}

/**
 * The tables of a database with their ties: foreign keys of one column as declared, else as names tell (`order_id` beside a table `orders`). Many databases
 * of shops declare none.
 */
export function readSchema(file: SqliteFile): SchemaTable[] {
  const tables = file.tables.map(({ name, columns }) => {
    const [count] = file.rows(`SELECT count(*) FROM ${quoteName(name)}`)
    return { name, columns, key: keyOf(file, name, columns), references: declared(file, name), rows: Number(count?.[0] ?? 0) }
  })
  for (const table of tables)
    for (const column of table.columns) {
      if (column === table.key || table.references.some((one) => one.column === column)) continue
      const target = named(column, table, tables)
      if (target?.key) table.references.push({ column, table: target.name, key: target.key })
    }
  return tables
}

function keyOf(file: SqliteFile, table: string, columns: readonly string[]): string | null {
  const keys = [...file.rows(`SELECT name FROM pragma_table_info(${text(table)}) WHERE pk > 0 ORDER BY pk`)].map(([name]) => String(name))
  if (keys.length > 0) return keys.length === 1 ? (keys[0] ?? null) : null
  return columns.find((column) => /^_?id$/i.test(column) || plain(column) === `${singular(plain(table))}id`) ?? null
}

function declared(file: SqliteFile, table: string): Reference[] {
  const rows = [...file.rows(`SELECT id, "from", "table", "to" FROM pragma_foreign_key_list(${text(table)}) ORDER BY id, seq`)]
  return rows
    .filter(([id]) => rows.filter(([other]) => other === id).length === 1)
    .flatMap(([, from, target, to]) => {
      const found = file.table(String(target))
      const key = to === null ? found && keyOf(file, found.name, found.columns) : String(to)
      return found && key ? [{ column: String(from), table: found.name, key }] : []
    })
}

/** The other table that a column called `order_id`, `OrderID` or `orders_key` means. */
function named(column: string, own: SchemaTable, tables: readonly SchemaTable[]): SchemaTable | undefined {
  const stem = /^(.+?)_?(?:id|key|no|code)$/i.exec(column)?.[1]
  if (!stem) return undefined
  return tables.find((table) => table !== own && singular(plain(table.name)) === singular(plain(stem)))
}

const plain = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
const singular = (word: string): string => word.replace(/ies$/, 'y').replace(/([^s])s$/, '$1')
const text = (value: string): string => `'${value.replaceAll("'", "''")}'`

/** The column of a table that most surely has a role by its name; null when none has. Columns that are keys of other tables mean those. */
export function columnOf(table: SchemaTable, role: Role): string | null {
  let best: string | null = null
  let sure = 0.59
  for (const column of table.columns) {
    if (table.references.some((one) => one.column === column)) continue
    const score = matchHeader(column).matches.find((match) => match.role === role)?.score ?? 0
    if (score > sure) [best, sure] = [column, score]
  }
  return best
}
