import { daysInMonth, fullYear, isoDate, monthOf } from '../recognise/calendar-date'
import { localeOrder } from '../recognise/date-order'
import { looksLikeDate, parseDate } from '../recognise/dates'
import { type Measure, withoutMeasure } from './figure-words'
import { type Week, weekPeriod } from './week-label'

/** What a column is about when its name is a month, a week or a day. `year` null: the name does not say it. */
export type Period = { type: 'month'; year: number | null; month: number } | { type: 'day'; text: string } | Week

export interface PeriodLabel {
  period: Period
  measure: Measure | null
}

const BETWEEN = "[\\s'’\\-/.,_]*"
const NAME = '([\\p{L}\\p{M}]{2,10})'
const NAME_YEAR = new RegExp(`^${NAME}${BETWEEN}(20\\d{2}|\\d{2})$`, 'u')
const YEAR_NAME = new RegExp(`^(20\\d{2})${BETWEEN}${NAME}$`, 'u')
const YEAR_MONTH = /^(20\d{2})[-/. ](\d{1,2})$/
const MONTH_YEAR = /^(\d{1,2})[-/. ](20\d{2})$/
const COMPACT = /^(20\d{2})(0[1-9]|1[0-2])$/

/** Reads the name of a column: `Jan-25`, `2025-01`, `Apr 2025 (Qty)`, `01/03/2025`, `जनवरी 2025`, `Jan`, `Week 32`. null = none of them. */
export function periodLabel(cell: string): PeriodLabel | null {
  const text = cell.normalize('NFKC').trim()
  if (text === '' || text.length > 60) return null
  const { rest, measure } = withoutMeasure(text)
  const period = weekPeriod(rest) ?? monthPeriod(rest) ?? (looksLikeDate(rest) ? ({ type: 'day', text: rest } as const) : null)
  return period && { period, measure }
}

function monthPeriod(text: string): Period | null {
  const found = (year: string | undefined, month: number | null): Period | null =>
    month !== null && month >= 1 && month <= 12 && year !== undefined ? { type: 'month', year: fullYear(year), month } : null
  const named = NAME_YEAR.exec(text)
  if (named) return found(named[2], monthOf(named[1] ?? ''))
  const year_first = YEAR_NAME.exec(text)
  if (year_first) return found(year_first[1], monthOf(year_first[2] ?? ''))
  const numbered = YEAR_MONTH.exec(text) ?? COMPACT.exec(text)
  if (numbered) return found(numbered[1], Number(numbered[2]))
  const month_first = MONTH_YEAR.exec(text)
  if (month_first) return found(month_first[2], Number(month_first[1]))
  const month = monthOf(text)
  return month === null ? null : { type: 'month', year: null, month }
}

/** The last day of a month, ISO. */
export const lastDay = (year: number, month: number): string => isoDate(year, month, daysInMonth(year, month)) as string

/** Day columns that stand for months; `by_locale`: which part is the day was not proven, and taken as the country writes it. */
export interface MonthDays {
  months: { year: number; month: number }[]
  by_locale: boolean
}

/** Days that are all the first, or all the last, of different months: what a spreadsheet makes of `Jan-25`. null where they are days. */
export function asMonths(days: readonly string[], locale: string): MonthDays | null {
  const read = (order: 'DMY' | 'MDY') => days.map((text) => parseDate(text, order)?.date ?? '')
  const [dmy, mdy] = [read('DMY'), read('MDY')]
  const open = !dmy.includes('') && !mdy.includes('') && dmy.some((date, at) => date !== mdy[at])
  const dates = mdy.includes('') || (open && localeOrder(locale) === 'DMY') ? dmy : dmy.includes('') || open ? mdy : dmy
  const parts = dates.map((date) => ({ year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8)) }))
  if (dates.includes('') || new Set(dates.map((date) => date.slice(0, 7))).size < dates.length) return null
  const fits = parts.every(({ day }) => day === 1) || parts.every(({ year, month, day }) => day === daysInMonth(year, month))
  return fits ? { months: parts.map(({ year, month }) => ({ year, month })), by_locale: open } : null
}
