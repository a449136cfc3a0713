import { raw, type Sql, sql } from '../db/sql'
import { money, ratio, units } from './expressions'
import type { ColumnDefinition, MetricContext, MetricDefinition } from './metric'
import { ORDERS_PART, ORDERS_RULE, REVENUE_PART, shareOf, sumOf, UNITS_PART } from './openings'
import { salesBy } from './sales-by'

/** The figures of every metric that splits the lines by one column. */
export function dimensionColumns(key: string, what: string): ColumnDefinition[] {
  return [
    {
      name: 'revenue',
      unit: 'money',
      title: 'Revenue',
      definition: `Net sales of the ${what} without tax, returns deducted. NULL when none of its lines has an amount.`,
      nullable: true,
      opens: () => sumOf(REVENUE_PART),
    },
    {
      name: 'share',
      unit: 'ratio',
      title: 'Share',
      definition: `Revenue ÷ the revenue of all with revenue above 0. NULL for a ${what} without revenue above 0.`,
      nullable: true,
      opens: (ctx, row) => shareOf(ctx, raw(key), key, row),
    },
    {
      name: 'units',
      unit: 'units',
      title: 'Units',
      definition: `Quantity over all lines of the ${what}, returns deducted.`,
      nullable: false,
      opens: () => sumOf(UNITS_PART),
    },
    {
      name: 'orders',
      unit: 'count',
      title: 'Orders',
      definition: `Bills with a SALE line of the ${what}; a bill is one store, day and bill number. NULL when none of its lines has a bill number.`,
      nullable: true,
      opens: () => sumOf(ORDERS_PART, ORDERS_RULE),
    },
  ]
}

/** A table `split` with the integer sums per value of the column: revenue, units, orders, positive_total. */
export const splitBy = (key: 'store_id' | 'channel' | 'category', ctx: MetricContext): Sql => sql`summed AS (
  ${salesBy([key], ['revenue', 'units', 'with_bill', 'orders'], ctx.sales(ctx))}
), split AS (
  SELECT * REPLACE (CASE WHEN with_bill > 0 THEN orders END AS orders), sum(CASE WHEN revenue > 0 THEN revenue END) OVER () AS positive_total FROM summed
)`

/** The shown figures of `split`, in the order of dimensionColumns. */
export const splitFigures: Sql = sql`${money(raw('split.revenue'))} AS revenue,
  ${ratio(raw('CASE WHEN split.revenue > 0 THEN split.revenue END'), raw('positive_total'))} AS share, ${units(raw('split.units'))} AS units, CAST(split.orders AS BIGINT) AS orders`

/** Most revenue first; of those without any amount the most units. */
export const splitOrder = (key: string): Sql =>
  raw(`ORDER BY split.revenue DESC NULLS LAST, CASE WHEN split.revenue IS NULL THEN split.units END DESC, split.${key} NULLS LAST`)

/** Says when orders are unknown for want of bill numbers. */
export const ordersWarning: NonNullable<MetricDefinition['warnings']> = (rows) =>
  rows.some((row) => row.orders === null)
    ? ['Sales without bill numbers are in no order, so orders are unknown where no line has one.']
    : []

export const LIMIT_PARAM = {
  name: 'limit',
  type: 'integer',
  default: 10,
  min: 1,
  max: 10_000,
  definition: 'How many rows to list; shares are of all.',
} as const
