/** For tests: days and months as plain arithmetic. A day is `YYYY-MM-DD`, a month `YYYY-MM`; numbers of days count from 1970-01-01. */

const DAY = 86_400_000

export const at = (day: string): number => Date.parse(`${day}T00:00:00Z`) / DAY
export const iso = (n: number): string => new Date(n * DAY).toISOString().slice(0, 10)
export const plus = (day: string, n: number): string => iso(at(day) + n)
export const back = (day: string, n: number): string => plus(day, -n)

/** 0 is Monday. */
export const weekday = (n: number): number => (n + 3) % 7
/** The number of the Monday of the day's week. */
export const monday = (day: string): number => at(day) - weekday(at(day))

export const first = (days: readonly string[]): string | undefined => [...days].sort()[0]
export const last = (days: readonly string[]): string | undefined => [...days].sort().at(-1)
export const daysFrom = (from: string, to: string): string[] =>
  Array.from({ length: Math.max(0, at(to) - at(from) + 1) }, (_, i) => plus(from, i))

export const shift = (month: string, n: number): string =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)) - 1 + n, 1)).toISOString().slice(0, 7)
export const monthEnd = (month: string): string => back(`${shift(month.slice(0, 7), 1)}-01`, 1)
