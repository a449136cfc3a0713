import { monthOf } from './months'
import { type Line, textOf, type Word } from './words'

export type DayOrder = 'DMY' | 'MDY'

/** A date found on a page, with the line it stands in. */
export interface PrintedDate {
  /** ISO day */
  day: string
  line: Line
  words: Word[]
  /** index of its first word in the line */
  first: number
}

const NUMERIC = /(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?![\d/-]|\.\d)/g
const ISO = /(?<![\d./-])(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?![\d/-]|\.\d)/g
const DAY_MONTH =
  /(?<![\d\p{L}])(\d{1,2})(?:st|nd|rd|th|er|º|\.)?[\s./-]{0,2}(?:(?:de|of|d')\s*)?(\p{L}[\p{L}\p{M}]{2,11})[.,]?[\s,./'-]{0,2}(?:(?:de|del)\s+)?(\d{4}|\d{2})(?![\d])/giu
const MONTH_DAY = /(?<![\p{L}\p{M}])(\p{L}[\p{L}\p{M}]{2,11})\.?[\s-](\d{1,2})(?:st|nd|rd|th)?(?:,\s*|\s+|-)(\d{4})(?!\d)/giu

/** The order of day and month in numeric dates, by the whole document: a part over 12, points between, else `fallback`. */
export function dayOrder(lines: readonly Line[], fallback: DayOrder): DayOrder {
  let dmy = 0
  let mdy = 0
  for (const { words } of lines) {
    for (const [, first, mark, second] of textOf(words).matchAll(NUMERIC)) {
      if (Number(first) > 12 && Number(second) <= 12) dmy += 2
      else if (Number(second) > 12 && Number(first) <= 12) mdy += 2
      else if (mark === '.') dmy += 1
    }
  }
  return dmy === mdy ? fallback : dmy > mdy ? 'DMY' : 'MDY'
}

/** Every day that a line names, from left to right. */
export function datesOf(line: Line, order: DayOrder): PrintedDate[] {
  const text = textOf(line.words)
  const found: { at: number; length: number; day: string }[] = []
  const take = (match: RegExpExecArray, year: string | undefined, month: number | null, day: string | undefined) => {
    const iso = isoDay(Number(year), month ?? 0, Number(day))
    const at = match.index
    if (iso && !found.some((other) => at < other.at + other.length && other.at < at + match[0].length))
      found.push({ at, length: match[0].length, day: iso })
  }
  for (const match of text.matchAll(ISO)) take(match, match[1], Number(match[2]), match[3])
  for (const match of text.matchAll(NUMERIC)) {
    const [, first, , second, year] = match
    const [day, month] = order === 'DMY' ? [first, second] : [second, first]
    take(match, year, Number(month), day)
  }
  for (const match of text.matchAll(DAY_MONTH)) take(match, match[3], monthOf(match[2] ?? ''), match[1])
  for (const match of text.matchAll(MONTH_DAY)) take(match, match[3], monthOf(match[1] ?? ''), match[2])
  return found
    .sort((a, b) => a.at - b.at)
    .map(({ at, length, day }) => {
      const { first, next } = coveredWords(line.words, at, at + length)
      return { day, line, words: line.words.slice(first, next), first }
    })
}

function coveredWords(words: readonly Word[], from: number, to: number): { first: number; next: number } {
  let position = 0
  let first = words.length
  let next = 0
  for (const [index, word] of words.entries()) {
    if (position < to && position + word.text.length > from) {
      first = Math.min(first, index)
      next = index + 1
    }
    position += word.text.length + 1
  }
  return { first, next }
}

/** Years of two digits: under 70 are 20yy (domain.md 2.3). Null for a day that no calendar has. */
function isoDay(year: number, month: number, day: number): string | null {
  const full = year < 70 ? 2000 + year : year < 100 ? 1900 + year : year
  const date = new Date(Date.UTC(full, month - 1, day))
  if (full < 1990 || full > 2100 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null
  return date.toISOString().slice(0, 10)
}
