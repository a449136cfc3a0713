import { Button, Progress } from '@mantine/core'
import { memo, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { engine } from '../../client'
import type { Job } from '../../domain/job'
import { JobProgress } from '../../ui/job-progress'
import classes from './data-page.module.css'
import { countNothing, useDropCount } from './drop-count'
import { endedWords } from './ended-words'
import { isUnderWay } from './job-state'
import { useNews } from './news'

/** Files that are being read or removed at the moment, each with its progress and the way to cancel it. */
export function JobsNow({ jobs }: { jobs: readonly Job[] }) {
  const { t } = useTranslation('data')
  const whole = useWhole(jobs)
  const now = jobs.filter(isUnderWay).sort(firstToEnd)
  if (now.length === 0 && whole === null) return null
  return (
    <section aria-label={t('page.working')}>
      <h2 className={classes.heading}>{t('page.working')}</h2>
      {whole ? (
        <div className={classes.whole}>
          <Progress value={(100 * whole.done) / whole.total} size="lg" aria-label={t('page.whole', whole)} transitionDuration={100} />
          <p className={classes.note}>{t('page.whole', whole)}</p>
        </div>
      ) : null}
      <ul className={classes.list}>
        {now.slice(0, SHOWN).map((job) => (
          <JobRow key={job.job_id} job={job} />
        ))}
      </ul>
      {now.length > SHOWN ? <p className={classes.more}>{t('page.more_wait', { count: now.length - SHOWN })}</p> : null}
    </section>
  )
}

/** More files than a person looks at one by one; the others are counted. */
const SHOWN = 12

/** Those that are being read, then those that wait, in the order in which they will be read. */
function firstToEnd(a: Job, b: Job): number {
  if (a.status !== b.status) return a.status === 'running' ? -1 : 1
  return a.created_at < b.created_at ? -1 : a.created_at > b.created_at ? 1 : a.job_id < b.job_id ? -1 : 1
}

/** How far the files that were dropped in this tab are, when there are several. */
function useWhole(jobs: readonly Job[]): { done: number; total: number } | null {
  const { total, handed } = useDropCount()
  const { own_jobs } = useNews()
  const open = jobs.filter((job) => own_jobs.has(job.job_id) && isUnderWay(job)).length
  const over = total > 0 && handed === total && open === 0
  useEffect(() => {
    if (over) countNothing()
  }, [over])
  return total > 1 && !over ? { done: Math.max(0, handed - open), total } : null
}

const JobRow = memo(function JobRow({ job }: { job: Job }) {
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
})

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
      else setWords(endedWords(t, job, name))
    }
  }, [jobs, t])
  return (
    <div role="status" className={classes.announcer}>
      {words}
    </div>
  )
}
