import type { LeftOutPart, WideTable } from '../../../src/domain/dataset'
import type { Measure } from './figure-words'

/** A figure column of a wide table, and what its name says in place of a row. */
export interface Group {
  /** as the file writes it: the month, day, product or store of the column */
  label: string
  /** what goes under Date; null: the row says it */
  date: string | null
  /** what goes under Product; null: the row says it */
  product: string | null
  /** what goes under Store; absent: nothing does */
  store?: string
  /** 0-based columns of the file, one for each of the plan's measures; null where the group lacks one */
  cells: readonly (number | null)[]
}

/** How a table with a column for each month, day, product or store becomes one with a row for each figure. Columns are 0-based. */
export interface WidePlan {
  by: WideTable['by']
  skip_rows: number
  header_rows: number
  /** physical header rows, as they are */
  header: readonly (readonly string[])[]
  /** rows above the header that say something of the whole table which its columns do not, such as the day of a count */
  titles?: readonly (readonly string[])[]
  /** columns that are kept as they are, with their names */
  kept: readonly { column: number; name: string }[]
  groups: readonly Group[]
  /** null: whether units or money cannot be told, and is asked */
  measures: readonly (Measure | null)[]
  /** columns that add up others, or compare them */
  totals: readonly { column: number; name: string }[]
  /** column with the sum of the row, where the table has one and one measure */
  row_total: number | null
  /** first and last period, ISO month or day; labels of products */
  first: string
  last: string
  notes: readonly LeftOutPart[]
}

/** Columns behind a long table's own that say where in the file a row was. */
export const FILE_ROW = 'File row'
export const FILE_COLUMN = 'File column'
/** Numbers that may be units or money. */
export const FIGURES = 'Figures'
const MEASURE_NAMES: Record<Measure, string> = { qty: 'Quantity', total: 'Amount' }
const STOCK_NAMES: Record<Measure, string> = { qty: 'Closing Stock', total: 'Stock Value' }

/** Names of the long table's columns. */
export function longHeader({ by, kept, groups, measures }: WidePlan): string[] {
  const figures = by === 'store' ? STOCK_NAMES : MEASURE_NAMES
  return [
    ...kept.map(({ name }) => name),
    ...(groups.some(({ date }) => date !== null) ? ['Date'] : []),
    ...(groups.some(({ product }) => product !== null) ? ['Product'] : []),
    ...(groups.some(({ store }) => store !== undefined) ? ['Store'] : []),
    ...measures.map((measure) => (measure ? figures[measure] : FIGURES)),
    FILE_ROW,
    FILE_COLUMN,
  ]
}
