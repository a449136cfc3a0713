import type { Row } from '../../src/domain/metric'
import { raw, sql } from '../db/sql'
import { COVER_COLUMN, coverOf, LEVEL_COLUMN } from './cover'
import { money, units } from './expressions'
import { day } from './lines'
import { defineMetric, type MetricContext } from './metric'
import { NAMED, PRODUCT_COLUMNS, STORE_COLUMN } from './product-columns'
import { onHandColumn, stockValueColumn } from './stock'
import { DEAD_DAYS, EXCESS_DAYS } from './stock-params'

const number = (ctx: MetricContext, name: string): number => Number(ctx.args[name])

export default defineMetric({
  id: 'slow-stock',
  title: 'Slow stock',
  definition:
    'What lies in a store for longer than it should at the pace it is expected to sell, without being dead: more than so many days of cover. Most money in excess first.',
  needs: ['stock', 'demand'],
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
    LEVEL_COLUMN,
    COVER_COLUMN,
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
  SELECT place_no, sku_no, sum(on_hand) AS on_hand, sum(worth) AS worth FROM ${ctx.stock} GROUP BY place_no, sku_no HAVING sum(on_hand) > 0
), sold AS (
  SELECT place_no, sku_no, max(date) AS last_sale FROM ${ctx.shop} WHERE line_type = 'SALE' GROUP BY place_no, sku_no
)
SELECT product_name, sku_id, category, store_id, ${units(raw('lying.on_hand'))} AS on_hand, ${money(raw('lying.worth'))} AS stock_value, 0::DOUBLE AS daily_units,
  NULL::DOUBLE AS days_of_cover, 0::DOUBLE AS excess_units, NULL::DOUBLE AS excess_value
FROM lying JOIN sold USING (place_no, sku_no) JOIN named USING (sku_no) JOIN shops USING (place_no)
WHERE ${day(ctx.as_of)} - last_sale <= ${number(ctx, 'dead_days')} ORDER BY sku_no, place_no`,
  finish: (rows, ctx) =>
    rows
      .flatMap((row): Row[] => {
        const level = ctx.demand.at(String(row.store_id), String(row.sku_id))?.level ?? 0
        const on_hand = Number(row.on_hand)
        if (on_hand <= number(ctx, 'slow_days') * level) return []
        const excess_units = Math.max(0, on_hand - number(ctx, 'excess_days') * level)
        return [
          {
            ...row,
            daily_units: level,
            days_of_cover: coverOf(on_hand, level),
            excess_units,
            excess_value: row.stock_value === null ? null : (Number(row.stock_value) * excess_units) / on_hand,
          },
        ]
      })
      .sort((a, b) => Number(b.excess_value ?? LEAST) - Number(a.excess_value ?? LEAST)) // stable: equal ones stay in order of SKU and store
      .slice(0, number(ctx, 'limit')),
})

/** Below every value: what has none comes last. */
const LEAST = Number.NEGATIVE_INFINITY
