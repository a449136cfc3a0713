import type { Database } from '../db/database'
import { sql } from '../db/sql'
import type { PriceWeek } from './elasticity'

/** Weeks that prices are looked at. */
const WEEKS = 52

/**
 * Whole weeks of the last year in which one of these products sold in a store, with what the rest of its category sold then against its usual week; only products whose price
 * ever moved by 5 %. By sku_id.
 */
export async function priceWeeks(db: Database, as_of: string, skus: readonly string[]): Promise<ReadonlyMap<string, PriceWeek[]>> {
  const found = new Map<string, PriceWeek[]>()
  if (skus.length === 0) return found
  const wanted = new Set(skus)
  // weeks are added up by number, and named at the end: texts would cost more than all the rest
  const rows = await db.all<{ sku_id: string; store_id: string; week: number; units: number; price: number; market: number }>(sql`
    WITH last AS (SELECT date_trunc('week', CAST(${as_of} AS DATE) + 1) AS monday), weekly AS MATERIALIZED (
      SELECT sku_no, place_no, CAST((date - DATE '1970-01-05') // 7 AS INTEGER) AS week, sum(qty) AS qty, sum(net_ex_tax) AS net
      FROM sales_line, last WHERE line_type = 'SALE' AND qty > 0 AND net_ex_tax > 0 AND date < monday AND date >= monday - ${7 * WEEKS} GROUP BY sku_no, place_no, week
    ), product AS (
      SELECT sku_no, min(sku_id) AS sku_id, min(category) AS category FROM item GROUP BY sku_no
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
    SELECT sku_id, store_id, week, CAST(qty AS DOUBLE) / 1000 AS units, CAST(net AS DOUBLE) / 10 / qty AS price, CASE WHEN market > 0 THEN market ELSE 1.0 END AS market
    FROM weekly SEMI JOIN moved USING (sku_no) LEFT JOIN market USING (sku_no, week) JOIN product USING (sku_no)
      JOIN (SELECT place_no, min(store_id) AS store_id FROM store_key GROUP BY place_no) USING (place_no) ORDER BY sku_no, place_no, week`)
  for (const { sku_id, ...week } of rows) {
    if (!wanted.has(sku_id)) continue
    const own = found.get(sku_id)
    if (own) own.push(week)
    else found.set(sku_id, [week])
  }
  return found
}
