import { LucidError } from '../../../src/domain/errors'
import { LIMITS } from '../../../src/domain/limits'
import { recognise } from '../recognise/recognise'
import { type Cell, cellText, csvBytes } from './csv-bytes'
import { readWhole } from './read-whole'
import { findBillTables, mayStandAlone, storeTables } from './sqlite/bill-tables'
import { type JoinedTable, joinedBills, joinedProducts, joinedStores } from './sqlite/joined-query'
import { isSqlite, openSqlite, quoteName, type SqliteFile, type SqlValue } from './sqlite/open-sqlite'
import { readSchema, type SchemaTable } from './sqlite/schema'
import type { LeftOut, Part, Unpacker, UnpackHooks } from './unpacker'

/** Rows that are looked at to tell what a table is. */
const SAMPLE_ROWS = 200

/**
 * Any SQLite database. Bills and their lines, tied by keys, become one table with names in place of keys; the products that they refer to become a product list; any other table is
 * taken as it stands when it is recognised without a question. Views are left out: they show again what tables hold.
 */
const sqlite: Unpacker = {
  format: 'sqlite',

  detect: (head) => (isSqlite(head) ? 0.8 : 0),

  async *unpack(source, _filename, hooks) {
    const file = await openSqlite(await readWhole(source, LIMITS.sqlite_bytes))
    try {
      return yield* partsOf(file, hooks)
    } finally {
      file.close()
    }
  },
}
export default sqlite

async function* partsOf(file: SqliteFile, hooks: UnpackHooks): AsyncGenerator<Part, LeftOut[]> {
  const schema = readSchema(file)
  const bills = findBillTables(schema)
  const products = new Map(bills.flatMap(({ product }) => (product ? [[product.table, product.tie.key] as const] : [])))
  const stores = [...new Set(bills.flatMap((pair) => storeTables(pair, schema)))]
  const spent = new Set<SchemaTable>([...products.keys(), ...stores, ...bills.flatMap((pair) => [pair.lines, pair.bills])])
  const others = schema
    .filter((table) => !spent.has(table) && table.rows > 0)
    .map((table) => ({ table, answer: mayStandAlone(table) ? answerOf(file, table) : 'no' }))
  let taken = others.filter(({ answer }) => answer === 'sure').map(({ table }) => table)
  // rather a question than nothing at all
  if (bills.length === 0 && taken.length === 0) taken = others.filter(({ answer }) => answer === 'asks').map(({ table }) => table)
  const found: JoinedTable[] = [
    ...stores.map(joinedStores),
    ...[...products].map(([table, key]) => joinedProducts(table, key, schema)),
    ...bills.map((pair) => joinedBills(pair, schema)),
    ...taken.map(asItStands),
  ]
  if (found.length === 0)
    throw new LucidError('E_UNKNOWN_FORMAT', 'No table of the database holds sales, purchases, products or stock.', {
      hint: 'Export the sales from your billing program.',
      details: { tables: schema.map(({ name }) => name).slice(0, 100) },
    })
  for (const [at, { name, header, query }] of found.entries()) {
    yield { type: 'table', name, hidden: false, csv: csvBytes(withHeader(header, file.rows(query)), hooks.signal) }
    hooks.progress((at + 1) / found.length)
  }
  return others
    .filter(({ table }) => !taken.includes(table))
    .map(({ table }) => ({ name: table.name, code: 'I_NO_TABLE', count: table.rows }))
}

function* withHeader(header: readonly string[], rows: Iterable<readonly SqlValue[]>): Generator<Cell[]> {
  yield [...header]
  // pictures and other bytes say nothing to the pipeline
  for (const row of rows) yield row.map((cell) => (cell instanceof Uint8Array ? null : cell))
}

const asItStands = ({ name, columns, key }: SchemaTable): JoinedTable => ({
  name,
  header: columns,
  query: `SELECT ${columns.map(quoteName).join(', ')} FROM ${quoteName(name)} ORDER BY ${quoteName(key ?? columns[0] ?? 'rowid')}`,
})

/** Is a table one that Lucid reads, by its first rows: without a question, with one, or not at all? */
function answerOf(file: SqliteFile, table: SchemaTable): 'sure' | 'asks' | 'no' {
  const { header, query } = asItStands(table)
  const rows = [...withHeader(header, file.rows(`${query} LIMIT ${SAMPLE_ROWS}`))].map((row) => row.map(cellText))
  try {
    const { questions, mapping } = recognise({
      sniffed: { encoding: 'utf-8', bom_bytes: 0, delimiter: ',', quote: '"', newline: '\n', head_rows: rows },
      filename: `${table.name}.csv`,
      remembered: null,
    })
    return questions.length > 0 ? 'asks' : mapping.columns.some((role) => role !== null) ? 'sure' : 'no'
  } catch (error) {
    if (error instanceof LucidError) return 'no'
    throw error
  }
}
