import { useTranslation } from 'react-i18next'
import { useEngineQuery } from '../../client'
import { ErrorState } from '../../ui/error-state'
import { useFormat } from '../../ui/settings-context'

/** What became of the corrections that were saved last. */
export function CorrectionsEnd({ saved }: { saved: { job_id: string; rows: number } | null }) {
  const { t } = useTranslation('mending')
  const format = useFormat()
  const job = useEngineQuery('jobs.get', { job_id: saved?.job_id ?? '' }, { enabled: saved !== null }).data
  if (job?.status === 'failed' && job.error) return <ErrorState error={job.error} />
  const words = () => {
    if (!saved) return ''
    if (job?.status !== 'completed') return job?.status === 'cancelled' ? '' : t('reading')
    if (job.result?.duplicate) return t('same')
    const ok = Number(job.result?.row_count ?? 0)
    const counts = { count: saved.rows, n: format.count(saved.rows), ok: format.count(ok) }
    return ok === saved.rows ? t('taken', counts) : ok === 0 ? t('not_taken', counts) : t('partly', counts)
  }
  return (
    <p role="status" style={{ margin: 0 }}>
      {words()}
    </p>
  )
}
