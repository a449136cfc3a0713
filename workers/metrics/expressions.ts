import { raw, type Sql, sql } from '../db/sql'
import type { MetricContext } from './metric'

/** An integer sum in 1/10000 as major units. One division, of an exactly held integer, at the very end. */
export const money = (e4: Sql): Sql => sql`CAST(${e4} AS DOUBLE) / 10000`
/** An integer sum of milli-units as units. */
export const units = (milli: Sql): Sql => sql`CAST(${milli} AS DOUBLE) / 1000`
/** a / b as a ratio; NULL when b is 0 or either is NULL. */
export const ratio = (a: Sql, b: Sql): Sql => sql`CAST(${a} AS DOUBLE) / nullif(CAST(${b} AS DOUBLE), 0)`
/** What sold of a thing without a line: 0 where anything is known to sell, else NULL. */
export const nothing = ({ has_sales }: Pick<MetricContext, 'has_sales'>): Sql => raw(has_sales ? '0' : 'NULL')
/** (now - before) / |before|; NULL when before is 0 or missing (domain.md 3.9). Integers in. */
export const change = (now: Sql, before: Sql): Sql => ratio(sql`(${now} - ${before})`, sql`abs(${before})`)
/** up from +5 %, down from -5 %, else flat; NULL without a change (domain.md 3.9). Decided on integers, so no rounding enters. */
export const trendWord = (now: Sql, before: Sql): Sql =>
  sql`CASE WHEN ${before} = 0 OR ${before} IS NULL OR ${now} IS NULL THEN NULL WHEN 20 * (${now} - ${before}) >= abs(${before}) THEN 'up' WHEN 20 * (${now} - ${before}) <= -abs(${before}) THEN 'down' ELSE 'flat' END`

/** Revenue in 1/10000 over a group of lines: 0 without lines, NULL when there are lines but none has an amount. */
export const REVENUE = raw('CASE WHEN count(*) = 0 THEN 0 ELSE sum(net_ex_tax) END')
