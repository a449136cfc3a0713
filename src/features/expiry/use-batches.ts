import { useMemo } from 'react'
import { useEngineQuery } from '../../client'
import type { Filter } from '../../domain/filter'
import type { MetricArgs } from '../../domain/metric'
import { type Asked, useMetric } from '../../use-metric'
import { type BatchRow, batchRows } from './batch-row'

/** What lies on the shelves by batch, the most pressing first; batches of which nothing is left are not among them. */
export function useBatches(args: MetricArgs = {}, within?: Partial<Filter>): { asked: Asked; batches: readonly BatchRow[] } {
  const asked = useMetric('batch-risk', args, undefined, within)
  const rows = asked.result?.results
  const batches = useMemo(() => batchRows(rows).filter(({ status }) => status !== 'ZERO' && status !== 'NETTED'), [rows])
  return { asked, batches }
}

/** The name of a store by its id; the id itself where no file names it. */
export function useStoreName(): (store_id: string) => string {
  const stores = useEngineQuery('filter.options', {}).data?.stores
  return (store_id) => stores?.find((one) => one.store_id === store_id)?.name ?? store_id
}
