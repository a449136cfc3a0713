import type { Database } from '../db/database'
import { ident, type Sql, sql } from '../db/sql'
import { demandDays } from './demand-days'
import { modelStates } from './model-state'

/** Sales by day as demand reads them: place_no, sku_no, date, sold, gone, sales, of the days up to `as_of`. `days`: rows of demand_day. */
export const soldDays = (days: Sql, as_of: string): Sql =>
  sql`(SELECT place_no, sku_no, date, sold, gone, sales FROM ${days} JOIN store_key USING (store_no) JOIN item USING (item_no) WHERE date <= CAST(${as_of} AS DATE))`

interface Kept {
  users: number
  /** null until somebody asks */
  table: Promise<Sql> | null
}
const kept = new WeakMap<Database, Map<string, Kept>>()
let tables = 0

/**
 * Runs `work` with a table of soldDays, which is made when it first asks for it and dropped with the last work that shares it. The demand model and its backtest
 * read these days two dozen times; without the table every read would group the sales lines again.
 */
export async function withSoldDays<T>(db: Database, as_of: string, work: (days: () => Promise<Sql>) => Promise<T>): Promise<T> {
  const states = await modelStates(db)
  const { facts } = states
  const name = `sold_day_${++tables}`
  const key = facts === null ? name : JSON.stringify([facts, as_of])
  const all = kept.get(db) ?? new Map<string, Kept>()
  kept.set(db, all)
  const own = all.get(key) ?? { users: 0, table: null }
  all.set(key, own)
  own.users++
  try {
    return await work(() => (own.table ??= put(db, name, soldDays(demandDays(states), as_of))))
  } finally {
    own.users--
    if (own.users === 0) {
      all.delete(key)
      // where it was never made, or is gone with the engine, who asked was told
      await own.table?.then((table) => db.run(sql`DROP TABLE ${table}`)).catch(() => {})
    }
  }
}

async function put(db: Database, name: string, days: Sql): Promise<Sql> {
  await db.run(sql`CREATE TEMP TABLE ${ident(name)} AS SELECT * FROM ${days}`)
  return ident(name)
}
