import { z } from 'zod'

/** How goods are costed when they were bought at several prices (domain.md 3.8): moving average, latest purchase, first in first out. */
export const CostingMethod = z.enum(['WAVG', 'LATEST', 'FIFO'])
export type CostingMethod = z.infer<typeof CostingMethod>

const days = (most: number) => z.number().int().min(1).max(most)

/**
 * What a person decides about the shop. Kept in Dexie. A metric names the settings that its figures follow (MetricDefinition.settings, or a
 * parameter's `setting`), and only those enter its cache key.
 */
export const Settings = z.object({
  currency: z.string().length(3),
  locale: z.string(),
  /** 1 = Monday */
  week_start: z.number().int().min(1).max(7),
  costing_method: CostingMethod,
  /**
   * GST that is inside amounts of files that say nothing of tax, in percent; 0 = such amounts count as they are. A product whose own rate is known by a
   * products file has that rate instead.
   */
  included_tax_pct: z.number().min(0).max(100),
  /** days without a sale after which stock is dead (3.7) */
  dead_days: days(3650),
  /** days of cover above which stock is slow (3.7) */
  slow_days: days(3650),
  /** days of sales that stock may cover before the rest is excess (3.7) */
  excess_days: days(3650),
  /** days from an order to the delivery, and days between two orders (3.11) */
  lead_days: days(365),
  review_days: days(365),
  /** share of customers who buy something else when a product is out: 0..1 (3.11) */
  substitution: z.number().min(0).max(1),
  /** days before the expiry date from which on goods are not sold any more (5.1) */
  removal_lead_days: z.number().int().min(0).max(365),
  /** share of customers who take what expires first; the others take the freshest: 0..1 (5.6) */
  fefo_share: z.number().min(0).max(1),
  /** whether scripts in pages of this origin are answered under /api/v1 */
  local_api: z.boolean(),
})
export type Settings = z.infer<typeof Settings>
/** Settings that stored rows or models follow: a change is a job, and counts when everything that follows is computed. */
export const RECOMPUTED = ['costing_method', 'included_tax_pct'] as const satisfies readonly (keyof Settings)[]
export const DEFAULT_SETTINGS: Settings = {
  currency: 'INR',
  locale: 'en-IN',
  week_start: 1,
  costing_method: 'WAVG',
  included_tax_pct: 0,
  dead_days: 90,
  slow_days: 120,
  excess_days: 90,
  lead_days: 3,
  review_days: 7,
  substitution: 0.3,
  removal_lead_days: 0,
  fefo_share: 1,
  local_api: true,
}
