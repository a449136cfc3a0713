import { useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import { engine } from '../../client'
import type { Dataset } from '../../domain/dataset'
import { toErrorShape } from '../../domain/errors'
import { isUnderWay } from './job-state'
import { expectNews, holdFiles, ownJob, tell } from './news'

/** Receives files one after the other; what cannot be received, or is already there, becomes news. Never throws. */
export async function receiveFiles(files: readonly File[]): Promise<void> {
  for (const file of files) {
    expectNews(file.name)
    try {
      const accepted = await engine.importFile(file, { is_sample: false })
      ownJob(accepted.job_id)
      if (accepted.duplicate)
        tell({ name: file.name, what: 'duplicate', dataset_id: accepted.dataset_id, dropped_at: await droppedAt(accepted.dataset_id) })
    } catch (thrown) {
      tell({ name: file.name, what: 'refused', error: toErrorShape(thrown) })
    }
  }
}

async function droppedAt(dataset_id: string | null): Promise<string | null> {
  if (!dataset_id) return null
  return engine.call('datasets.get', { dataset_id }).then(
    (dataset) => dataset.uploaded_at,
    () => null,
  )
}

export const sampleOf = (datasets: readonly Dataset[]): Dataset[] => datasets.filter((dataset) => dataset.is_sample)

/** Deletes every file of the sample shop; one that is still being read is cancelled instead. Resolves when that is under way. */
export async function removeSampleShop(): Promise<void> {
  const [datasets, jobs] = await Promise.all([engine.call('datasets.list', {}), engine.call('jobs.list', {})])
  for (const { dataset_id } of sampleOf(datasets)) {
    const reading = jobs.find((job) => job.dataset_id === dataset_id && job.job_type !== 'delete' && isUnderWay(job))
    if (reading) await engine.call('jobs.cancel', { job_id: reading.job_id })
    else await engine.call('datasets.delete', { dataset_id })
  }
}

/** What a drop does anywhere: goes to the Data page and takes the files, or asks first when the sample shop would be mixed with them. */
export function useTakeFiles(): (files: readonly File[]) => void {
  const navigate = useNavigate()
  return useCallback(
    (files) => {
      if (files.length === 0) return
      void navigate({ to: '/data' })
      void (async () => {
        // without an engine there is nothing to mix with, and receiving says by itself what is wrong
        const datasets = await engine.call('datasets.list', {}).catch(() => [])
        if (sampleOf(datasets).length > 0) return holdFiles(files)
        await receiveFiles(files)
      })()
    },
    [navigate],
  )
}
