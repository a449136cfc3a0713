import { raw, type Sql, sql } from '../db/sql'
import { day } from './lines'
import type { MetricContext } from './metric'

/**
 * CTEs that end in `out_days` (store_id, sku_id, one BIGINT column per window): days without stock among the last `window` days up to the store's last stock
 * count, for products that are bought (domain.md 3.11, 12 Demand). Stock is rolled back from the count through sales, returns and deliveries; a day is out when
 * it opened at 0 or below and nothing was sold. Needs `ctx.first_seen` as CTE `seen`. What happens on a day is one event, and between two events stock
 * does not move, so days are never listed one by one.
 */
export function outOfStock(ctx: MetricContext, windows: Readonly<Record<string, number>>): Sql {
  const columns = Object.entries(windows).map(
    ([name, days]) =>
      sql`sum(CASE WHEN is_out THEN greatest(0, until - greatest(since, counted_on - ${days - 1}) + 1) ELSE 0 END) AS ${raw(name)}`,
  )
  return sql`counted AS (
  SELECT store_id, max(date) AS counted_on FROM inventory_line WHERE date <= ${day(ctx.as_of)} GROUP BY store_id
), tracked AS (
  SELECT store_id, sku_id, first_seen, counted_on FROM seen JOIN counted USING (store_id) WHERE bought AND first_seen <= counted_on
), moved AS (
  SELECT store_id, sku_id, date, sum(came) - sum(gone) AS moved, bool_or(has_sale) AS has_sale FROM (
    SELECT store_id, sku_id, date, 0 AS came, qty AS gone, line_type = 'SALE' AS has_sale FROM ${ctx.shop} SEMI JOIN tracked USING (store_id, sku_id)
    UNION ALL
    SELECT store_id, sku_id, date, received_qty, 0, FALSE FROM purchase_line SEMI JOIN tracked USING (store_id, sku_id)
    UNION ALL
    SELECT store_id, sku_id, first_seen, 0, 0, FALSE FROM tracked
  ) GROUP BY store_id, sku_id, date
), lying_now AS (
  SELECT store_id, sku_id, sum(on_hand) AS on_hand FROM ${ctx.stock} GROUP BY store_id, sku_id
), ledger AS (
  SELECT store_id, sku_id, date, counted_on, has_sale, moved, coalesce(on_hand, 0) - coalesce(sum(moved) OVER (w ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING), 0) AS closing,
    lead(date, 1, counted_on + 1) OVER w AS next_date
  FROM moved JOIN tracked USING (store_id, sku_id) LEFT JOIN lying_now USING (store_id, sku_id) WHERE date BETWEEN first_seen AND counted_on
  WINDOW w AS (PARTITION BY store_id, sku_id ORDER BY date)
), stretch AS (
  SELECT store_id, sku_id, counted_on, date AS since, date AS until, closing - moved <= 0 AND NOT has_sale AS is_out FROM ledger
  UNION ALL
  SELECT store_id, sku_id, counted_on, date + 1, next_date - 1, closing <= 0 FROM ledger WHERE next_date > date + 1
), out_days AS (
  SELECT store_id, sku_id, ${columns.reduce((all, one) => sql`${all}, ${one}`)} FROM stretch GROUP BY store_id, sku_id
)`
}
