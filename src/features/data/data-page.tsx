import { Button, Skeleton, Text, Title } from '@mantine/core'
import { lazy, type ReactElement, Suspense, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useEngineQuery, useJobs } from '../../client'
import type { Dataset } from '../../domain/dataset'
import { ErrorState } from '../../ui/error-state'
import { say } from '../../ui/say'
import classes from './data-page.module.css'
import { DatasetRow } from './dataset-row'
import { DropArea } from './drop-area'
import { isUnderWay } from './job-state'
import { JobAnnouncer, JobsNow } from './jobs-now'
import { MappingDialog } from './mapping-dialog'
import { useNews } from './news'
import { NewsList } from './news-list'
import { RemoveDataset } from './remove-dataset'
import { removeSampleShop, sampleOf } from './take-files'
import '../../i18n/words/data'

const FolderPanel = lazy(() => import('./folder-panel'))

/** Where files come in: drop, live progress, questions, and the history of every file. */
export function DataPage(): ReactElement {
  const { t } = useTranslation('data')
  const datasets = useEngineQuery('datasets.list', {})
  const jobs = useJobs()
  const [asked, setAsked] = useState<Dataset | null>(null)
  const [doomed, setDoomed] = useState<Dataset | null>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const list = datasets.data ?? []
  const beingRead = new Set(jobs.filter(isUnderWay).map((job) => job.dataset_id))
  useOpenOwnQuestions(list, asked, setAsked)
  return (
    <div className={classes.page}>
      <header>
        <Title order={1}>{t('page.title')}</Title>
        <Text c="dimmed">{t('page.lead')}</Text>
      </header>
      <DropArea />
      {'showDirectoryPicker' in window ? (
        <Suspense fallback={null}>
          <FolderPanel />
        </Suspense>
      ) : null}
      <SampleBanner datasets={list} />
      <JobAnnouncer jobs={jobs} />
      <NewsList jobs={jobs} datasets={list} />
      <JobsNow jobs={jobs} />
      <section aria-label={t('page.history')}>
        <h2 ref={heading} tabIndex={-1} className={classes.heading}>
          {t('page.history')}
        </h2>
        {datasets.error && !datasets.data ? <ErrorState error={datasets.error} onRetry={() => void datasets.refetch()} /> : null}
        {datasets.isPending ? (
          <div className={classes.list} role="status" aria-label={t('page.loading')}>
            <Skeleton height={96} />
            <Skeleton height={96} />
          </div>
        ) : null}
        {datasets.data && list.length === 0 ? <Text c="dimmed">{t('page.history_empty')}</Text> : null}
        {list.length > 0 ? (
          <ul className={classes.list}>
            {newestFirst(list.filter((dataset) => !beingRead.has(dataset.dataset_id))).map((dataset) => (
              <DatasetRow key={dataset.dataset_id} dataset={dataset} onAnswer={setAsked} onRemove={setDoomed} />
            ))}
          </ul>
        ) : null}
      </section>
      <MappingDialog dataset={asked} onClose={() => setAsked(null)} />
      {/* the button that had the focus goes away with its file: the list's heading takes it, after the dialog has given it back */}
      <RemoveDataset dataset={doomed} onClose={() => setDoomed(null)} onStarted={() => setTimeout(() => heading.current?.focus(), 200)} />
    </div>
  )
}

function newestFirst(datasets: readonly Dataset[]): Dataset[] {
  const key = (dataset: Dataset) => `${dataset.uploaded_at} ${dataset.dataset_id}`
  return [...datasets].sort((a, b) => (key(a) < key(b) ? 1 : -1))
}

/** The questions of a file dropped in this tab open by themselves, once, one file after the other. */
function useOpenOwnQuestions(datasets: readonly Dataset[], asked: Dataset | null, ask: (dataset: Dataset) => void): void {
  const jobs = useJobs()
  const { own_jobs } = useNews()
  const opened = useRef(new Set<string>())
  useEffect(() => {
    if (asked) return
    const own = new Set(jobs.filter((job) => own_jobs.has(job.job_id)).map((job) => job.dataset_id))
    const next = datasets.find(
      (dataset) =>
        dataset.status === 'needs_mapping' && dataset.recognition && own.has(dataset.dataset_id) && !opened.current.has(dataset.dataset_id),
    )
    if (!next) return
    opened.current.add(next.dataset_id)
    ask(next)
  }, [datasets, jobs, own_jobs, asked, ask])
}

function SampleBanner({ datasets }: { datasets: readonly Dataset[] }) {
  const { t } = useTranslation('data')
  const [busy, setBusy] = useState(false)
  if (sampleOf(datasets).length === 0) return null
  const remove = async () => {
    setBusy(true)
    try {
      await removeSampleShop()
      say({ message: t('sample.removed') })
    } catch {
      say({ title: t('notice.action_failed'), message: t('error.conflict.next') })
    } finally {
      setBusy(false)
    }
  }
  return (
    <section className={classes.banner} aria-label={t('sample.tag')}>
      <span>{t('sample.banner')}</span>
      <Button variant="default" className={classes.target} loading={busy} onClick={remove}>
        {t('sample.remove')}
      </Button>
    </section>
  )
}
