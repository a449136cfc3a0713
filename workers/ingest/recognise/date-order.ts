import type { DateEvidence } from '../../../src/domain/dataset'
import { epochOfDay, fullYear, isoDate } from './calendar-date'
import { parseDate } from './dates'
import { plainCell } from './plain-text'

/** What the distinct values of a date column say about the order of day and month. */
export interface OrderEvidence {
  /** values that are a day only as day-month / only as month-day */
  dmy_proof: number
  mdy_proof: number
  /** days that no calendar has (31/02), by the only order in which they could be meant: a hint where nothing is proven */
  dmy_hint: number
  mdy_hint: number
  /** values that read the same in any order: ISO, month names, serials, 05/05/2025 */
  unambiguous: number
  /** of the unambiguous ones, those written as two numbers and a year (05/05/2025) */
  same_both_ways: number
  ambiguous: number
  /** values that are no date at all */
  unreadable: number
  /** proofs, and values that leave it open, by the separator they are written with; `/` and `-` disagreeing is what a spreadsheet of another locale leaves */
  separators: Record<string, { dmy: number; mdy: number; open: number }>
  /** up to five values that prove an order, else that leave it open, for the question */
  examples: string[]
}

const PARTS = /^(\d{1,2})([/\-. ])(\d{1,2})\2(\d{4}|\d{1,2})(?=\D|$)/
const COMPACT = /^(\d{2})(\d{2})((?:19|20)\d{2})$/

/** Counts the evidence in distinct values; blanks do not count. */
export function dateEvidence(distinct_values: Iterable<string>): OrderEvidence {
  const evidence: OrderEvidence = {
    dmy_proof: 0,
    mdy_proof: 0,
    dmy_hint: 0,
    mdy_hint: 0,
    unambiguous: 0,
    same_both_ways: 0,
    ambiguous: 0,
    unreadable: 0,
    separators: {},
    examples: [],
  }
  const open: string[] = []
  for (const value of distinct_values) {
    const cell = plainCell(value).trim()
    if (cell === '') continue
    const parts = numericParts(cell)
    if (!parts) {
      if (parseDate(cell, 'YMD') === null) evidence.unreadable++
      else evidence.unambiguous++
      continue
    }
    const dmy = isoDate(parts.year, parts.b, parts.a)
    const mdy = isoDate(parts.year, parts.a, parts.b)
    const at = evidence.separators[parts.separator] ?? { dmy: 0, mdy: 0, open: 0 }
    if (dmy === null && mdy === null) {
      evidence.unreadable++
      if (couldBe(parts.a, parts.b)) evidence.dmy_hint++
      if (couldBe(parts.b, parts.a)) evidence.mdy_hint++
    } else if (dmy !== null && mdy !== null) {
      if (dmy === mdy) {
        evidence.unambiguous++
        evidence.same_both_ways++
      } else {
        evidence.ambiguous++
        at.open++
        evidence.separators[parts.separator] = at
        if (open.length < 5) open.push(cell)
      }
    } else {
      if (dmy !== null) {
        evidence.dmy_proof++
        at.dmy++
      } else {
        evidence.mdy_proof++
        at.mdy++
      }
      evidence.separators[parts.separator] = at
      if (evidence.examples.length < 5) evidence.examples.push(cell)
    }
  }
  if (evidence.examples.length === 0) evidence.examples = open
  return evidence
}

/** Adds what further values say; the values that prove an order stay the examples. */
export function addDates(to: OrderEvidence, more: OrderEvidence): void {
  to.dmy_proof += more.dmy_proof
  to.mdy_proof += more.mdy_proof
  to.dmy_hint += more.dmy_hint
  to.mdy_hint += more.mdy_hint
  to.unambiguous += more.unambiguous
  to.same_both_ways += more.same_both_ways
  to.ambiguous += more.ambiguous
  to.unreadable += more.unreadable
  for (const [separator, { dmy, mdy, open }] of Object.entries(more.separators)) {
    const at = to.separators[separator] ?? { dmy: 0, mdy: 0, open: 0 }
    to.separators[separator] = { dmy: at.dmy + dmy, mdy: at.mdy + mdy, open: at.open + open }
  }
  // values that prove an order are better examples than those that leave it open
  const proves = to.dmy_proof + to.mdy_proof > 0
  to.examples = proves && more.dmy_proof + more.mdy_proof === 0 ? to.examples : [...to.examples, ...more.examples].slice(0, 5)
}

/** Distinct values that must speak before two notations are suspected. */
const SUSPICIOUS = 3

/**
 * A second notation in the column: one separator proves an order and leaves hardly a value open, as if days up to 12 did not exist, and another has
 * only values that could be either. That is what a program leaves that rewrote the dates it could read the other way round. The second separator may
 * follow the first (a spreadsheet shows what it misread in the order it misread it) or be the other way round: the order of the rows must tell.
 */
export function otherNotation({ separators }: OrderEvidence): string | null {
  const all = Object.entries(separators)
  const proven = all.find(([, { dmy, mdy, open }]) => dmy > 0 !== mdy > 0 && dmy + mdy >= SUSPICIOUS && open * 10 <= dmy + mdy)
  if (!proven) return null
  const open = all.filter(([separator, seen]) => separator !== proven[0] && seen.dmy + seen.mdy === 0 && seen.open >= SUSPICIOUS)
  return open.length === 1 ? (open[0]?.[0] ?? null) : null
}

/** Is the cell a date of two numbers and a year with this separator between them? */
export const writtenWith = (text: string, separator: string): boolean => PARTS.exec(plainCell(text).trim())?.[2] === separator

const couldBe = (day: number, month: number): boolean => day > 12 && day <= 31 && month >= 1 && month <= 12

function numericParts(cell: string): { a: number; b: number; year: number; separator: string } | null {
  const found = PARTS.exec(cell)
  if (found) return { a: Number(found[1]), b: Number(found[3]), year: fullYear(found[4] ?? ''), separator: found[2] ?? '' }
  const compact = COMPACT.exec(cell)
  // YYYYMMDD reads the same in any order
  if (!compact || parseDate(cell, 'YMD')?.date.replaceAll('-', '') === cell) return null
  return { a: Number(compact[1]), b: Number(compact[2]), year: Number(compact[3]), separator: '' }
}

export interface OrderContext {
  /** what the user or a mapping has settled */
  settled?: 'YMD' | 'DMY' | 'MDY' | null
  /** orders that other date columns of the same file prove */
  other_columns: readonly ('DMY' | 'MDY')[]
  /** order of an earlier dataset with the same header signature */
  remembered: 'YMD' | 'DMY' | 'MDY' | null
  /** rows with a date */
  rows?: number
  /** adjacent inversions in row order under each reading: the smaller of ascending and descending (countInversions) */
  inversions?: { dmy: number; mdy: number }
  /** days from the first to the last date under each reading */
  spans?: { dmy: number; mdy: number }
  locale: string
}

export type OrderDecision = { mixed?: false; order: 'YMD' | 'DMY' | 'MDY'; evidence: DateEvidence } | { mixed: true }

/**
 * The order of one date column, from the strongest evidence to the weakest (domain.md 2.3): settled, proven by its own values, another
 * column of the file or the same header before, the row order (5 rows or more), a span at least three times shorter, the locale (W_DATE_AMBIGUOUS).
 * `none` = nothing to decide. Proofs of both orders are `mixed`: the file is blocked and the user asked.
 */
export function decideDateOrder(evidence: OrderEvidence, context: OrderContext): OrderDecision {
  if (context.settled) return { order: context.settled, evidence: 'settled' }
  if (evidence.dmy_proof > 0 && evidence.mdy_proof > 0) return { mixed: true }
  if (evidence.dmy_proof > 0) return { order: 'DMY', evidence: 'proven' }
  if (evidence.mdy_proof > 0) return { order: 'MDY', evidence: 'proven' }
  if (evidence.dmy_hint > 0 !== evidence.mdy_hint > 0) return { order: evidence.dmy_hint > 0 ? 'DMY' : 'MDY', evidence: 'proven' }
  const usual = localeOrder(context.locale)
  if (evidence.ambiguous === 0) return { order: evidence.same_both_ways > 0 ? usual : 'YMD', evidence: 'none' }
  const others = new Set(context.other_columns)
  const [only] = others
  if (others.size === 1 && only) return { order: only, evidence: 'other_column' }
  if (context.remembered === 'DMY' || context.remembered === 'MDY') return { order: context.remembered, evidence: 'remembered' }
  if ((context.rows ?? 0) >= 5 && context.inversions && context.inversions.dmy !== context.inversions.mdy)
    return { order: context.inversions.dmy < context.inversions.mdy ? 'DMY' : 'MDY', evidence: 'ordering' }
  const spans = context.spans
  if (spans && Math.max(spans.dmy, spans.mdy) >= 3 * Math.max(1, Math.min(spans.dmy, spans.mdy)))
    return { order: spans.dmy < spans.mdy ? 'DMY' : 'MDY', evidence: 'span' }
  return { order: usual, evidence: 'locale' }
}

/** Only the United States write the month first. */
export function localeOrder(locale: string): 'DMY' | 'MDY' {
  return /^en-US\b/i.test(locale) ? 'MDY' : 'DMY'
}

/** How often neighbouring days go against the better of ascending and descending. `days` are ISO, in row order. */
export function countInversions(days: readonly string[]): number {
  let down = 0
  let up = 0
  for (let i = 1; i < days.length; i++) {
    const before = days[i - 1] ?? ''
    const day = days[i] ?? ''
    if (day < before) down++
    if (day > before) up++
  }
  return Math.min(down, up)
}

/** Days between the first and the last of some ISO days. */
export function spanDays(days: readonly string[]): number {
  const sorted = [...days].sort()
  const first = sorted[0]
  const last = sorted[sorted.length - 1]
  return first && last ? epochOfDay(last) - epochOfDay(first) : 0
}
