import type { TFunction } from 'i18next'
import type { Job } from '../../domain/job'

/** How a job ended, in one sentence. */
export function endedWords(
  t: TFunction<'data'>,
  { job_type, status, result }: Pick<Job, 'job_type' | 'status' | 'result'>,
  name: string,
): string {
  if (job_type === 'delete') return t(status === 'failed' ? 'remove.failed' : 'remove.done', { name })
  if (status === 'failed') return t('job.finished_failed', { name })
  if (status === 'cancelled') return t('job.finished_cancelled', { name })
  return t(result?.needs_mapping ? 'job.finished_questions' : 'job.finished', { name })
}
