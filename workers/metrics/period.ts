/** Calendar arithmetic on ISO days, in UTC so that no time zone enters. */

const DAY = 86_400_000

/** True for a day that exists, from 1900 to 2100. */
export function isDay(text: string): boolean {
  if (!/^(19|20)\d{2}-\d{2}-\d{2}$/.test(text)) return false
  const at = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(at) && iso(at) === text
}

export const addDays = (day: string, n: number): string => iso(at(day) + n * DAY)
/** Days from a to b: 0 for the same day. */
export const daysBetween = (a: string, b: string): number => (at(b) - at(a)) / DAY
export const firstOfMonth = (day: string): string => `${day.slice(0, 7)}-01`
/** The month `n` months from the month of `day`, as its first day. */
export function addMonths(day: string, n: number): string {
  const index = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + n
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}-01`
}
export const lastOfMonth = (day: string): string => addDays(addMonths(day, 1), -1)
export const later = (a: string, b: string): string => (a > b ? a : b)
export const earlier = (a: string, b: string): string => (a < b ? a : b)

export interface Period {
  from: string
  to: string
}

/** The first days of the month `months` away that have the same day numbers as [1st, day] (domain.md 3.9). A whole month stays whole. */
export function sameDays(day: string, months: number): Period {
  const from = addMonths(day, months)
  const end = lastOfMonth(from)
  const to = day === lastOfMonth(day) ? end : earlier(end, addDays(from, Number(day.slice(8)) - 1))
  return { from, to }
}

/**
 * The period that [from, to] is fairly compared with: whole months with as many whole months before, a month to date with the same
 * day numbers of the month before (domain.md 3.9), anything else with as many days just before.
 */
export function previousPeriod({ from, to }: Period): Period {
  const starts_month = from === firstOfMonth(from)
  if (starts_month && from === firstOfMonth(to)) return sameDays(to, -1)
  if (starts_month && to === lastOfMonth(to)) {
    const months = monthIndex(to) - monthIndex(from) + 1
    return { from: addMonths(from, -months), to: addDays(from, -1) }
  }
  return { from: addDays(from, -daysBetween(from, to) - 1), to: addDays(from, -1) }
}

const monthIndex = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7))
const at = (day: string): number => Date.parse(`${day}T00:00:00Z`)
const iso = (ms: number): string => new Date(ms).toISOString().slice(0, 10)
