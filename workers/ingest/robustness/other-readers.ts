import Papa from 'papaparse'
import type { Database } from '../../db/database'
import { ident, sql } from '../../db/sql'
import { TRUTH } from './polluted'

/** exact: the figures are right. other: other figures without an error. none: an error, or no columns of these names. */
export type Outcome = 'exact' | 'other' | 'none'
type Cell = string | number | null

const NUMBER = /^\s*-?\d+(\.\d+)?\s*$/
const amount = (cell: Cell | undefined): number | null =>
  typeof cell === 'number' ? cell : cell && NUMBER.test(cell) ? Number(cell) : null

/** What somebody who asks for the columns by their names and adds up what is a number gets from a table. */
function added(names: readonly string[], rows: readonly (readonly Cell[])[]): Outcome {
  const at = (name: string): number => names.findIndex((one) => one.trim().toLowerCase() === name)
  const [qty, total] = [at('qty'), at('amount')]
  if (qty < 0 || total < 0) return 'none'
  const lines = rows.map((row) => [amount(row[qty]), amount(row[total])]).filter(([units, net]) => units !== null && net !== null)
  const sum = (k: number): number => lines.reduce((all, line) => all + (line[k] ?? 0), 0)
  const same = lines.length === TRUTH.rows && Math.abs(sum(1) * 10_000 - TRUTH.net) < 1 && Math.abs(sum(0) * 1000 - TRUTH.units) < 1
  return same ? 'exact' : 'other'
}

/** PapaParse with its own guess of the delimiter; the first row names the columns. */
export function papaOutcome(bytes: Uint8Array): Outcome {
  const [names = [], ...rows] = papaRows(bytes)
  return added(names, rows)
}
export function papaRows(bytes: Uint8Array): string[][] {
  return Papa.parse<string[]>(new TextDecoder().decode(bytes), { skipEmptyLines: true }).data
}

/** DuckDB's sniffer: dialect, header and types as it finds them. */
export async function duckdbOutcome(db: Database, bytes: Uint8Array): Promise<Outcome> {
  try {
    return await db.withFile('other.csv', bytes.slice(), async () => {
      await db.run(sql`CREATE OR REPLACE TEMP TABLE other_reader AS SELECT * FROM read_csv('other.csv', auto_detect = true)`)
      const columns = await db.describe(sql`SELECT * FROM other_reader`)
      const cells = columns.map(({ name }, k) => sql`CAST(${ident(name)} AS VARCHAR) AS ${ident(`c${k}`)}`)
      const rows = await db.all<Record<string, string | null>>(
        sql`SELECT ${cells.reduce((all, one) => sql`${all}, ${one}`)} FROM other_reader`,
      )
      return added(
        columns.map(({ name }) => name),
        rows.map((row) => columns.map((_, k) => row[`c${k}`] ?? null)),
      )
    })
  } catch {
    return 'none'
  }
}

/** The table as objects of texts, as csv-spectrum states it; null when the sniffer gives an error. */
export async function duckdbObjects(db: Database, bytes: Uint8Array): Promise<Record<string, string>[] | null> {
  try {
    return await db.withFile('other.csv', bytes.slice(), async () => {
      const rows = await db.all<Record<string, string | null>>(
        sql`SELECT * FROM read_csv('other.csv', auto_detect = true, all_varchar = true)`,
      )
      return rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, cell ?? ''])))
    })
  } catch {
    return null
  }
}

export function papaObjects(bytes: Uint8Array): Record<string, string>[] {
  const [names = [], ...rows] = papaRows(bytes)
  return rows.map((row) => Object.fromEntries(names.map((name, k) => [name, row[k] ?? ''])))
}
