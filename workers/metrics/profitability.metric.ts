import { raw, sql } from '../db/sql'
import { LIMIT_PARAM } from './by-dimension'
import { costWarning, PROFIT, PROFIT_FIGURES, PROFIT_SUMS, profitColumns } from './costs'
import { money } from './expressions'
import { defineMetric, type MetricContext } from './metric'
import { REVENUE_PART, sumOf } from './openings'
import { NAMED, PRODUCT_COLUMNS } from './product-columns'

const mine = (ctx: MetricContext, row: Record<string, unknown>) =>
  sql`(SELECT * FROM ${ctx.costed(ctx.lines)} WHERE sku_id = ${String(row.sku_id)})`

export default defineMetric({
  id: 'profitability',
  title: 'Profit',
  definition:
    'What each product earned: revenue less what the goods had cost, over the lines whose cost is known; most profit first. A cost that is not known is never guessed.',
  needs: ['costs'],
  params: [{ ...LIMIT_PARAM, default: 20, max: 200_000, definition: 'How many products to list.' }],
  columns: [
    {
      name: 'rank',
      unit: 'rank',
      title: 'Rank',
      definition: '1 + the number of products with more profit; equal products share a rank, those without a known cost come last.',
      nullable: false,
      opens: () => ({
        like: 'total_profit',
        rule: 'One more than the number of products with more profit; these rows make this product’s profit.',
      }),
    },
    ...PRODUCT_COLUMNS,
    {
      name: 'revenue',
      unit: 'money',
      title: 'Revenue',
      definition: 'Net sales of the product without tax, returns deducted. NULL when none of its lines has an amount.',
      nullable: true,
      opens: () => sumOf(REVENUE_PART),
    },
    ...profitColumns('product', mine),
  ],
  keys: { sku_id: raw('sku_id') },
  sql: (ctx) => sql`WITH ${NAMED}, product AS (
  SELECT sku_no, ${PROFIT_SUMS} FROM ${ctx.costed(ctx.lines)} GROUP BY sku_no
)
SELECT rank() OVER (ORDER BY ${PROFIT} DESC NULLS LAST) AS rank, product_name, sku_id, category, ${money(raw('product.revenue'))} AS revenue, ${PROFIT_FIGURES}
FROM product JOIN named USING (sku_no) ORDER BY ${PROFIT} DESC NULLS LAST, product.revenue DESC NULLS LAST, sku_no LIMIT ${ctx.args.limit as number}`,
  warnings: (rows) => costWarning(rows),
})
