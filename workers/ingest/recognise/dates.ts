import { dayOfEpoch, fullYear, isoDate, monthOf } from './calendar-date'
import { plainCell } from './plain-text'

export type ReadableOrder = 'DMY' | 'MDY' | 'YMD'

/** A day and, where the cell has one, the local wall time in seconds from midnight. */
export interface ParsedDate {
  date: string
  time_s: number | null
}

const ISO = /^(\d{4})([-/. ])(\d{1,2})\2(\d{1,2})(?:T|\s+|$)/
const NUMERIC = /^(\d{1,2})([/\-. ])(\d{1,2})\2(\d{4}|\d{1,2})(?=\D|$)/
const DAY_NAME = /^(?:mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun)(?:day|nesday|sday|rsday|urday)?[.,]?\s+/i
const DAY_MONTH = /^(\d{1,2})(?:st|nd|rd|th)?[-/. ,]*([\p{L}\p{M}]{2,10})\.?[-/. ,]*(\d{4}|\d{1,2})(?=\D|$)/iu
const MONTH_DAY = /^([\p{L}\p{M}]{2,10})\.?[-/. ]*(\d{1,2})(?:st|nd|rd|th)?(?:\s*,\s*|[-/. ]+)(\d{4}|\d{2})(?=\D|$)/iu
const YEAR_MONTH = /^(\d{4})[-/. ]([\p{L}\p{M}]{2,10})[-/. ](\d{1,2})(?=\D|$)/u
const TIME =
  /^(?:[T,]?\s*|\s+at\s+)(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,]\d{1,9})?)?\s*([ap])?\.?(?:m\.?)?\s*(?:z|[+-]\d{2}:?\d{2}|[+-]\d{2}|[a-z]{2,4}(?:[+-]\d{1,2}(?::?\d{2})?)?)?$/i

/**
 * A cell as a date under the order settled for its column (domain.md 2.3); null when it is none. D/M/Y or M/D/Y with `/ - . space`, ISO,
 * month names in English and Hindi, DDMMYYYY and YYYYMMDD, timestamps (the wall date is kept, an offset is not applied), Unix seconds and
 * milliseconds (read as UTC), and spreadsheet serials 20000..80000 (days from 1899-12-30). Under 'YMD' a numeric day-month date is null. 31/02 is null.
 */
export function parseDate(text: string, order: ReadableOrder): ParsedDate | null {
  if (text.length > 60) return null
  const cell = plainCell(text).trim().replace(/^'/, '').replace(DAY_NAME, '')
  if (cell === '') return null
  if (/^\d+(?:\.\d+)?$/.test(cell)) return fromDigits(cell, order)
  const iso = ISO.exec(cell)
  if (iso) return withTime(isoDate(Number(iso[1]), Number(iso[3]), Number(iso[4])), cell.slice(iso[0].trimEnd().replace(/T$/, '').length))
  const numeric = NUMERIC.exec(cell)
  if (numeric) return withTime(fromParts(numeric[1] ?? '', numeric[3] ?? '', numeric[4] ?? '', order), cell.slice(numeric[0].length))
  const named = DAY_MONTH.exec(cell)
  const month = named ? monthOf(named[2] ?? '') : null
  if (named && month) return withTime(isoDate(fullYear(named[3] ?? ''), month, Number(named[1])), cell.slice(named[0].length))
  const american = MONTH_DAY.exec(cell)
  const first = american ? monthOf(american[1] ?? '') : null
  if (american && first) return withTime(isoDate(fullYear(american[3] ?? ''), first, Number(american[2])), cell.slice(american[0].length))
  const year_first = YEAR_MONTH.exec(cell)
  const middle = year_first ? monthOf(year_first[2] ?? '') : null
  if (year_first && middle) return withTime(isoDate(Number(year_first[1]), middle, Number(year_first[3])), cell.slice(year_first[0].length))
  return null
}

function fromParts(a: string, b: string, year: string, order: ReadableOrder): string | null {
  if (order === 'YMD') return null
  return order === 'DMY' ? isoDate(fullYear(year), Number(b), Number(a)) : isoDate(fullYear(year), Number(a), Number(b))
}

function withTime(date: string | null, rest: string): ParsedDate | null {
  if (date === null) return null
  if (rest.trim() === '' || rest.trim() === ',') return { date, time_s: null }
  const time = parseTime(rest)
  return time === null ? null : { date, time_s: time }
}

/** Seconds from midnight of a wall time ('9:05', '21:05:30', '9:05 PM'), or null. An offset behind it is read over. */
export function parseTime(text: string): number | null {
  const found = TIME.exec(text)
  if (!found) return null
  let hour = Number(found[1])
  const half = found[4]?.toLowerCase()
  if (half) {
    if (hour < 1 || hour > 12) return null
    hour = (hour % 12) + (half === 'p' ? 12 : 0)
  }
  const minute = Number(found[2])
  const second = Number(found[3] ?? 0)
  return hour > 23 || minute > 59 || second > 59 ? null : hour * 3600 + minute * 60 + second
}

/** Dates written as one number. A year inside 1900..2099 at the one end excludes a valid date from the other, so eight digits have one reading. */
function fromDigits(cell: string, order: ReadableOrder): ParsedDate | null {
  if (/^\d{8}$/.test(cell)) {
    const year_first = /^(19|20)/.test(cell) ? isoDate(Number(cell.slice(0, 4)), Number(cell.slice(4, 6)), Number(cell.slice(6))) : null
    if (year_first) return { date: year_first, time_s: null }
    if (!/^(19|20)/.test(cell.slice(4))) return null
    const date = fromParts(cell.slice(0, 2), cell.slice(2, 4), cell.slice(4), order)
    return date === null ? null : { date, time_s: null }
  }
  const value = Number(cell)
  const days = Math.floor(value)
  if (/^\d{5}(\.\d+)?$/.test(cell)) {
    if (days < 20_000 || days > 80_000) return null
    const second = Math.min(Math.round((value - days) * 86_400), 86_399)
    return { date: dayOfEpoch(days - 25_569), time_s: cell.includes('.') ? second : null }
  }
  if (/^\d{9,10}(\.\d+)?$/.test(cell)) return ofEpoch(value)
  if (/^\d{12,13}$/.test(cell)) return ofEpoch(value / 1000)
  return null
}

/** Seconds of the Unix clock between 2000 and 2100. */
function ofEpoch(seconds: number): ParsedDate | null {
  if (seconds < 946_684_800 || seconds > 4_102_444_800) return null
  const days = Math.floor(seconds / 86_400)
  return { date: dayOfEpoch(days), time_s: Math.floor(seconds) - days * 86_400 }
}

/** Does the text look like a written date under any order? Bare numbers (serials, Unix time) do not count. */
export function looksLikeDate(text: string): boolean {
  if (/^\s*\d+(\.\d+)?\s*$/.test(text)) return /^\s*\d{8}\s*$/.test(text) && parseDate(text, 'DMY') !== null
  return parseDate(text, 'DMY') !== null || parseDate(text, 'MDY') !== null
}
