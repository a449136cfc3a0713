import { raw, sql } from '../db/sql'
import { LIMIT_PARAM } from './by-dimension'
import { costWarning, PROFIT_FIGURES, PROFIT_SUMS, profitColumns } from './costs'
import { COVER_COLUMN, coverOf } from './cover'
import { money, nothing, ratio, units } from './expressions'
import { day } from './lines'
import { defineMetric } from './metric'
import { REVENUE_PART, shareOf, sumOf, UNITS_PART, UNITS_SOLD_PART } from './openings'
import { NAMED, ofRow, PRODUCT_COLUMNS } from './product-columns'
import { onHandColumn, stockValueColumn } from './stock'

const DAYS = 30

export default defineMetric({
  id: 'products',
  title: 'All products',
  definition:
    'Every product that was sold in the period or lies in stock, with what it sold, earned and has left. Most revenue first. Stock and pace are those of the as-of date, whatever the period.',
  needs: ['costs', 'stock', 'demand'],
  without_sales: true,
  params: [{ ...LIMIT_PARAM, default: 100, max: 1_000_000, definition: 'How many products to list; shares are of all.' }],
  columns: [
    ...PRODUCT_COLUMNS,
    {
      name: 'revenue',
      unit: 'money',
      title: 'Revenue',
      definition:
        'Net sales in the period without tax, returns deducted. NULL when none of its lines has an amount, and without any sales; 0 without a line of its own.',
      nullable: true,
      opens: () => sumOf(REVENUE_PART),
    },
    {
      name: 'share',
      unit: 'ratio',
      title: 'Share',
      definition: 'Revenue ÷ the revenue of all products with revenue above 0. NULL for a product without revenue above 0.',
      nullable: true,
      opens: (ctx, row) => shareOf(ctx, raw('sku_id'), 'sku_id', row),
    },
    {
      name: 'units',
      unit: 'units',
      title: 'Units',
      definition: 'Quantity over all lines of the period, returns deducted. NULL without any sales.',
      nullable: true,
      opens: () => sumOf(UNITS_PART),
    },
    ...profitColumns('product', (ctx, row) => ofRow(ctx.costed(ctx.lines), row)),
    {
      name: 'average_price',
      unit: 'money',
      title: 'Price',
      definition: 'Revenue ÷ units over the SALE lines of the period that have an amount, without tax. NULL without one.',
      nullable: true,
      opens: () => ({
        parts: [
          { ...REVENUE_PART, of: raw(`CASE WHEN line_type = 'SALE' THEN net_ex_tax END`) },
          { ...UNITS_SOLD_PART, name: 'sold', of: raw(`CASE WHEN line_type = 'SALE' AND net_ex_tax IS NOT NULL THEN qty END`) },
        ],
        combine: ([revenue = 0, sold = 0]) => (sold > 0 ? revenue / sold : null),
        rule: 'The revenue of the sales, divided by the units sold.',
      }),
    },
    onHandColumn('on_hand'),
    stockValueColumn('stock_value'),
    {
      name: 'next_expiry',
      unit: 'date',
      title: 'Expires first',
      definition: 'Earliest last good day, from the as-of date on, of what lies in stock at the last count. NULL when no batch has one.',
      nullable: true,
    },
    {
      name: 'velocity_30d',
      unit: 'number',
      title: 'Sold a day (30 days)',
      definition: `Units on SALE lines of the last ${DAYS} days up to the as-of date ÷ ${DAYS}. NULL without any sales.`,
      nullable: true,
      opens: (ctx, row) => ({
        parts: [UNITS_SOLD_PART],
        combine: ([sold = 0]) => sold / DAYS,
        rule: `The units sold, divided by ${DAYS} days.`,
        lines: ofRow(ctx.scope, row, sql` AND date > ${day(ctx.as_of)} - ${DAYS}`),
      }),
    },
    {
      ...COVER_COLUMN,
      definition: `${COVER_COLUMN.definition} Both over the stores of the filter.`,
    },
    {
      name: 'last_sale',
      unit: 'date',
      title: 'Last sale',
      definition: 'Newest day with a SALE line up to the as-of date. NULL when it never sold.',
      nullable: true,
    },
    {
      name: 'first_sale',
      unit: 'date',
      title: 'First sale',
      definition: 'Oldest day with a SALE line. NULL when it never sold.',
      nullable: true,
    },
  ],
  keys: { sku_id: raw('sku_id') },
  sql: (ctx) => sql`WITH ${NAMED}, sold AS (
  SELECT sku_no, ${PROFIT_SUMS}, sum(qty) AS units, sum(CASE WHEN line_type = 'SALE' AND net_ex_tax IS NOT NULL THEN qty END) AS priced,
    sum(CASE WHEN line_type = 'SALE' THEN net_ex_tax END) AS gross FROM ${ctx.costed(ctx.lines)} GROUP BY sku_no
), life AS (
  SELECT sku_no, min(date) AS first_sale, max(date) AS last_sale, sum(CASE WHEN date > ${day(ctx.as_of)} - ${DAYS} THEN qty END) AS recent
  FROM ${ctx.scope} WHERE line_type = 'SALE' GROUP BY sku_no
), lying AS (
  SELECT sku_no, sum(on_hand) AS on_hand, sum(worth) AS worth, min(CASE WHEN on_hand > 0 AND expiry >= ${day(ctx.as_of)} THEN expiry END) AS next_expiry FROM ${ctx.stock} GROUP BY sku_no
), product AS (
  SELECT sku_no, sold.* EXCLUDE (sku_no, revenue), CASE WHEN sold.sku_no IS NULL THEN ${nothing(ctx)} ELSE revenue END AS revenue, worth, next_expiry,
    CASE WHEN EXISTS (SELECT 1 FROM ${ctx.stock}) THEN coalesce(lying.on_hand, 0) END AS on_hand
  FROM sold FULL JOIN lying USING (sku_no) WHERE sold.sku_no IS NOT NULL OR lying.on_hand <> 0
)
SELECT product_name, sku_id, category, ${money(raw('product.revenue'))} AS revenue,
  ${ratio(raw('CASE WHEN product.revenue > 0 THEN product.revenue END'), raw('sum(CASE WHEN product.revenue > 0 THEN product.revenue END) OVER ()'))} AS share,
  ${units(sql`coalesce(product.units, ${nothing(ctx)})`)} AS units, ${PROFIT_FIGURES}, CASE WHEN priced > 0 THEN CAST(gross AS DOUBLE) / priced / 10 END AS average_price,
  ${units(raw('product.on_hand'))} AS on_hand, ${money(raw('worth'))} AS stock_value, CAST(next_expiry AS VARCHAR) AS next_expiry, CAST(coalesce(recent, ${nothing(ctx)}) AS DOUBLE) / 1000 / ${DAYS} AS velocity_30d,
  NULL::DOUBLE AS days_of_cover, CAST(last_sale AS VARCHAR) AS last_sale, CAST(first_sale AS VARCHAR) AS first_sale
FROM product LEFT JOIN life USING (sku_no) JOIN named USING (sku_no) ORDER BY product.revenue DESC NULLS LAST, sku_no LIMIT ${ctx.args.limit as number}`,
  finish: (rows, ctx) => {
    const levels = new Map<string, number>()
    for (const { store_id, sku_id, level } of ctx.demand.places)
      if (ctx.stores === null || ctx.stores.includes(store_id)) levels.set(sku_id, (levels.get(sku_id) ?? 0) + level)
    return rows.map((row) => ({ ...row, days_of_cover: coverOf(row.on_hand, levels.get(String(row.sku_id)) ?? 0) }))
  },
  warnings: (rows) => costWarning(rows),
})
