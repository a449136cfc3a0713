import { Popover, RingProgress, Stack, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { engine, useJobs } from '../../client'
import type { Job } from '../../domain/job'
import { JobProgress } from '../../ui/job-progress'
import { notifyCancelled } from './notify'
import classes from './running-jobs.module.css'

const isRunning = (job: Job) => job.status === 'running' || job.status === 'queued'

/** How much is being worked on, from any page; opens to every job with its progress and cancel. Absent when nothing runs. */
export function RunningJobs() {
  const { t } = useTranslation('shell')
  const running = useJobs().filter(isRunning)
  if (running.length === 0) return null
  const fraction = running.reduce((sum, job) => sum + job.progress.fraction, 0) / running.length
  return (
    <Popover position="bottom-end" width={340} withArrow trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton className={classes.button}>
          <VisuallyHidden>{t('jobs.show')}</VisuallyHidden>
          <RingProgress size={22} thickness={3} sections={[{ value: fraction * 100, color: 'ink' }]} aria-hidden />
          <span className="tabular">{Math.floor(fraction * 100)} %</span>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('jobs.show')}>
        <Stack gap="md">
          {running.map((job) => (
            <JobProgress
              key={job.job_id}
              job={job}
              onCancel={
                job.job_type === 'delete' ? undefined : () => void notifyCancelled(engine.call('jobs.cancel', { job_id: job.job_id }))
              }
            />
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
