const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** Writes an ISO day in one notation. */
export type DayWriter = (day: string) => string

const joined = (order: (y: string, m: string, d: string) => string[], separator: string): DayWriter => {
  return (day) => {
    const [y = '', m = '', d = ''] = day.split('-')
    return order(y, m, d).join(separator)
  }
}

/** How exports write days, where each has one spelling. */
const WRITERS: readonly DayWriter[] = ['-', '/', '.'].flatMap((separator) => [
  joined((y, m, d) => [y, m, d], separator),
  joined((y, m, d) => [d, m, y], separator),
  joined((y, m, d) => [m, d, y], separator),
  joined((y, m, d) => [d, m, y.slice(2)], separator),
  joined((y, m, d) => [d, MONTHS[Number(m) - 1] ?? '', y], separator),
  joined((y, m, d) => [d, MONTHS[Number(m) - 1] ?? '', y.slice(2)], separator),
])

/** The one notation in which all of these texts write the days that they are read as; null where there is none. */
export function notationOf(read: readonly { text: string; date: string | null }[]): DayWriter | null {
  const fitting = WRITERS.filter((write) => read.every(({ text, date }) => date !== null && write(date) === text))
  return read.length > 0 && fitting.length === 1 ? (fitting[0] ?? null) : null
}

const DAY_MS = 86_400_000

/** ISO days from `around` days before the first to as many after the last; none where they are more than `most`. */
export function daysAround(first: string, last: string, around: number, most: number): string[] {
  const begin = Date.parse(`${first}T00:00:00Z`) - around * DAY_MS
  const end = Date.parse(`${last}T00:00:00Z`) + around * DAY_MS
  const days = (end - begin) / DAY_MS + 1
  return Array.from({ length: days > most ? 0 : days }, (_, k) => new Date(begin + k * DAY_MS).toISOString().slice(0, 10))
}
