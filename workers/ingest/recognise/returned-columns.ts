import type { Role } from '../../../src/domain/mapping'
import { number } from './arithmetic'
import type { Assignment, ColumnEvidence } from './assign-roles'

type Rows = readonly (readonly string[])[]

/** Rows with something that came back that must tell. */
const ENOUGH = 3
const NEARLY_ALL = 0.95
const NET = /\bnet\b/

/**
 * What came back is taken off what sold, unless the quantity or the amount lacks it already: its name says so ("Net Qty"), or it is another column less what came back. Of two such
 * columns the quantity is the one of all that sold. Changes `assigned`.
 */
export function settleReturned(columns: readonly ColumnEvidence[], sample: Rows, { roles, scores }: Assignment): void {
  const leave = (role: Role): void => {
    const at = roles.indexOf(role)
    if (at < 0) return
    roles[at] = null
    scores[at] = 0
  }
  const name = (at: number): string => columns[at]?.meaning.key ?? ''
  const back = roles.indexOf('returned_qty')
  const qty = roles.indexOf('qty')
  if (back >= 0 && qty >= 0) {
    const whole = columns.find(
      ({ column, content }) => roles[column] === null && content.numbers > 0.9 && isLess(sample, column, back, qty),
    )
    if (whole) {
      roles[whole.column] = 'qty'
      scores[whole.column] = scores[qty] as number
      roles[qty] = null
      scores[qty] = 0
    } else if (NET.test(name(qty))) leave('returned_qty')
  } else leave('returned_qty')
  const amount = roles.indexOf('returned_amount')
  if (amount < 0) return
  const of = roles.includes('taxable') ? roles.indexOf('taxable') : roles.indexOf('total')
  const is_reduced =
    of >= 0 && (NET.test(name(of)) || columns.some(({ column }) => roles[column] === null && isLess(sample, column, amount, of)))
  // money alone is taken off where quantity x price proves that the amount holds it
  const is_told =
    roles.includes('returned_qty') || (roles.includes('qty') && roles.includes('unit_price') && !isOfBill(sample, roles, amount))
  if (of < 0 || is_reduced || !is_told) leave('returned_amount')
}

/** Does a bill of several lines have one refund on all of them? It would be the bill's. */
function isOfBill(rows: Rows, roles: readonly (Role | null)[], amount: number): boolean {
  const bill = roles.indexOf('transaction_id')
  if (bill < 0) return false
  const bills = new Map<string, (number | null)[]>()
  for (const row of rows) {
    const key = row[bill]?.trim() ?? ''
    bills.set(key, [...(bills.get(key) ?? []), number(row[amount])])
  }
  return [...bills.values()].some(
    (refunds) => refunds.length > 1 && refunds[0] !== 0 && refunds.every((one) => one !== null && one === refunds[0]),
  )
}

/** Is `rest` what `whole` leaves without `off`, on nearly all rows that have one? */
function isLess(rows: Rows, whole: number, off: number, rest: number): boolean {
  let told = 0
  let fits = 0
  for (const row of rows) {
    const [all, back, left] = [number(row[whole]), number(row[off]), number(row[rest])]
    if (all === null || left === null || !back) continue
    told++
    if (Math.abs(all - Math.abs(back) - left) < 0.011) fits++
  }
  return told >= ENOUGH && fits >= NEARLY_ALL * told
}
