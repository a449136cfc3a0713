import { commit } from '../../src/catalog/engine-record'
import type { StoredDataset, StoredJob } from '../../src/catalog/records'
import { aliasPair } from '../../src/domain/alias'
import { LucidError } from '../../src/domain/errors'
import { type RowDefaults, withDefaults } from '../../src/domain/mapping'
import { applyChange, type ChangeHooks } from './apply-change'
import { datasetId } from './dataset-id'
import { NeedsAnswers } from './load-dataset'
import { newDataset } from './new-dataset'
import { dropRaw } from './raw-files'
import type { Shop } from './shop'
import { storeSaid } from './store-said'

export type JobResult = Record<string, unknown>

/** Does what a job has to do, from the start; doing it again after a crash ends in the same state. Gives the job's result. */
export async function doWork(shop: Shop, job: StoredJob, hooks: ChangeHooks): Promise<JobResult> {
  const { work } = job
  switch (work.type) {
    case 'import':
      return importReceived(shop, work.received, hooks)
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
      await catalog.datasets.update(work.dataset_id, { doomed: false })
    })
    await shop.events.tell({ type: 'data_changed', dataset_id: work.dataset_id })
  }
}

type ImportWork = Extract<StoredJob['work'], { type: 'import' }>

async function importReceived(shop: Shop, received: ImportWork['received'], hooks: ChangeHooks): Promise<JobResult> {
  if (received === null) throw new LucidError('internal', 'The file was never received whole.')
  const dataset_id = await datasetId(received.sha256)
  const { catalog, epoch } = shop
  const dataset = await commit(catalog, epoch, [catalog.datasets], async () => {
    const known = await catalog.datasets.get(dataset_id)
    if (known && known.status !== 'failed' && !known.doomed) return known
    const fresh = newDataset(dataset_id, received)
    await catalog.datasets.put(fresh)
    return fresh
  })
  if (dataset.status === 'ready') return { dataset_id, duplicate: false, needs_mapping: false, row_count: dataset.counts?.ok ?? 0 }
  const said = received.said ? await withStore(shop, received.said) : null
  return await readIn(shop, dataset, { dataset, mapping: null, said, mapping_version: 1 }, hooks)
}

/** The store by its code, where it was named otherwise. */
async function withStore<T extends RowDefaults>({ db }: Shop, said: T): Promise<T> {
  return said.store === null ? said : { ...said, store: await storeSaid(db, said.store) }
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

async function readIn(
  shop: Shop,
  dataset: StoredDataset,
  read: Parameters<typeof applyChange>[1]['read'][number],
  hooks: ChangeHooks,
): Promise<JobResult> {
  const { dataset_id } = dataset
  const decided =
    read.mapping && dataset.recognition ? [{ header_signature: dataset.recognition.header_signature, mapping: read.mapping }] : []
  try {
    const after = await applyChange(shop, { remove: [], read: [read], decided }, hooks)
    const ready = after.find((one) => one.dataset_id === dataset_id)
    return { dataset_id, duplicate: false, needs_mapping: false, row_count: ready?.counts?.ok ?? 0 }
  } catch (error) {
    if (!(error instanceof NeedsAnswers)) throw error
    // one that was ready stays as it was: the new mapping does not settle everything
    if (dataset.status === 'ready')
      throw new LucidError('E_DATE_MIXED', 'With this mapping something about the file stays open.', {
        details: { questions: error.recognition.questions },
      })
    const { recognition, scan } = error
    await commit(shop.catalog, shop.epoch, [shop.catalog.datasets], () =>
      shop.catalog.datasets.put({
        ...dataset,
        status: 'needs_mapping',
        kind: recognition.mapping.kind,
        source_type: recognition.source_type,
        recognition,
        questions_asked: dataset.questions_asked + recognition.questions.length,
        scan,
      }),
    )
    return { dataset_id, duplicate: false, needs_mapping: true, row_count: 0 }
  }
}

async function deleteDataset(shop: Shop, dataset_id: string, hooks: ChangeHooks): Promise<JobResult> {
  const dataset = await shop.catalog.datasets.get(dataset_id)
  if (!dataset) return { dataset_id }
  if (dataset.status === 'ready') await applyChange(shop, { remove: [dataset_id], read: [], decided: [] }, hooks)
  else await commit(shop.catalog, shop.epoch, [shop.catalog.datasets], () => shop.catalog.datasets.delete(dataset_id))
  await dropRaw(shop, dataset.file_sha256)
  return { dataset_id }
}
