import { Button, Group, Progress, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Job } from '../domain/job'
import { useFormat } from './settings-context'

/** A running job: what it does, how far it is in MB and rows, the time left, and the way to cancel it. */
export function JobProgress({ job, onCancel }: { job: Job; onCancel?: () => void }) {
  const { t } = useTranslation('ui')
  const format = useFormat()
  const { stage, fraction, bytes_done, bytes_total, rows_done, seconds_left } = job.progress
  const title = t(`job.${job.job_type}`, { name: job.filename ?? t('job_nameless') })
  const left =
    seconds_left === null
      ? null
      : seconds_left < 90
        ? t('seconds_left', { count: Math.max(1, Math.round(seconds_left)) })
        : t('minutes_left', { count: Math.round(seconds_left / 60) })
  const facts = [
    t(`stage.${stage}`),
    bytes_total > 0 ? t('of_bytes', { done: format.bytes(bytes_done), total: format.bytes(bytes_total) }) : null,
    rows_done > 0 ? t('rows_done', { count: rows_done, rows: format.count(rows_done) }) : null,
    left,
  ].filter(Boolean)
  return (
    <Stack gap={4}>
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Text size="sm" fw={600} truncate title={title}>
          {title}
        </Text>
        {onCancel ? (
          <Button size="compact-sm" variant="default" onClick={onCancel} aria-label={`${t('cancel')}: ${title}`}>
            {t('cancel')}
          </Button>
        ) : null}
      </Group>
      <Progress value={fraction * 100} size="sm" aria-label={title} transitionDuration={100} />
      <Text size="xs" c="dimmed" className="tabular">
        {facts.join(' · ')}
      </Text>
    </Stack>
  )
}
