import type { Role } from '../../../src/domain/mapping'
import { number } from './arithmetic'

type Row = readonly string[]

/** A discount of bills that stands on each of their lines. */
export interface BillDiscount {
  column: number
  /** the column of line totals that is yet to lose it; null where there is none, or it has */
  total: number | null
}

/** Bills that must show it. */
const ENOUGH = 3
const NEARLY_ALL = 0.9
/** Customers may get the same few discounts; so many different ones are no rate and no fixed sum a line. */
const DIFFERENT = 3
const NET = /\b(?:net|after disc(?:ount)?)\b/i
const OF_BILL = /\b(?:bill|order|invoice|receipt|cart|basket)\b/i
const COMMA_DECIMAL = /,\d{1,2}\s*$/

/** A few round numbers for many bills are percents that a customer or a season has. */
function looksLikeRates(discounts: readonly number[]): boolean {
  const values = new Set(discounts)
  return (
    discounts.every((one) => Math.abs(one) <= 1) ||
    (discounts.every((one) => one <= 50 && one % 0.5 === 0) && values.size * 2 <= discounts.length)
  )
}

/**
 * One discount for all lines of a bill although these differ, and another in other bills: it is the bill's. Where quantity x price says that the lines hold their own discount, as money
 * or as a rate, it is theirs. `rows` are the first of the table. null where none is.
 */
export function billDiscount(header: readonly string[], rows: readonly Row[], roles: readonly (Role | null)[]): BillDiscount | null {
  const at = (role: Role): number => roles.indexOf(role)
  const [bill, qty, price, column] = [at('transaction_id'), at('qty'), at('unit_price'), at('discount')]
  if (bill < 0 || qty < 0 || column < 0) return null
  const amounts = [column, price, at('total')].filter((k) => k >= 0)
  if (rows.some((row) => amounts.some((k) => COMMA_DECIMAL.test(row[k] ?? '')))) return null
  const total = at('total')
  const base = (row: Row): number | null =>
    price < 0 ? number(row[total]) : (number(row[qty]) ?? Number.NaN) * (number(row[price]) ?? Number.NaN)
  const bills = new Map<string, Row[]>()
  for (const row of rows) {
    const key = (row[bill] ?? '').trim()
    if (key !== '') bills.set(key, [...(bills.get(key) ?? []), row])
  }
  let seen = 0
  let before = 0
  const discounts: number[] = []
  for (const lines of bills.values()) {
    const said = lines.map((row) => number(row[column]))
    const of_line = lines.map((row) => `${number(row[qty])} ${base(row)}`)
    const [first] = said
    if (lines.length < 2 || !first || new Set(of_line).size < 2) continue
    seen++
    if (!said.every((one) => one === first) || lines.some((row) => holdsItsOwn(row))) continue
    discounts.push(first)
    if (lines.every((row) => Math.abs((number(row[total]) ?? Number.NaN) - (base(row) ?? Number.NaN)) < 0.02)) before++
  }
  if (!OF_BILL.test(header[column] ?? '') && looksLikeRates(discounts)) return null
  if (discounts.length < ENOUGH || discounts.length < NEARLY_ALL * seen || new Set(discounts).size < DIFFERENT) return null
  const is_before = total >= 0 && !roles.includes('taxable') && !NET.test(header[total] ?? '') && before >= NEARLY_ALL * discounts.length
  return { column, total: is_before ? total : null }

  function holdsItsOwn(row: Row): boolean {
    const [whole, off, left] = [base(row), number(row[column]), number(row[total])]
    if (price < 0 || whole === null || off === null || left === null) return false
    return [whole - off, whole * (1 - off / 100)].some((after) => Math.abs(after - left) < 0.02)
  }
}
