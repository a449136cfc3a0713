import { Button, Skeleton, Title } from '@mantine/core'
import { IconArrowLeft, IconTrash } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { type ReactElement, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useEngineQuery, useJobs } from '../../client'
import { countsForNothing } from '../../domain/counting-files'
import type { Dataset, HealthReport } from '../../domain/dataset'
import { isToldElsewhere } from '../../domain/told-elsewhere'
import { EmptyState } from '../../ui/empty-state'
import { ErrorState } from '../../ui/error-state'
import { useFormat } from '../../ui/settings-context'
import pageClasses from './data-page.module.css'
import classes from './dataset-page.module.css'
import { datasetPeriod } from './dataset-period'
import { FileError } from './file-error'
import { HealthPanel } from './health-panel'
import { IssuesPanel } from './issues-panel'
import { JobAnnouncer, JobsNow } from './jobs-now'
import { MappingDialog } from './mapping-dialog'
import { NewsList } from './news-list'
import { readAsSentences } from './read-as'
import { ReadAsPanel } from './read-as-panel'
import { RejectedRows } from './rejected-rows'
import { RemoveDataset } from './remove-dataset'
import '../../i18n/words/data'

/** The data-health report of one file: what was taken, what was not and why, how it was read, and what can be done about it. */
export function DatasetPage({ dataset_id }: { dataset_id: string }): ReactElement {
  const { t } = useTranslation('data')
  const dataset = useEngineQuery('datasets.get', { dataset_id })
  const report = useEngineQuery('datasets.report', { dataset_id }, { enabled: dataset.data?.status === 'ready' })
  const jobs = useJobs().filter((job) => job.dataset_id === dataset_id)
  if (dataset.error?.code === 'not_found') return <Gone />
  return (
    <div className={classes.page}>
      <BackLink />
      {dataset.error && !dataset.data ? <ErrorState error={dataset.error} onRetry={() => void dataset.refetch()} /> : null}
      {dataset.data ? <Head dataset={dataset.data} report={report.data ?? null} /> : null}
      <JobAnnouncer jobs={jobs} />
      {dataset.data ? <NewsList jobs={jobs} datasets={[dataset.data]} failures_only /> : null}
      <JobsNow jobs={jobs} />
      {dataset.data?.status === 'failed' && dataset.data.error ? (
        <div className={pageClasses.notice}>
          <FileError error={dataset.data.error} kept={dataset.data.recognition !== null ? 'copy' : 'none'} />
        </div>
      ) : null}
      {report.error && !report.data ? <ErrorState error={report.error} onRetry={() => void report.refetch()} /> : null}
      {dataset.isPending || (report.isPending && dataset.data?.status === 'ready') ? (
        <div role="status" aria-label={t('report.loading')} className={classes.page}>
          <Skeleton height={96} />
          <Skeleton height={240} />
        </div>
      ) : null}
      {dataset.data && report.data ? <Report dataset={dataset.data} report={report.data} /> : null}
    </div>
  )
}

function Report({ dataset, report }: { dataset: Dataset; report: HealthReport }) {
  return (
    <>
      <Counts report={report} />
      {countsForNothing(dataset) ? null : <HealthPanel dataset={dataset} report={report} />}
      <IssuesPanel dataset={dataset} report={report} />
      {report.counts.rejected > 0 ? <RejectedRows key={dataset.dataset_id} dataset={dataset} /> : null}
      <ReadAsPanel dataset={dataset} report={report} />
    </>
  )
}

function BackLink() {
  const { t } = useTranslation('data')
  return (
    <Link to="/data" className={classes.back}>
      <IconArrowLeft aria-hidden size={18} /> {t('report.back')}
    </Link>
  )
}

function Gone() {
  const { t } = useTranslation('data')
  return (
    <div className={classes.page}>
      <BackLink />
      <EmptyState title={t('report.not_found')}>{t('report.not_found_more')}</EmptyState>
    </div>
  )
}

function Head({ dataset, report }: { dataset: Dataset; report: HealthReport | null }) {
  const { t } = useTranslation('data')
  const format = useFormat()
  const navigate = useNavigate()
  const [changing, setChanging] = useState(false)
  const [doomed, setDoomed] = useState(false)
  const { recognition } = dataset
  const facts = [
    t('row.uploaded', { date: format.date(dataset.uploaded_at) }),
    format.bytes(dataset.bytes),
    datasetPeriod(t, format, dataset),
  ]
  return (
    <header className={classes.head}>
      <div className={classes.head_words}>
        <Title order={1} className={classes.title}>
          {dataset.name}
          {dataset.is_sample ? <span className={pageClasses.tag}>{t('sample.tag')}</span> : null}
        </Title>
        {report ? <Lead report={report} /> : null}
        {recognition ? (
          <p className={classes.note}>
            {readAsSentences(t, format, recognition, dataset.kind, report?.date_order ?? dataset.date_order, dataset).join(' ')}
          </p>
        ) : null}
        <p className={classes.note}>{facts.filter(Boolean).join(' · ')}</p>
      </div>
      <div className={classes.head_actions}>
        {recognition && dataset.status !== 'importing' ? (
          <Button variant="default" className={pageClasses.target} onClick={() => setChanging(true)}>
            {dataset.status === 'needs_mapping' ? t('row.answer') : t('report.change_columns')}
          </Button>
        ) : null}
        {dataset.status === 'importing' ? null : (
          <Button
            variant="subtle"
            color="gray"
            className={pageClasses.target}
            leftSection={<IconTrash aria-hidden size={16} />}
            onClick={() => setDoomed(true)}
          >
            {t('report.delete')}
          </Button>
        )}
      </div>
      <MappingDialog dataset={changing ? dataset : null} onClose={() => setChanging(false)} />
      <RemoveDataset dataset={doomed ? dataset : null} onClose={() => setDoomed(false)} onStarted={() => void navigate({ to: '/data' })} />
    </header>
  )
}

/** The outcome in one sentence. */
function Lead({ report }: { report: HealthReport }) {
  const { t } = useTranslation('data')
  const format = useFormat()
  const { ok, rejected, set_aside, total } = report.counts
  const numbers = { ok: format.count(ok), total: format.count(total), n: format.count(rejected) }
  return (
    <p className={classes.lead}>
      {ok === 0 && total > 0
        ? t(isToldElsewhere(report) ? 'report.lead_elsewhere' : 'report.lead_nothing', numbers)
        : rejected > 0
          ? t('report.lead_rejected', { ...numbers, count: rejected })
          : set_aside > 0
            ? t('report.lead_set_aside', numbers)
            : t('report.lead_clean')}
    </p>
  )
}

function Counts({ report }: { report: HealthReport }) {
  const { t } = useTranslation('data')
  const format = useFormat()
  const { counts } = report
  const words = {
    ok: format.count(counts.ok),
    rejected: format.count(counts.rejected),
    set_aside: format.count(counts.set_aside),
    total: format.count(counts.total),
  }
  return (
    <section aria-label={t('report.count_total')}>
      <dl className={classes.counts}>
        {(['ok', 'rejected', 'set_aside', 'warned'] as const).map((name) => (
          <div key={name} className={classes.count} data-count={name}>
            <dt>{t(`report.count_${name}`)}</dt>
            <dd>
              <span className={classes.count_value}>{format.count(counts[name])}</span>
              <span className={classes.note}>{t(`report.count_${name}_more`)}</span>
            </dd>
          </div>
        ))}
      </dl>
      <p className={`${classes.note} ${classes.sum} tabular`}>{t('report.sum', words)}</p>
    </section>
  )
}
