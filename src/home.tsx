import { notifications } from '@mantine/notifications'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useEngineQuery } from './client'
import { FirstRun } from './features/data/first-run'
import { loadSampleShop } from './features/data/sample-shop'
import { Overview } from './features/overview/overview'
import { useSnapshot } from './snapshot'
import { useGlobalFilter } from './url-filter'

/** The Overview, or the first screen while there is nothing at all. `?demo` loads the sample shop into an empty device, once. */
export function Home() {
  const snapshot = useSnapshot()
  const datasets = useEngineQuery('datasets.list', {})
  useDemo(datasets.data?.length)
  const nothing = datasets.data ? datasets.data.length === 0 : snapshot === null
  return nothing ? <FirstRun /> : <Overview />
}

/** Takes `demo` out of the address as soon as it is acted upon: a reload or a shared link must not load it again. */
function useDemo(datasets: number | undefined): void {
  const { search } = useGlobalFilter()
  const { t } = useTranslation('data')
  const navigate = useNavigate()
  const begun = useRef(false)
  useEffect(() => {
    if (!search.demo || datasets === undefined || begun.current) return
    begun.current = true
    void navigate({ to: '/', search: (before) => ({ ...before, demo: undefined }), replace: true })
    if (datasets === 0) loadSampleShop().catch(() => notifications.show({ message: t('sample.failed'), color: 'gray', autoClose: false }))
  }, [search.demo, datasets, navigate, t])
}
