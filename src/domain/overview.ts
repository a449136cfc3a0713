import { z } from 'zod'
import { type MetricArgs, MetricResult } from './metric'
import { CostingMethod } from './settings'

/** What the Overview asks for, by the name of its place on the page. The page and the snapshot ask the very same things. */
export const OVERVIEW_ASKS = {
  kpis: { metric_id: 'overview-kpis', args: {} },
  profit: { metric_id: 'profit-total', args: {} },
  month_to_date: { metric_id: 'month-to-date', args: {} },
  units_to_date: { metric_id: 'month-to-date', args: { metric: 'units' } },
  orders_to_date: { metric_id: 'month-to-date', args: { metric: 'orders' } },
  trends: { metric_id: 'trends', args: { metric: 'revenue', months: 12 } },
  units_trend: { metric_id: 'trends', args: { metric: 'units', months: 12 } },
  orders_trend: { metric_id: 'trends', args: { metric: 'orders', months: 12 } },
  best_sellers: { metric_id: 'best-sellers', args: { limit: 10, by: 'revenue' } },
  categories: { metric_id: 'top-categories', args: { limit: 10 } },
  stores: { metric_id: 'top-stores', args: { limit: 10 } },
  channels: { metric_id: 'channels', args: {} },
  daily: { metric_id: 'daily-sales', args: {} },
} as const satisfies Record<string, { metric_id: string; args: z.infer<typeof MetricArgs> }>
export type OverviewPart = keyof typeof OVERVIEW_ASKS

/** The last committed Overview without a filter: one small row that the main thread paints before any worker is up. */
export const OverviewSnapshot = z.object({
  as_of: z.string().nullable(),
  data_version: z.number().int(),
  data_hash: z.string(),
  currency: z.string(),
  locale: z.string(),
  costing_method: CostingMethod,
  /** the results as `metrics.run` gives them, for OVERVIEW_ASKS without a filter */
  parts: z.object({
    kpis: MetricResult,
    profit: MetricResult,
    month_to_date: MetricResult,
    units_to_date: MetricResult,
    orders_to_date: MetricResult,
    trends: MetricResult,
    units_trend: MetricResult,
    orders_trend: MetricResult,
    best_sellers: MetricResult,
    categories: MetricResult,
    stores: MetricResult,
    channels: MetricResult,
    daily: MetricResult,
  } satisfies Record<OverviewPart, typeof MetricResult>),
})
export type OverviewSnapshot = z.infer<typeof OverviewSnapshot>
