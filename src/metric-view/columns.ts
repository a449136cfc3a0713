import type { ColumnUnit } from '../domain/metric'

/** A column of a table of one metric's rows. Titles are the words of `columns:` by name. */
export interface MetricTableColumn {
  name: string
  unit: ColumnUnit
  /** its figure opens to "how is this computed" */
  opens?: boolean
  /** left out on phones */
  wide_only?: boolean
  /** drawn as a bar behind the cell, against the largest of the list */
  bar?: boolean
  /** shown only when a person chooses it */
  extra?: boolean
}
