import i18next from 'i18next'
import { z } from 'zod'
import { engine } from '../../client'
import { showNotice } from '../../client/background-notices'
import { type EngineEvent, Job } from '../../domain/job'
import { isOwnJob } from './news'
import '../../i18n/words/taking'
import '../../i18n/words/data'

const Ended = z.object({ job: Job })

/** Tells the system of files of this tab whose reading ends while it is hidden: what was taken and what was not. Once per page. Never throws. */
export function noticeEnds(): void {
  engine.onEvent((event) => {
    if (document.visibilityState === 'hidden') void noticeEnd(event).catch(() => {})
  })
}

async function noticeEnd({ type, data }: EngineEvent): Promise<void> {
  if (type !== 'file_complete' && type !== 'file_error') return
  const { job } = Ended.parse(data)
  // what a person has cancelled is no news to them
  if (job.job_type !== 'import' || job.status === 'cancelled' || !isOwnJob(job.job_id)) return
  const name = job.filename ?? i18next.t('data:job.unnamed')
  await showNotice(i18next.t(titleOf(job), { name }), {
    body: await bodyOf(job),
    tag: job.job_id,
    path: job.dataset_id ? `/data/${job.dataset_id}` : '/data',
  })
}

function titleOf(job: Job): string {
  if (job.status === 'failed') return 'data:job.finished_failed'
  return job.result?.needs_mapping ? 'data:job.finished_questions' : 'data:job.finished'
}

async function bodyOf(job: Job): Promise<string> {
  if (job.status === 'failed') return job.error ? i18next.t(`data:error.${job.error.code}.title`) : ''
  if (job.result?.needs_mapping || !job.dataset_id) return ''
  const [{ counts }, { locale }] = await Promise.all([
    engine.call('datasets.get', { dataset_id: job.dataset_id }),
    engine.call('settings.get', {}),
  ])
  if (!counts) return ''
  const number = new Intl.NumberFormat(locale)
  const { ok, rejected, set_aside } = counts
  return i18next.t('taking:notices.counts', {
    ok: number.format(ok),
    rejected: number.format(rejected),
    set_aside: number.format(set_aside),
  })
}
