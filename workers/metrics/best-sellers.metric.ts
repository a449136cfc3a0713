import { raw, sql } from '../db/sql'
import { costMoney, PROFIT_PART } from './costs'
import { money, units } from './expressions'
import { defineMetric } from './metric'
import { REVENUE_PART, sumOf, UNITS_PART, UNITS_SOLD_PART } from './openings'
import { NAME_COLUMNS, NAMED, ofRow } from './product-columns'

/** The column that decides the order, by the argument `by`. */
const VALUE: Record<string, string> = { units: 'total_quantity', revenue: 'revenue', profit: 'total_profit' }

export default defineMetric({
  id: 'best-sellers',
  title: 'Best sellers',
  definition: 'The products that sold most in the period, by units (returns deducted), by revenue or by profit.',
  needs: ['costs'],
  params: [
    { name: 'limit', type: 'integer', default: 10, min: 1, max: 1_000_000, definition: 'How many products to list.' },
    { name: 'by', type: 'word', default: 'units', options: ['units', 'revenue', 'profit'], definition: 'What the rank is by.' },
  ],
  columns: [
    {
      name: 'rank',
      unit: 'rank',
      title: 'Rank',
      definition: '1 + the number of products that sold more; equal products share a rank.',
      nullable: false,
      opens: (ctx) => ({
        like: VALUE[String(ctx.args.by)] ?? 'total_quantity',
        rule: 'One more than the number of products with a larger value; these rows make this product’s value.',
      }),
    },
    ...NAME_COLUMNS,
    {
      name: 'category',
      unit: 'text',
      title: 'Category',
      definition: 'Category from the product file, else the most frequent on the sales lines. NULL without one.',
      nullable: true,
    },
    {
      name: 'total_quantity',
      unit: 'units',
      title: 'Units',
      definition: 'Quantity over all lines of the product, returns deducted.',
      nullable: false,
      opens: () => sumOf(UNITS_PART),
    },
    {
      name: 'units_sold',
      unit: 'units',
      title: 'Units sold',
      definition: 'Quantity over the SALE lines of the product.',
      nullable: false,
      opens: () => sumOf(UNITS_SOLD_PART),
    },
    {
      name: 'revenue',
      unit: 'money',
      title: 'Revenue',
      definition: 'Net sales of the product without tax, returns deducted. NULL when none of its lines has an amount.',
      nullable: true,
      opens: () => sumOf(REVENUE_PART),
    },
    {
      name: 'total_profit',
      unit: 'money',
      title: 'Profit',
      definition: 'Revenue − cost over the lines whose cost is known. NULL when none is, and when the list is not by profit.',
      nullable: true,
      opens: (ctx, row) => ({
        parts: [PROFIT_PART],
        rule: 'The sum of revenue − cost over the lines whose cost is known.',
        lines: ofRow(ctx.costed(ctx.lines), row),
      }),
    },
  ],
  keys: { sku_id: raw('sku_id') },
  sql: (ctx) => {
    const { args } = ctx
    const by_profit = args.by === 'profit'
    const lines = by_profit ? ctx.costed(ctx.lines) : ctx.lines
    const value = raw(String(args.by))
    return sql`WITH ${NAMED}, product AS (
  SELECT sku_no, sum(qty) AS units,
    coalesce(sum(CASE WHEN line_type = 'SALE' THEN qty END), 0) AS units_sold, sum(net_ex_tax) AS revenue, ${by_profit ? sql`sum(${PROFIT_PART.of})` : raw('CAST(NULL AS BIGINT)')} AS profit
  FROM ${lines} GROUP BY sku_no
)
SELECT rank() OVER (ORDER BY ${value} DESC NULLS LAST) AS rank, product_name, sku_id, category,
  ${units(raw('units'))} AS total_quantity, ${units(raw('units_sold'))} AS units_sold, ${money(raw('product.revenue'))} AS revenue,
  ${costMoney(raw('product.profit'))} AS total_profit
FROM product JOIN named USING (sku_no) ORDER BY product.${value} DESC NULLS LAST, product.revenue DESC NULLS LAST, sku_no LIMIT ${args.limit as number}`
  },
})
