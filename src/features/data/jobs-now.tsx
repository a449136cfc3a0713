import { Button } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { engine } from '../../client'
import type { Job } from '../../domain/job'
import { JobProgress } from '../../ui/job-progress'
import classes from './data-page.module.css'
import { isUnderWay } from './job-state'

/** Files that are being read or removed at the moment, each with its progress and the way to cancel it. */
export function JobsNow({ jobs }: { jobs: readonly Job[] }) {
  const { t } = useTranslation('data')
  const now = jobs.filter(isUnderWay)
  if (now.length === 0) return null
  return (
    <section aria-label={t('page.working')}>
      <h2 className={classes.heading}>{t('page.working')}</h2>
      <ul className={classes.list}>
        {now.map((job) => (
          <JobRow key={job.job_id} job={job} />
        ))}
      </ul>
    </section>
  )
}

function JobRow({ job }: { job: Job }) {
  const { t } = useTranslation('data')
  const [cancelling, setCancelling] = useState(false)
  const name = job.filename ?? t('job.unnamed')
  const cancel = () => {
    setCancelling(true)
    // a job that has ended in the meantime cannot be cancelled any more: its row goes away by itself
    engine.call('jobs.cancel', { job_id: job.job_id }).catch(() => setCancelling(false))
  }
  return (
    <li className={classes.job} aria-label={name}>
      <div className={classes.job_progress}>
        <JobProgress job={job} />
      </div>
      {job.job_type === 'import' || job.job_type === 'sample' ? (
        <Button
          variant="default"
          className={classes.target}
          disabled={cancelling}
          onClick={cancel}
          aria-label={cancelling ? undefined : t('job.cancel_named', { name })}
        >
          {cancelling ? t('job.cancelling') : t('job.cancel')}
        </Button>
      ) : null}
    </li>
  )
}

/** Says the end of each job, and every quarter of its way, to screen readers. */
export function JobAnnouncer({ jobs }: { jobs: readonly Job[] }) {
  const { t } = useTranslation('data')
  const [words, setWords] = useState('')
  const heard = useRef(new Map<string, string>())
  useEffect(() => {
    for (const job of jobs.filter(({ job_type }) => job_type !== 'recompute' && job_type !== 'merge')) {
      const name = job.filename ?? t('job.unnamed')
      const quarter = Math.floor(job.progress.fraction * 4)
      const state = isUnderWay(job) ? `under way ${quarter}` : job.status
      const before = heard.current.get(job.job_id)
      heard.current.set(job.job_id, state)
      if (before === undefined || before === state) continue // what was over before the page opened is not news
      if (isUnderWay(job)) setWords(t('job.announce', { name, percent: `${quarter * 25} %` }))
      else if (job.job_type === 'delete') setWords(t('remove.done', { name }))
      else if (job.status === 'failed') setWords(t('job.finished_failed', { name }))
      else if (job.status === 'cancelled') setWords(t('job.finished_cancelled', { name }))
      else setWords(t(job.result?.needs_mapping ? 'job.finished_questions' : 'job.finished', { name }))
    }
  }, [jobs, t])
  return (
    <div role="status" className={classes.announcer}>
      {words}
    </div>
  )
}
