import { useEngineQuery } from '../client'
import { kindsThatCount } from '../domain/counting-files'

/** Whether there is stock and no sales that count: what sells is then not known. False until the files are known. */
export function useStockAlone(): boolean {
  const kinds = kindsThatCount(useEngineQuery('datasets.list', {}).data ?? [])
  return kinds.has('inventory') && !kinds.has('sales')
}
