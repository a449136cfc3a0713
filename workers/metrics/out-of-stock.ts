import { raw, type Sql, sql } from '../db/sql'
import { day } from './lines'
import type { MetricContext } from './metric'

/**
 * CTEs that end in `out_days` (place_no, sku_no, one BIGINT column per window): days without stock among the last `window` days up to the store's last stock
 * count, for products that are bought (domain.md 3.11, 12 Demand). Stock is rolled back from the count through sales, returns and deliveries; a day is out when
 * it opened at 0 or below and nothing was sold. Needs `ctx.first_seen` as CTE `seen`. What happens on a day is one event, and between two events stock
 * does not move, so days are never listed one by one.
 */
export function outOfStock(ctx: MetricContext, windows: Readonly<Record<string, number>>): Sql {
  const columns = Object.entries(windows).map(
    ([name, days]) =>
      sql`sum(CASE WHEN is_out THEN greatest(0, until - greatest(since, counted_on - ${days - 1}) + 1) ELSE 0 END) AS ${raw(name)}`,
  )
  const longest = Math.max(...Object.values(windows))
  // only the days looked at: stock is rolled back from the count, not forward from the beginning
  const recent = sql`date > (SELECT min(counted_on) FROM counted) - ${longest}`
  return sql`counted AS (
  SELECT place_no, max(date) AS counted_on FROM inventory_line WHERE date <= ${day(ctx.as_of)} GROUP BY place_no
), tracked AS (
  SELECT place_no, sku_no, first_seen, counted_on, greatest(first_seen, counted_on - ${longest - 1}) AS since FROM seen JOIN counted USING (place_no) WHERE bought AND first_seen <= counted_on
), moved AS (
  SELECT place_no, sku_no, date, CAST(sum(came) - sum(gone) AS BIGINT) AS moved, bool_or(has_sale) AS has_sale FROM (
    SELECT place_no, sku_no, date, qty AS gone, 0 AS came, line_type = 'SALE' AS has_sale FROM ${ctx.shop} SEMI JOIN tracked USING (place_no, sku_no) WHERE ${recent}
    UNION ALL
    SELECT place_no, sku_no, date, 0, received_qty, FALSE FROM purchase_line SEMI JOIN tracked USING (place_no, sku_no) WHERE ${recent}
    UNION ALL
    SELECT place_no, sku_no, since, 0, 0, FALSE FROM tracked
  ) GROUP BY place_no, sku_no, date
), within AS (
  SELECT moved.*, counted_on FROM moved JOIN tracked USING (place_no, sku_no) WHERE date BETWEEN since AND counted_on
), lying_now AS (
  SELECT place_no, sku_no, sum(on_hand) AS on_hand FROM ${ctx.stock} GROUP BY place_no, sku_no
), ledger AS (
  SELECT place_no, sku_no, date, counted_on, has_sale, moved, coalesce(on_hand, 0) - all_moved + CAST(sum(moved) OVER (w ROWS UNBOUNDED PRECEDING) AS BIGINT) AS closing,
    lead(date, 1, counted_on + 1) OVER w AS next_date
  FROM within JOIN (SELECT place_no, sku_no, CAST(sum(moved) AS BIGINT) AS all_moved FROM within GROUP BY place_no, sku_no) total USING (place_no, sku_no)
    LEFT JOIN lying_now USING (place_no, sku_no)
  WINDOW w AS (PARTITION BY place_no, sku_no ORDER BY date)
), stretch AS (
  SELECT place_no, sku_no, counted_on, date AS since, date AS until, closing - moved <= 0 AND NOT has_sale AS is_out FROM ledger
  UNION ALL
  SELECT place_no, sku_no, counted_on, date + 1, next_date - 1, closing <= 0 FROM ledger WHERE next_date > date + 1
), out_days AS (
  SELECT place_no, sku_no, ${columns.reduce((all, one) => sql`${all}, ${one}`)} FROM stretch GROUP BY place_no, sku_no
)`
}
