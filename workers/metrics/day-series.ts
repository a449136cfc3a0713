import type { MetricParam } from '../../src/domain/metric'
import { raw, type Sql, sql } from '../db/sql'
import type { Args } from './metric'
import { type Sales, salesBy } from './sales-by'

/** The parameter of metrics that follow one figure over time. */
export const METRIC_PARAM: MetricParam = {
  name: 'metric',
  type: 'word',
  default: 'revenue',
  options: ['revenue', 'units', 'orders'],
  definition: 'What is measured: revenue (net of returns), units (net of returns) or orders (bills with a SALE line).',
}

/**
 * (date, v) with one row per day that has lines: v in stored integers, HUGEINT. A bill has one date, so orders per day add up.
 * v is NULL on days without any amount (revenue) or without any bill number (orders).
 */
export function daySeries(args: Args, sales: Sales): Sql {
  if (args.metric === 'orders')
    return sql`SELECT date, CAST(CASE WHEN with_bill > 0 THEN orders END AS HUGEINT) AS v FROM (${salesBy(['date'], ['with_bill', 'orders'], sales)})`
  const figure = args.metric === 'units' ? 'units' : 'revenue'
  return sql`SELECT date, CAST(${raw(figure)} AS HUGEINT) AS v FROM (${salesBy(['date'], [figure], sales)})`
}

/** Stored integers to shown units, as DOUBLE. */
export const shownSeries = (args: Args, v: Sql): Sql =>
  sql`CAST(${v} AS DOUBLE) / ${args.metric === 'units' ? 1000 : args.metric === 'orders' ? 1 : 10000}`

export const unitOf = (args: Args) => (args.metric === 'units' ? 'units' : args.metric === 'orders' ? 'count' : 'money')
