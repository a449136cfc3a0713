import type { Role } from '../../../src/domain/mapping'
import { looksLikeDate } from '../recognise/dates'
import { writtenHeader } from '../recognise/match-header'
import { parseNumber } from '../recognise/numbers'

type Rows = readonly (readonly string[])[]

/** Rows whose sum may differ before a column is no total: some hold a typing error. */
const FEW = 40

/** Rows of which figures are looked at. */
export const SAMPLE = 400
const TOTAL =
  /^(?:(?:grand|sub|row|net|overall|all)[ -]*)?(?:totals?|sum)\b|^(?:averages?|avg|mean|growth|change|diff(?:erence)?|variance|share|ytd|mtd|fy ?\d|q[1-4]\b|h[12]\b|20\d{2}$)|%|(?:^|\s)(?:कुल|योग|औसत)(?:\s|$)/iu
/** Columns of numbers that belong to the whole row, not to one of its months. */
const OF_ROW: ReadonlySet<Role> = new Set<Role>([
  'unit_price',
  'mrp',
  'cost',
  'tax_pct',
  'discount_pct',
  'code',
  'barcode',
  'hsn',
  'product',
])
const SUMMED: ReadonlySet<Role> = new Set<Role>(['qty', 'total', 'taxable', 'tax', 'profit', 'discount', 'stock', 'free_qty'])

/** A column that adds others up or compares them, by its name. */
export const isTotalName = (name: string): boolean => TOTAL.test(name)

export const isFigure = (cell: string): boolean => {
  const text = cell.trim()
  return (
    text !== '' &&
    !/^\d{1,4}[-/]\d/.test(text) &&
    !looksLikeDate(text) &&
    [',', '.'].some((sep) => parseNumber(text, sep as '.').kind === 'value')
  )
}
/** Nothing was sold: empty, a dash, or zero in any writing. */
export const isNothing = (cell: string | undefined): boolean => cell === undefined || /^[\s\-–—.,0₹$€£]*$/u.test(cell)

/** Share of figures among the cells of some columns that hold anything; 0 where none does. */
export function figureShare(rows: Rows, columns: readonly number[]): number {
  let filled = 0
  let figures = 0
  for (const row of rows)
    for (const column of columns) {
      const cell = row[column] ?? ''
      if (cell.trim() === '' || /^\s*[-–—]\s*$/.test(cell)) continue
      filled++
      if (isFigure(cell)) figures++
    }
  return filled === 0 ? 0 : figures / filled
}

export interface Sides {
  kept: { column: number; name: string }[]
  totals: { column: number; name: string }[]
  /** a column is known to name or number the product */
  named: boolean
  /** a column holds words */
  wordy: boolean
  dated: boolean
}

/**
 * What the columns beside the figures are: kept with every figure, or sums of them. `figures` are the columns of figures; a column of numbers that
 * adds them up is known by that.
 */
export function sidesOf(names: readonly string[], rows: Rows, figures: readonly number[]): Sides {
  const sides: Sides = { kept: [], totals: [], named: false, wordy: false, dated: false }
  for (let column = 0; column < names.length; column++) {
    if (figures.includes(column)) continue
    const name = names[column] ?? ''
    const cells = rows.map((row) => row[column] ?? '').filter((cell) => cell.trim() !== '')
    if (cells.length === 0 && name === '') continue
    const role = writtenHeader(name).matches[0]?.role ?? null
    const numeric = cells.length > 0 && cells.filter(isFigure).length >= 0.8 * cells.length
    if (numeric && !(role && OF_ROW.has(role)) && (isTotalName(name) || (role && SUMMED.has(role)) || addsUp(rows, column, figures))) {
      sides.totals.push({ column, name })
      continue
    }
    if (role === 'product' || role === 'code') sides.named = true
    if ((role === 'date' || role === 'received') && cells.some(looksLikeDate)) sides.dated = true
    if (!numeric && cells.some((cell) => /\p{L}/u.test(cell))) sides.wordy = true
    sides.kept.push({ column, name })
  }
  return sides
}

/** Does a column hold the sum of the figures of its row, in nearly all of at least two rows? */
export function addsUp(rows: Rows, column: number, figures: readonly number[]): boolean {
  let seen = 0
  let equal = 0
  for (const row of rows) {
    if (!isFigure(row[column] ?? '')) continue
    seen++
    if (equalSums(sumOf(figures.map((at) => row[at])), amountOf(row[column]))) equal++
    // a wide table of hundreds of columns is not added up to the end for each of them
    if (seen - equal > FEW) return false
  }
  return seen >= 2 && equal >= 0.9 * seen
}

/** A figure as a number, for comparing sums only. Nothing is 0; null: not a number with a decimal point. */
export function amountOf(cell: string | undefined): number | null {
  if (isNothing(cell)) return 0
  const parsed = parseNumber((cell ?? '').trim(), '.')
  return parsed.kind === 'value' ? Number(parsed.scaled_e4) / 10_000 : null
}

/** The sum of some figures; null where one of them is no number. */
export function sumOf(cells: readonly (string | undefined)[]): number | null {
  const amounts = cells.map(amountOf)
  return amounts.includes(null) ? null : amounts.reduce<number>((sum, amount) => sum + (amount ?? 0), 0)
}

/** Equal but for what is lost in adding. null is equal to nothing. */
export const equalSums = (one: number | null, other: number | null): boolean =>
  one !== null && other !== null && Math.abs(one - other) <= 0.011
