import type { ColumnRole } from './column-labels'
import { type DecimalSign, numbersOf, type PrintedNumber } from './printed-number'
import { type Column, extent, overlap } from './table-header'
import { type Line, phrases, type Word } from './words'

export type NumberRole = Exclude<ColumnRole, 'position' | 'description' | 'code' | 'hsn' | 'batch' | 'expiry' | 'unit'>
const NUMBER_ROLES: readonly ColumnRole[] = [
  'mrp',
  'quantity',
  'free_quantity',
  'unit_price',
  'discount',
  'discount_rate',
  'tax',
  'amount',
  'gross_amount',
]
const isNumberRole = (role: ColumnRole | null): role is NumberRole => role !== null && NUMBER_ROLES.includes(role)

export interface NumberCell {
  role: NumberRole
  column: number
  number: PrintedNumber
  /** words behind the number in its cell: a unit */
  unit: Word[]
}
export interface TextCell {
  role: ColumnRole | null
  words: Word[]
}
export interface RowCells {
  line: Line
  numbers: NumberCell[]
  texts: TextCell[]
}

/** A short text at the left of its column may end this far, in points, before a header in the middle of it. */
const CENTRED = 8
const CURRENCY_WORD = /^(?:₹|€|\$|£|¥|(?:rs|inr|eur|euro|usd|gbp|chf|cad|aud)\.?|-)$/iu

/** Puts the words of a line under the columns of its table. */
export function cellsOf(line: Line, columns: readonly Column[], sign: DecimalSign): RowCells {
  const cells: RowCells = { line, numbers: [], texts: [] }
  const numbers = numbersOf(line, sign)
  const at = new Map(numbers.flatMap((number) => number.words.map((word) => [word, number] as const)))
  for (const run of phrases(line.words).flatMap((whole) => splitAtNumbers(whole, columns, at))) {
    const words = run.filter(({ text }) => !CURRENCY_WORD.test(text))
    const [first] = words
    if (!first) continue
    const number = at.get(first)
    // a number with words behind it, `19 % VAT`, stands under its column as a whole
    const range = number && columns.some((one) => overlap(one, number) > 0) ? number : extent(run)
    const column = nearest(range, columns, number !== undefined)
    const role = columns[column]?.role ?? null
    if (!number || !isNumberRole(role)) {
      const text_column = columns[nearest(extent(run), columns, false)]
      cells.texts.push({ role: number ? role : (text_column?.role ?? null), words: run })
      continue
    }
    let last_column: number | null = null
    for (const word of words) {
      const other = at.get(word)
      const last = cells.numbers.at(-1)
      if (other && other.words[0] === word) {
        // `72.00 (5%)` is one cell, unless its second number stands under a header of its own
        const own = other !== number && columns.some((one) => overlap(one, other) > 0)
        const other_column: number = own ? nearest(other, columns, true) : (last_column ?? column)
        last_column = other_column
        const other_role = columns[other_column]?.role ?? null
        if (isNumberRole(other_role)) cells.numbers.push({ role: other_role, column: other_column, number: other, unit: [] })
      } else if (!other && last && word.text !== '%') last.unit.push(word)
    }
  }
  return cells
}

/** Words behind a number that are the name of the goods and not its unit: they stand under the next column. */
function namesGoods(words: readonly Word[], number: Word, columns: readonly Column[]): boolean {
  const [text, of_number] = [nearest(extent(words), columns, false), nearest(number, columns, true)]
  const named = columns.some(({ role }) => role === 'description') && words.some((word) => /\p{L}/u.test(word.text))
  return named && (columns[of_number]?.role === 'position' || (text !== of_number && columns[text]?.role === 'description'))
}

/** Text and a number that stand close, but under two columns, are two cells. */
function splitAtNumbers(run: readonly Word[], columns: readonly Column[], numbers: ReadonlyMap<Word, PrintedNumber>): Word[][] {
  const parts: Word[][] = [[]]
  for (const word of run) {
    const part = parts.at(-1)
    const last = part?.at(-1)
    const number = numbers.get(word)
    if (last && part?.length === 1 && numbers.has(last) && !number && namesGoods(run.slice(run.indexOf(word)), last, columns)) {
      parts.push([word])
      continue
    }
    if (part && last && number && number.words[0] === word && !numbers.has(last) && word.x0 - last.x1 > 0.75 * word.height) {
      const under = columns.find((column) => overlap(column, number) > 0)
      const of_text = columns[nearest(extent(part), columns, false)]
      if (under && under !== of_text && isNumberRole(under.role) && !CURRENCY_WORD.test(last.text)) {
        parts.push([word])
        continue
      }
    }
    part?.push(word)
  }
  return parts
}

/** The column that words stand under. Numbers are set to the right of theirs, text begins at the left of its column and may run over the next. */
function nearest(range: { x0: number; x1: number }, columns: readonly Column[], is_number: boolean): number {
  let best = -1
  let best_score = Number.NEGATIVE_INFINITY
  for (const [index, column] of columns.entries()) {
    let score = overlap(column, range)
    if (score > 0)
      score = Math.min(1, score / Math.min(column.x1 - column.x0, range.x1 - range.x0)) - Math.abs(column.x1 - range.x1) / 10_000
    if (!is_number) {
      const next = columns[index + 1]
      const until = next ? next.x0 : Number.POSITIVE_INFINITY
      // a header in the middle of its column begins behind its texts: what begins beside one header and runs under the next is of that one
      const beside = range.x0 > column.x1 && next !== undefined && overlap(next, range) > -CENTRED
      if (!beside && range.x0 >= column.x0 - 6 && range.x0 < until - 2) score = 2
    }
    if (score > best_score) {
      best = index
      best_score = score
    }
  }
  return best
}
