import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useEngineQuery, useJobs } from './client'
import { kindsThatCount } from './domain/counting-files'
import type { Dataset } from './domain/dataset'
import { FirstRun } from './features/data/first-run'
import { isUnderWay } from './features/data/job-state'
import { startSampleShop, useSampleLoad } from './features/data/sample-load'
import { Overview } from './features/overview/overview'
import { useSnapshot } from './snapshot'
import { useGlobalFilter } from './url-filter'

/** The Overview, or the first screen until there is something to see on it. `?demo` loads the sample shop into an empty device, once. */
export function Home() {
  const has_figures = useSnapshot() !== null
  const datasets = useEngineQuery('datasets.list', {}).data
  const loading = useSampleLoad().state === 'loading'
  const reading = useJobs().some(isUnderWay) || loading
  useDemo(datasets?.length)
  return (datasets ? nothingToSee(datasets, reading, has_figures) : !has_figures) ? <FirstRun /> : <Overview />
}

/** No files at all, or none yet that figures could come from: they are being read, wait for an answer, or could not be taken. */
function nothingToSee(datasets: readonly Dataset[], reading: boolean, has_figures: boolean): boolean {
  if (datasets.length === 0) return true
  const kinds = kindsThatCount(datasets)
  if (has_figures || kinds.has('sales')) return false
  return reading || kinds.size === 0
}

/** Takes `demo` out of the address as soon as it is acted upon: a reload or a shared link must not load it again. */
function useDemo(datasets: number | undefined): void {
  const { search } = useGlobalFilter()
  const navigate = useNavigate()
  const begun = useRef(false)
  useEffect(() => {
    if (!search.demo || datasets === undefined || begun.current) return
    begun.current = true
    void navigate({ to: '/', search: (before) => ({ ...before, demo: undefined }), replace: true })
    if (datasets === 0) void startSampleShop()
  }, [search.demo, datasets, navigate])
}
