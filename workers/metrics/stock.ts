import type { Filter } from '../../src/domain/filter'
import type { Database } from '../db/database'
import { join, raw, type Sql, sql } from '../db/sql'
import { day, kindConditions, shopConditions } from './lines'
import type { ColumnDefinition, MetricContext, SumPart } from './metric'
import { sumOf } from './openings'
import { ofRow } from './product-columns'

const STD_COST = raw('(SELECT sku_no, min(std_cost) AS std_cost FROM item GROUP BY sku_no)')
const WORTH = raw(
  'TRY_CAST(round(CAST(on_hand AS DOUBLE) * coalesce(10000 * counted.unit_cost, bought.unit_cost, 10000 * listed.std_cost) / 10000000) AS BIGINT)',
)

/** ` AND ...`: the filter's conditions on rows of stock and purchases. They are of the whole shop, whatever the dataset (api.md). */
export function goodsFilter(filter: Filter): Sql {
  const conditions = [...shopConditions({ ...filter, dataset_id: null }), ...kindConditions({ ...filter, channel: [], customer_id: [] })]
  return conditions.length === 0 ? raw('') : sql` AND ${join(conditions, ' AND ')}`
}

/**
 * A FROM item: the rows of each store's last stock count up to `as_of`, under the filter's stores, categories and products. Columns of
 * inventory_line, and `worth` BIGINT 1/10000: on_hand at the batch's cost, else what the product cost in the store on that day
 * (models/cost-steps.ts), else its standard cost; NULL without any (domain.md 3.7, 3.8). A dataset filter does not apply: stock is that of the whole
 * shop (api.md).
 */
export function stockAt(filter: Filter, as_of: string): Sql {
  return sql`(
  SELECT counted.*, ${WORTH} AS worth
  FROM (SELECT *, max(date) OVER (PARTITION BY place_no) AS counted_on FROM inventory_line WHERE date <= ${day(as_of)}) counted
    LEFT JOIN (
      SELECT place_no, sku_no, unit_cost FROM cost_step WHERE ${day(as_of)} >= date AND ${day(as_of)} < until
    ) bought USING (place_no, sku_no)
    LEFT JOIN ${STD_COST} listed USING (sku_no)
  WHERE date = counted_on${goodsFilter(filter)}
)`
}

/**
 * A FROM item (place_no, sku_no, average DOUBLE milli-units, average_worth DOUBLE 1/10000, counts): what lay in each store on average over [from, to], by the
 * stock counts of these days. Between two counts stock is taken to go in a straight line; what a count does not list is 0 on its day. With a
 * single count, or none but earlier ones, that count is the average and `counts` is 1 (domain.md 3.6).
 */
export function averageStock(filter: Filter, from: string, to: string): Sql {
  return sql`(
  WITH count_day AS (
    SELECT place_no, date FROM (SELECT DISTINCT place_no, date FROM inventory_line WHERE date <= ${day(to)}) all_days
    QUALIFY date >= ${day(from)} OR (date = max(date) OVER (PARTITION BY place_no) AND max(date) OVER (PARTITION BY place_no) < ${day(from)})
  ), weighed AS (
    SELECT place_no, date, count(*) OVER w AS counts, CASE WHEN count(*) OVER w = 1 THEN 1.0
      ELSE CAST(coalesce(lead(date) OVER o, date) - coalesce(lag(date) OVER o, date) AS DOUBLE) / (2 * (max(date) OVER w - min(date) OVER w)) END AS weight
    FROM count_day WINDOW w AS (PARTITION BY place_no), o AS (PARTITION BY place_no ORDER BY date)
  ), daily AS (
    SELECT counted.place_no, counted.sku_no, counted.date, sum(on_hand) AS on_hand, sum(${WORTH}) AS worth
    FROM (SELECT place_no, sku_no, date, on_hand, unit_cost FROM inventory_line SEMI JOIN count_day USING (place_no, date) WHERE TRUE${goodsFilter(filter)}) counted
      LEFT JOIN cost_step bought ON bought.place_no = counted.place_no AND bought.sku_no = counted.sku_no AND counted.date >= bought.date AND counted.date < bought.until
      LEFT JOIN ${STD_COST} listed ON listed.sku_no = counted.sku_no
    GROUP BY counted.place_no, counted.sku_no, counted.date
  )
  SELECT place_no, sku_no, sum(on_hand * weight ORDER BY date) AS average, sum(worth * weight ORDER BY date) AS average_worth, max(counts) AS counts
  FROM daily JOIN weighed USING (place_no, date) GROUP BY place_no, sku_no
)`
}

/** Whether any stock was ever counted. */
export const hasStock = async (db: Database): Promise<boolean> =>
  (await db.all(sql`SELECT 1 AS one FROM inventory_line LIMIT 1`)).length > 0

/** Rows of `stock` with the columns that an opened figure shows: quantity and amount are what lies there and what it cost. */
export const stockRows = (stock: Sql): Sql =>
  sql`(SELECT dataset_no, row_no, date, store_id, CAST(NULL AS VARCHAR) AS transaction_id, sku_id, product_name, on_hand AS qty, worth AS net_ex_tax FROM ${stock})`

const ON_HAND: SumPart = { name: 'contribution', title: 'On hand', unit: 'units', of: raw('qty'), scale: 1000 }
const STOCK_VALUE: SumPart = { name: 'contribution', title: 'Stock value', unit: 'money', of: raw('net_ex_tax'), scale: 10000 }

/** What lies in the row's place, by the last stock count. */
export const onHandColumn = (name: string): ColumnDefinition => ({
  name,
  unit: 'units',
  title: 'On hand',
  definition:
    'Quantity at the last stock count, all batches, expired ones too; 0 when the count does not list it. NULL without a stock count.',
  nullable: true,
  opens: (ctx, row) => ({ ...sumOf(ON_HAND), lines: stockOfRow(ctx, row) }),
})

export const stockValueColumn = (name: string): ColumnDefinition => ({
  name,
  unit: 'money',
  title: 'Stock value',
  definition:
    'On hand at cost: the batch’s, else what the product cost in the store at the last count, else the product file’s. NULL when no batch has a known cost; batches without one add nothing.',
  nullable: true,
  opens: (ctx, row) => ({ ...sumOf(STOCK_VALUE), lines: stockOfRow(ctx, row) }),
})

export const stockOfRow = (ctx: MetricContext, row: Record<string, unknown>): Sql => ofRow(stockRows(ctx.stock), row)
