import { daysInMonth, fullYear, monthOf } from './calendar-date'
import { parseDate } from './dates'
import { plainCell } from './plain-text'

const MONTH_YEAR = /^(\d{1,2})[-/. ](\d{4}|\d{2})$/
const YEAR_MONTH = /^(\d{4})[-/. ](\d{1,2})$/
/** '092026', '202609' */
const SIX_DIGITS = /^(0[1-9]|1[0-2])(20\d{2})$/
const SIX_DIGITS_YEAR_FIRST = /^(20\d{2})(0[1-9]|1[0-2])$/
const NAMED = /^([\p{L}\p{M}]{2,10})\.?[-/., '’]*(\d{4}|\d{2})$/iu

const LABEL = /^(?:exp(?:iry)?|use by|best before|bb|mfg|mfd|pkd)(?: (?:date|dt))?[ .:-]*(?=[\p{L}\p{N}])/iu

/** Cells of zeros and signs ('00/00/0000', '  /  /') and words that say that there is no date. */
const NO_DATE =
  /^(?:[-0/.: ]*|n\.? ?[/.]? ?a\.?|#n\/a|nil|null|none|not applicable|(?:no|non|without) exp(?:iry|\.)?(?: (?:date|dt))?|never(?: expires)?|does not expire)$/i
/** '31/12/99' and '12/99': the end of the century that two digits can name */
const END_OF_CENTURY = /^(?:31[-/. ])?12[-/. ]99$/
/** Programs that must have a date write one of these years where there is none. */
const UNREAL = { last_before: 1990, first_after: 2090 } as const

/**
 * The cell of a date of a batch without what is printed before it ('EXP 31.03.26'). Empty where the cell says that there is no date, in words or by a day that no
 * goods have ('31/12/2099', '01/01/1900').
 */
export function withoutLabel(cell: string): string {
  const text = plainCell(cell).trim().replace(LABEL, '')
  return saysNoDate(text) ? '' : text
}

function saysNoDate(text: string): boolean {
  if (NO_DATE.test(text) || END_OF_CENTURY.test(text)) return true
  const date = parseDate(text, 'DMY')?.date ?? parseDate(text, 'MDY')?.date ?? lastDayOfMonth(text)
  if (date === null) return false
  const year = Number(date.slice(0, 4))
  return year <= UNREAL.last_before || year >= UNREAL.first_after
}

/** The last day of a month that stands for an expiry ('03/26', '2026-03', '032026', 'Dec-26'; domain.md 2.3), or null when the text is no month. */
export function lastDayOfMonth(text: string): string | null {
  const cell = plainCell(text).trim().replace(/^'/, '')
  const numeric = MONTH_YEAR.exec(cell) ?? SIX_DIGITS.exec(cell)
  if (numeric) return lastDay(fullYear(numeric[2] ?? ''), Number(numeric[1]))
  const year_first = YEAR_MONTH.exec(cell) ?? SIX_DIGITS_YEAR_FIRST.exec(cell)
  if (year_first) return lastDay(Number(year_first[1]), Number(year_first[2]))
  const named = NAMED.exec(cell)
  return named ? lastDay(fullYear(named[2] ?? ''), monthOf(named[1] ?? '') ?? 0) : null
}

function lastDay(year: number, month: number): string | null {
  if (month < 1 || month > 12) return null
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(daysInMonth(year, month)).padStart(2, '0')}`
}
