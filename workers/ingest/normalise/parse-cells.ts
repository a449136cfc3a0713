import type { Role } from '../../../src/domain/mapping'
import { parseDate, parseTime, type ReadableOrder } from '../recognise/dates'
import { lineKindOfWords } from '../recognise/line-type'
import { currencyOf, parseNumber } from '../recognise/numbers'
import { plainCell } from '../recognise/plain-text'
import { parseQuantity, unitFactor } from '../recognise/quantities'
import type { ReadOrder } from './decisions'
import type { NumberColumn } from './number-cells'

export { nameNorm } from '../recognise/names'

/** A numeric cell: `value` scaled as its column asks (NULL for blanks and words like "nil"), or bad. */
export interface NumberCell {
  value: bigint | null
  bad: boolean
  unit_unknown: boolean
  /** the cell names its own unit; a unit column beside it is then not applied */
  unit_named: boolean
  /** ISO code written in the cell */
  currency: string | null
  /** a second quantity in the cell, scaled as the first */
  plus: bigint | null
}

export interface DateCell {
  /** YYYY-MM-DD; null = not a date */
  date: string | null
  time_s: number | null
}

export const BAD: NumberCell = { value: null, bad: true, unit_unknown: false, unit_named: false, currency: null, plus: null }
/** Amounts from 10^10 and quantities from 10^8 on are typing errors that would overflow sums: they are no numbers. */
const LIMIT = { 4: 10n ** 14n, 3: 10n ** 11n } as const

/** Reads a cell that the engine could not cast. An amount marked Dr takes away in a sales file; where goods are bought or lie, Cr does (domain.md 2.4). */
export function readNumber(
  text: string,
  column: Pick<NumberColumn, 'role' | 'scale'>,
  decimal_sep: '.' | ',',
  takes_away: 'dr' | 'cr' = 'dr',
): NumberCell {
  if (column.scale === 3) {
    const read = parseQuantity(text, decimal_sep)
    if (read.kind === 'bad') return BAD
    const value = read.kind === 'null' ? null : read.scaled_e3
    return within(value, column.scale, read.kind === 'value' && !read.known_unit, read.kind === 'value' && read.unit !== null, null)
  }
  const rate = column.role === 'tax_pct' ? taxRate(text) : null
  if (rate !== null) return readNumber(rate, { ...column, role: 'discount_pct' }, '.')
  // among amounts of tax a rate says nothing that can be added up, and costs no row
  if (column.role === 'tax' && RATE_ONLY.test(text)) return within(null, column.scale, false, false, null)
  const percent = column.role.endsWith('_pct') || column.role === 'discount'
  const read = parseNumber(PRICES.has(column.role) ? text.replace(PER_UNIT, '') : text, decimal_sep, { percent })
  if (read.kind === 'bad') return BAD
  if (read.kind === 'null') return within(null, column.scale, false, false, null)
  return within(read.dr_cr === takes_away ? -read.scaled_e4 : read.scaled_e4, column.scale, false, false, currencyOf(text))
}

const PRICES: ReadonlySet<Role> = new Set<Role>(['unit_price', 'mrp', 'cost'])
const RATE_ONLY = /^\s*\d{1,2}(?:[.,]\d{1,3})?\s*%\s*$/
/** '₹280.00 / pcs', '45 per kg' */
const PER_UNIT = /(?<=\d)\s*(?:\/\s*|\bper\s+)\p{L}{1,8}\.?\s*$/iu

/** 'GST@5%', 'IGST @ 18', '5% GST' */
const NAMED_RATE = /^(?:(?:i?gst|vat|tax)\s*@?\s*)?(\d{1,2}(?:[.,]\d{1,3})?)\s*%?(?:\s*@?\s*(?:i?gst|vat|tax))?$/i
const NO_TAX = /^(?:gst\s*@?\s*)?(?:exempt(?:ed)?|nil|nil[ -]*rated|zero[ -]*rated|non[ -]*gst|non[ -]*taxable|tax[ -]*free)$/i

/** The rate that programs write with the name of its tax, as a plain number: no tax is 0. null where it is written in no such way. CGST and SGST alone are half of it. */
function taxRate(text: string): string | null {
  const cell = plainCell(text).trim()
  if (NO_TAX.test(cell)) return '0'
  return /[a-z]/i.test(cell) ? (NAMED_RATE.exec(cell)?.[1]?.replace(',', '.') ?? null) : null
}

function within(value: bigint | null, scale: 3 | 4, unit_unknown: boolean, unit_named: boolean, currency: string | null): NumberCell {
  if (value !== null && (value >= LIMIT[scale] || value <= -LIMIT[scale])) return BAD
  return { value, bad: false, unit_unknown, unit_named, currency, plus: null }
}

export function readDate(text: string, order: ReadOrder | null): DateCell {
  const read = parseDate(text, (order ?? 'DMY') satisfies ReadableOrder)
  return read === null ? { date: null, time_s: null } : read
}

/** Seconds from midnight of a cell of a time column. */
export const readTime = (text: string): number | null => parseTime(plainCell(text).trim())

/** Text without the spaces around it, visible or not; null when nothing is left. */
export function trimmed(text: string): string | null {
  const left = text.replace(/^[\s\u200b\u2060\ufeff]+|[\s\u200b\u2060\ufeff]+$/gu, '')
  return left === '' ? null : left
}

/** SALE, RETURN, CANCELLED or NOT_A_SALE (said by a source's rule) for the words of a type column; an empty cell is a sale. */
export const lineTypeWord = (text: string): string =>
  text.trim() === '' ? 'SALE' : text === 'not a sale' ? 'NOT_A_SALE' : lineKindOfWords(text)

const ONLINE = /on.?line|\bweb|website|\bapp\b|e.?com|internet|delivery|swiggy|zomato|amazon|flipkart|meesho|shopify|blinkit|zepto|ऑनलाइन/iu

/** domain.md 1: offline or online; NULL where nothing is said. */
export const channelWord = (text: string): string | null => (text.trim() === '' ? null : ONLINE.test(text) ? 'online' : 'offline')

export function currencyWord(text: string): string | null {
  const word = text.trim()
  return currencyOf(word) ?? (/^[A-Za-z]{3}$/.test(word) ? word.toUpperCase() : null)
}

/** Millionths of the base unit that one of this unit is; 'unknown' asks for W_UNIT, NULL says nothing. */
export function unitWord(text: string): string | null {
  if (text.trim() === '') return null
  const factor = unitFactor(text)
  return factor === null ? 'unknown' : String((factor.numerator * 1_000_000) / factor.denominator)
}
