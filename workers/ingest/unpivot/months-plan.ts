import type { LeftOutPart } from '../../../src/domain/dataset'
import { LIMITS } from '../../../src/domain/limits'
import { writtenHeader } from '../recognise/match-header'
import { type Measure, speaksOfOther, withoutMeasure } from './figure-words'
import { figuresAre } from './figures-are'
import { asMonths, lastDay, type Period, periodLabel } from './period-label'
import { figureShare, SAMPLE, type Sides, sidesOf } from './sides'
import { isoMonday, yearOfWeeks } from './week-label'
import type { Group, WidePlan } from './wide-plan'
import { yearsOf } from './years-around'

type Rows = readonly (readonly string[])[]

/** A figure column: its period, its label without the measure, and its measure. */
interface Figure {
  column: number
  label: string
  period: Period
  measure: Measure | null
}

interface Head {
  skip_rows: number
  header_rows: number
  names: string[]
  figures: Figure[]
}

/**
 * The plan of a table with a column for each month, week or day beside columns that name the product; null where that is not certain: no year, days in the
 * rows too, figures that are none, titles that speak of purchases or plans. `names` are those of the file and its sheet.
 */
export function monthsPlan(rows: Rows, names: readonly string[], locale: string, money: readonly number[]): WidePlan | null {
  const scanned = Math.min(rows.length, LIMITS.header_scan_rows)
  for (let at = 0; at < scanned; at++) {
    const head = headAt(rows, at)
    const plan = head && planOf(head, rows, names, locale, money)
    if (plan) return plan
    if (isPlainHeader(rows, at)) return null
  }
  return null
}

/** Names of columns that are no months, with cells under them: what comes below are rows, and dates in them are no header. */
function isPlainHeader(rows: Rows, at: number): boolean {
  const known = (rows[at] ?? []).flatMap((cell, column) =>
    periodLabel(cell) === null && writtenHeader(cell).matches.length > 0 ? [column] : [],
  )
  return known.length >= 2 && known.some((column) => (rows[at + 1]?.[column] ?? '').trim() !== '')
}

function headAt(rows: Rows, at: number): Head | null {
  const row = rows[at] ?? []
  if (row.length > LIMITS.columns) return null
  const labels = row.map(periodLabel)
  if (labels.filter(Boolean).length < 2) return null
  const child = rows[at + 1] ?? []
  const pairs = labels.some((label, column) => label && withoutMeasure(child[column] ?? '').measure !== null)
  const width = Math.max(row.length, pairs ? child.length : 0)
  const figures: Figure[] = []
  let reach: { label: string; period: Period } | null = null
  for (let column = 0; column < width; column++) {
    const label = labels[column]
    const cell = (row[column] ?? '').trim()
    if (label) reach = { label: cell, period: label.period }
    else if (cell !== '') reach = null
    if (!reach) continue
    if (pairs) {
      const { rest, measure } = withoutMeasure(child[column] ?? '')
      if (measure && rest === '') figures.push({ column, ...reach, measure })
    } else if (label) figures.push({ column, ...reach, measure: label.measure })
  }
  // names of the other columns may stand in the second row, under blanks
  const below = !pairs && figures.every(({ column }) => (child[column] ?? '').trim() === '') && child.some((cell) => cell.trim() !== '')
  const own = Array.from({ length: width }, (_, column) =>
    (pairs || below ? child[column]?.trim() || (row[column] ?? '') : (row[column] ?? '')).trim(),
  )
  if (below && figures.some(({ column }) => column < row.findIndex((cell) => cell.trim() !== ''))) return null
  return { skip_rows: at, header_rows: pairs || below ? 2 : 1, names: own, figures }
}

function planOf(
  { skip_rows, header_rows, names, figures }: Head,
  rows: Rows,
  around: readonly string[],
  locale: string,
  money: readonly number[],
): WidePlan | null {
  const texts = [...around, ...rows.slice(0, skip_rows).flat()]
  const body = rows.slice(skip_rows + header_rows, skip_rows + header_rows + SAMPLE)
  const columns = figures.map(({ column }) => column)
  if (figureShare(body, columns) < 0.8 || speaksOfOther([...texts, ...names])) return null
  const sides = sidesOf(names, body, columns)
  if (sides.dated || !(sides.named || sides.wordy) || names.length > LIMITS.columns) return null
  const dated = datesOf(figures, texts, locale)
  if (!dated || new Set(dated.dates).size < (sides.named ? 2 : 3)) return null
  const measures = [...new Set(figures.map(({ measure }) => measure))]
  if (measures.length > 1 && measures.includes(null)) return null
  const groups = groupsOf(figures, dated.dates, measures)
  if (!groups) return null
  const first = names.find((name) => name !== '') ?? ''
  const told = measures.map(
    (measure) =>
      measure ??
      figuresAre(
        [...texts, first],
        body.flatMap((row) => columns.map((column) => row[column] ?? '')),
        columns.every((column) => money.includes(column)),
      ),
  )
  return {
    by: dated.by,
    skip_rows,
    header_rows,
    header: rows.slice(skip_rows, skip_rows + header_rows),
    kept: sides.kept,
    groups,
    measures: told,
    totals: sides.totals,
    row_total: rowTotal(sides, measures),
    first: shown(dated, 0),
    last: shown(dated, dated.dates.length - 1),
    notes: dated.notes,
  }
}

const rowTotal = ({ totals }: Sides, measures: readonly unknown[]): number | null =>
  measures.length === 1 && totals.length === 1 ? (totals[0]?.column ?? null) : null

interface Dates {
  by: 'month' | 'week' | 'day'
  /** one for each figure column */
  dates: string[]
  notes: LeftOutPart[]
}

const shown = ({ by, dates }: Dates, at: number): string => (by === 'month' ? (dates[at] ?? '').slice(0, 7) : (dates[at] ?? ''))

/** The day that each column's figures are dated. null: months or weeks without a year, months, weeks and days mixed, or days that could be years (`Mar-23`, `Mar-24`). */
function datesOf(figures: readonly Figure[], texts: readonly string[], locale: string): Dates | null {
  const days = figures.flatMap(({ period }) => (period.type === 'day' ? [period.text] : []))
  if (days.length === figures.length) {
    const distinct = [...new Set(days)]
    const months = asMonths(distinct, locale)
    if (!months) return { by: 'day', dates: days, notes: [] }
    const dates = days.map((day) => {
      const { year, month } = months.months[distinct.indexOf(day)] as { year: number; month: number }
      return lastDay(year, month)
    })
    return {
      by: 'month',
      dates,
      notes: months.by_locale ? [{ name: days[0] ?? '', code: 'L_MONTHS_BY_LOCALE', count: distinct.length }] : [],
    }
  }
  const weeks = weeksOf(figures, texts)
  if (weeks || days.length > 0 || figures.some(({ period }) => period.type !== 'month')) return weeks
  const months = figures.flatMap(({ period }) => (period.type === 'month' ? [period] : []))
  const numbers = new Set(months.map(({ month }) => month))
  if (numbers.size === 1 && new Set(months.map(({ year }) => year)).size > 1 && figures.every(({ label }) => !/\d{4}/.test(label)))
    return null
  if (months.some(({ year }) => year === null) && months.some(({ year }) => year !== null)) return null
  const years =
    months[0]?.year === null
      ? yearsOf(
          months.map(({ month }) => month),
          texts,
        )
      : months.map(({ year }) => year ?? 0)
  return years && { by: 'month', dates: months.map(({ month }, at) => lastDay(years[at] ?? 0, month)), notes: [] }
}

/** A week is put on its Monday, or on the day that its name writes out; null where not all are weeks, or their year is not known. */
function weeksOf(figures: readonly Figure[], texts: readonly string[]): Dates | null {
  const days = figures.flatMap(({ period }) => (period.type === 'week_day' ? [period.text] : []))
  if (days.length === figures.length) return { by: 'week', dates: days, notes: [] }
  const weeks = figures.flatMap(({ period }) => (period.type === 'week' ? [period] : []))
  const named = weeks.filter(({ year }) => year !== null).length
  if (weeks.length < figures.length || (named > 0 && named < weeks.length)) return null
  const around =
    named > 0
      ? null
      : yearOfWeeks(
          weeks.map(({ week }) => week),
          texts,
        )
  const dates = weeks.map(({ year, week }) => {
    const its_own = year ?? around
    return its_own === null ? null : isoMonday(its_own, week)
  })
  return dates.every((date) => date !== null) ? { by: 'week', dates, notes: [] } : null
}

/** Columns of one period together. null where two columns say the same of one period. */
function groupsOf(figures: readonly Figure[], dates: readonly string[], measures: readonly (Measure | null)[]): Group[] | null {
  const groups = new Map<string, { label: string; date: string; product: null; cells: (number | null)[] }>()
  for (const [at, { column, label, measure }] of figures.entries()) {
    const date = dates[at] ?? ''
    const group = groups.get(date) ?? { label, date, product: null, cells: measures.map(() => null) }
    const place = measures.indexOf(measure)
    if (group.cells[place] !== null) return null
    group.cells[place] = column
    groups.set(date, group)
  }
  return [...groups.values()]
}
