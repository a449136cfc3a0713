import type { Database } from '../../db/database'
import { ident, join, raw, type Sql, sql } from '../../db/sql'
import { betweenAmounts } from './between-amounts'
import type { RoleColumns } from './columns'
import { type IdentityCounts, moneyIsTurned, type Negatives, noIdentity, noSigns, type SignCounts, unitsAreTurned } from './decisions'
import { exact, share } from './exact'
import { ACCEPTED } from './outcomes'
import { ROWS } from './set-aside'
import { namedRates, pricesAboveMrp, taxOf } from './tax-of-total'
import { taxedAfter } from './taxed-after-discount'

const SAMPLE_ROWS = 10_000
/** What else a total may hold. */
const CHARGE = /\b(?:charges?|shipping|freight|delivery|tips?|gratuity|packing|packaging|cartage)\b/i

/**
 * How the accepted rows of the slice agree with each reading of discount and tax (domain.md 2.4): |qty x price - discount (+ tax) - total| within
 * max(1 unit, 1 %). Where there is no price, the taxable value stands for qty x price - discount. A majority needs no more than every n-th row
 * of a big slice; the range of the discounts is that of all rows.
 */
export async function weighAmounts(db: Database, columns: RoleColumns, header: readonly string[], rows: number): Promise<IdentityCounts> {
  if (!columns.has('total') && !columns.has('taxable')) return noIdentity()
  const every = Math.max(1, Math.floor(rows / SAMPLE_ROWS))
  const base = raw('coalesce(base, 0)')
  const mark = raw('CASE WHEN is_return THEN -1 ELSE 1 END')
  const discounts = {
    amount: sql`${mark} * coalesce(abs(raw_discount), 0)`,
    percent:
      columns.has('discount') || columns.has('discount_pct')
        ? sql`coalesce(${share(base, raw('abs(raw_discount)'), 'percent')}, 0)`
        : raw('0'),
    rate:
      columns.has('discount') || columns.has('discount_pct')
        ? sql`coalesce(${share(base, raw('abs(raw_discount)'), 'rate')}, 0)`
        : raw('0'),
  }
  const readings = columns.has('discount') || columns.has('discount_pct') ? (['amount', 'percent', 'rate'] as const) : (['amount'] as const)
  const counts = noIdentity()
  const is_charged = header.some((name) => CHARGE.test(name))
  if (columns.has('taxable') && columns.has('total') && !columns.has('tax') && !columns.has('tax_pct') && !is_charged)
    counts.between = await betweenAmounts(db, columns.has('discount'), every)
  // columns without tax and discount leave nothing to choose
  if (readings.length === 1 && !columns.has('tax') && !columns.has('tax_pct')) return counts
  const taxed = (line: Sql) =>
    columns.has('tax')
      ? raw('CASE WHEN is_return THEN -abs(coalesce(raw_tax, 0)) ELSE coalesce(raw_tax, 0) END')
      : columns.has('tax_pct')
        ? sql`coalesce(${exact(true).mulDiv(line, raw('raw_tax_pct'), 1_000_000)}, 0)`
        : raw('0')
  const lines = readings.map(
    (discount) =>
      sql`CASE WHEN base IS NOT NULL AND raw_qty IS NOT NULL THEN base - (${discounts[discount]}) WHEN total IS NOT NULL THEN taxable END AS ${ident(discount)}`,
  )
  const agreeing = readings.flatMap((discount) => {
    const line = ident(discount)
    const near = (added: Sql) => sql`count(*) FILTER (WHERE abs(${line} + ${added} - due) <= greatest(10000, abs(due) // 100))`
    return [
      sql`${near(sql`CASE WHEN total IS NULL THEN 0 ELSE ${taxed(line)} END`)} AS ${ident(`${discount}_tax_in`)}`,
      sql`${near(raw('0'))} AS ${ident(`${discount}_tax_out`)}`,
    ]
  })
  const [row] = await db.all<Record<string, number>>(sql`
    SELECT count(*) FILTER (WHERE amount IS NOT NULL) AS testable, ${join(agreeing)}
    FROM (SELECT *, coalesce(total, taxable) AS due, ${join(lines)} FROM ${ROWS}
          WHERE file_row % ${every} = 0 AND ${ACCEPTED} AND coalesce(total, taxable) IS NOT NULL)`)
  counts.testable = row?.testable ?? 0
  for (const discount of readings) {
    counts.tax_in[discount] = row?.[`${discount}_tax_in`] ?? 0
    counts.tax_out[discount] = row?.[`${discount}_tax_out`] ?? 0
  }
  if (columns.has('total') && columns.has('tax'))
    counts.tax_of = await taxOf(db, columns.has('tax_pct'), namedRates(columns, header), every)
  else if (columns.has('total') && columns.has('tax_pct') && columns.has('mrp') && columns.has('unit_price'))
    counts.tax_of = await pricesAboveMrp(db, every)
  if (readings.length === 1) return counts
  if (columns.has('total') && !columns.has('taxable') && columns.has('tax') && columns.has('discount'))
    counts.taxed_after = await taxedAfter(db, columns.has('tax_pct'), every)
  const [range] = await db.all<Record<'low' | 'high', number | null>>(
    sql`SELECT min(raw_discount) / 1e4 AS low, max(raw_discount) / 1e4 AS high FROM ${ROWS} WHERE ${ACCEPTED} AND coalesce(total, taxable) IS NOT NULL`,
  )
  counts.discount_min = range?.low ?? null
  counts.discount_max = range?.high ?? null
  return counts
}

/** The signs that the accepted rows of the slice are written with, whatever they are read as; rows that a word calls returns say nothing. */
export async function countSigns(db: Database, columns: RoleColumns, read_as: Negatives, rows: number): Promise<SignCounts> {
  const has_amount = columns.has('total') || columns.has('taxable')
  const written = (column: string, turned: boolean): Sql => (turned ? sql`-${raw(column)}` : raw(column))
  const money = has_amount ? written('coalesce(raw_total, raw_taxable)', moneyIsTurned(read_as)) : raw('NULL::BIGINT')
  const units = columns.has('qty') ? written('raw_qty', unitsAreTurned(read_as)) : raw('NULL::BIGINT')
  const [row] = await db.all<SignCounts & Record<string, number>>(sql`
    SELECT count(*) FILTER (WHERE units > 0 AND money >= 0) AS above, count(*) FILTER (WHERE units < 0 AND money <= 0) AS below,
      count(*) FILTER (WHERE units < 0 AND money > 0) AS units_below, count(*) FILTER (WHERE units > 0 AND money < 0) AS money_below
    FROM (SELECT coalesce(${units}, ${money}) AS units, coalesce(${money}, ${units}) AS money FROM ${ROWS}
          WHERE file_row % ${Math.max(1, Math.floor(rows / SAMPLE_ROWS))} = 0 AND ${ACCEPTED} AND NOT said_return)`)
  return row ? { above: row.above, below: row.below, units_below: row.units_below, money_below: row.money_below } : noSigns()
}

export function addIdentity(to: IdentityCounts, more: IdentityCounts): void {
  to.testable += more.testable
  for (const discount of ['amount', 'percent', 'rate'] as const) {
    to.tax_in[discount] += more.tax_in[discount]
    to.tax_out[discount] += more.tax_out[discount]
  }
  to.tax_of.rest += more.tax_of.rest
  to.tax_of.total += more.tax_of.total
  for (const count of ['discount', 'inside', 'total'] as const) to.taxed_after[count] += more.taxed_after[count]
  for (const count of ['telling', 'usual', 'odd'] as const) to.between[count] += more.between[count]
  const bound = (a: number | null, b: number | null, of: (...n: number[]) => number) => (a === null ? b : b === null ? a : of(a, b))
  to.between.low = bound(to.between.low, more.between.low, Math.min)
  to.between.high = bound(to.between.high, more.between.high, Math.max)
  to.discount_min = bound(to.discount_min, more.discount_min, Math.min)
  to.discount_max = bound(to.discount_max, more.discount_max, Math.max)
}
