import type { Database } from '../db/database'
import { type Sql, sql } from '../db/sql'
import { SERIES_DAYS } from '../risk/place-series'
import { PROFILE_DAYS } from '../risk/weekday-profile'
import { isoDay } from './day-number'
import { modelStates } from './model-state'

/** A store and a product that were ever seen together. */
export type Place = {
  place_no: number
  sku_no: number
  first_seen: number
  is_bought: boolean
  /** base milli-units on hand at the store's last count, and the day of it; null without a count */
  counted_on: number | null
  on_hand: number
}

/** `first_sale` and `counted_on`, the day of the last count, are null where there was none. */
export interface Store {
  place_no: number
  store_id: string
  first_sale: number | null
  counted_on: number | null
}

export interface Sku {
  sku_id: string
  category: string | null
  /** milli-units in a counting unit */
  unit: number
}

export async function storesOf(db: Database, as_of: string, daily: Sql): Promise<Map<number, Store>> {
  const rows = await db.all<{ place_no: number; store_id: string; first_sale: number | null; counted_on: number | null }>(sql`
    SELECT place_no, store_id, CAST(first_sale - DATE '1970-01-01' AS INTEGER) AS first_sale, CAST(counted_on - DATE '1970-01-01' AS INTEGER) AS counted_on
    FROM (SELECT place_no, min(store_id) AS store_id FROM store_key GROUP BY place_no)
      LEFT JOIN (SELECT place_no, min(date) AS first_sale FROM ${daily} WHERE sales > 0 GROUP BY place_no) USING (place_no)
      LEFT JOIN (SELECT place_no, max(date) AS counted_on FROM inventory_line WHERE date <= CAST(${as_of} AS DATE) GROUP BY place_no) USING (place_no)
    ORDER BY place_no`)
  return new Map(rows.map((row) => [row.place_no, row]))
}

/** Every store and product that was ever seen together, in their order: a sale, a delivery, a receipt or a count. A return alone does not count. */
export async function placesOf(db: Database, as_of: string, daily: Sql): Promise<Place[]> {
  const until = sql`date <= CAST(${as_of} AS DATE)`
  const rows = await db.all<Place>(sql`
    WITH seen AS (
      SELECT place_no, sku_no, min(date) AS first_seen, FALSE AS is_bought FROM ${daily} WHERE sales > 0 GROUP BY place_no, sku_no
      UNION ALL
      SELECT place_no, sku_no, min(date), TRUE FROM purchase_line WHERE ${until} AND received_qty > 0 GROUP BY place_no, sku_no
      UNION ALL
      SELECT place_no, sku_no, min(least(date, coalesce(received, date))), FALSE FROM inventory_line WHERE ${until} GROUP BY place_no, sku_no
    ), counted AS (
      SELECT place_no, max(date) AS counted_on FROM inventory_line WHERE ${until} GROUP BY place_no
    ), lying AS (
      SELECT place_no, sku_no, sum(on_hand) AS on_hand FROM inventory_line JOIN counted USING (place_no) WHERE date = counted_on GROUP BY place_no, sku_no
    )
    SELECT place_no, sku_no, CAST(min(first_seen) - DATE '1970-01-01' AS INTEGER) AS first_seen, bool_or(is_bought) AS is_bought,
      CAST(max(counted_on) - DATE '1970-01-01' AS INTEGER) AS counted_on, CAST(coalesce(max(on_hand), 0) AS DOUBLE) AS on_hand
    FROM seen LEFT JOIN counted USING (place_no) LEFT JOIN lying USING (place_no, sku_no) GROUP BY place_no, sku_no ORDER BY place_no, sku_no`)
  return rows
}

/** Names, categories and counting units: 1, or of goods sold in fractions the median quantity of a SALE line of the last 365 days. */
export async function skusOf(db: Database, as_of: string): Promise<Map<number, Sku>> {
  const broken = await brokenGoods(db)
  const lines =
    broken.length > 0 ? sql`(SELECT * FROM sales_line WHERE sku_no IN (SELECT unnest(${broken})))` : sql`(SELECT * FROM sales_line LIMIT 0)`
  const rows = await db.all<{ sku_no: number; sku_id: string; category: string | null; unit: number }>(sql`
    WITH usual AS (
      SELECT sku_no, bool_or(qty % 1000 <> 0) AS is_broken, CAST(quantile_cont(qty, 0.5) AS BIGINT) AS unit FROM ${lines}
      WHERE line_type = 'SALE' AND qty > 0 AND date <= CAST(${as_of} AS DATE) AND date > CAST(${as_of} AS DATE) - ${SERIES_DAYS} GROUP BY sku_no
    )
    SELECT sku_no, sku_id, category, CAST(CASE WHEN is_broken AND unit > 0 THEN unit ELSE 1000 END AS DOUBLE) AS unit
    FROM (SELECT sku_no, min(sku_id) AS sku_id, min(category) AS category FROM item GROUP BY sku_no) LEFT JOIN usual USING (sku_no) ORDER BY sku_no`)
  return new Map(rows.map((row) => [row.sku_no, row]))
}

const recent = new WeakMap<Database, { facts: string; broken: Promise<readonly number[]> }>()

/** Products that were ever sold in fractions. The last answer stays in memory: the model and each day of its test ask, and it takes a pass over all lines. */
async function brokenGoods(db: Database): Promise<readonly number[]> {
  const { facts } = await modelStates(db)
  const known = recent.get(db)
  if (facts !== null && known?.facts === facts) return await known.broken
  const broken = db
    .all<{ sku_no: number }>(sql`
      SELECT DISTINCT sku_no FROM (SELECT DISTINCT item_no FROM sales_fact WHERE state = 0 AND line_type = 'SALE' AND qty > 0 AND qty % 1000 <> 0) JOIN item USING (item_no) ORDER BY sku_no`)
    .then((rows) => rows.map(({ sku_no }) => sku_no))
  if (facts !== null) {
    recent.set(db, { facts, broken })
    broken.catch(() => recent.delete(db))
  }
  return await broken
}

/** Milli-units by weekday, Monday first, over all stores in the days that profiles are of. */
export async function weekOf(db: Database, today: number, daily: Sql): Promise<number[]> {
  const rows = await db.all<{ weekday: number; qty: number }>(sql`
    SELECT CAST(isodow(date) - 1 AS INTEGER) AS weekday, CAST(sum(sold) AS DOUBLE) AS qty FROM ${daily} WHERE date > CAST(${isoDay(today - PROFILE_DAYS)} AS DATE) GROUP BY weekday ORDER BY weekday`)
  return [0, 1, 2, 3, 4, 5, 6].map((k) => rows.find(({ weekday }) => weekday === k)?.qty ?? 0)
}
