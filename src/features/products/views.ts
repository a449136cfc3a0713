import type { DatasetKind } from '../../domain/mapping'
import type { MetricArgs } from '../../domain/metric'
import type { MetricTableColumn } from '../../metric-view/columns'
import type { ViewName } from '../../product-views'

export interface View {
  metric_id: string
  args: MetricArgs
  columns: readonly MetricTableColumn[]
  /** what names a row beside its SKU */
  by_store?: boolean
  /** files without which it says nothing */
  needs: readonly DatasetKind[]
  /** having no row is good news, or says what is not known yet: a key of `columns:empty` */
  good?: string
  unknown?: string
}

/** The most rows that a page lists; it says so when there are more. */
export const MOST = 100_000

const CATEGORY = { name: 'category', unit: 'text', wide_only: true } as const
const STORE = { name: 'store_id', unit: 'text', wide_only: true } as const // on phones it stands under the name

/** What is known of products while there is stock and no sales: in place of the columns of `all`. */
export const STOCK_COLUMNS: readonly MetricTableColumn[] = [
  CATEGORY,
  { name: 'on_hand', unit: 'units', opens: true },
  { name: 'stock_value', unit: 'money', opens: true, bar: true },
  { name: 'next_expiry', unit: 'date' },
]

/** The ways to look at the products: each is one metric's table. */
export const VIEWS = {
  all: {
    metric_id: 'products',
    args: { limit: MOST },
    needs: ['sales'],
    columns: [
      CATEGORY,
      { name: 'revenue', unit: 'money', opens: true, bar: true },
      { name: 'share', unit: 'ratio', opens: true, extra: true },
      { name: 'units', unit: 'units', opens: true, wide_only: true },
      { name: 'average_price', unit: 'money', opens: true, extra: true },
      { name: 'total_profit', unit: 'money', opens: true },
      { name: 'profit_margin', unit: 'ratio', opens: true, wide_only: true },
      { name: 'cost_coverage', unit: 'ratio', opens: true, extra: true },
      { name: 'velocity_30d', unit: 'number', opens: true, extra: true },
      { name: 'on_hand', unit: 'units', opens: true, wide_only: true },
      { name: 'stock_value', unit: 'money', opens: true, extra: true },
      { name: 'next_expiry', unit: 'date', extra: true },
      { name: 'days_of_cover', unit: 'days', opens: true, wide_only: true },
      { name: 'last_sale', unit: 'date', extra: true },
      { name: 'first_sale', unit: 'date', extra: true },
    ],
  },
  best: {
    metric_id: 'best-sellers',
    args: { limit: MOST, by: 'units' },
    needs: ['sales'],
    columns: [
      CATEGORY,
      { name: 'total_quantity', unit: 'units', opens: true, bar: true },
      { name: 'units_sold', unit: 'units', opens: true, wide_only: true },
      { name: 'revenue', unit: 'money', opens: true },
    ],
  },
  contribution: {
    metric_id: 'revenue-contribution',
    args: { limit: MOST },
    needs: ['sales'],
    columns: [
      CATEGORY,
      { name: 'revenue', unit: 'money', opens: true, bar: true },
      { name: 'percentage', unit: 'ratio', opens: true, wide_only: true },
      { name: 'cumulative_percentage', unit: 'ratio', opens: true, wide_only: true },
      { name: 'abc', unit: 'word' },
    ],
  },
  steady: {
    metric_id: 'abc-xyz',
    args: { limit: MOST },
    needs: ['sales'],
    columns: [
      CATEGORY,
      { name: 'revenue', unit: 'money', opens: true, wide_only: true },
      { name: 'abc', unit: 'word' },
      { name: 'weekly_units', unit: 'number', opens: true },
      { name: 'cv', unit: 'number', opens: true, wide_only: true },
      { name: 'weeks', unit: 'count', opens: true, extra: true },
      { name: 'xyz', unit: 'word' },
    ],
  },
  seasons: {
    metric_id: 'seasonality',
    args: { limit: MOST },
    needs: ['sales'],
    good: 'seasons',
    columns: [
      CATEGORY,
      { name: 'season', unit: 'word' },
      { name: 'peak_months', unit: 'text' },
      { name: 'seasonality_score', unit: 'ratio', opens: true, bar: true },
      { name: 'months', unit: 'count', opens: true, wide_only: true },
      { name: 'units_sold', unit: 'units', opens: true, wide_only: true },
    ],
  },
  together: { metric_id: 'basket', args: { limit: 1000 }, needs: ['sales'], good: 'together', columns: [] },
  profit: {
    metric_id: 'profitability',
    args: { limit: MOST },
    needs: ['sales'],
    columns: [
      CATEGORY,
      { name: 'revenue', unit: 'money', opens: true, wide_only: true },
      { name: 'total_profit', unit: 'money', opens: true, bar: true },
      { name: 'profit_margin', unit: 'ratio', opens: true },
      { name: 'cost_coverage', unit: 'ratio', opens: true, wide_only: true },
    ],
  },
  returns: {
    metric_id: 'gmroi',
    args: { limit: MOST },
    needs: ['sales', 'inventory'],
    columns: [
      CATEGORY,
      { name: 'total_profit', unit: 'money', opens: true, wide_only: true },
      { name: 'profit_margin', unit: 'ratio', opens: true, extra: true },
      { name: 'average_stock_value', unit: 'money', opens: true },
      { name: 'stock_value', unit: 'money', opens: true, extra: true },
      { name: 'gmroi', unit: 'number', opens: true, bar: true },
    ],
  },
  velocity: {
    metric_id: 'inventory-velocity',
    args: { limit: MOST },
    needs: ['sales'],
    by_store: true,
    columns: [
      CATEGORY,
      STORE,
      { name: 'velocity_7d', unit: 'number', opens: true, wide_only: true },
      { name: 'velocity_14d', unit: 'number', opens: true, extra: true },
      { name: 'velocity_30d', unit: 'number', opens: true },
      { name: 'volatility', unit: 'number', opens: true, extra: true },
      { name: 'on_hand', unit: 'units', opens: true, wide_only: true },
      { name: 'stock_value', unit: 'money', opens: true, extra: true },
      { name: 'days_of_cover', unit: 'days', opens: true },
      { name: 'turnover_rate', unit: 'number', opens: true, wide_only: true },
      { name: 'velocity_class', unit: 'word', wide_only: true },
      { name: 'first_seen', unit: 'date', extra: true },
    ],
  },
  reorder: {
    metric_id: 'reorder',
    args: { limit: MOST },
    needs: ['sales', 'inventory'],
    good: 'reorder',
    by_store: true,
    columns: [
      CATEGORY,
      STORE,
      { name: 'supplier', unit: 'text', wide_only: true },
      { name: 'on_hand', unit: 'units', opens: true },
      { name: 'daily_units', unit: 'number', opens: true, wide_only: true },
      { name: 'expected_units', unit: 'number', opens: true, extra: true },
      { name: 'needed_units', unit: 'units', opens: true, wide_only: true },
      { name: 'shelf_life', unit: 'days', opens: true, extra: true },
      { name: 'reorder_qty', unit: 'units', opens: true },
    ],
  },
  out: {
    metric_id: 'stockouts',
    args: { limit: MOST },
    needs: ['sales', 'inventory', 'purchases'],
    good: 'out',
    by_store: true,
    columns: [
      CATEGORY,
      STORE,
      { name: 'is_out', unit: 'flag', wide_only: true },
      { name: 'out_days', unit: 'count', opens: true },
      { name: 'usual_units', unit: 'number', opens: true, wide_only: true },
      { name: 'lost_units', unit: 'number', opens: true, wide_only: true },
      { name: 'lost_revenue', unit: 'money', opens: true, bar: true },
    ],
  },
  sell_through: {
    metric_id: 'sell-through',
    args: { limit: MOST },
    needs: ['sales', 'inventory'],
    columns: [
      CATEGORY,
      { name: 'units_sold', unit: 'units', opens: true },
      { name: 'received', unit: 'units', opens: true, wide_only: true },
      { name: 'on_hand', unit: 'units', opens: true, wide_only: true },
      { name: 'sell_through', unit: 'ratio', opens: true, bar: true },
      { name: 'sell_through_received', unit: 'ratio', opens: true, wide_only: true },
    ],
  },
  slow: {
    metric_id: 'slow-stock',
    args: { limit: MOST },
    needs: ['sales', 'inventory'],
    good: 'slow',
    by_store: true,
    columns: [
      CATEGORY,
      STORE,
      { name: 'on_hand', unit: 'units', opens: true },
      { name: 'daily_units', unit: 'number', opens: true, wide_only: true },
      { name: 'days_of_cover', unit: 'days', opens: true },
      { name: 'stock_value', unit: 'money', opens: true, wide_only: true },
      { name: 'excess_units', unit: 'number', opens: true, extra: true },
      { name: 'excess_value', unit: 'money', opens: true, bar: true },
    ],
  },
  dead: {
    metric_id: 'dead-stock',
    args: { limit: MOST },
    needs: ['sales', 'inventory'],
    good: 'dead',
    by_store: true,
    columns: [
      CATEGORY,
      STORE,
      { name: 'last_sale', unit: 'date', wide_only: true },
      { name: 'days_since_sale', unit: 'count', opens: true, wide_only: true },
      { name: 'current_stock', unit: 'units', opens: true },
      { name: 'estimated_value', unit: 'money', opens: true, bar: true },
    ],
  },
} as const satisfies Record<ViewName, View>
