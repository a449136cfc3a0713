import type { Database } from '../../db/database'
import { LOADING } from '../../db/schema'
import { sql } from '../../db/sql'

/**
 * Finds the stock that two files tell, one by product and one by batch (summed_stock): where the count of a product in a store on a day has no batches and that of another file,
 * by batch, comes to the same, the batches are what it adds up. A function of the set of datasets.
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
        SELECT dataset_no, date, store_id, sku_id, sum(on_hand) AS units, bool_or(batch <> '') AS by_batch FROM known GROUP BY ALL
      ), summed AS (
        SELECT DISTINCT c.dataset_no, c.date, c.store_id, c.sku_id FROM counted c JOIN counted o USING (date, store_id, sku_id, units) WHERE NOT c.by_batch AND o.by_batch
      )
      SELECT k.dataset_no, k.row_no FROM known k SEMI JOIN summed USING (dataset_no, date, store_id, sku_id) ORDER BY k.dataset_no, k.row_no`)
}
