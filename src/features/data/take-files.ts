import { useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import { engine } from '../../client'
import type { Dataset } from '../../domain/dataset'
import type { MadeTable, WantedPart } from '../../domain/engine'
import { toErrorShape } from '../../domain/errors'
import type { Job } from '../../domain/job'
import { isPdf, queueInvoices } from '../../invoice-queue'
import { countFiles, countHanded } from './drop-count'
import { isUnderWay } from './job-state'
import { expectNews, holdFiles, ownJob, tell } from './news'

/** Receives files one after the other; what cannot be received, or is already there, becomes news. Never throws. */
export async function receiveFiles(files: readonly File[]): Promise<void> {
  countFiles(files.length)
  for (const [i, file] of files.entries()) {
    // an invoice is looked at by a person before anything of it is kept
    if (await isPdf(file).catch(() => false)) {
      queueInvoices([file], async (one, made) => void (await receiveFile(one, made ? { made } : {})))
      countHanded(1)
    } else countHanded(await receiveFile(file, { more: i < files.length - 1 }))
  }
}

/** Reads one table of a packed file that was left out before: `part` names it and the file that it must come in. Never throws. */
export async function receivePart(file: File, part: WantedPart): Promise<void> {
  await receiveFile(file, { part })
}

/** Gives how many tables the engine has taken, 1 when it refused the file. */
async function receiveFile(file: File, options: { made?: MadeTable; part?: WantedPart; more?: boolean } = {}): Promise<number> {
  expectNews(file.name)
  try {
    const { parts } = await engine.importFile(file, { is_sample: false, ...options })
    for (const { job_id, name, duplicate, dataset_id } of parts) {
      ownJob(job_id)
      if (duplicate) tell({ name, what: 'duplicate', dataset_id, dropped_at: await droppedAt(dataset_id) })
    }
    return parts.length
  } catch (thrown) {
    tell({ name: file.name, what: 'refused', error: toErrorShape(thrown) })
    return 1
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

/** The files of the sample shop that stay unless something is done: not those that are being removed already. */
async function sampleLeft(): Promise<{ dataset_id: string; reading: Job | undefined }[]> {
  const [datasets, jobs] = await Promise.all([engine.call('datasets.list', {}), engine.call('jobs.list', {})])
  return sampleOf(datasets).flatMap(({ dataset_id }) => {
    const under_way = jobs.filter((job) => job.dataset_id === dataset_id && isUnderWay(job))
    if (under_way.some((job) => job.job_type === 'delete')) return []
    return [{ dataset_id, reading: under_way[0] }]
  })
}

/** How often, and how many times, a file that is still being read is looked at again, in ms. */
const LOOK_AGAIN = { every: 200, times: 100 }

/**
 * Deletes every file of the sample shop. One that is still being read is cancelled; when it has been taken in the meantime, it is deleted
 * after all. Resolves when all of that is under way.
 */
export function removeSampleShop(): Promise<void> {
  removal = deleteSample().finally(() => {
    removal = null
  })
  return removal
}
/** Files dropped meanwhile wait for it: they are not mixed with what is about to go. */
let removal: Promise<void> | null = null

async function deleteSample(): Promise<void> {
  for (let look = 0; look < LOOK_AGAIN.times; look++) {
    const left = await sampleLeft()
    for (const { dataset_id, reading } of left) {
      // what has ended in the meantime cannot be cancelled: the next look finds it
      if (reading) await engine.call('jobs.cancel', { job_id: reading.job_id }).catch(() => {})
      else await engine.call('datasets.delete', { dataset_id })
    }
    if (left.every(({ reading }) => !reading)) return
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN.every))
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
        await removal?.catch(() => {}) // who asked for it is told
        const left = await sampleLeft().catch(() => [])
        if (left.length > 0) return holdFiles(files)
        await receiveFiles(files)
      })()
    },
    [navigate],
  )
}
