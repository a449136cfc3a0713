import type { Database } from '../db/database'
import { numberColumns } from '../db/number-columns'
import { sql } from '../db/sql'
import { dayNumber, isoDay } from '../models/day-number'
import { factsUntil } from '../models/facts-until'
import { usualElasticity } from '../risk/usual-elasticity'
import { weekdayOf } from '../risk/weekday-profile'
import { type PriceWeek, type SeenElasticity, seenElasticity } from './elasticity'

/** Weeks that prices are looked at. */
const WEEKS = 52

const last = new WeakMap<Database, { of: string; found: Promise<ReadonlyMap<string, SeenElasticity>> }>()

/**
 * What the whole weeks of the last year show of each product's elasticity, by sku_id; nothing of those that show none. The last answer stays in memory for as long as those
 * weeks are the same.
 */
export async function shopElasticities(db: Database, as_of: string): Promise<ReadonlyMap<string, SeenElasticity>> {
  const monday = mondayAfter(as_of)
  const of = await factsUntil(db, isoDay(monday - 1))
  const known = last.get(db)
  if (known?.of === of) return await known.found
  const found = seenIn(db, isoDay(monday))
  last.set(db, { of, found })
  found.catch(() => last.delete(db))
  return await found
}

/** The first day that is in no whole week up to `as_of`. */
function mondayAfter(as_of: string): number {
  const next = dayNumber(as_of) + 1
  return next - weekdayOf(next)
}

/**
 * Weeks before `monday` in which a product sold in a store, with what the rest of its category sold then against its usual week; only products whose price ever moved by 5 %.
 * By number, product by product: texts and all weeks at once would cost more than all the rest.
 */
async function seenIn(db: Database, monday: string): Promise<ReadonlyMap<string, SeenElasticity>> {
  const names = new Map(
    (
      await db.all<{ sku_no: number; sku_id: string; category: string | null }>(
        sql`SELECT sku_no, min(sku_id) AS sku_id, min(category) AS category FROM item GROUP BY sku_no ORDER BY sku_no`,
      )
    ).map((one) => [one.sku_no, one]),
  )
  const rows = await db.arrow(sql`
    WITH last AS (SELECT CAST(${monday} AS DATE) AS monday), weekly AS MATERIALIZED (
      SELECT sku_no, place_no, CAST((date - DATE '1970-01-05') // 7 AS INTEGER) AS week, sum(qty) AS qty, sum(net_ex_tax) AS net
      FROM sales_line, last WHERE line_type = 'SALE' AND qty > 0 AND net_ex_tax > 0 AND date < monday AND date >= monday - ${7 * WEEKS} GROUP BY sku_no, place_no, week
    ), product AS (
      SELECT sku_no, min(category) AS category FROM item GROUP BY sku_no
    ), kind AS (
      SELECT sku_no, category FROM product WHERE category IS NOT NULL
      UNION ALL SELECT sku_no, min(category) FROM sales_line WHERE sku_no IN (SELECT sku_no FROM product WHERE category IS NULL) GROUP BY sku_no
    ), moved AS (
      SELECT sku_no FROM weekly GROUP BY sku_no HAVING count(*) >= 8 AND max(CAST(net AS DOUBLE) / qty) >= 1.05 * min(CAST(net AS DOUBLE) / qty)
    ), own AS (
      SELECT sku_no, category, week, sum(qty) AS qty FROM weekly SEMI JOIN moved USING (sku_no) JOIN kind USING (sku_no) GROUP BY sku_no, category, week
    ), rest AS (
      SELECT sku_no, week, CAST(total - own.qty AS DOUBLE) AS qty
      FROM own JOIN (SELECT category, week, sum(qty) AS total FROM weekly JOIN kind USING (sku_no) GROUP BY category, week) USING (category, week)
    ), market AS (
      SELECT sku_no, week, qty / nullif(avg(qty) OVER (PARTITION BY sku_no), 0) AS market FROM rest
    )
    SELECT CAST(sku_no AS INTEGER) AS sku_no, CAST(place_no AS INTEGER) AS store, week, CAST(qty AS DOUBLE) / 1000 AS units, CAST(net AS DOUBLE) / 10 / qty AS price,
      CASE WHEN market > 0 THEN market ELSE 1.0 END AS market
    FROM weekly SEMI JOIN moved USING (sku_no) LEFT JOIN market USING (sku_no, week) ORDER BY sku_no, place_no, week`)
  const { sku_no: sku_nos, ...of } = numberColumns(rows, ['sku_no', 'store', 'week', 'units', 'price', 'market'])
  const found = new Map<string, SeenElasticity>()
  const { numRows: count } = rows
  for (let from = 0; from < count; ) {
    const sku_no = sku_nos[from] as number
    const own: PriceWeek[] = []
    let to = from
    for (; to < count && sku_nos[to] === sku_no; to++)
      own.push({
        store: of.store[to] as number,
        week: of.week[to] as number,
        units: of.units[to] as number,
        price: of.price[to] as number,
        market: of.market[to] as number,
      })
    from = to
    const name = names.get(sku_no)
    const usual = name ? usualElasticity(name.category) : null
    const seen = usual === null ? null : seenElasticity(own, usual)
    if (name && seen) found.set(name.sku_id, seen)
  }
  return found
}
