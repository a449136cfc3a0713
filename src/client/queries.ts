import { type QueryClient, type UseQueryResult, useQuery } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import type { Method, Params, Result } from '../domain/engine'
import type { LucidError } from '../domain/errors'
import { type EngineEvent, isOpenStatus, Job } from '../domain/job'
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

/** At most so often does a page take in what it has heard, in ms: a drop of many files is told in hundreds of events. */
const HEARD_EVERY = 250

/** Keeps the queries of a page true to the engine's events. Once per page; returns the way to stop. */
export function followEngine(queries: QueryClient): () => void {
  const jobs = new Map<string, Job>()
  const stale = new Set<Method | 'all'>()
  const hears = inTurns(HEARD_EVERY, () => {
    takeIn(queries, [...jobs.values()])
    jobs.clear()
    const methods = [...stale]
    stale.clear()
    if (methods.includes('all'))
      void queries.invalidateQueries({
        predicate: ({ queryKey: [scope, method] }) => scope === SCOPE && !CONSTANT.includes(String(method)),
      })
    else for (const method of methods) if (method !== 'all') void queries.invalidateQueries({ queryKey: queryKey(method) })
  })
  const stopEvents = engine.onEvent(({ type, data }) => {
    const job = Job.safeParse(data.job)
    if (job.success) jobs.set(job.data.job_id, job.data)
    for (const method of staleAfter(type, job.data)) stale.add(method)
    if (jobs.size > 0 || stale.size > 0) hears.now()
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
    hears.stop()
    stopEvents()
    stopState()
  }
}

/** What is to be asked again after an event. A file that waits or is read changes nothing of the list of files before it ends. */
function staleAfter(type: EngineEvent['type'], job: Job | undefined): readonly (Method | 'all')[] {
  if (type === 'file_progress' || type === 'actions_progress') return []
  if (type === 'data_changed') return ['all']
  if (type === 'actions_changed') return ['actions.list', 'actions.events', 'kpis.get', 'store_settings.get']
  const reads = job?.job_type === 'import' || job?.job_type === 'sample'
  if (type === 'job_changed' && reads && isOpenStatus(job.status)) return ['jobs.list', 'jobs.get', 'datasets.get']
  return ['jobs.list', 'jobs.get', 'datasets.list', 'datasets.get', 'health']
}

function takeIn(queries: QueryClient, told: readonly Job[]): void {
  if (told.length === 0) return
  const ids = new Set(told.map(({ job_id }) => job_id))
  queries.setQueryData<Job[]>(
    queryKey('jobs.list', {}),
    (jobs) => jobs && newestFirst([...told, ...jobs.filter(({ job_id }) => !ids.has(job_id))]),
  )
  for (const job of told) queries.setQueryData<Job>(queryKey('jobs.get', { job_id: job.job_id }), job)
}

/** `now` does the work at once, or, when that was less than `ms` ago, as soon as it was not. */
function inTurns(ms: number, work: () => void): { now: () => void; stop: () => void } {
  let timer: ReturnType<typeof setTimeout> | null = null
  let again = false
  const now = () => {
    again = timer !== null
    if (timer !== null) return
    timer = setTimeout(() => {
      timer = null
      if (again) now()
    }, ms)
    work()
  }
  return { now, stop: () => timer !== null && clearTimeout(timer) }
}

const newestFirst = (jobs: Job[]): Job[] => jobs.sort((a, b) => (a.created_at === b.created_at ? 0 : a.created_at < b.created_at ? 1 : -1))
