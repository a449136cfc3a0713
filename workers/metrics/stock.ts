import type { Filter } from '../../src/domain/filter'
import { join, raw, type Sql, sql } from '../db/sql'
import { day, kindConditions, shopConditions } from './lines'

/**
 * A FROM item: the rows of each store's last stock count up to `as_of`, under the filter's stores and categories. Columns of inventory_line, and
 * `worth` BIGINT 1/10000: on_hand at the batch's cost, else what the product cost in the store on that day (models/cost-steps.ts), else its standard cost; NULL
 * without any (domain.md 3.7, 3.8). A dataset filter does not apply: stock is that of the whole shop (api.md).
 */
export function stockAt(filter: Filter, as_of: string): Sql {
  const conditions = [...shopConditions({ ...filter, dataset_id: null }), ...kindConditions({ ...filter, channel: [] })]
  const where = conditions.length === 0 ? raw('') : sql` AND ${join(conditions, ' AND ')}`
  return sql`(
  SELECT counted.*, CAST(round(on_hand::DECIMAL(38,0) * coalesce(10000 * counted.unit_cost, bought.unit_cost, 10000 * listed.std_cost) / 10000000) AS BIGINT) AS worth
  FROM (SELECT *, max(date) OVER (PARTITION BY store_id) AS counted_on FROM inventory_line WHERE date <= ${day(as_of)}) counted
    LEFT JOIN (
      SELECT store_id, sku_id, arg_max(step.unit_cost, step.date) AS unit_cost FROM cost_step step JOIN store_key USING (store_no) JOIN item USING (item_no)
      WHERE step.date <= ${day(as_of)} GROUP BY store_id, sku_id
    ) bought USING (store_id, sku_id)
    LEFT JOIN (SELECT sku_id, min(std_cost) AS std_cost FROM item GROUP BY sku_id) listed USING (sku_id)
  WHERE date = counted_on${where}
)`
}

/** Rows of `stock` with the columns that an opened figure shows: quantity and amount are what lies there and what it cost. */
export const stockRows = (stock: Sql): Sql =>
  sql`(SELECT dataset_no, row_no, date, store_id, CAST(NULL AS VARCHAR) AS transaction_id, sku_id, product_name, on_hand AS qty, worth AS net_ex_tax FROM ${stock})`
