import { dayOfEpoch, epochOfDay, fullYear } from '../recognise/calendar-date'
import { looksLikeDate } from '../recognise/dates'

/** A week as a column names it: by its number, or by a day of it that is written out. `year` null: the name does not say it. */
export type Week = { type: 'week'; year: number | null; week: number } | { type: 'week_day'; text: string }

const WORD = '(?:weeks?|wk|सप्ताह|हफ़्ता|हफ्ता)'
const YEAR = "[\\s,'’\\-/.]*(20\\d{2}|(?<=[\\s'’\\-/])\\d{2})"
const NUMBERED = new RegExp(`^${WORD}[\\s.\\-#]*(\\d{1,2})(?:${YEAR})?$`, 'iu')
const SHORT = new RegExp(`^w[\\s.\\-]?(\\d{1,2})${YEAR}$`, 'iu')
const YEAR_FIRST = new RegExp(`^(20\\d{2})[\\s\\-/.]*(?:w|${WORD})[\\s.\\-]*(\\d{1,2})$`, 'iu')
const OF_DAY = new RegExp(
  `^(?:w[/.]?\\s?[ecb]\\b[.]?|${WORD}(?:\\s+(?:ending|ended|end|beginning|begin|starting|start|commencing|from|to))?)\\s*[:\\-]?\\s*(.+)$`,
  'iu',
)

/**
 * Reads `W1 2024`, `Week 32`, `2024-W05`, `wk ending 07/01/2024`, `w/c 01-01-2024`. null = no week: a bare `W1` could as well be a warehouse.
 */
export function weekPeriod(text: string): Week | null {
  const [numbered, short, first] = [NUMBERED.exec(text), SHORT.exec(text), YEAR_FIRST.exec(text)]
  const found = first ? { year: first[1], week: first[2] } : { year: (numbered ?? short)?.[2], week: (numbered ?? short)?.[1] }
  const week = Number(found.week)
  if (week >= 1 && week <= 53) return { type: 'week', year: found.year === undefined ? null : fullYear(found.year), week }
  const day = OF_DAY.exec(text)?.[1]?.trim() ?? ''
  return looksLikeDate(day) ? { type: 'week_day', text: day } : null
}

/** The Monday of a week of ISO 8601, as an ISO day; null when that year has no such week. */
export function isoMonday(year: number, week: number): string | null {
  const fourth = epochOfDay(`${year}-01-04`) // always in week 1
  const monday = fourth - ((fourth + 3) % 7) + 7 * (week - 1)
  return dayOfEpoch(monday + 3).startsWith(String(year)) ? dayOfEpoch(monday) : null
}

/**
 * The years of weeks that are named without one, from the one year that is written around the table; null where none or several are, or the weeks run over a
 * year's end.
 */
export function yearOfWeeks(weeks: readonly number[], texts: readonly string[]): number | null {
  const years = new Set(texts.flatMap((text) => text.match(/(?<!\d)20\d{2}(?!\d)/g) ?? []))
  const [only] = years
  const distinct = [...new Set(weeks)]
  const rising = distinct.every((week, at) => at === 0 || week > (distinct[at - 1] ?? 0))
  return years.size === 1 && rising ? Number(only) : null
}
