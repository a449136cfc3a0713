import { commit } from '../../src/catalog/engine-record'
import type { StoredDataset } from '../../src/catalog/records'
import { readSettings } from '../../src/catalog/settings'
import { LucidError, toErrorShape } from '../../src/domain/errors'
import type { ProvenOrder } from './date-evidence'
import { admitDatasets, type Loaded, loadDataset, purgeLoading, type ReadingHooks } from './load-dataset'
import type { Shop } from './shop'

/** What was read back is admitted at least so often, in ms: a start that is killed reads no more than that again. */
const ADMIT_EVERY = 10_000

interface Back {
  dataset: StoredDataset
  job_id: string
  loaded: Loaded
}

/**
 * Reads committed datasets back into DuckDB from their raw files, to the same figures, each as a job that the user sees. What depends on several of them is
 * derived once for many. One that cannot be read any more is marked so, and keeps no other from coming back.
 */
export async function rebuild(shop: Shop, datasets: readonly StoredDataset[]): Promise<void> {
  let back: Back[] = []
  let since = performance.now()
  for (const [i, dataset] of datasets.entries()) {
    const job_id = await beginJob(shop, dataset)
    try {
      back.push({ dataset, job_id, loaded: await bringBack(shop, dataset, job_id) })
    } catch (error) {
      const keep = back.map(({ loaded }) => loaded.dataset_no)
      await purgeLoading(shop.db, keep)
      await giveUp(shop, dataset, job_id, error)
    }
    if (i < datasets.length - 1 && performance.now() - since < ADMIT_EVERY) continue
    await admit(shop, back)
    back = []
    since = performance.now()
  }
}

async function beginJob({ catalog, board, epoch }: Shop, { dataset_id, name }: StoredDataset): Promise<string> {
  const job_id = `rebuild-${dataset_id}-${epoch}`
  await catalog.jobs.delete(job_id)
  await board.create({ job_id, job_type: 'rebuild', filename: name, dataset_id, work: { type: 'rebuild', dataset_id } })
  await board.start(job_id)
  return job_id
}

/** Loads a dataset with the mapping, the version and the remembered date order that it was committed with. Dexie is not touched. */
async function bringBack({ catalog, db, files, board }: Shop, dataset: StoredDataset, job_id: string): Promise<Loaded> {
  const source = await files.source('raw', dataset.file_sha256)
  if (!source) throw new LucidError('not_found', `The kept copy of ${dataset.name} is gone.`)
  const { locale } = await readSettings(catalog)
  const proven = dataset.profile?.date_evidence === 'remembered' ? (dataset.date_order as ProvenOrder) : null
  const { mapping, mapping_version } = dataset
  const hooks: ReadingHooks = {
    progress: (to) => void board.progress(job_id, to).catch(() => {}),
    signal: new AbortController().signal,
  }
  const reading = { dataset, source, mapping, mapping_version, remembered: () => null, proven: () => proven, locale }
  return await loadDataset(db, reading, hooks)
}

async function admit(shop: Shop, back: readonly Back[]): Promise<void> {
  if (back.length === 0) return
  const { db, board, events } = shop
  try {
    const loaded = back.map((one) => one.loaded)
    await db.transaction(() => admitDatasets(db, loaded))
    await db.checkpoint()
  } catch (error) {
    await purgeLoading(db)
    const [only, ...others] = back
    if (only && others.length === 0) return await giveUp(shop, only.dataset, only.job_id, error)
    // one of them is at fault: each by itself
    for (const { dataset } of back) await rebuild(shop, [dataset])
    return
  }
  await board.completeAll(new Map(back.map(({ dataset: { dataset_id }, job_id }) => [job_id, { dataset_id }])))
  for (const { dataset, job_id } of back)
    await events.tell({
      type: 'recovered',
      job_id,
      dataset_id: dataset.dataset_id,
      data: { action: 'rebuilt', filename: dataset.name },
    })
}

async function giveUp({ catalog, board, epoch }: Shop, dataset: StoredDataset, job_id: string, thrown: unknown): Promise<void> {
  const error = toErrorShape(thrown)
  if (error.code === 'owner_lost') throw thrown
  await commit(catalog, epoch, [catalog.datasets], () => catalog.datasets.put({ ...dataset, status: 'failed', error }))
  await board.fail(job_id, error)
}
