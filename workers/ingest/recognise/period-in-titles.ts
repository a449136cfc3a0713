import { daysInMonth, epochOfDay, isoDate, monthOf } from './calendar-date'
import { parseDate } from './dates'
import { plainCell } from './plain-text'
import { DAY, dayPattern, withoutTime } from './written-day'

/**
 * What a table without a column of days says of them above its rows or in its name: `day`, the last of the days that it adds up, null where it says none; `sure` where it can be read
 * in one way only; `days`, how many they are, null where only their last is said.
 */
export interface SummedPeriod {
  day: string | null
  sure: boolean
  days: number | null
}

/** A month is the longest that one day may stand for: columns of months are read so too (unpivot). */
export const MOST_DAYS = 31
const LONGEST = 400

/** '1-Apr-2026 to 30-Apr-2026', in a title and in a name */
const SPAN = new RegExp(`(${DAY})\\s*(?:[|,:]\\s*)?(?:to\\s*date|to|up\\s*to|till|until|through|-|–|से)\\s*(?:[|,:]\\s*)?(${DAY})`, 'iu')
/** 'Date: 30/04/2026', 'For 30-Apr-2026', 'Item Sales on 30/04/2026'; a day that a report was printed on is of nothing else */
const ONE_DAY = dayPattern(
  String.raw`(?:^|\|\s*)(?:[\p{L}\s]{0,40}?\b)?(?:sales?|sold|purchases?|report|date|dated|day|for|of|on)\b[\s:|-]*`,
)
const PRINTED = /\b(?:print\w*|generated|created|exported|run|report time|as on)\b/i
/** 'April 2026', 'Apr-26', '2026-04' */
const MONTH =
  /(?<![\p{L}\p{M}\d]|\d[-/.])(?:([\p{L}\p{M}]{3,10})[\s'’,.-]*(20\d\d|\d\d)|(20\d\d)[-/.](\d{1,2})|(\d{1,2})[-/](20\d\d))(?![-/.]?\d)(?!\s*[-–]\s*\d{2}\b)/giu

/** Reads the rows above the table first, then the name of the file (each part of a packed one, the table's own first). Days after `latest` (ISO) are not believed. */
export function periodInTitles(above: readonly (readonly string[])[], filename: string, latest: string): SummedPeriod {
  const rows = above.map((row) =>
    plainCell(
      row
        .filter((cell) => cell.trim() !== '')
        .join(' | ')
        .slice(0, LONGEST),
    ),
  )
  const names = filename
    .split(' › ')
    .reverse()
    .map((part) => withoutTime(plainCell(part.replace(/\.(?=\w*[a-z])\w{1,7}$/i, '').replace(/_/g, ' '))))
  const texts = [...rows, ...names].map((text) => text.replace(/([-/.]\d{4})\s*[-–]\s*(?=\d{1,2}[-/.])/g, '$1 to '))
  const possible = (found: Reading[]): Reading[] =>
    found.filter(({ day, days }) => day <= latest && day >= '2000-01-01' && (days === null || days > 0))
  const spans = texts
    .map(spansOf)
    .map(possible)
    .find((found) => found.length > 0)
  const read =
    spans ??
    texts
      .map(singleDays)
      .map(possible)
      .find((found) => found.length > 0) ??
    texts
      .map(monthsOf)
      .map(possible)
      .find((found) => found.length > 0) ??
    []
  // of a span that can be read in two ways, the one that is no longer than a month
  const short = read.filter(({ days }) => days === null || days <= MOST_DAYS)
  const [first, ...others] = short.length > 0 ? short : read
  if (!first) return { day: null, sure: false, days: null }
  return { ...first, sure: others.every(({ day }) => day === first.day) }
}

interface Reading {
  day: string
  days: number | null
}

const ORDERS = ['DMY', 'MDY'] as const

function spansOf(text: string): Reading[] {
  const [, from, to] = SPAN.exec(text) ?? []
  if (!from || !to) return []
  return ORDERS.flatMap((order) => {
    const [first, last] = [parseDate(from, order)?.date, parseDate(to, order)?.date]
    return first && last ? [{ day: last, days: epochOfDay(last) - epochOfDay(first) + 1 }] : []
  })
}

function singleDays(text: string): Reading[] {
  if (PRINTED.test(text)) return []
  const days = [...text.matchAll(ONE_DAY)].map(([, day]) => day ?? '')
  if (days.length !== 1) return []
  return ORDERS.flatMap((order) => {
    const day = parseDate(days[0] ?? '', order)?.date
    return day ? [{ day, days: 1 }] : []
  })
}

function monthsOf(text: string): Reading[] {
  if (PRINTED.test(text)) return []
  const months = [...text.matchAll(MONTH)].flatMap(([, name, year, y, m, m2, y2]) => {
    const month = name ? monthOf(name) : Number(m ?? m2)
    const written = Number(year ?? y ?? y2)
    const full = written < 100 ? 2000 + written : written
    const day = month !== null && month >= 1 && month <= 12 ? isoDate(full, month, daysInMonth(full, month)) : null
    return day ? [{ day, days: Number(day.slice(8)) }] : []
  })
  return months.length === 1 ? months : []
}
