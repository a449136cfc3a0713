import { raw, type Sql, sql } from '../../db/sql'
import { exact } from './exact'

/** What a row says of returns beside what it sold. */
export interface ReturnedColumns {
  total: boolean
  taxable: boolean
  /** what came back is worth so much */
  amount: boolean
}

/**
 * A row where nothing sold and something came back is the return itself. CTE `turned`, from `sized`; `said_*` keep the cells, which totals of the file add up.
 */
export function turnBareReturns({ total, taxable, amount }: ReturnedColumns): Sql {
  const is_bare = raw('raw_returned <> 0 AND coalesce(raw_qty, 0) = 0')
  const worth = (column: string): Sql => (amount ? sql`coalesce(nullif(${raw(column)}, 0), abs(raw_returned_amount))` : raw(column))
  const replaced = [
    sql`CASE WHEN ${is_bare} THEN -raw_returned ELSE raw_qty END AS raw_qty`,
    total ? sql`CASE WHEN ${is_bare} THEN ${worth('raw_total')} ELSE raw_total END AS raw_total` : null,
    taxable
      ? sql`CASE WHEN ${is_bare} THEN ${total ? raw('nullif(raw_taxable, 0)') : worth('raw_taxable')} ELSE raw_taxable END AS raw_taxable`
      : null,
  ].filter((one) => one !== null)
  const list = replaced.reduce((all, one) => sql`${all}, ${one}`)
  return sql`, turned AS (
    SELECT * REPLACE (${list}, CASE WHEN coalesce(raw_qty, 0) > 0 THEN raw_returned ELSE 0 END AS raw_returned),
      raw_qty AS said_qty, raw_total AS said_total, raw_taxable AS said_taxable FROM sized)`
}

export interface ReturnedContext extends ReturnedColumns {
  wide: boolean
  /** quantity x price can be held against the amount */
  testable: boolean
  /** more than this between the two is no rounding */
  mismatch: Sql
  /** the tax is worked out from quantity x price, which holds what came back */
  tax_of_whole: boolean
  /** the amount of the row */
  due: Sql
  from: string
}

/** What a row says was refunded without a word of goods: CTE `kept`, with `back_net` and `back_tax`, where quantity x price tells that the amount holds it. */
export function refundOf({ testable, mismatch, due, from }: Pick<ReturnedContext, 'testable' | 'mismatch' | 'due' | 'from'>): Sql {
  const back = (of: string): Sql =>
    sql`CASE WHEN raw_returned_amount <> 0 AND NOT is_return ${testable ? sql`AND abs(gap) <= ${mismatch}` : raw('')} AND abs(raw_returned_amount) <= ${due}
      THEN ${exact(true).ratio(sql`(${raw(of)}::HUGEINT * abs(raw_returned_amount))`, 1, due)} ELSE 0 END`
  return sql`
  kept AS (SELECT *, ${back('net')} AS back_net, ${back('tax')} AS back_tax FROM ${raw(from)}),`
}

/**
 * The amount of a row is that of all that sold, or of what stayed sold: quantity x price tells. Where it does not, an amount of what came back is yet to be taken off, and without one
 * the amount has been reduced. CTE `kept`: `gap` without what came back where the amount lacks it, `back_net` and `back_tax`, what the return takes.
 */
export function returnedOf({ wide, testable, mismatch, due, amount, tax_of_whole, from }: ReturnedContext): Sql {
  const part = (of: string): Sql => exact(true).ratio(sql`(${raw(of)}::HUGEINT * raw_returned)`, 1, raw('qty'))
  const said = (of: string, otherwise: string): Sql =>
    amount
      ? sql`CASE WHEN raw_returned_amount IS NULL THEN ${raw(otherwise)} WHEN ${due} <> 0 THEN ${exact(true).ratio(sql`(${raw(of)}::HUGEINT * abs(raw_returned_amount))`, 1, sql`abs(${due})`)} ELSE ${of === 'net' ? raw('abs(raw_returned_amount)') : raw('0')} END`
      : raw(otherwise)
  const price = testable
    ? sql`CASE WHEN raw_returned <> 0 AND NOT too_big THEN ${exact(wide).mulDiv(raw('raw_returned'), raw('abs(raw_price)'), 1000)} ELSE 0 END`
    : raw('0')
  const back = (of: string, of_reduced: Sql): Sql =>
    sql`CASE WHEN raw_returned = 0 THEN 0 WHEN is_reduced THEN ${of_reduced} WHEN is_whole THEN ${said(of, `part_${of}`)} ELSE ${said(of, '0')} END`
  return sql`
  weighed AS (SELECT *, gap + ${price} AS gap_of_rest FROM ${raw(from)}),
  told AS (SELECT *, coalesce(raw_returned <> 0 AND abs(gap) <= ${mismatch}, FALSE) AS is_whole, coalesce(raw_returned <> 0 AND abs(gap) > ${mismatch} AND abs(gap_of_rest) <= ${mismatch}, FALSE) AS is_reduced,
    ${part('net')} AS part_net, ${part('tax')} AS part_tax FROM weighed),
  kept AS (SELECT * REPLACE (CASE WHEN is_reduced THEN gap_of_rest ELSE gap END AS gap), ${back('net', raw('0'))} AS back_net, ${back('tax', raw(tax_of_whole ? 'part_tax' : '0'))} AS back_tax FROM told),`
}
