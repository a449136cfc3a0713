import { Button, Text, Title } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { engine, useEngineQuery, useJobs } from '../../client'
import type { Job } from '../../domain/job'
import { JobProgress } from '../../ui/job-progress'
import { useFormat } from '../../ui/settings-context'
import { DropArea } from './drop-area'
import classes from './first-run.module.css'
import { isUnderWay } from './job-state'
import { type SampleLoad, startSampleShop, useSampleLoad } from './sample-load'

/** The first screen of a shop without figures: drop a file, or look around in the sample shop; then what is being read. */
export function FirstRun() {
  const { t } = useTranslation('data')
  const load = useSampleLoad()
  const jobs = useJobs().filter(isUnderWay)
  const reading = jobs.length > 0 || load.state === 'loading'
  return (
    <div className={classes.first}>
      <header className={classes.head}>
        <Title order={1} fz="xl">
          {t('first.title')}
        </Title>
        <Text c="dimmed">{t('first.lead')}</Text>
      </header>
      {reading ? <Reading jobs={jobs} load={load} /> : <DropArea large />}
      <Waiting />
      <p className={classes.private}>
        <IconLock aria-hidden size={18} className={classes.lock} />
        <span>
          <strong>{t('first.private')}</strong> {t('first.private_more')}
        </span>
      </p>
      {reading ? null : <TrySample />}
      <section aria-label={t('first.steps_title')}>
        <ol className={classes.steps}>
          {([1, 2, 3] as const).map((step) => (
            <li key={step} className={classes.step}>
              <span aria-hidden className={classes.number}>
                {step}
              </span>
              <h2 className={classes.step_title}>{t(`first.step_${step}`)}</h2>
              <Text size="xs" c="dimmed">
                {t(`first.step_${step}_more`)}
              </Text>
            </li>
          ))}
        </ol>
      </section>
    </div>
  )
}

function TrySample() {
  const { t } = useTranslation('data')
  const load = useSampleLoad()
  return (
    <div className={classes.sample}>
      <div>
        <strong>{t('first.no_file')}</strong>
        <Text size="xs" c="dimmed">
          {t('sample.explain')}
        </Text>
      </div>
      <Button variant="default" size="md" onClick={() => void startSampleShop()}>
        {t('sample.try')}
      </Button>
      <div aria-live="polite" className={classes.sample_state}>
        {load.state === 'failed' ? (
          <p role="alert" className={classes.failed}>
            {t('sample.failed')}
          </p>
        ) : null}
      </div>
    </div>
  )
}

/** In the place of the drop area: what is being read, how far it is, and the way to cancel it. */
function Reading({ jobs, load }: { jobs: readonly Job[]; load: SampleLoad }) {
  const { t } = useTranslation('data')
  const format = useFormat()
  return (
    <section aria-label={t('first.working')} className={classes.reading}>
      <h2 className={classes.reading_title}>{t('first.working')}</h2>
      {jobs.map((job) => (
        <JobProgress
          key={job.job_id}
          job={job}
          // one that has ended in the meantime cannot be cancelled any more: it goes away by itself
          onCancel={job.job_type === 'delete' ? undefined : () => void engine.call('jobs.cancel', { job_id: job.job_id }).catch(() => {})}
        />
      ))}
      <Text size="xs" c="dimmed" role="status" mih="1.4em">
        {load.state === 'loading' && load.total > 0
          ? t('sample.loading', { done: format.count(load.done), total: format.count(load.total) })
          : t('first.soon')}
      </Text>
    </section>
  )
}

/** Files that have come but give no figures: what they wait for is on the Data page. */
function Waiting() {
  const { t } = useTranslation('data')
  const datasets = useEngineQuery('datasets.list', {}).data ?? []
  const asks = datasets.filter(({ status }) => status === 'needs_mapping').length
  const failed = datasets.filter(({ status }) => status === 'failed').length
  if (asks + failed === 0) return null
  return (
    <p className={classes.waiting}>
      {asks > 0 ? t('first.asks', { count: asks }) : t('first.failed', { count: failed })}{' '}
      <Link to="/data" className={classes.link}>
        {t('first.go_to_data')}
      </Link>
    </p>
  )
}
