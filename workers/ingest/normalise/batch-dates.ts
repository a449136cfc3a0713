import { lastDayOfMonth, withoutLabel } from '../recognise/expiry-date'
import { endOfMonth } from '../recognise/expiry-months'
import { madeAndExpiry } from '../recognise/made-and-expiry'
import { parseShelfLife, type ShelfLife } from '../recognise/shelf-life'
import type { ReadOrder } from './decisions'
import { readDate } from './parse-cells'

export type DateRole = 'date' | 'received' | 'expiry' | 'mfg'
export const DATE_ROLES: readonly DateRole[] = ['date', 'received', 'expiry', 'mfg']

/** How the cells of a date column are read. */
export interface DateReading {
  order: ReadOrder
  /** days stand for their months */
  months: boolean
  /** cells of an expiry that name the day of making too */
  with_made: boolean
}

/** A cell of a date column that is no date, as the word that stands for it until the row is judged. */
export const UNREAD = 'unread'
/** What the word of an expiry begins with that is a shelf life. */
export const KEEPS = 'keeps '

/** The ISO day of a cell, UNREAD, or null where it says that there is none. An expiry may be a shelf life as well (KEEPS). */
export function dateWord(role: DateRole, cell: string, { order, months, with_made }: DateReading): string | null {
  const text = withoutLabel(cell)
  if (text === '') return null
  const { date } = readDate(text, order)
  if (date !== null) return months ? endOfMonth(date) : date
  if (role === 'mfg') return firstOfMonth(text) ?? UNREAD
  if (role !== 'expiry') return UNREAD
  const both = with_made ? madeAndExpiry(text) : null
  if (both) return dateWord('expiry', both.expiry, { order, months, with_made: false })
  const life = parseShelfLife(text, null)
  return lastDayOfMonth(text) ?? (life ? KEEPS + lifeWord(life) : UNREAD)
}

/** The day of making in the cell of an expiry that names both. */
export function madeWord(cell: string, reading: DateReading): string | null {
  const both = madeAndExpiry(cell)
  return both && dateWord('mfg', both.made, { ...reading, months: false })
}

/** Of goods that were made in a month the first day counts: what keeps so long from there on is not taken to keep longer than it does. */
function firstOfMonth(text: string): string | null {
  const last = lastDayOfMonth(text)
  return last && `${last.slice(0, 8)}01`
}

/** A shelf life as the engine reads an INTERVAL. */
export const lifeWord = ({ months, days }: ShelfLife): string => `${months} months ${days} days`
