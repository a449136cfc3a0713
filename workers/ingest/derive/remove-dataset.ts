import type { Database } from '../../db/database'
import { ident, sql } from '../../db/sql'
import { deduplicate } from './deduplicate'
import { deduplicatePurchases } from './deduplicate-purchases'
import { deriveMasters } from './derive'
import { overrideCorrections, touchedDays } from './override-corrections'

/** Tables whose rows belong to one dataset. */
export const DATASET_TABLES = [
  'sales_fact',
  'product_fact',
  'store_fact',
  'inventory_fact',
  'purchase_fact',
  'row_issue',
  'reject_row',
  'correction',
  'correction_row',
] as const

/**
 * Takes a dataset out as if it had never been there: lines that it had superseded come back, spellings that only it used go. Unknown ids
 * change nothing. The caller wraps it in a transaction.
 */
export async function removeDataset(db: Database, dataset_id: string): Promise<void> {
  const [dataset] = await db.all<{ dataset_no: number; source: string }>(
    sql`SELECT dataset_no, source FROM dataset WHERE dataset_id = ${dataset_id}`,
  )
  if (!dataset) return
  const { dataset_no, source } = dataset
  const days = await db.all<{ date: string }>(sql`SELECT date::VARCHAR AS date FROM (${await touchedDays(db, [dataset_no])}) ORDER BY date`)
  for (const table of DATASET_TABLES) await db.run(sql`DELETE FROM ${ident(table)} WHERE dataset_no = ${dataset_no}`)
  await db.run(sql`DELETE FROM dataset WHERE dataset_no = ${dataset_no}`)
  await overrideCorrections(db)
  if (days.length > 0) await deduplicate(db, source, sql`SELECT unnest(${days.map(({ date }) => date)})`)
  await deduplicatePurchases(db, source)
  await dropUnused(db)
  await deriveMasters(db)
}

/** Takes out spellings of products and stores that no row uses any more. */
export async function dropUnused(db: Database): Promise<void> {
  await db.run(sql`
    DELETE FROM item WHERE item_no NOT IN (SELECT item_no FROM sales_fact UNION SELECT item_no FROM product_fact UNION SELECT item_no FROM inventory_fact UNION SELECT item_no FROM purchase_fact);
    DELETE FROM store_key WHERE store_no NOT IN (SELECT store_no FROM sales_fact UNION SELECT store_no FROM store_fact UNION SELECT store_no FROM inventory_fact UNION SELECT store_no FROM purchase_fact);
  `)
}
