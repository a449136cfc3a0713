import type { LeftOutPart, WideTable } from '../../../src/domain/dataset'
import type { Measure } from './figure-words'

/** A figure column of a wide table, and what its name says in place of a row. */
export interface Group {
  /** as the file writes it: the month, day or product of the column */
  label: string
  /** what goes under Date; null: the row says it */
  date: string | null
  /** what goes under Product; null: the row says it */
  product: string | null
  /** 0-based columns of the file, one for each of the plan's measures; null where the group lacks one */
  cells: readonly (number | null)[]
}

/** How a table with a column for each month, day or product becomes one with a row for each figure. Columns are 0-based. */
export interface WidePlan {
  by: WideTable['by']
  skip_rows: number
  header_rows: number
  /** physical header rows, as they are */
  header: readonly (readonly string[])[]
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
export const MEASURE_NAMES: Record<Measure, string> = { qty: 'Quantity', total: 'Amount' }

/** Names of the long table's columns. */
export function longHeader({ kept, groups, measures }: WidePlan): string[] {
  return [
    ...kept.map(({ name }) => name),
    ...(groups.some(({ date }) => date !== null) ? ['Date'] : []),
    ...(groups.some(({ product }) => product !== null) ? ['Product'] : []),
    ...measures.map((measure) => (measure ? MEASURE_NAMES[measure] : FIGURES)),
    FILE_ROW,
    FILE_COLUMN,
  ]
}
