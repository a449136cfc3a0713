import type { Role } from '../../../src/domain/mapping'
import { number } from './arithmetic'

/** Bills of several lines that must show it. */
const ENOUGH = 2
/** Of those bills, this share. */
const NEARLY_ALL = 0.9
/** Between the sum of the lines and the total of their bill there may be tax, a discount for the bill, a rounding. */
const MOST_BETWEEN = 0.45

/**
 * A column of amounts that has the total of the bill on each of its lines, or on the first of them only; added up it would count a bill as often as it has lines. Told from bills
 * whose lines have different amounts (quantity x price) and one figure that is near their sum. null where none is, or no price tells. `rows` are the first of the table.
 */
export function billTotalColumn(rows: readonly (readonly string[])[], roles: readonly (Role | null)[]): number | null {
  const [bill, qty, price] = (['transaction_id', 'qty', 'unit_price'] as const).map((role) => roles.indexOf(role)) as [
    number,
    number,
    number,
  ]
  if (bill < 0 || qty < 0 || price < 0) return null
  const bills = new Map<string, (readonly string[])[]>()
  for (const row of rows) {
    const key = row[bill]?.trim() ?? ''
    if (key === '') continue
    const lines = bills.get(key)
    if (lines) lines.push(row)
    else bills.set(key, [row])
  }
  const several = [...bills.values()].filter((lines) => lines.length > 1)
  for (const role of ['total', 'taxable'] as const) {
    const column = roles.indexOf(role)
    if (column < 0) continue
    let seen = 0
    let fits = 0
    for (const lines of several) {
      const own = lines.map((row) => (number(row[qty]) ?? Number.NaN) * (number(row[price]) ?? Number.NaN))
      const sum = own.reduce((all, one) => all + one, 0)
      if (!(sum > 0) || Math.max(...own) - Math.min(...own) <= 0.02 * sum) continue
      const said = lines.map((row) => number(row[column])).filter((one) => one !== null)
      const [total] = said
      if (total === undefined) continue
      seen++
      if (said.every((one) => one === total) && Math.abs(total - sum) <= MOST_BETWEEN * sum && total > Math.max(...own)) fits++
    }
    if (seen >= ENOUGH && fits >= NEARLY_ALL * seen) return column
  }
  return null
}
