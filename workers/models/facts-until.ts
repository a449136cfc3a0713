import type { Database } from '../db/database'
import { LOADING } from '../db/schema'
import { raw, sql } from '../db/sql'

/** Goes up when what is made of these facts is worked out otherwise than before. */
const VERSION = 1

const LINES = raw(`(
  SELECT dataset_no, store_no, item_no, date FROM sales_fact UNION ALL SELECT dataset_no, store_no, item_no, date FROM inventory_fact
  UNION ALL SELECT dataset_no, store_no, item_no, date FROM purchase_fact)`)

/**
 * Names the facts of the days up to `through` (ISO): files with anything dated by then or with no dates at all, what products and stores that are in them are now called, and
 * what stands for prices that they do not tell. Files that only hold later days change nothing, so what is made of these facts stays good.
 */
export async function factsUntil(db: Database, through: string): Promise<string> {
  const [found] = await db.all<{ name: string }>(sql`
    WITH lines AS MATERIALIZED (SELECT dataset_no, store_no, item_no, min(date) AS first FROM ${LINES} GROUP BY dataset_no, store_no, item_no),
    early AS (SELECT * FROM lines WHERE first <= CAST(${through} AS DATE)),
    sku AS (SELECT sku_no, min(category) AS category FROM item GROUP BY sku_no)
    SELECT concat_ws('|', ${VERSION}, ${through},
      (SELECT md5(string_agg(dataset_no || ':' || dataset_id || ':' || mapping_version, ',' ORDER BY dataset_no)) FROM dataset
        WHERE NOT starts_with(dataset_id, ${LOADING}) AND (dataset_no IN (SELECT dataset_no FROM early) OR dataset_no NOT IN (SELECT dataset_no FROM lines))),
      (SELECT md5(string_agg(concat_ws(chr(31), item_no, sku_id, coalesce(sku.category, ''), coalesce(CAST(list_price AS VARCHAR), ''), included_tax_bp), chr(30) ORDER BY item_no))
        FROM item JOIN sku USING (sku_no) WHERE item_no IN (SELECT item_no FROM early)),
      (SELECT md5(string_agg(store_no || chr(31) || store_id, chr(30) ORDER BY store_no)) FROM store_key WHERE store_no IN (SELECT store_no FROM early))) AS name`)
  return found?.name ?? ''
}
