import type { Role } from '../../../src/domain/mapping'
import type { ColumnEvidence } from './assign-roles'
import { nameNorm } from './names'
import { parseNumber } from './numbers'

type Rows = readonly (readonly string[])[]
/** The number in a cell, or null. */
export const number = (cell: string | undefined): number | null => {
  const read = parseNumber(cell ?? '', '.')
  return read.kind === 'value' ? Number(read.scaled_e4) / 10_000 : null
}
const near = (a: number, b: number): boolean => Math.abs(a - b) <= Math.max(0.011, Math.abs(b) * 0.001)

/** Numeric columns that are tried with one another: a hostile file has a thousand. */
const MOST_COLUMNS = 12
/** Rows that must speak before arithmetic is believed. */
const ENOUGH = 5

/**
 * Which unnamed columns are quantity, price and amount: a x b = c on nearly all rows, with some quantities above one. The whole numbers are the
 * quantity, of two such columns the smaller. null where no three columns say so.
 */
export function productOfColumns(rows: Rows, columns: readonly ColumnEvidence[]): Partial<Record<Role, number>> | null {
  const numeric = columns
    .filter(({ content }) => content.numbers >= 0.9 && content.dates < 0.5)
    .map(({ column }) => column)
    .slice(0, MOST_COLUMNS)
  const values = new Map(numeric.map((k) => [k, rows.map((row) => number(row[k]))]))
  const at = (k: number, row: number): number | null => values.get(k)?.[row] ?? null
  const holds = (a: number, b: number, c: number): boolean => {
    let tested = 0
    let agree = 0
    let telling = 0
    for (let row = 0; row < rows.length; row++) {
      const [x, y, z] = [at(a, row), at(b, row), at(c, row)]
      if (x === null || y === null || z === null) continue
      tested++
      if (near(x * y, z)) agree++
      if (x !== 1 && y !== 1 && x !== 0 && y !== 0) telling++
    }
    return tested >= ENOUGH && telling >= ENOUGH && agree >= tested * 0.95
  }
  for (const a of numeric)
    for (const b of numeric)
      for (const c of numeric) {
        if (a >= b || c === a || c === b || !holds(a, b, c)) continue
        const whole = (k: number): number => columns.find(({ column }) => column === k)?.content.whole ?? 0
        const mean = (k: number): number => (values.get(k) ?? []).reduce<number>((sum, value) => sum + Math.abs(value ?? 0), 0)
        const [qty, price] = whole(a) > whole(b) || (whole(a) === whole(b) && mean(a) <= mean(b)) ? [a, b] : [b, a]
        return { qty, unit_price: price, total: c }
      }
  return null
}

/**
 * Is the price column really the line's amount? Where a product is sold in different quantities, its price stays and its amount grows with the
 * quantity: true when the second is so for nearly all such products and the first for hardly any.
 */
export function priceIsAmount(rows: Rows, product: number, qty: number, price: number): boolean {
  const sold = new Map<string, { qty: number; price: number }[]>()
  for (const row of rows) {
    const [units, amount] = [number(row[qty]), number(row[price])]
    const name = nameNorm(row[product] ?? '')
    if (units === null || amount === null || units === 0 || amount === 0 || name === '') continue
    sold.set(name, [...(sold.get(name) ?? []), { qty: units, price: amount }])
  }
  let tested = 0
  let stays = 0
  let grows = 0
  for (const lines of sold.values()) {
    const [first] = lines
    if (!first || lines.every((line) => line.qty === first.qty)) continue
    tested++
    if (lines.every((line) => near(line.price, first.price))) stays++
    if (lines.every((line) => near(line.price / line.qty, first.price / first.qty))) grows++
  }
  return tested >= ENOUGH && grows >= tested * 0.8 && stays <= tested * 0.1
}

/** Rows that must tell the one amount from the other. */
const ENOUGH_AMOUNTS = 3

/**
 * Of two columns of amounts with the same name, which is without the tax: the one that with it comes to the other on nearly all rows. null where nothing tells. `taxes` are columns
 * of amounts, `tax_pct` one of rates.
 */
export function netOfTwo(
  rows: Rows,
  one: number,
  other: number,
  { taxes, tax_pct }: { taxes: readonly number[]; tax_pct: number | null },
): number | null {
  const taxOf = (row: readonly string[], net: number): number | null => {
    if (taxes.length > 0) {
      const parts = taxes.map((column) => number(row[column]))
      return parts.every((part) => part === null) ? null : parts.reduce<number>((sum, part) => sum + (part ?? 0), 0)
    }
    const rate = tax_pct === null ? null : number(row[tax_pct])
    return rate === null ? null : (net * rate) / 100
  }
  const isNet = (net: number, gross: number): boolean => {
    let told = 0
    let fits = 0
    for (const row of rows) {
      const [without, all] = [number(row[net]), number(row[gross])]
      const tax = without === null ? null : taxOf(row, without)
      if (without === null || all === null || tax === null || tax === 0) continue
      told++
      if (near(without + tax, all)) fits++
    }
    return told >= ENOUGH_AMOUNTS && fits >= 0.95 * told
  }
  return isNet(one, other) ? one : isNet(other, one) ? other : null
}

/** No tax on goods is higher, in percent. */
const HIGHEST_RATE = 40
const MOST_RATES = 8

/**
 * Does a column of tax hold rates, not amounts? Its cells say so ('9%'), or the same few numbers stand beside small and large amounts alike.
 * @param amount of the line, in whichever column
 */
export function taxIsRate(rows: Rows, tax: number, amount: number): boolean {
  const cells = rows.map((row) => row[tax]?.trim() ?? '').filter((cell) => cell !== '')
  if (
    cells.length > 0 &&
    cells.every((cell) => /^\d+(?:[.,]\d+)?\s*%$/.test(cell) || /^0?$/.test(cell)) &&
    cells.some((cell) => cell.endsWith('%'))
  )
    return true
  const amounts = new Map<number, number[]>()
  for (const row of rows) {
    const [rate, of] = [number(row[tax]), number(row[amount])]
    if (rate === null || of === null || rate === 0 || of === 0) continue
    if (rate < 0 || rate > HIGHEST_RATE) return false
    amounts.set(rate, [...(amounts.get(rate) ?? []), Math.abs(of)])
  }
  const telling = [...amounts.values()].filter(({ length }) => length >= 3)
  const told = telling.reduce((sum, { length }) => sum + length, 0)
  return amounts.size <= MOST_RATES && told >= ENOUGH && telling.every((of) => Math.max(...of) >= 1.5 * Math.min(...of))
}
