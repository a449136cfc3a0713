import { type QueryClient, type UseQueryResult, useQuery } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import type { Method, Params, Result } from '../domain/engine'
import type { LucidError } from '../domain/errors'
import { Job } from '../domain/job'
import { engine } from './engine'
import type { EngineState } from './engine-state'

const SCOPE = 'engine'
export const queryKey = <M extends Method>(method: M, params?: Params<M>) =>
  params === undefined ? [SCOPE, method] : [SCOPE, method, params]

/** A reading call as a query. It goes stale only when the engine says that data changed; offline it works like online. */
export function useEngineQuery<M extends Method>(
  method: M,
  params: Params<M>,
  options: { enabled?: boolean; keepPrevious?: boolean } = {},
): UseQueryResult<Result<M>, LucidError> {
  return useQuery<Result<M>, LucidError>({
    queryKey: queryKey(method, params),
    queryFn: () => engine.call(method, params),
    networkMode: 'always',
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    enabled: options.enabled ?? true,
    ...(options.keepPrevious ? { placeholderData: (previous: Result<M> | undefined) => previous } : {}),
  } as Parameters<typeof useQuery<Result<M>, LucidError>>[0])
}

export const useTabState = (): EngineState => useSyncExternalStore(engine.state.subscribe, engine.state.get)

/** Jobs of all tabs, newest first, moving as they progress. */
export function useJobs(): Job[] {
  return useEngineQuery('jobs.list', {}).data ?? []
}

/** Methods that do not depend on the data and are not asked again when it changes. */
const CONSTANT: readonly string[] = ['metrics.list'] satisfies Method[]

/** Keeps the queries of a page true to the engine's events. Once per page; returns the way to stop. */
export function followEngine(queries: QueryClient): () => void {
  const again = (...methods: Method[]) => {
    for (const method of methods) void queries.invalidateQueries({ queryKey: queryKey(method) })
  }
  const stopEvents = engine.onEvent(({ type, data }) => {
    const job = Job.safeParse(data.job)
    if (job.success) {
      queries.setQueryData<Job[]>(
        queryKey('jobs.list', {}),
        (jobs) => jobs && newestFirst([job.data, ...jobs.filter((one) => one.job_id !== job.data.job_id)]),
      )
      queries.setQueryData<Job>(queryKey('jobs.get', { job_id: job.data.job_id }), job.data)
    }
    if (type === 'file_progress' || type === 'actions_progress') return
    if (type === 'data_changed')
      void queries.invalidateQueries({
        predicate: ({ queryKey: [scope, method] }) => scope === SCOPE && !CONSTANT.includes(String(method)),
      })
    else if (type === 'actions_changed') again('actions.list', 'actions.events', 'kpis.get', 'store_settings.get')
    else again('jobs.list', 'jobs.get', 'datasets.list', 'datasets.get', 'health')
  })
  // events of the time without a worker were not heard by anyone here
  let epoch = 0
  const stopState = engine.state.subscribe(() => {
    const now = engine.state.get()
    if (now.epoch === epoch) return
    if (epoch !== 0) void queries.invalidateQueries({ queryKey: [SCOPE] })
    epoch = now.epoch
  })
  return () => {
    stopEvents()
    stopState()
  }
}

const newestFirst = (jobs: Job[]): Job[] => jobs.sort((a, b) => (a.created_at === b.created_at ? 0 : a.created_at < b.created_at ? 1 : -1))
