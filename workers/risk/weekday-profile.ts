/** Days over which weekdays are compared (domain.md 4.2). */
export const PROFILE_DAYS = 84
/** Weeks that an even week weighs against what was sold. */
const EVEN_WEEKS = 4
/** A weekday with sales on a smaller share of its dates is one on which the shop is closed. */
const CLOSED_BELOW = 0.1

/** Seven factors with mean 1, Monday first: how much more or less than an average day a weekday sells. 0 = closed. */
export type WeekdayProfile = readonly number[]

/** Weekday of a day counted from 1970-01-01, 0 = Monday. */
export const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7

/**
 * Which weekdays a shop is closed on: those with a sale on under a tenth of their dates. Where that is so on every weekday the shop sells
 * seldom, and is open.
 */
export function closedWeekdays(dates: readonly number[], with_sales: readonly number[]): boolean[] {
  const closed = dates.map((all, k) => all > 0 && (with_sales[k] as number) < CLOSED_BELOW * all)
  return closed.every(Boolean) ? closed.map(() => false) : closed
}

/**
 * The profile of `units` sold by weekday over `weeks` weeks, drawn to an even week by four weeks' worth; null where nothing was sold on an open day.
 */
export function weekdayProfile(units: readonly number[], weeks: number, closed: readonly boolean[]): WeekdayProfile | null {
  const open = units.map((sold, k) => (closed[k] ? 0 : sold))
  const sum = open.reduce((all, one) => all + one, 0)
  if (!(sum > 0)) return null
  const drawn = open.map((sold, k) => (closed[k] ? 0 : (weeks * ((7 * sold) / sum) + EVEN_WEEKS) / (weeks + EVEN_WEEKS)))
  return toMeanOne(drawn)
}

/** An even week with the closed days left out. */
export const evenProfile = (closed: readonly boolean[]): WeekdayProfile => toMeanOne(closed.map((is_closed) => (is_closed ? 0 : 1)))

function toMeanOne(factors: readonly number[]): WeekdayProfile {
  const sum = factors.reduce((all, one) => all + one, 0)
  return factors.map((one) => (7 * one) / sum)
}
