import { TOTAL_ONLY_PATTERN } from '../recognise/not-data'
import { amountOf, equalSums, isNothing } from './sides'
import { type Group, longHeader, type WidePlan } from './wide-plan'

const TOTAL_ONLY = new RegExp(TOTAL_ONLY_PATTERN, 'iu')
const TOTAL_ROW = /^\s*(?:(?:grand|sub) ?-?)?totals?(?:\b|$)|\btotals?\s*:?\s*$|^\s*(?:कुल|योग)/iu

/** What became of a table's rows and places for a figure. */
export interface LongCounts {
  rows: number
  lines: number
  empty: number
  others: number
}

/**
 * The rows of a long table, its header first; `counts` grows with them. Every figure is a row with its place in the file; what the file has beside its
 * figures keeps one row each, shaped so that the import sets it aside or rejects it: blank rows, totals (no date), the header again, rows with more cells than columns.
 */
export function* longRows(rows: Iterable<readonly string[]>, plan: WidePlan, counts: LongCounts): Generator<string[]> {
  const header = longHeader(plan)
  for (const title of plan.titles ?? []) yield [...title]
  yield header
  const { kept, groups, skip_rows, header_rows } = plan
  const width = Math.max(
    0,
    ...plan.header.map((row) => row.length),
    ...groups.flatMap(({ cells }) => cells.map((column) => (column ?? 0) + 1)),
  )
  const sums = groups.map(() => 0)
  let file_row = 0
  for (const row of rows) {
    file_row++
    if (file_row <= skip_rows + header_rows) continue
    const other = (cells: string[]): string[] => {
      counts.others++
      return cells
    }
    if (row.every((cell) => cell.trim() === '')) yield other([])
    else if (plan.header.some((names) => repeats(row, names))) yield other(header)
    else if (row.slice(width).some((cell) => cell.trim() !== '')) yield other([...padded(row, header.length), String(file_row)])
    else if (isTotal(row, plan, sums)) yield other(totalRow(row, plan, file_row))
    else {
      counts.rows++
      const sides = kept.map(({ column }) => row[column] ?? '')
      for (const [at, group] of groups.entries()) {
        const figures = group.cells.map((column) => (column === null ? '' : (row[column] ?? '')))
        if (figures.every(isNothing)) {
          counts.empty++
          continue
        }
        counts.lines++
        sums[at] = (sums[at] ?? 0) + (amountOf(figures[0]) ?? 0)
        const said = [group.date, group.product, group.store ?? null].filter((text) => text !== null)
        yield [...sides, ...said, ...figures.map((figure) => (isNothing(figure) ? '' : figure)), String(file_row), group.label]
      }
    }
  }
}

const padded = (row: readonly string[], width: number): string[] => [
  ...row,
  ...Array.from({ length: Math.max(0, width - row.length) }, () => ''),
]

function repeats(row: readonly string[], names: readonly string[]): boolean {
  const same = row.filter((cell, column) => cell.trim() !== '' && cell.trim() === (names[column] ?? '').trim()).length
  return same >= 2 && row.every((cell, column) => cell.trim() === '' || cell.trim() === (names[column] ?? '').trim())
}

/** Totals say so in a cell beside the figures; or say nothing there, and every figure is the sum of those above. */
function isTotal(row: readonly string[], { kept, groups, by }: WidePlan, sums: readonly number[]): boolean {
  const words = kept.map(({ column }) => row[column]?.trim() ?? '').filter((cell) => cell !== '')
  if (words.length > 0) {
    const [only] = words
    return by === 'product'
      ? words.some((word) => TOTAL_ROW.test(word))
      : words.some((word) => TOTAL_ONLY.test(word)) || (words.length === 1 && TOTAL_ROW.test(only ?? ''))
  }
  const figures = groups.map(({ cells }) => (cells[0] === null || cells[0] === undefined ? '' : (row[cells[0]] ?? '')))
  return figures.some((figure) => !isNothing(figure)) && figures.every((figure, at) => equalSums(amountOf(figure), sums[at] ?? 0))
}

/** One row with what stands beside the figures and no date; the sum of the whole table, where the file states one, to check the figures by. */
function totalRow(row: readonly string[], { kept, groups, measures, row_total }: WidePlan, file_row: number): string[] {
  const words = kept.map(({ column, name }) => (name === 'Date' ? '' : (row[column] ?? '')))
  const label = kept.map(({ column }) => row[column]?.trim() ?? '').find((cell) => cell !== '') ?? 'Total'
  const blank = (has: (group: Group) => boolean): string[] => (groups.some(has) ? [''] : [])
  const said = [
    ...blank(({ date }) => date !== null),
    ...blank(({ product }) => product !== null),
    ...blank(({ store }) => store !== undefined),
  ]
  const grand = row_total !== null && TOTAL_ONLY.test(label) ? (row[row_total] ?? '') : ''
  return [...words, ...said, ...measures.map((_, at) => (at === 0 ? grand : '')), String(file_row), label]
}
