import type { Database } from '../../db/database'
import { LOADING } from '../../db/schema'
import { raw, sql } from '../../db/sql'

/** A list of batches that comes to less than this share of the goods that both lists name, and of none to more, holds some of their batches only (what expires soon). */
const WHOLE = raw('0.8')

/**
 * Finds the stock that two files tell, one by product and one by batch, for the same day and store (summed_stock). Where they come to the same, the batches are what the product's
 * count adds up; where they do not, the batches are believed, because they were counted one by one and carry what expires. A list of some batches only takes them out of the
 * product's count: what is left (`unbatched`) still lies there. A function of the set of datasets.
 */
export async function leaveSummedStock(db: Database): Promise<void> {
  const [files] = await db.all<{ n: number }>(sql`SELECT count(*) AS n FROM dataset WHERE kind = 'inventory'`)
  await db.run(sql`DELETE FROM summed_stock`)
  if (!files || files.n < 2) return
  await db.run(sql`
    INSERT INTO summed_stock
      WITH known AS (
        SELECT f.dataset_no, f.row_no, f.date, s.store_id, i.sku_id, f.batch, f.on_hand
        FROM inventory_fact f ANTI JOIN overridden_row USING (dataset_no, row_no)
          JOIN (SELECT dataset_no FROM dataset WHERE NOT starts_with(dataset_id, ${LOADING})) d USING (dataset_no) JOIN item i USING (item_no) JOIN store_key s USING (store_no)
      ), counted AS (
        SELECT dataset_no, date, store_id, sku_id, sum(on_hand) AS units, bool_or(batch <> '') AS by_batch, bool_and(batch <> '') AS all_in_batches FROM known GROUP BY ALL
      ), told AS (
        SELECT c.dataset_no, c.date, c.store_id, c.sku_id, c.units, o.dataset_no AS list_no, o.units AS by_units, o.all_in_batches
        FROM counted c JOIN counted o USING (date, store_id, sku_id) WHERE NOT c.by_batch AND o.by_batch
      ), compared AS (
        SELECT dataset_no, date, store_id, list_no, bool_and(by_units <= units AND all_in_batches) AND sum(by_units) < ${WHOLE} * sum(units) AS some_only FROM told GROUP BY ALL
      ), judged AS (
        SELECT dataset_no, date, store_id, sku_id, bool_and(some_only) AS some_only, list(list_no) AS lists, max(by_units) FILTER (WHERE by_units = units) AS same, max(by_units) FILTER (WHERE NOT some_only) AS other
        FROM told JOIN compared USING (dataset_no, date, store_id, list_no) GROUP BY ALL
      ), batches AS (
        SELECT dataset_no, date, store_id, sku_id, sum(units)::BIGINT AS units FROM (
          SELECT j.dataset_no, date, store_id, sku_id, k.batch, max(k.units) AS units
          FROM judged j JOIN (SELECT dataset_no AS list_no, date, store_id, sku_id, batch, sum(on_hand) AS units FROM known GROUP BY ALL) k USING (date, store_id, sku_id)
          WHERE j.some_only AND list_contains(j.lists, k.list_no) GROUP BY ALL
        ) GROUP BY ALL
      ), kept AS (
        SELECT k.*, j.some_only, coalesce(j.same, j.other, b.units)::BIGINT AS by_batch,
          sum(k.on_hand) OVER (PARTITION BY k.dataset_no, k.date, k.store_id, k.sku_id ORDER BY k.row_no) AS so_far
        FROM known k JOIN judged j USING (dataset_no, date, store_id, sku_id) LEFT JOIN batches b USING (dataset_no, date, store_id, sku_id)
      )
      SELECT dataset_no, row_no, CASE WHEN some_only THEN greatest(0, least(on_hand, so_far - by_batch))::BIGINT ELSE 0 END AS unbatched, by_batch
      FROM kept ORDER BY dataset_no, row_no`)
}
