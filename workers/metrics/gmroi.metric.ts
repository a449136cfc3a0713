import { raw, sql } from '../db/sql'
import { costWarning, PROFIT, PROFIT_FIGURES, PROFIT_SUMS, profitColumns } from './costs'
import { defineMetric } from './metric'
import { daysBetween } from './period'
import { NAMED, ofRow, PRODUCT_COLUMNS } from './product-columns'
import { stockValueColumn } from './stock'

export default defineMetric({
  id: 'gmroi',
  title: 'Return on stock',
  definition:
    'What a product earns in a year for every rupee that lies in stock: profit of the period for a whole year ÷ the average stock at cost.',
  needs: ['stock', 'costs'],
  params: [{ name: 'limit', type: 'integer', default: 1000, min: 1, max: 200_000, definition: 'How many products to list.' }],
  columns: [
    ...PRODUCT_COLUMNS,
    ...profitColumns('product', (ctx, row) => ofRow(ctx.costed(ctx.lines), row)),
    stockValueColumn('stock_value'),
    {
      name: 'average_stock_value',
      unit: 'money',
      title: 'Average stock value',
      definition:
        'Stock at cost, averaged over the stock counts of the period by the days between them; with a single count, that one. NULL without one or without costs.',
      nullable: true,
      opens: () => ({
        like: 'stock_value',
        rule: 'The average of the stock counts at cost, by the days between them; the rows are those of the last count.',
      }),
    },
    {
      name: 'gmroi',
      unit: 'number',
      title: 'Return on stock',
      definition: 'Profit × 365 ÷ days of the period ÷ average stock value. NULL unless both are known and something lay there.',
      nullable: true,
      opens: () => ({ like: 'total_profit', rule: 'The profit of these rows for a whole year, divided by the average stock value.' }),
    },
  ],
  keys: { sku_id: raw('sku_id') },
  sql: (ctx) => sql`WITH ${NAMED}, earned AS (
  SELECT sku_no, ${PROFIT_SUMS} FROM ${ctx.costed(ctx.lines)} GROUP BY sku_no
), lying AS (
  SELECT sku_no, sum(worth) AS worth FROM ${ctx.stock} GROUP BY sku_no
), usual AS (
  SELECT sku_no, sum(average_worth ORDER BY place_no) AS average_worth FROM ${ctx.average_stock} GROUP BY sku_no
), product AS (
  SELECT *, CASE WHEN average_worth > 0 THEN CAST(${PROFIT} AS DOUBLE) / 10000 * ${365 / (daysBetween(ctx.from, ctx.to) + 1)} / average_worth END AS gmroi
  FROM earned FULL JOIN lying USING (sku_no) FULL JOIN usual USING (sku_no)
)
SELECT product_name, sku_id, category, ${PROFIT_FIGURES}, CAST(worth AS DOUBLE) / 10000 AS stock_value, average_worth / 10000 AS average_stock_value, product.gmroi AS gmroi
FROM product JOIN named USING (sku_no) ORDER BY product.gmroi DESC NULLS LAST, sku_no LIMIT ${ctx.args.limit as number}`,
  warnings: (rows) => costWarning(rows),
})
