import type { PackedRows } from '../../src/domain/packed-rows'
import type { Database } from '../db/database'
import { packTable } from '../db/pack'
import { raw, sql } from '../db/sql'
import { money } from './expressions'

/**
 * Every product that any file names, sold or not, most revenue first: product_name, sku_id, category, `spellings` (its codes and other names, for searching) and revenue over
 * all days, NULL for what never sold. Sums by number: asked with every opening of the search, over millions of lines.
 */
export async function productNames(db: Database): Promise<PackedRows> {
  return packTable(
    await db.arrow(sql`WITH named AS (
  SELECT sku_no, min(product_name) AS product_name, min(sku_id) AS sku_id, min(category) AS category, string_agg(DISTINCT concat_ws(' ', code, name), ' ' ORDER BY concat_ws(' ', code, name)) AS spellings
  FROM item WHERE sku_no IS NOT NULL GROUP BY sku_no
), sold AS (
  SELECT sku_no, sum(net_ex_tax) AS revenue FROM sales_line GROUP BY sku_no
)
SELECT product_name, sku_id, category, spellings, ${money(raw('revenue'))} AS revenue FROM named LEFT JOIN sold USING (sku_no) ORDER BY revenue DESC NULLS LAST, sku_no`),
  )
}
