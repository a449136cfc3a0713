import type { Row } from '../../domain/metric'

/** What a change on a tile is compared with, before it is put into words. Days are ISO, both ends inclusive. */
export type Compared = {
  change: number | null
  /** the period of the change itself when it is not the period of the tile: the month to date */
  month: { iso: string; partial: boolean } | null
  before: { from: string; to: string; days: number; whole_month: boolean }
}

const DAY = 86_400_000
const daysOf = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / DAY) + 1

function isWholeMonth(from: string, to: string): boolean {
  const next = new Date(Date.parse(to) + DAY)
  return from.endsWith('-01') && next.getUTCDate() === 1 && from.slice(0, 7) === to.slice(0, 7)
}

function before(from: unknown, to: unknown): Compared['before'] | null {
  if (typeof from !== 'string' || typeof to !== 'string') return null
  return { from, to, days: daysOf(from, to), whole_month: isWholeMonth(from, to) }
}

const numberOf = (value: unknown) => (typeof value === 'number' ? value : null)

/** The change of `figure` in a row of `overview-kpis`, against the period that the row names. Null when it names none. */
export function comparedPeriod(row: Row, figure: string): Compared | null {
  const period = before(row.compared_from, row.compared_to)
  return period && { change: numberOf(row[`${figure}_change`]), month: null, before: period }
}

/** The change of the month to date against the same days of the month before. Null when the data does not reach back. */
export function comparedMonth(row: Row | undefined): Compared | null {
  const period = before(row?.prior_from, row?.prior_to)
  if (!row || !period) return null
  return { change: numberOf(row.prior_change), month: { iso: String(row.month), partial: row.is_partial === true }, before: period }
}
