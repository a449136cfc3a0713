import type { FilterOptions } from '../../src/domain/engine'
import type { Database } from '../db/database'
import { sql } from '../db/sql'
import { STORE_NAMES } from './store-names'

/** What the global filter can offer: stores, channels and categories that have a sale or stock, in code-point order, and the span of the sales. */
export async function filterOptions(db: Database): Promise<FilterOptions> {
  const seen = await db.all<{ kind: string; id: string; name: string; first_date: string; last_date: string }>(sql`
WITH combination AS MATERIALIZED (
  SELECT store_id, channel, category, min(date) AS first_date, max(date) AS last_date FROM sales_line GROUP BY ALL
  UNION ALL SELECT DISTINCT store_id, NULL, category, NULL, NULL FROM inventory_line
), store AS (${STORE_NAMES}), option AS (
  SELECT 'store' AS kind, c.store_id AS id, coalesce(s.name, c.store_id) AS name, c.first_date, c.last_date FROM combination c LEFT JOIN store s ON s.store_id = c.store_id
  UNION ALL SELECT 'channel', channel, channel, first_date, last_date FROM combination WHERE channel IS NOT NULL
  UNION ALL SELECT 'category', category, category, first_date, last_date FROM combination WHERE category IS NOT NULL
)
SELECT kind, id, min(name) AS name, CAST(min(first_date) AS VARCHAR) AS first_date, CAST(max(last_date) AS VARCHAR) AS last_date
FROM option GROUP BY kind, id ORDER BY kind, id`)
  const of = (kind: string) => seen.filter((row) => row.kind === kind)
  const stores = of('store')
  const dates = stores.flatMap((row) => [row.first_date, row.last_date]).sort()
  return {
    stores: stores.map((row) => ({ store_id: row.id, name: row.name, last_date: row.last_date })),
    channels: of('channel').map((row) => row.id),
    categories: of('category').map((row) => row.id),
    first_date: dates[0] ?? null,
    last_date: dates.at(-1) ?? null,
  }
}
