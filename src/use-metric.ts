import { useCallback, useMemo } from 'react'
import { useEngineQuery } from './client'
import type { LucidError } from './domain/errors'
import type { Filter } from './domain/filter'
import type { MetricArgs, MetricResult, Row } from './domain/metric'
import { ResultTable } from './metric-view/result-table'
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
  const ask = useAsk(metric_id, args, within)
  const live = useEngineQuery('metrics.run', ask, { keepPrevious: true })
  return {
    result: live.data && !(live.isPlaceholderData && stored) ? live.data : (stored ?? live.data),
    error: live.error,
    outdated: live.isPlaceholderData,
    retry: () => void live.refetch(),
    open: (row, column) => ({ ...ask, column, row }),
  }
}

export type AskedTable = Omit<Asked, 'result'> & { table: ResultTable | undefined }

/** As useMetric, for lists that may be long: at most `most` rows, which are made when they are looked at. */
export function useMetricTable(metric_id: string, args: MetricArgs, within?: Partial<Filter>, most?: number): AskedTable {
  // one row more says whether there are more
  const ask = useAsk(metric_id, most === undefined ? args : { ...args, limit: most + 1 }, within)
  const live = useEngineQuery('metrics.table', ask, { keepPrevious: true })
  const { data, refetch } = live
  const table = useMemo(() => data && new ResultTable(data, most), [data, most])
  const open = useCallback((row: Row, column: string): FigureSource => ({ ...ask, column, row }), [ask])
  const retry = useCallback(() => void refetch(), [refetch])
  return { table, error: live.error, outdated: live.isPlaceholderData, retry, open }
}

function useAsk(metric_id: string, args: MetricArgs, within: Partial<Filter> | undefined) {
  const { filter, as_of } = useGlobalFilter()
  // the same question keeps its identity, whatever else changes in the address
  const said = JSON.stringify({ metric_id, args, filter: { ...filter, ...within }, as_of })
  return useMemo(() => JSON.parse(said) as { metric_id: string; args: MetricArgs; filter: Filter; as_of: string | null }, [said])
}
