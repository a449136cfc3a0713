import { type Filter, NO_FILTER } from '../../src/domain/filter'
import type { MetricResult } from '../../src/domain/metric'
import { OVERVIEW_ASKS, type OverviewPart, type OverviewSnapshot } from '../../src/domain/overview'
import { type MetricDeps, runMetric } from './run'

/**
 * Everything that the Overview shows first, as one plain object. The host stores it (for NO_FILTER) after every change of the data, and the
 * main thread paints it before any worker is up. Results are also left in the cache, where the page's own questions find them.
 */
export async function overviewSnapshot(deps: MetricDeps, filter: Filter = NO_FILTER): Promise<OverviewSnapshot> {
  const parts: Partial<Record<OverviewPart, MetricResult>> = {}
  for (const [part, { metric_id, args }] of Object.entries(OVERVIEW_ASKS))
    parts[part as OverviewPart] = await runMetric(deps, { metric_id, args, filter, as_of: null })
  const complete = parts as Record<OverviewPart, MetricResult>
  return {
    as_of: complete.kpis.as_of,
    data_version: deps.data_version,
    data_hash: deps.data_hash,
    currency: deps.settings.currency,
    locale: deps.settings.locale,
    costing_method: deps.settings.costing_method,
    parts: complete,
  }
}
