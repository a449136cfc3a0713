import { raw, sql } from '../db/sql'
import { dimensionColumns, LIMIT_PARAM, ordersWarning, splitBy, splitFigures, splitOrder } from './by-dimension'
import { PROFIT_FIGURES, PROFIT_SUMS, profitColumns } from './costs'
import { money, nothing } from './expressions'
import { defineMetric } from './metric'
import { sumOf } from './openings'
import { stockRows } from './stock'
import { STORE_NAMES } from './store-names'

export default defineMetric({
  id: 'stores',
  title: 'Stores',
  definition:
    'Every store that sold in the period or has stock, with what it sold and earned and what lies there at its last stock count; most revenue first.',
  needs: ['costs', 'stock'],
  without_sales: true,
  params: [{ ...LIMIT_PARAM, default: 1000, definition: 'How many stores to list; shares are of all.' }],
  columns: [
    { name: 'store_id', unit: 'id', title: 'Store', definition: 'Code or name of the store as the files write it.', nullable: false },
    { name: 'name', unit: 'text', title: 'Name', definition: 'Name from the stores file, else the store id.', nullable: false },
    ...dimensionColumns('store_id', 'store').map((column) =>
      column.name === 'units' ? { ...column, definition: `${column.definition} NULL without any sales.`, nullable: true } : column,
    ),
    ...profitColumns('store', (ctx, row) => sql`(SELECT * FROM ${ctx.costed(ctx.lines)} WHERE store_id = ${String(row.store_id)})`),
    {
      name: 'stock_value',
      unit: 'money',
      title: 'Stock value',
      definition: 'What lies there at cost, by the last stock count. NULL without a count or without a known cost.',
      nullable: true,
      opens: (ctx, row) => ({
        ...sumOf({ name: 'contribution', title: 'Stock value', unit: 'money', of: raw('net_ex_tax'), scale: 10000 }),
        lines: sql`(SELECT * FROM ${stockRows(ctx.stock)} WHERE store_id = ${String(row.store_id)})`,
      }),
    },
  ],
  keys: { store_id: raw('store_id') },
  sql: (ctx) => sql`WITH ${splitBy('store_id', ctx)}, store AS (${STORE_NAMES}), earned AS (
  SELECT store_id, ${PROFIT_SUMS} FROM ${ctx.costed(ctx.lines)} GROUP BY store_id
), profit AS (
  SELECT store_id, ${PROFIT_FIGURES} FROM earned
), lying AS (
  SELECT store_id, sum(on_hand) AS on_hand, sum(worth) AS worth FROM ${ctx.stock} GROUP BY store_id
), shop AS (
  SELECT store_id, worth, CASE WHEN split.store_id IS NULL THEN ${nothing(ctx)} ELSE revenue END AS revenue, CASE WHEN split.store_id IS NULL THEN ${nothing(ctx)} ELSE orders END AS orders, coalesce(units, ${nothing(ctx)}) AS units, positive_total
  FROM split FULL JOIN lying USING (store_id) WHERE split.store_id IS NOT NULL OR on_hand <> 0
)
SELECT split.store_id AS store_id, coalesce(store.name, split.store_id) AS name, ${splitFigures}, total_profit, profit_margin, cost_coverage, ${money(raw('worth'))} AS stock_value
FROM shop split LEFT JOIN store USING (store_id) LEFT JOIN profit USING (store_id)
${splitOrder('store_id')} LIMIT ${ctx.args.limit as number}`,
  warnings: (rows, ctx) => (ctx.has_sales ? ordersWarning(rows, ctx) : []),
})
