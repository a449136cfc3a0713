import { raw, sql } from '../db/sql'
import { money, units } from './expressions'
import { day } from './lines'
import { type ColumnDefinition, defineMetric, type MetricContext } from './metric'
import { UNITS_SOLD_PART } from './openings'
import { NAMED, ofRow, PRODUCT_COLUMNS, STORE_COLUMN } from './product-columns'
import { onHandColumn, stockValueColumn } from './stock'
import { DEAD_DAYS, EXCESS_DAYS } from './stock-params'

const DAYS = 30

const sold = (name: string, title: string): ColumnDefinition => ({
  name,
  unit: 'number',
  title,
  definition: `Units on SALE lines of the last ${DAYS} days ÷ ${DAYS}.`,
  nullable: false,
  opens: (ctx, row) => ({
    parts: [UNITS_SOLD_PART],
    combine: ([units_sold = 0]) => units_sold / DAYS,
    rule: `The units sold, divided by ${DAYS} days.`,
    lines: ofRow(ctx.scope, row, sql` AND date > ${day(ctx.as_of)} - ${DAYS}`),
  }),
})

const number = (ctx: MetricContext, name: string): number => Number(ctx.args[name])

export default defineMetric({
  id: 'slow-stock',
  title: 'Slow stock',
  definition:
    'What lies in a store for longer than it should at the pace it sells, without being dead: more than so many days of cover. Most money in excess first.',
  needs: ['stock'],
  params: [
    {
      name: 'slow_days',
      type: 'integer',
      default: 120,
      min: 1,
      max: 3650,
      setting: 'slow_days',
      definition: 'Days of cover above which stock is slow.',
    },
    EXCESS_DAYS,
    { ...DEAD_DAYS, definition: 'Days without a sale after which stock is dead, and not listed here.' },
    { name: 'limit', type: 'integer', default: 1000, min: 1, max: 1_000_000, definition: 'How many rows to list.' },
  ],
  columns: [
    ...PRODUCT_COLUMNS,
    STORE_COLUMN,
    onHandColumn('on_hand'),
    stockValueColumn('stock_value'),
    sold('daily_units', 'Sold a day'),
    {
      name: 'days_of_cover',
      unit: 'days',
      title: 'Days of cover',
      definition: 'On hand ÷ units a day. NULL when nothing sold in the last 30 days.',
      nullable: true,
      opens: () => ({ like: 'on_hand', rule: 'What is on hand, divided by the units sold a day over the last 30 days.' }),
    },
    {
      name: 'excess_units',
      unit: 'units',
      title: 'Too many',
      definition: 'On hand − units a day × the days that stock may cover.',
      nullable: false,
      opens: () => ({ like: 'on_hand', rule: 'What is on hand, less what sells in the days that stock may cover.' }),
    },
    {
      name: 'excess_value',
      unit: 'money',
      title: 'Money in excess',
      definition: 'Stock value × excess units ÷ on hand. NULL when no cost is known.',
      nullable: true,
      opens: () => ({
        like: 'stock_value',
        rule: 'The part of the stock value that is beyond what sells in the days that stock may cover.',
      }),
    },
  ],
  keys: { sku_id: raw('sku_id'), store_id: raw('store_id') },
  sql: (ctx) => sql`WITH ${NAMED}, lying AS (
  SELECT place_no, sku_no, sum(on_hand) AS on_hand, sum(worth) AS worth, min(coalesce(received, date)) AS came
  FROM ${ctx.stock} GROUP BY place_no, sku_no HAVING sum(on_hand) > 0
), sold AS (
  SELECT place_no, sku_no, max(date) AS last_sale, coalesce(sum(CASE WHEN date > ${day(ctx.as_of)} - ${DAYS} THEN qty END), 0) AS recent FROM ${ctx.shop} WHERE line_type = 'SALE' GROUP BY place_no, sku_no
), place AS (
  SELECT *, coalesce(recent, 0) AS u, CAST(lying.on_hand AS DOUBLE) - CAST(coalesce(recent, 0) AS DOUBLE) / ${DAYS} * ${number(ctx, 'excess_days')} AS excess
  FROM lying LEFT JOIN sold USING (place_no, sku_no)
  WHERE ${day(ctx.as_of)} - coalesce(last_sale, came) <= ${number(ctx, 'dead_days')} AND ${DAYS} * CAST(lying.on_hand AS HUGEINT) > ${number(ctx, 'slow_days')} * CAST(coalesce(recent, 0) AS HUGEINT)
    AND last_sale IS NOT NULL
)
SELECT product_name, sku_id, category, store_id, ${units(raw('place.on_hand'))} AS on_hand, ${money(raw('place.worth'))} AS stock_value, CAST(u AS DOUBLE) / 1000 / ${DAYS} AS daily_units,
  CASE WHEN u > 0 THEN CAST(place.on_hand AS DOUBLE) * ${DAYS} / u END AS days_of_cover, greatest(excess, 0) / 1000 AS excess_units,
  CAST(worth AS DOUBLE) / 10000 * greatest(excess, 0) / place.on_hand AS excess_value
FROM place JOIN named USING (sku_no) JOIN shops USING (place_no) ORDER BY excess_value DESC NULLS LAST, sku_no, place_no LIMIT ${ctx.args.limit as number}`,
})
