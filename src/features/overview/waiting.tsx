import { Button, Skeleton, Stack } from '@mantine/core'
import { IconChartBar } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { useJobs } from '../../client'
import { EmptyState } from '../../ui/empty-state'
import { JobProgress } from '../../ui/job-progress'
import page from '../../ui/page.module.css'
import { Panel } from '../../ui/panel'
import tiles from '../../ui/tiles.module.css'
import classes from './overview.module.css'

const StockAlonePanel = lazy(() => import('./stock-alone-panel').then((module) => ({ default: module.StockAlonePanel })))

/** What is being read while there is no figure yet. */
function ReadingNow() {
  const { t } = useTranslation('overview')
  const jobs = useJobs().filter((job) => job.status === 'running' || job.status === 'queued')
  if (jobs.length === 0) return null
  return (
    <Panel title={t('waiting.reading')}>
      <Stack gap="md" px={20} pb={20}>
        {jobs.map((job) => (
          <JobProgress key={job.job_id} job={job} />
        ))}
      </Stack>
    </Panel>
  )
}

/** The shape of the page is known before its figures: nothing jumps when they arrive. */
export function Waiting() {
  const { t } = useTranslation('overview')
  return (
    <>
      <ReadingNow />
      <div className={page.stack} role="status" aria-label={t('loading')}>
        <div className={`${tiles.tiles} ${classes.tiles}`}>
          {['a', 'b', 'c', 'd', 'e'].map((key) => (
            <div key={key} className={tiles.tile}>
              <Skeleton h={16} w="40%" />
              <Skeleton h={32} w="70%" mt={8} />
              <Skeleton h={16} w="60%" mt={8} />
              <Skeleton h={32} mt={12} />
            </div>
          ))}
        </div>
        <Skeleton h={360} radius="lg" />
        <div className={classes.columns}>
          <Skeleton h={480} radius="lg" />
          <Skeleton h={480} radius="lg" />
        </div>
      </div>
    </>
  )
}

/** No sales at all: what the page will hold and which file brings it. */
export function NoSales() {
  const { t } = useTranslation('overview')
  return (
    <>
      <ReadingNow />
      <Suspense fallback={null}>
        <StockAlonePanel />
      </Suspense>
      <Panel>
        <EmptyState
          icon={<IconChartBar size={40} stroke={1.3} />}
          title={t('waiting.title')}
          action={
            <Button variant="default" component={Link} to="/data">
              {t('waiting.action')}
            </Button>
          }
        >
          {t('waiting.text')}
        </EmptyState>
      </Panel>
    </>
  )
}
