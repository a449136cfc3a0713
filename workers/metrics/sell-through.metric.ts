import { raw, sql } from '../db/sql'
import { units } from './expressions'
import { day } from './lines'
import { defineMetric, type MetricContext, type SumPart } from './metric'
import { sumOf, UNITS_SOLD_PART } from './openings'
import { NAMED, ofRow, PRODUCT_COLUMNS } from './product-columns'
import { onHandColumn } from './stock'

const RECEIVED: SumPart = { name: 'contribution', title: 'Received', unit: 'units', of: raw('qty'), scale: 1000 }
/** Purchase lines of the period with the columns that an opened figure shows. */
const receipts = (ctx: MetricContext) =>
  sql`(SELECT dataset_no, row_no, date, store_id, invoice_no AS transaction_id, sku_no, sku_id, product_name, received_qty AS qty, amount AS net_ex_tax FROM purchase_line
    WHERE received_qty > 0 AND date BETWEEN ${day(ctx.from)} AND ${day(ctx.to)}${ctx.goods_filter})`

export default defineMetric({
  id: 'sell-through',
  title: 'Sell-through',
  definition: 'How much of what there was has been sold: units sold in the period beside what is left of them, and beside what came in.',
  needs: ['stock'],
  params: [{ name: 'limit', type: 'integer', default: 1000, min: 1, max: 200_000, definition: 'How many products to list.' }],
  columns: [
    ...PRODUCT_COLUMNS,
    {
      name: 'units_sold',
      unit: 'units',
      title: 'Units sold',
      definition: 'Quantity over the SALE lines of the product in the period.',
      nullable: false,
      opens: () => sumOf(UNITS_SOLD_PART),
    },
    {
      name: 'received',
      unit: 'units',
      title: 'Received',
      definition: 'Units delivered in the period, free goods too. NULL when no purchase of the product is known.',
      nullable: true,
      opens: (ctx, row) => ({ ...sumOf(RECEIVED), lines: ofRow(receipts(ctx), row) }),
    },
    onHandColumn('on_hand'),
    {
      name: 'sell_through',
      unit: 'ratio',
      title: 'Sold of what there was',
      definition: 'Units sold ÷ (units sold + on hand, 0 when below). NULL without a stock count, or when there was nothing.',
      nullable: true,
      opens: () => ({ like: 'units_sold', rule: 'The units sold, divided by themselves and what is on hand at the last count.' }),
    },
    {
      name: 'sell_through_received',
      unit: 'ratio',
      title: 'Sold of what came',
      definition: 'Units sold ÷ units received in the period; above 1 when earlier stock was sold too. NULL when nothing came.',
      nullable: true,
      opens: () => ({ like: 'units_sold', rule: 'The units sold, divided by the units that came in the same days.' }),
    },
  ],
  keys: { sku_id: raw('sku_id') },
  sql: (ctx) => sql`WITH ${NAMED}, sold AS (
  SELECT sku_no, coalesce(sum(CASE WHEN line_type = 'SALE' THEN qty END), 0) AS sold FROM ${ctx.lines} GROUP BY sku_no
), lying AS (
  SELECT sku_no, sum(on_hand) AS on_hand FROM ${ctx.stock} GROUP BY sku_no
), came AS (
  SELECT sku_no, sum(qty) AS received FROM ${receipts(ctx)} GROUP BY sku_no
), product AS (
  SELECT sku_no, coalesce(sold, 0) AS sold, received, CASE WHEN EXISTS (SELECT 1 FROM ${ctx.stock}) THEN coalesce(on_hand, 0) END AS on_hand
  FROM sold FULL JOIN lying USING (sku_no) FULL JOIN came USING (sku_no)
)
SELECT product_name, sku_id, category, ${units(raw('sold'))} AS units_sold, ${units(raw('received'))} AS received, ${units(raw('product.on_hand'))} AS on_hand,
  CASE WHEN product.on_hand IS NOT NULL THEN CAST(sold AS DOUBLE) / nullif(sold + greatest(product.on_hand, 0), 0) END AS sell_through, CAST(sold AS DOUBLE) / nullif(received, 0) AS sell_through_received
FROM product JOIN named USING (sku_no) ORDER BY sell_through DESC NULLS LAST, sold DESC, sku_no LIMIT ${ctx.args.limit as number}`,
})
