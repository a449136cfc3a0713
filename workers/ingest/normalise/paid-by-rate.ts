import { raw, type Sql, sql } from '../../db/sql'

/** How far rounding moves an amount, in 1/10000: to the paisa and the rupee, and a rate that was cut to two decimals. */
const ROUNDING = 6_000
const SHARE = 0.001

/** What a judged row of goods takes off the amount that its rate makes: `less` in 1/10000 of money, `share` as a part of it. DOUBLE columns for `comesToRate`. */
export const DISCOUNTS = raw(
  'abs(coalesce(discount, 0))::DOUBLE AS less, abs(coalesce(discount_pct, discount, 0))::DOUBLE / 1000000 AS share',
)

/** Does the amount come to what the rate makes, before or after the row's discount in money or in percent? `by_rate` is quantity x rate; both DOUBLE in 1/10000 of money. */
export const comesToRate = (amount: Sql, by_rate: Sql): Sql =>
  sql`least(abs(${amount} - ${by_rate}), abs(${amount} - (${by_rate} - less)), abs(${amount} - ${by_rate} * (1 - share))) <= ${ROUNDING} + ${SHARE} * ${by_rate}`
