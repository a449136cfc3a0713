import { Button, CloseButton } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconInfoCircle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Dataset } from '../../domain/dataset'
import type { Job } from '../../domain/job'
import { ButtonLink } from '../../ui/button-link'
import { useFormat } from '../../ui/settings-context'
import classes from './data-page.module.css'
import { endedWords } from './ended-words'
import { FileError } from './file-error'
import { newestFirst } from './newest-first'
import { dismiss, fileKey, forget, type News, useNews } from './news'
import { byRecovery, recoveredWords } from './recovered-words'

/** So many messages are closed together. */
const MANY = 3

/** What became of the files dropped in this tab, newest first: taken, already there, not taken, cancelled. `failures_only`: of jobs only, and only what went wrong. */
export function NewsList({
  jobs,
  datasets,
  failures_only = false,
}: {
  jobs: readonly Job[]
  datasets: readonly Dataset[]
  failures_only?: boolean
}) {
  const { t } = useTranslation('data')
  const state = useNews()
  const own_news = failures_only ? [] : state.news
  const ended = endedJobs(jobs, datasets, { ...state, news: own_news }).filter((job) => !failures_only || job.status !== 'completed')
  // of work that was interrupted and has ended since, the end is the news
  const news = own_news.filter((item) => item.what !== 'recovered' || !ended.some((job) => job.filename === item.name))
  if (news.length + ended.length === 0) return null
  const recovered = news.filter((item) => item.what === 'recovered')
  const told_together = byRecovery(recovered).filter(([, names]) => names.length > 1)
  const is_together = (item: News) => item.what === 'recovered' && told_together.some(([action]) => action === item.action)
  const count = news.length + ended.length
  const dismissAll = () => {
    news.forEach(forget)
    for (const { job_id } of ended) dismiss(job_id)
  }
  return (
    <>
      {count >= MANY ? (
        <Button variant="subtle" color="gray" className={classes.dismiss_all ?? ''} onClick={dismissAll}>
          {t('job.dismiss_all', { count })}
        </Button>
      ) : null}
      <ul className={classes.list} aria-label={t('page.notices')}>
        {told_together.map(([action, names]) => (
          <RecoveredNews key={action} items={recovered.filter((item) => item.action === action)} words={recoveredWords(t, action, names)} />
        ))}
        {newestFirst(
          ended,
          news.filter((item) => !is_together(item)),
        ).map((one) =>
          'job_id' in one ? (
            <EndedJob key={one.job_id} job={one} dataset={datasets.find(({ dataset_id }) => dataset_id === one.dataset_id) ?? null} />
          ) : (
            <NewsItem key={one.id} item={one} />
          ),
        )}
      </ul>
    </>
  )
}

/** The jobs whose end is worth telling. Of several about one file the newest says how it stands. */
function endedJobs(jobs: readonly Job[], datasets: readonly Dataset[], { news, own_jobs, dismissed }: ReturnType<typeof useNews>): Job[] {
  const told = new Set(news.filter((item) => item.what !== 'recovered').map((item) => item.name))
  const newer = new Set<string>()
  const newest_first = [...jobs].sort((a, b) => (a.created_at < b.created_at ? 1 : a.created_at > b.created_at ? -1 : 0))
  return newest_first.filter((job) => {
    if (job.job_type === 'recompute' || job.job_type === 'merge') return false // it is about no file
    const name = job.filename ?? ''
    const own = own_jobs.has(job.job_id)
    const superseded = newer.has(name)
    newer.add(name)
    if (superseded || told.has(name) || dismissed.has(job.job_id) || dismissed.has(fileKey(name))) return false
    const here = datasets.some((dataset) => dataset.dataset_id === job.dataset_id)
    if (job.status === 'failed') return job.job_type === 'delete' ? own && here : own || !here // an old failure is no news once the file is there
    if (job.job_type === 'delete') return false
    if (job.status === 'completed') return own && here && !job.result?.duplicate && !job.result?.needs_mapping
    return job.status === 'cancelled' && own
  })
}

function Notice({ name, icon, children, onDismiss }: { name: string; icon?: ReactNode; children: ReactNode; onDismiss: () => void }) {
  const { t } = useTranslation('data')
  return (
    <li className={classes.notice} aria-label={name}>
      {icon}
      <div className={classes.notice_body}>{children}</div>
      <CloseButton className={classes.square} iconSize={18} onClick={onDismiss} aria-label={t('job.dismiss_named', { name })} />
    </li>
  )
}

function ReportLink({ dataset_id }: { dataset_id: string }) {
  const { t } = useTranslation('data')
  return (
    <Link to="/data/$dataset_id" params={{ dataset_id }} className={classes.link}>
      {t('notice.open_report')}
    </Link>
  )
}

function NewsItem({ item }: { item: News }) {
  const { t } = useTranslation('data')
  const format = useFormat()
  const close = () => forget(item)
  if (item.what === 'refused' && item.error.code !== 'cancelled')
    return (
      <Notice name={item.name} onDismiss={close}>
        <FileError error={item.error} name={item.name} kept="none" />
      </Notice>
    )
  return (
    <Notice name={item.name} icon={<IconInfoCircle aria-hidden size={20} className={classes.notice_icon} />} onDismiss={close}>
      <p className={classes.notice_title}>{item.name}</p>
      {item.what === 'duplicate' ? (
        <p className={classes.plain}>
          {item.dropped_at ? t('notice.duplicate', { date: format.date(item.dropped_at) }) : t('notice.duplicate_undated')}{' '}
          {item.dataset_id ? <ReportLink dataset_id={item.dataset_id} /> : null}
        </p>
      ) : (
        <p className={classes.plain}>
          {item.what === 'recovered' ? t(`recovered.${item.action}`, { name: item.name }) : t('notice.cancelled')}
        </p>
      )}
    </Notice>
  )
}

/** Of several files at once: a notice each would fill a phone. */
function RecoveredNews({ items, words }: { items: readonly News[]; words: string }) {
  const { t } = useTranslation('data')
  const title = t('recovered.title_many', { count: items.length })
  return (
    <Notice
      name={title}
      icon={<IconInfoCircle aria-hidden size={20} className={classes.notice_icon} />}
      onDismiss={() => items.forEach(forget)}
    >
      <p className={classes.notice_title}>{title}</p>
      <p className={classes.plain}>{words}</p>
    </Notice>
  )
}

function EndedJob({ job, dataset }: { job: Job; dataset: Dataset | null }) {
  const { t } = useTranslation('data')
  const name = job.filename ?? t('job.unnamed')
  const close = () => dismiss(job.job_id)
  if (job.status === 'failed' && job.job_type === 'delete')
    return (
      <Notice name={name} icon={<IconAlertTriangle aria-hidden size={20} className={classes.notice_icon} />} onDismiss={close}>
        <p className={classes.notice_title}>{endedWords(t, job, name)}</p>
        <p className={classes.plain}>{t('remove.failed_text')}</p>
      </Notice>
    )
  if (job.status === 'failed' && job.error)
    return (
      <Notice name={name} onDismiss={close}>
        <FileError error={job.error} name={name} kept={dataset ? 'before' : 'none'} />
      </Notice>
    )
  if (job.status === 'cancelled')
    return (
      <Notice name={name} icon={<IconInfoCircle aria-hidden size={20} className={classes.notice_icon} />} onDismiss={close}>
        <p className={classes.notice_title}>{name}</p>
        <p className={classes.plain}>{t('notice.cancelled')}</p>
      </Notice>
    )
  if (!dataset?.counts) return null
  return (
    <Notice name={name} icon={<IconCheck aria-hidden size={20} className={classes.notice_icon} />} onDismiss={close}>
      <p className={classes.notice_title}>{name}</p>
      <TakenWords dataset={dataset} />
      <div className={classes.notice_actions}>
        <ButtonLink to={WHERE_IT_SHOWS[dataset.kind ?? 'sales']} className={classes.target}>
          {t(`page.see.${dataset.kind ?? 'sales'}`)}
        </ButtonLink>
        <ButtonLink to="/data/$dataset_id" params={{ dataset_id: dataset.dataset_id }} variant="default" className={classes.target}>
          {t('notice.open_report')}
        </ButtonLink>
      </div>
    </Notice>
  )
}

/** Where a shop sees what a file has brought. */
const WHERE_IT_SHOWS = { sales: '/', inventory: '/expiry', purchases: '/products', products: '/products', stores: '/stores' } as const

function TakenWords({ dataset }: { dataset: Dataset }) {
  const { t } = useTranslation('data')
  const format = useFormat()
  if (!dataset.counts) return null
  const { ok, rejected, set_aside } = dataset.counts
  const words = [
    t('notice.taken', { count: ok, n: format.count(ok) }),
    rejected > 0 ? t('notice.taken_rejected', { count: rejected, n: format.count(rejected) }) : t('notice.taken_none_rejected'),
    set_aside > 0 ? t('notice.taken_set_aside', { count: set_aside, n: format.count(set_aside) }) : null,
    ok === 0 ? t('row.nothing') : null,
  ]
  return <p className={classes.plain}>{words.filter(Boolean).join(' ')}</p>
}
