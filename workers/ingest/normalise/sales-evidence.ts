import type { Database } from '../../db/database'
import { raw, sql } from '../../db/sql'
import type { RoleColumns } from './columns'
import { type IdentityCounts, noIdentity } from './decisions'
import { exact, share } from './exact'
import { ROWS } from './set-aside'

const SAMPLE_ROWS = 10_000

/**
 * How the accepted rows of the slice agree with each reading of discount and tax (domain.md 2.4): |qty x price - discount (+ tax) - total| within
 * max(1 unit, 1 %). Where there is no price, the taxable value stands for qty x price - discount. A majority needs no more than every n-th row
 * of a big slice; the range of the discounts is that of all rows.
 */
export async function weighAmounts(db: Database, columns: RoleColumns, rows: number): Promise<IdentityCounts> {
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
  const tax = columns.has('tax')
    ? raw('coalesce(given_tax, 0)')
    : columns.has('tax_pct')
      ? sql`coalesce(${exact(true).mulDiv(raw('line'), raw('tax_pct'), 1_000_000)}, 0)`
      : raw('0')
  const due = raw('coalesce(total, taxable)')
  const within = (reading: 'tax_in' | 'tax_out') =>
    sql`count(*) FILTER (WHERE abs(line ${reading === 'tax_in' ? sql`+ CASE WHEN total IS NULL THEN 0 ELSE ${tax} END` : raw('')} - ${due}) <= greatest(10000, abs(${due}) // 100))`
  const one = async (discount: 'amount' | 'percent' | 'rate') => {
    const [row] = await db.all<Record<'testable' | 'tax_in' | 'tax_out', number>>(sql`
      SELECT count(*) FILTER (WHERE line IS NOT NULL) AS testable, ${within('tax_in')} AS tax_in, ${within('tax_out')} AS tax_out
      FROM (SELECT *, CASE WHEN base IS NOT NULL AND raw_qty IS NOT NULL THEN base - (${discounts[discount]}) WHEN total IS NOT NULL THEN taxable END AS line
            FROM ${ROWS} WHERE code IS NULL AND coalesce(total, taxable) IS NOT NULL AND file_row % ${every} = 0)`)
    return row ?? { testable: 0, tax_in: 0, tax_out: 0 }
  }
  const counts = noIdentity()
  const readings = columns.has('discount') || columns.has('discount_pct') ? (['amount', 'percent', 'rate'] as const) : (['amount'] as const)
  // columns without tax and discount leave nothing to choose
  if (readings.length === 1 && !columns.has('tax') && !columns.has('tax_pct')) return counts
  for (const discount of readings) {
    const row = await one(discount)
    counts.testable = row.testable
    counts.tax_in[discount] = row.tax_in
    counts.tax_out[discount] = row.tax_out
  }
  const [range] = await db.all<Record<'low' | 'high', number | null>>(
    sql`SELECT min(raw_discount) / 1e4 AS low, max(raw_discount) / 1e4 AS high FROM ${ROWS} WHERE code IS NULL AND coalesce(total, taxable) IS NOT NULL`,
  )
  counts.discount_min = range?.low ?? null
  counts.discount_max = range?.high ?? null
  return counts
}

export function addIdentity(to: IdentityCounts, more: IdentityCounts): void {
  to.testable += more.testable
  for (const discount of ['amount', 'percent', 'rate'] as const) {
    to.tax_in[discount] += more.tax_in[discount]
    to.tax_out[discount] += more.tax_out[discount]
  }
  const bound = (a: number | null, b: number | null, of: (...n: number[]) => number) => (a === null ? b : b === null ? a : of(a, b))
  to.discount_min = bound(to.discount_min, more.discount_min, Math.min)
  to.discount_max = bound(to.discount_max, more.discount_max, Math.max)
}
