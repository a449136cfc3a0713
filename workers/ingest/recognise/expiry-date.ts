import { daysInMonth, fullYear, monthOf } from './calendar-date'
import { plainCell } from './plain-text'

const MONTH_YEAR = /^(\d{1,2})[-/. ](\d{4}|\d{2})$/
const YEAR_MONTH = /^(\d{4})[-/. ](\d{1,2})$/
const NAMED = /^([\p{L}\p{M}]{2,10})\.?[-/., ]*(\d{4}|\d{2})$/iu

const LABEL = /^(?:exp(?:iry)?|use by|best before|bb|mfg|mfd|pkd)(?: (?:date|dt))?[ .:-]*(?=[\p{L}\p{N}])/iu

/** The cell of a date of a batch without what is printed before it ('EXP 31.03.26'). */
export const withoutLabel = (text: string): string => plainCell(text).trim().replace(LABEL, '')

/** The last day of a month that stands for an expiry ('03/26', '2026-03', 'Dec-26'; domain.md 2.3), or null when the text is no month. */
export function lastDayOfMonth(text: string): string | null {
  const cell = plainCell(text).trim().replace(/^'/, '')
  const numeric = MONTH_YEAR.exec(cell)
  if (numeric) return lastDay(fullYear(numeric[2] ?? ''), Number(numeric[1]))
  const year_first = YEAR_MONTH.exec(cell)
  if (year_first) return lastDay(Number(year_first[1]), Number(year_first[2]))
  const named = NAMED.exec(cell)
  return named ? lastDay(fullYear(named[2] ?? ''), monthOf(named[1] ?? '') ?? 0) : null
}

function lastDay(year: number, month: number): string | null {
  if (month < 1 || month > 12) return null
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(daysInMonth(year, month)).padStart(2, '0')}`
}
