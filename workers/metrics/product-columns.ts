import { raw, type Sql, sql } from '../db/sql'
import type { ColumnDefinition } from './metric'

/** What names a row that is about a product. */
export const NAME_COLUMNS: readonly ColumnDefinition[] = [
  { name: 'product_name', unit: 'text', title: 'Product', definition: 'Name of the product. NULL when no file names it.', nullable: true },
  { name: 'sku_id', unit: 'id', title: 'SKU', definition: 'Identity of the product over all files.', nullable: false },
]
export const PRODUCT_COLUMNS: readonly ColumnDefinition[] = [
  ...NAME_COLUMNS,
  { name: 'category', unit: 'text', title: 'Category', definition: 'Category of the product. NULL without one.', nullable: true },
]
export const STORE_COLUMN: ColumnDefinition = { name: 'store_id', unit: 'id', title: 'Store', definition: 'The store.', nullable: false }

/** CTEs `named` (sku_no, sku_id, product_name, category) and `shops` (place_no, store_id): what the numbers that metrics group by stand for. */
export const NAMED: Sql = raw(`named AS (
  SELECT sku_no, min(sku_id) AS sku_id, min(product_name) AS product_name, min(category) AS category FROM item GROUP BY sku_no
), shops AS (SELECT place_no, min(store_id) AS store_id FROM store_key GROUP BY place_no)`)

/** Of `from`, what is about the row's product, and its store where the row has one. */
export function ofRow(from: Sql, row: Record<string, unknown>, more: Sql = raw('')): Sql {
  const store = 'store_id' in row ? sql` AND store_id = ${String(row.store_id)}` : raw('')
  return sql`(SELECT * FROM ${from} WHERE sku_id = ${String(row.sku_id)}${store}${more})`
}
