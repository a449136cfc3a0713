import type { Role } from '../../../src/domain/mapping'
import { number } from './arithmetic'

/** Bills of several lines that must show it. */
const ENOUGH = 2
/** Of those bills, this share. */
const NEARLY_ALL = 0.9
/** Between the sum of the lines and the total of their bill there may be tax, a discount for the bill, a rounding. */
const MOST_BETWEEN = 0.45
/** To whole rupees. */
const ROUNDING = 0.01

/** Bills that must show it where no price tells what their lines come to. */
const ENOUGH_WITHOUT_PRICE = 3

/**
 * A column of amounts that has the total of the bill on each of its lines, or on the first of them only; added up it would count a bill as often as it has lines. Told from bills
 * whose lines have different amounts (quantity x price) and one figure that is near their sum; without a price, from bills that have one figure for all their lines, other bills
 * having others, although the lines differ in quantity. null where none is. `rows` are the first of the table.
 */
export function billTotalColumn(rows: readonly (readonly string[])[], roles: readonly (Role | null)[]): number | null {
  const at = (role: Role): number => roles.indexOf(role)
  if (at('transaction_id') < 0 || at('qty') < 0) return null
  const bills = billsOf(rows, at('transaction_id')).filter((lines) => lines.length > 1)
  const holds = at('unit_price') < 0 ? oneForUnlikeLines(at('qty')) : nearTheirSum(at('qty'), at('unit_price'))
  for (const role of ['total', 'taxable'] as const) if (at(role) >= 0 && holds(bills, at(role))) return at(role)
  return null
}

/**
 * A column of tax that has the tax of the bill on each of its lines. Told where the lines of bills differ in quantity, and another column of tax adds up to it or the bills have other figures. null
 * where none is.
 */
export function billTaxColumn(rows: readonly (readonly string[])[], roles: readonly (Role | null)[]): number | null {
  const [bill, qty] = [roles.indexOf('transaction_id'), roles.indexOf('qty')]
  if (bill < 0 || qty < 0) return null
  const bills = billsOf(rows, bill).filter((lines) => lines.length > 1)
  const found = roles.findIndex((role, column) => role === 'tax' && oneForUnlikeLines(qty)(bills, column))
  return found < 0 ? null : found
}

type Bill = readonly (readonly string[])[]

function billsOf(rows: readonly (readonly string[])[], column: number): Bill[] {
  const bills = new Map<string, (readonly string[])[]>()
  for (const row of rows) {
    const key = row[column]?.trim() ?? ''
    if (key === '') continue
    const lines = bills.get(key)
    if (lines) lines.push(row)
    else bills.set(key, [row])
  }
  return [...bills.values()]
}

const said = (lines: Bill, column: number): number[] => lines.map((row) => number(row[column])).filter((one) => one !== null)

/** Whether quantity x `price` of the lines comes to the bill that `total` says, to a rounding. */
export function comesToBill(rows: readonly (readonly string[])[], roles: readonly (Role | null)[], price: number, total: number): boolean {
  const bills = billsOf(rows, roles.indexOf('transaction_id')).filter((lines) => lines.length > 1)
  return nearTheirSum(roles.indexOf('qty'), price, ROUNDING)(bills, total)
}

/** One figure for all lines that is near the sum of quantity x price. */
const nearTheirSum =
  (qty: number, price: number, most_between = MOST_BETWEEN) =>
  (bills: readonly Bill[], column: number): boolean => {
    let seen = 0
    let fits = 0
    for (const lines of bills) {
      const own = lines.map((row) => (number(row[qty]) ?? Number.NaN) * (number(row[price]) ?? Number.NaN))
      const sum = own.reduce((all, one) => all + one, 0)
      if (!(sum > 0) || Math.max(...own) - Math.min(...own) <= 0.02 * sum) continue
      const figures = said(lines, column)
      const [total] = figures
      if (total === undefined) continue
      seen++
      if (figures.every((one) => one === total) && Math.abs(total - sum) <= most_between * sum && total > Math.max(...own)) fits++
    }
    return seen >= ENOUGH && fits >= NEARLY_ALL * seen
  }

/** One figure for all lines though their quantities differ, and another in other bills. */
const oneForUnlikeLines =
  (qty: number) =>
  (bills: readonly Bill[], column: number): boolean => {
    let seen = 0
    const totals: number[] = []
    for (const lines of bills) {
      const units = new Set(lines.map((row) => number(row[qty])))
      const figures = said(lines, column)
      const [total] = figures
      if (units.size < 2 || total === undefined || total === 0 || figures.length < lines.length) continue
      seen++
      if (figures.every((one) => one === total)) totals.push(total)
    }
    return totals.length >= ENOUGH_WITHOUT_PRICE && totals.length >= NEARLY_ALL * seen && new Set(totals).size > totals.length / 2
  }
