import type { Role } from '../../../src/domain/mapping'
import { boughtAndFree } from './bought-and-free'
import { monthOf } from './calendar-date'
import { looksLikeDate, parseDate } from './dates'
import { decimalEvidence, parseNumber } from './numbers'

/** What the first values of a column look like; shares are of the non-blank values, 0..1. */
export interface ColumnContent {
  filled: number
  distinct: number
  dates: number
  numbers: number
  /** whole numbers among the numbers */
  whole: number
  /** values with a letter that are neither date nor number */
  texts: number
  values: string[]
}

const SAMPLE = 300

export function columnContent(rows: readonly (readonly string[])[], column: number): ColumnContent {
  const values: string[] = []
  for (const row of rows) {
    const cell = row[column]?.trim() ?? ''
    if (cell !== '') values.push(cell)
    if (values.length >= SAMPLE) break
  }
  const sep = decimalEvidence(values) ?? '.'
  let dates = 0
  let numbers = 0
  let whole = 0
  let texts = 0
  for (const value of values) {
    const date = looksLikeDate(value)
    if (date) dates++
    const parsed = date && !/^\d+$/.test(value) ? ({ kind: 'bad' } as const) : parseNumber(value, sep, { percent: true, unit: true })
    if (parsed.kind === 'value') {
      numbers++
      if (parsed.scaled_e4 % 10_000n === 0n) whole++
    } else if (parsed.kind === 'null') numbers++
    else if (!date && /\p{L}/u.test(value)) texts++
  }
  const n = Math.max(values.length, 1)
  return {
    filled: values.length,
    distinct: new Set(values).size,
    dates: dates / n,
    numbers: numbers / n,
    whole: whole / n,
    texts: texts / n,
    values,
  }
}

const DATES: ReadonlySet<Role> = new Set<Role>(['date', 'received', 'expiry', 'mfg'])
const NUMBERS: ReadonlySet<Role> = new Set<Role>([
  'qty',
  'unit_price',
  'mrp',
  'discount',
  'discount_pct',
  'tax',
  'tax_pct',
  'total',
  'taxable',
  'cost',
  'profit',
  'stock',
  'free_qty',
  'returned_qty',
  'returned_amount',
  'shelf_life',
])
/** GST and VAT rates of bills. A `GST` column of nothing else holds rates, not amounts. */
const RATES = new Set(['0', '0.1', '0.25', '3', '5', '6', '12', '18', '28', '40'])

/** +0.2 when the values fit the role, -0.2 when they do not or there are none, 0 when the role has no test (domain.md 2.2). */
export function contentTest(role: Role, content: ColumnContent): number {
  if (content.filled === 0) return -0.2
  if (DATES.has(role)) {
    if (content.dates >= 0.8) return 0.2
    const serials = content.values.filter((value) => parseDate(value, 'DMY') !== null).length / content.filled
    const months = role === 'expiry' && content.values.filter(maybeMonth).length / content.filled
    return serials >= 0.8 || (months !== false && months >= 0.8) ? 0.2 : -0.2
  }
  if (NUMBERS.has(role)) {
    const numbers = role === 'qty' || role === 'free_qty' ? countable(content) : content.numbers
    if (numbers < 0.8) return -0.2
    if (role === 'tax' || role === 'tax_pct') return onlyRates(content) === (role === 'tax_pct') ? 0.2 : 0
    return 0.2
  }
  if (role === 'product')
    return content.texts >= 0.8 && (content.distinct > 1 || content.filled < 5) ? 0.2 : content.texts >= 0.5 ? 0 : -0.2
  return 0
}

/** The share of numbers, and of quantities with what came free ('10+1'). */
const countable = ({ numbers, values }: ColumnContent): number =>
  numbers + values.filter((value) => boughtAndFree(value) !== null).length / values.length

/** '03/26', '4', 'Apr' */
const maybeMonth = (value: string): boolean => value.length <= 10 && (/\d/.test(value) || monthOf(value) !== null)

function onlyRates(content: ColumnContent): boolean {
  return content.values.every((value) => RATES.has(value.replace(/\s*%$/, '').replace(/\.0+$/, '')))
}
