import { OVERVIEW_ASKS, type OverviewPart } from '../../domain/overview'
import { useSnapshot } from '../../snapshot'
import { useGlobalFilter } from '../../url-filter'
import { type Asked, useMetric } from '../../use-metric'

/** One part of the Overview. Without a filter it begins with the stored answer. */
export function useOverviewPart(part: OverviewPart): Asked {
  const { filtered } = useGlobalFilter()
  const snapshot = useSnapshot()
  const { metric_id, args } = OVERVIEW_ASKS[part]
  return useMetric(metric_id, args, filtered ? undefined : snapshot?.parts[part])
}
