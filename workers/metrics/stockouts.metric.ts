import { raw, sql } from '../db/sql'
import { units } from './expressions'
import { day } from './lines'
import { defineMetric, type MetricContext, type SumPart } from './metric'
import { UNITS_SOLD_PART } from './openings'
import { outOfStock } from './out-of-stock'
import { NAMED, ofRow, PRODUCT_COLUMNS, STORE_COLUMN } from './product-columns'
import { onHandColumn } from './stock'

/** Days that the usual sales are taken from, at the least. */
const USUAL_DAYS = 90
const usualDays = (ctx: MetricContext): number => Math.max(USUAL_DAYS, Number(ctx.args.days))
const usual = (ctx: MetricContext, row: Record<string, unknown>) =>
  ofRow(ctx.scope, row, sql` AND date > ${day(ctx.as_of)} - ${usualDays(ctx)}`)

const PRICE: SumPart = {
  name: 'contribution',
  title: 'Price of the newest sale',
  unit: 'money',
  of: raw(`CASE WHEN line_type = 'SALE' AND qty > 0 AND net_ex_tax IS NOT NULL
    AND row_number() OVER (PARTITION BY line_type = 'SALE' AND qty > 0 AND net_ex_tax IS NOT NULL ORDER BY date DESC, dataset_id, row_no) = 1 THEN round(net_ex_tax * 1000 / qty) END`),
  scale: 10000,
}

export default defineMetric({
  id: 'stockouts',
  title: 'Out of stock',
  definition:
    'Products that ran out: on how many of the last days there was none in a store, and about what that cost in sales. Stock is rolled back from the last count through sales and purchases, so it needs both; what is not bought (made in the shop) is taken never to run out.',
  needs: ['stock'],
  params: [
    { name: 'days', type: 'integer', default: 30, min: 1, max: 365, definition: 'How many days to look back from the last stock count.' },
    {
      name: 'substitution',
      type: 'number',
      default: 0.3,
      min: 0,
      max: 1,
      setting: 'substitution',
      definition: 'Share of customers who take something else when a product is out.',
    },
    { name: 'limit', type: 'integer', default: 1000, min: 1, max: 1_000_000, definition: 'How many rows to list.' },
  ],
  columns: [
    ...PRODUCT_COLUMNS,
    STORE_COLUMN,
    onHandColumn('on_hand'),
    {
      name: 'is_out',
      unit: 'flag',
      title: 'Out now',
      definition: 'Nothing on hand at the last stock count, and sold within the last 90 days.',
      nullable: false,
    },
    {
      name: 'out_days',
      unit: 'count',
      title: 'Days without stock',
      definition:
        'Days of the last so many, up to the last stock count, that began with no stock and saw no sale, since the product was first seen in the store.',
      nullable: false,
      opens: () => ({
        like: 'on_hand',
        rule: 'Rolled back day by day from these rows of the last count: what was sold is added, what came in is taken off.',
      }),
    },
    {
      name: 'days_in_stock',
      unit: 'count',
      title: 'Days with stock',
      definition:
        'Days with stock or a sale among the last 90 (or the days looked at, if more), since the product was first seen in the store.',
      nullable: false,
      opens: () => ({
        like: 'usual_units',
        rule: 'The days since it was first seen, 90 at most, less those without stock. The rows are the sales of these days.',
      }),
    },
    {
      name: 'usual_units',
      unit: 'number',
      title: 'Sold a day when in stock',
      definition: 'Units on SALE lines of the days that days_in_stock looks at ÷ days_in_stock. NULL without one.',
      nullable: true,
      opens: (ctx, row) => ({
        parts: [UNITS_SOLD_PART],
        combine: ([sold = 0]) => (Number(row.days_in_stock) > 0 ? sold / Number(row.days_in_stock) : null),
        rule: `The units sold, divided by ${row.days_in_stock} days with stock.`,
        lines: usual(ctx, row),
      }),
    },
    {
      name: 'lost_units',
      unit: 'units',
      title: 'Lost units',
      definition: 'Days without stock × units sold a day when in stock. An estimate.',
      nullable: true,
      opens: () => ({ like: 'usual_units', rule: 'The days without stock, times what usually sells a day.' }),
    },
    {
      name: 'lost_revenue',
      unit: 'money',
      title: 'Lost revenue',
      definition: 'Lost units × price of the newest sale without tax × (1 − share of customers who take something else). An estimate.',
      nullable: true,
      opens: (ctx, row) => ({
        parts: [PRICE],
        combine: ([price = 0]) => (row.lost_units === null ? null : Number(row.lost_units) * price * (1 - Number(ctx.args.substitution))),
        rule: `The lost units at the price of the newest sale, less the ${Math.round(100 * Number(ctx.args.substitution))} % of customers who take something else.`,
        lines: ofRow(ctx.scope, row),
      }),
    },
  ],
  keys: { sku_id: raw('sku_id'), store_id: raw('store_id') },
  sql: (ctx) => {
    const days = usualDays(ctx)
    return sql`WITH ${NAMED}, seen AS (${ctx.first_seen}), ${outOfStock(ctx, { asked: Number(ctx.args.days), usual: days })}, sold AS (
  SELECT place_no, sku_no, sum(CASE WHEN date > ${day(ctx.as_of)} - ${days} THEN qty END) AS units, max(date) AS last_sale,
    arg_max(round(net_ex_tax * 1000 / qty), ROW(date, -dataset_no, -row_no)) FILTER (WHERE qty > 0 AND net_ex_tax IS NOT NULL) AS price
  FROM ${ctx.scope} WHERE line_type = 'SALE' GROUP BY place_no, sku_no
), place AS (
  SELECT place_no, sku_no, coalesce(on_hand, 0) AS on_hand, coalesce(on_hand, 0) <= 0 AND last_sale > ${day(ctx.as_of)} - 90 AS is_out, CAST(asked AS BIGINT) AS out_days, price,
    CAST(coalesce(units, 0) AS DOUBLE) / 1000 AS units, CAST(least(${days}, ${day(ctx.as_of)} - first_seen + 1) - usual AS BIGINT) AS days_in_stock
  FROM out_days JOIN tracked USING (place_no, sku_no) LEFT JOIN lying_now USING (place_no, sku_no) LEFT JOIN sold USING (place_no, sku_no)
), usually AS (
  SELECT *, units / nullif(days_in_stock, 0) AS usual_units FROM place
)
SELECT product_name, sku_id, category, store_id, ${units(raw('usually.on_hand'))} AS on_hand, coalesce(usually.is_out, FALSE) AS is_out, usually.out_days AS out_days,
  days_in_stock, usually.usual_units AS usual_units,
  usually.out_days * usually.usual_units AS lost_units, usually.out_days * usually.usual_units * price / 10000 * ${1 - Number(ctx.args.substitution)} AS lost_revenue
FROM usually JOIN named USING (sku_no) JOIN shops USING (place_no) WHERE usually.out_days > 0 OR usually.is_out
ORDER BY lost_revenue DESC NULLS LAST, usually.out_days DESC, sku_no, place_no LIMIT ${ctx.args.limit as number}`
  },
  warnings: () => ['Lost sales are an estimate by what usually sells when there is stock.'],
})
