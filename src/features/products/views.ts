import type { ColumnUnit, MetricArgs } from '../../domain/metric'

/** A column of a view: `opens` = its figure opens to "how is this computed"; `wide_only` = left out on phones. */
export interface ViewColumn {
  name: string
  unit: ColumnUnit
  opens?: boolean
  wide_only?: boolean
  /** drawn as a bar behind the cell, against the largest of the list */
  bar?: boolean
}

export interface View {
  metric_id: string
  args: MetricArgs
  columns: readonly ViewColumn[]
  /** what names a row beside its SKU */
  by_store?: boolean
}

/** The most products that a page lists; a till with more is a chain's. */
export const MOST = 10_000

/** The ways to look at the products: each is one metric's table. */
export const VIEWS = {
  best: {
    metric_id: 'best-sellers',
    args: { limit: MOST, by: 'units' },
    columns: [
      { name: 'category', unit: 'text', wide_only: true },
      { name: 'total_quantity', unit: 'units', opens: true, bar: true },
      { name: 'units_sold', unit: 'units', opens: true, wide_only: true },
      { name: 'revenue', unit: 'money', opens: true },
    ],
  },
  contribution: {
    metric_id: 'revenue-contribution',
    args: { limit: MOST },
    columns: [
      { name: 'category', unit: 'text', wide_only: true },
      { name: 'revenue', unit: 'money', opens: true, bar: true },
      { name: 'percentage', unit: 'ratio', opens: true, wide_only: true },
      { name: 'cumulative_percentage', unit: 'ratio', opens: true, wide_only: true },
      { name: 'abc', unit: 'word' },
    ],
  },
  dead: {
    metric_id: 'dead-stock',
    args: { limit: MOST },
    by_store: true,
    columns: [
      { name: 'category', unit: 'text', wide_only: true },
      { name: 'store_id', unit: 'text', wide_only: true }, // on phones it stands under the name
      { name: 'last_sale', unit: 'date', wide_only: true },
      { name: 'days_since_sale', unit: 'count', opens: true, wide_only: true },
      { name: 'current_stock', unit: 'units', opens: true },
      { name: 'estimated_value', unit: 'money', opens: true, bar: true },
    ],
  },
} as const satisfies Record<string, View>

export type ViewName = keyof typeof VIEWS
export const VIEW_NAMES = Object.keys(VIEWS) as [ViewName, ...ViewName[]]
