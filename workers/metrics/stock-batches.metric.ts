import { raw, sql } from '../db/sql'
import { money, units } from './expressions'
import { day } from './lines'
import { defineMetric, type MetricContext } from './metric'
import { sumOf } from './openings'
import { NAMED, ofRow, PRODUCT_COLUMNS, STORE_COLUMN } from './product-columns'
import { stockRows } from './stock'

const ofBatch = (ctx: MetricContext, row: Record<string, unknown>) => {
  const { expiry } = row
  const same_expiry = expiry === null ? raw(' AND expiry IS NULL') : sql` AND expiry = ${day(String(expiry))}`
  return stockRows(ofRow(ctx.stock, row, sql` AND batch = ${String(row.batch)}${same_expiry}`))
}

export default defineMetric({
  id: 'stock-batches',
  title: 'Batches',
  definition: 'What lies in each store by batch at its last stock count, the first to expire first.',
  needs: ['stock'],
  without_sales: true,
  params: [{ name: 'limit', type: 'integer', default: 1000, min: 1, max: 1_000_000, definition: 'How many batches to list.' }],
  columns: [
    ...PRODUCT_COLUMNS,
    STORE_COLUMN,
    { name: 'batch', unit: 'id', title: 'Batch', definition: 'Number of the batch; empty when the file gives none.', nullable: false },
    { name: 'expiry', unit: 'date', title: 'Expires', definition: 'Last good day. NULL when the file gives none.', nullable: true },
    {
      name: 'days_to_expiry',
      unit: 'count',
      title: 'Days left',
      definition: 'Days from the as-of date to the last good day; below 0 when it has passed. NULL without one.',
      nullable: true,
      opens: () => ({ like: 'on_hand', rule: 'From the as-of date to the last good day that the stock file gives.' }),
    },
    {
      name: 'received',
      unit: 'date',
      title: 'Received',
      definition: 'Day on which it came. NULL when the file gives none.',
      nullable: true,
    },
    {
      name: 'on_hand',
      unit: 'units',
      title: 'On hand',
      definition: 'Quantity of the batch at the last stock count; below 0 where more was billed than there was.',
      nullable: false,
      opens: (ctx, row) => ({
        ...sumOf({ name: 'contribution', title: 'On hand', unit: 'units', of: raw('qty'), scale: 1000 }),
        lines: ofBatch(ctx, row),
      }),
    },
    {
      name: 'stock_value',
      unit: 'money',
      title: 'Stock value',
      definition:
        'On hand at cost: the batch’s, else what the product cost in the store, else the product file’s. NULL when no cost is known.',
      nullable: true,
      opens: (ctx, row) => ({
        ...sumOf({ name: 'contribution', title: 'Stock value', unit: 'money', of: raw('net_ex_tax'), scale: 10000 }),
        lines: ofBatch(ctx, row),
      }),
    },
  ],
  keys: { sku_id: raw('sku_id'), store_id: raw('store_id'), batch: raw('NULL'), expiry: raw('NULL') },
  sql: (ctx) => sql`WITH ${NAMED}, lying AS (
  SELECT place_no, sku_no, batch, expiry, min(received) AS received, sum(on_hand) AS on_hand, sum(worth) AS worth FROM ${ctx.stock} GROUP BY place_no, sku_no, batch, expiry
)
SELECT product_name, sku_id, category, store_id, batch, CAST(expiry AS VARCHAR) AS expiry, CAST(expiry - ${day(ctx.as_of)} AS BIGINT) AS days_to_expiry, CAST(received AS VARCHAR) AS received,
  ${units(raw('lying.on_hand'))} AS on_hand, ${money(raw('worth'))} AS stock_value
FROM lying JOIN named USING (sku_no) JOIN shops USING (place_no) WHERE lying.on_hand <> 0
ORDER BY lying.expiry NULLS LAST, sku_no, place_no, lying.received NULLS FIRST, batch LIMIT ${ctx.args.limit as number}`,
})
