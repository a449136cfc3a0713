import type { Role } from '../../../src/domain/mapping'
import { netOfTwo, number } from './arithmetic'
import type { Assignment, ColumnEvidence } from './assign-roles'
import { taxSide } from './tax-side'

type Rows = readonly (readonly string[])[]

/** Discounted rows that must tell. */
const ENOUGH = 3
const NEARLY_ALL = 0.95

/**
 * Of several columns that may be the amount of a line the values tell the one that it is: what is left after the discount, and what is without tax, where another column is the same
 * with it. Changes `assigned`.
 */
export function tellAmounts(columns: readonly ColumnEvidence[], sample: Rows, { roles, scores }: Assignment): void {
  const rivals = (): ColumnEvidence[] =>
    columns.filter(
      ({ column, candidates, content }) =>
        roles[column] === null && content.numbers > 0.9 && candidates.some(({ role }) => role === 'total' || role === 'taxable'),
    )
  const discount = roles.indexOf('discount')
  const taxes = roles.flatMap((role, column) => (role === 'tax' ? [column] : []))
  if (discount >= 0)
    for (const role of ['total', 'taxable'] as const) {
      const before = roles.indexOf(role)
      if (before < 0) continue
      const after = rivals().find(({ column }) => isAfterDiscount(sample, before, discount, column))
      if (after) move(role, before, after.column)
    }
  leaveUndiscounted()
  takeWithTax()
  const total = roles.indexOf('total')
  if (total < 0 || roles.includes('taxable')) return
  const rate = roles.indexOf('tax_pct')
  for (const { column } of rivals()) {
    const net = netOfTwo(sample, total, column, { taxes, tax_pct: rate < 0 ? null : rate })
    if (net === null) continue
    roles[total] = net === total ? 'taxable' : 'total'
    roles[column] = net === total ? 'total' : 'taxable'
    scores[column] = scores[total] as number
    return
  }

  /** 'Subtotal' beside 'Subtotal w/o Tax' is the one with it. */
  function takeWithTax(): void {
    const net = roles.indexOf('taxable')
    const said = net < 0 || roles.includes('total') ? null : taxSide(columns[net]?.meaning.key ?? '')
    if (said?.side !== 'without' || said.rest === '') return
    const gross = columns.find(
      ({ column, meaning, content }) => roles[column] === null && meaning.key === said.rest && content.numbers > 0.9,
    )
    if (!gross) return
    roles[gross.column] = 'total'
    scores[gross.column] = scores[net] as number
  }

  /** A sub-total before the discount is no net where the total is it less the discount and with tax. */
  function leaveUndiscounted(): void {
    const [net, gross] = [roles.indexOf('taxable'), roles.indexOf('total')]
    if (net < 0 || gross < 0 || discount < 0 || taxes.length === 0) return
    if (!isAfterDiscount(sample, net, discount, gross, taxes)) return
    roles[net] = null
    scores[net] = 0
  }

  function move(role: Role, from: number, to: number): void {
    roles[to] = role
    scores[to] = scores[from] as number
    roles[from] = null
    scores[from] = 0
  }
}

/** Is `after` what `before` leaves without the discount, with the taxes, on nearly all rows that have one? */
function isAfterDiscount(rows: Rows, before: number, discount: number, after: number, taxes: readonly number[] = []): boolean {
  let told = 0
  let fits = 0
  for (const row of rows) {
    const [whole, off, left] = [number(row[before]), number(row[discount]), number(row[after])]
    if (whole === null || left === null || !off) continue
    const tax = taxes.reduce((sum, column) => sum + Math.abs(number(row[column]) ?? 0), 0)
    told++
    if (Math.abs(Math.abs(whole) - Math.abs(off) + tax - Math.abs(left)) < 0.011) fits++
  }
  return told >= ENOUGH && fits >= NEARLY_ALL * told
}
