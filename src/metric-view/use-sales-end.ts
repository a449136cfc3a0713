import { useEngineQuery } from '../client'
import { useGlobalFilter } from '../url-filter'
import { salesEndBefore } from './sales-end'

/** The day on which the sales of the filter's stores end, when that is well before `day`; else null. */
export function useSalesEndBefore(day: string | null): string | null {
  const { filter } = useGlobalFilter()
  const stores = useEngineQuery('filter.options', {}).data?.stores ?? []
  return salesEndBefore(day, stores, filter.store_id)
}
