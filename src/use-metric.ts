import { useMemo } from 'react'
import { useEngineQuery } from './client'
import type { LucidError } from './domain/errors'
import type { Filter } from './domain/filter'
import type { MetricArgs, MetricResult, Row } from './domain/metric'
import type { FigureSource } from './ui/figure'
import { useGlobalFilter } from './url-filter'

export type Asked = {
  /** live, else what was stored, else the previous answer while a new filter is computed; undefined = nothing known yet */
  result: MetricResult | undefined
  error: LucidError | null
  /** shown figures belong to an earlier question */
  outdated: boolean
  retry: () => void
  /** how a cell of this answer is opened */
  open: (row: Row, column: string) => FigureSource
}

/** Asks one metric under the page's filter, narrowed by `within`. `stored` is painted until the engine has answered. */
export function useMetric(metric_id: string, args: MetricArgs, stored?: MetricResult, within?: Partial<Filter>): Asked {
  const { filter, as_of } = useGlobalFilter()
  const narrow = JSON.stringify(within ?? {})
  const said = JSON.stringify(args)
  const ask = useMemo(
    () => ({ metric_id, args: JSON.parse(said) as MetricArgs, filter: { ...filter, ...(JSON.parse(narrow) as Partial<Filter>) }, as_of }),
    [metric_id, said, filter, narrow, as_of],
  )
  const live = useEngineQuery('metrics.run', ask, { keepPrevious: true })
  return {
    result: live.data && !(live.isPlaceholderData && stored) ? live.data : (stored ?? live.data),
    error: live.error,
    outdated: live.isPlaceholderData,
    retry: () => void live.refetch(),
    open: (row, column) => ({ ...ask, column, row }),
  }
}
