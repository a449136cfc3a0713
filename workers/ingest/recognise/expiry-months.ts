import { daysInMonth } from './calendar-date'
import { parseDate } from './dates'

/** What the dates of a whole expiry column say about being months, under each order of day and month. */
export interface MonthEvidence {
  /** cells with a date; a month alone ('03/26') is none */
  dates: number
  /** all of them are the first day of a month when read this way, and these are the months */
  firsts: Record<'DMY' | 'MDY', { all: boolean; months: Set<string> }>
}

/** Dates that must agree before they are taken for months. */
const ENOUGH = 10
const ORDERS = ['DMY', 'MDY'] as const

export const noMonths = (): MonthEvidence => ({
  dates: 0,
  firsts: { DMY: { all: true, months: new Set() }, MDY: { all: true, months: new Set() } },
})

/** Adds cells of the column, each distinct text with how often it stands there. */
export function addMonths(evidence: MonthEvidence, texts: Iterable<{ text: string; rows: number }>): void {
  for (const { text, rows } of texts) {
    const read = ORDERS.map((order) => ({ order, date: parseDate(text, order)?.date ?? null }))
    if (read.every(({ date }) => date === null)) continue
    evidence.dates += rows
    for (const { order, date } of read) {
      const seen = evidence.firsts[order]
      if (date?.endsWith('-01')) seen.months.add(date)
      else seen.all = false
    }
  }
}

/**
 * The order under which every date of the column is the first day of a month and not always the same one: such dates were months ('Dec-26') before a spreadsheet
 * made days of them, and goods are good to the end of the month. 'both' where they are written in a way that needs no order (2026-12-01), null where they are days.
 */
export function orderOfMonths({ dates, firsts }: MonthEvidence): 'DMY' | 'MDY' | 'both' | null {
  if (dates < ENOUGH) return null
  const [dmy, mdy] = ORDERS.map((order) => firsts[order].all && firsts[order].months.size > 1)
  return dmy && mdy ? 'both' : dmy ? 'DMY' : mdy ? 'MDY' : null
}

/** The last day of the month of an ISO day. */
export const endOfMonth = (day: string): string => `${day.slice(0, 8)}${daysInMonth(Number(day.slice(0, 4)), Number(day.slice(5, 7)))}`
