import type { Role } from '../../../src/domain/mapping'
import { number } from './arithmetic'
import { matchHeader } from './match-header'

type Rows = readonly (readonly string[])[]
type Roles = readonly (Role | null)[]

/** Rows with something that came back that must tell. */
const ENOUGH = 3
const NEARLY_ALL = 0.95
/** Rows of one piece whose refund is all that they brought. */
const ENOUGH_WHOLE = 2

/** Is `rest` what `whole` leaves without `off`, on nearly all rows that have one? */
export function isLess(rows: Rows, whole: number, off: number, rest: number): boolean {
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

const amountOf = (roles: Roles): number => (roles.includes('taxable') ? roles.indexOf('taxable') : roles.indexOf('total'))

/** The amount is called net, or it is another column less the refund. */
export function saysTakenOff(names: readonly string[], rows: Rows, roles: Roles, refund: number): boolean {
  const amount = amountOf(roles)
  return (
    /\bnet\b/.test(names[amount] ?? '') ||
    names.some((_, column) => roles[column] === null && column !== refund && isLess(rows, column, refund, amount))
  )
}

/** What the names and values say of money given back: still in the `amount` beside it, taken off already, of the whole bill, or nothing. */
export function readingOfRefunds(
  names: readonly string[],
  rows: Rows,
  roles: Roles,
  refund: number,
): 'in_amount' | 'taken_off' | 'of_bill' | 'unknown' {
  const amount = amountOf(roles)
  if (saysTakenOff(names, rows, roles, refund)) return 'taken_off'
  if (isOfBill(rows, roles, refund)) return 'of_bill'
  const qty = roles.indexOf('qty')
  let whole = 0
  for (const row of rows) {
    const [brought, back] = [Math.abs(number(row[amount]) ?? 0), Math.abs(number(row[refund]) ?? 0)]
    if (back > brought + 0.01) return 'taken_off'
    if (back > 0 && Math.abs(back - brought) <= 0.01 && (qty < 0 || number(row[qty]) === 1)) whole++
  }
  return whole >= ENOUGH_WHOLE || /\bgross\b/.test(names[amount] ?? '') ? 'in_amount' : 'unknown'
}

/** Columns of a table of sales that say by their names what was given back, and are read as nothing. */
export const refundColumns = (header: readonly string[], roles: Roles): number[] =>
  roles.includes('returned_amount') || !(roles.includes('total') || roles.includes('taxable'))
    ? []
    : header.flatMap((name, column) =>
        roles[column] === null && matchHeader(name).matches.some(({ role }) => role === 'returned_amount') ? [column] : [],
      )

/** The column of money given back that nobody could tell what to do with; null where there is none, or it holds nothing. */
export function refundLeft(header: readonly string[], roles: Roles, rows: Rows): number | null {
  const keys = header.map((name) => matchHeader(name).key)
  const found = refundColumns(header, roles).find(
    (column) => rows.some((row) => (number(row[column]) ?? 0) !== 0) && readingOfRefunds(keys, rows, roles, column) !== 'taken_off',
  )
  return found ?? null
}

/** Does a bill of several lines have one refund on all of them? It would be the bill's. */
function isOfBill(rows: Rows, roles: Roles, refund: number): boolean {
  const bill = roles.indexOf('transaction_id')
  if (bill < 0) return false
  const bills = new Map<string, (number | null)[]>()
  for (const row of rows) {
    const key = row[bill]?.trim() ?? ''
    bills.set(key, [...(bills.get(key) ?? []), number(row[refund])])
  }
  return [...bills.values()].some(
    (refunds) => refunds.length > 1 && refunds[0] !== 0 && refunds.every((one) => one !== null && one === refunds[0]),
  )
}
