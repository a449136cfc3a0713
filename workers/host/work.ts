import { commit } from '../../src/catalog/engine-record'
import type { StoredDataset, StoredJob } from '../../src/catalog/records'
import { aliasPair } from '../../src/domain/alias'
import { LucidError } from '../../src/domain/errors'
import { withDefaults } from '../../src/domain/mapping'
import { applyChange, type ChangeHooks } from './apply-change'
import type { ToRead } from './change-loader'
import { datasetId } from './dataset-id'
import { askAbout, ImportGroup, importResult, type JobResult, withStore } from './import-group'
import { NeedsAnswers } from './load-dataset'
import { dropRaw } from './raw-files'
import { goesAlong } from './sample-end'
import type { Shop } from './shop'

/** Does what a job has to do, from the start; doing it again after a crash ends in the same state. Gives the job's result. */
export async function doWork(shop: Shop, job: StoredJob, hooks: ChangeHooks): Promise<JobResult> {
  const { work } = job
  switch (work.type) {
    case 'import':
      return importAlone(shop, job, hooks)
    case 'read_again':
      return readAgain(shop, work.dataset_id, work.mapping, hooks)
    case 'delete':
      return deleteDataset(shop, work.dataset_id, hooks)
    case 'recompute':
      await applyChange(shop, { remove: [], read: [], decided: [], settings: work.settings }, hooks)
      return {}
    case 'aliases': {
      const decide = work.decide.map((one) => ({ ...one, pair: aliasPair(one.from_sku, one.into_sku) }))
      await applyChange(shop, { remove: [], read: [], decided: [], aliases: { decide, undo: work.undo } }, hooks)
      return {}
    }
    case 'rebuild':
      throw new LucidError('internal', 'Rebuilding belongs to the start of an owner.')
  }
}

/** Takes back what a job left in Dexie and OPFS when it was cancelled or failed. DuckDB has rolled back by itself. */
export async function undoWork({ catalog, files, epoch, ...shop }: Shop, { work, job_id }: StoredJob): Promise<void> {
  if (work.type === 'import') {
    await files.remove('incoming', job_id)
    if (work.received === null) return
    const dataset_id = await datasetId(work.received.sha256)
    await commit(catalog, epoch, [catalog.datasets], async () => {
      const dataset = await catalog.datasets.get(dataset_id)
      if (dataset?.status === 'importing') await catalog.datasets.delete(dataset_id)
    })
    await dropRaw({ catalog, files }, work.received.sha256, job_id)
  }
  if (work.type === 'read_again')
    await commit(catalog, epoch, [catalog.datasets], async () => {
      const dataset = await catalog.datasets.get(work.dataset_id)
      if (dataset?.status === 'importing') await catalog.datasets.put({ ...dataset, status: 'needs_mapping' })
    })
  if (work.type === 'delete') {
    await commit(catalog, epoch, [catalog.datasets], async () => {
      const dataset = await catalog.datasets.get(work.dataset_id)
      if (dataset) await doom(catalog, [dataset, ...(await goesAlong(catalog, dataset))], false)
    })
    await shop.events.tell({ type: 'data_changed', dataset_id: work.dataset_id })
  }
}

/** One file in a commit of its own. */
async function importAlone(shop: Shop, job: StoredJob, hooks: ChangeHooks): Promise<JobResult> {
  const group = new ImportGroup(shop)
  try {
    const done = await group.read(job, hooks)
    if (done !== 'loaded' && done !== 'later') return done
    return (await group.commit(hooks)).get(job.job_id) ?? {}
  } catch (error) {
    await group.dissolve()
    throw error
  }
}

async function readAgain(
  shop: Shop,
  dataset_id: string,
  mapping: NonNullable<StoredDataset['mapping']>,
  hooks: ChangeHooks,
): Promise<JobResult> {
  const dataset = await shop.catalog.datasets.get(dataset_id)
  if (!dataset || dataset.doomed) throw new LucidError('not_found', 'There is no such dataset.')
  const mapping_version = dataset.status === 'ready' ? dataset.mapping_version + 1 : dataset.mapping_version
  const settled = withDefaults(mapping, mapping.defaults ? await withStore(shop, mapping.defaults) : {})
  return await readIn(shop, dataset, { dataset, mapping: settled, mapping_version }, hooks)
}

async function readIn(shop: Shop, dataset: StoredDataset, read: ToRead, hooks: ChangeHooks): Promise<JobResult> {
  const { dataset_id } = dataset
  const decided =
    read.mapping && dataset.recognition ? [{ header_signature: dataset.recognition.header_signature, mapping: read.mapping }] : []
  try {
    const after = await applyChange(shop, { remove: [], read: [read], decided }, hooks)
    return importResult(dataset_id, after)
  } catch (error) {
    if (!(error instanceof NeedsAnswers)) throw error
    // one that was ready stays as it was: the new mapping does not settle everything
    if (dataset.status === 'ready')
      throw new LucidError('E_DATE_MIXED', 'With this mapping something about the file stays open.', {
        details: { questions: error.recognition.questions },
      })
    return await askAbout(shop, dataset, error)
  }
}

async function deleteDataset(shop: Shop, dataset_id: string, hooks: ChangeHooks): Promise<JobResult> {
  const dataset = await shop.catalog.datasets.get(dataset_id)
  if (!dataset) return { dataset_id }
  const { catalog, epoch } = shop
  const along = await goesAlong(catalog, dataset)
  // a start that finds them so finishes the delete
  if (along.length > 0) await commit(catalog, epoch, [catalog.datasets], () => doom(catalog, along, true))
  const remove = [dataset_id, ...along.map((one) => one.dataset_id)]
  if (dataset.status === 'ready') await applyChange(shop, { remove, read: [], decided: [], of_sample: dataset.is_sample }, hooks)
  else await commit(catalog, epoch, [catalog.datasets], () => catalog.datasets.bulkDelete(remove))
  for (const { file_sha256 } of [dataset, ...along]) await dropRaw(shop, file_sha256)
  return { dataset_id }
}

async function doom(catalog: Shop['catalog'], datasets: readonly StoredDataset[], doomed: boolean): Promise<void> {
  for (const { dataset_id } of datasets) await catalog.datasets.update(dataset_id, { doomed })
}
