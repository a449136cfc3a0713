import { commit, engineRecord } from '../../src/catalog/engine-record'
import type { OverviewRecord, StoredDataset } from '../../src/catalog/records'
import { readSettings } from '../../src/catalog/settings'
import type { Dataset } from '../../src/domain/dataset'
import { LucidError } from '../../src/domain/errors'
import type { Mapping } from '../../src/domain/mapping'
import type { Settings } from '../../src/domain/settings'
import type { Database } from '../db/database'
import { removeDataset } from '../ingest/derive/remove-dataset'
import { buildReport } from '../ingest/report'
import { overviewSnapshot } from '../metrics/overview'
import { abortable } from './abortable'
import { type DatedDataset, provenOrder, toReadAgain } from './date-evidence'
import type { Advance } from './progress'
import { type Reading, type ReadingHooks, readDataset } from './read-dataset'
import { committedDatasets, metricDeps, type Shop } from './shop'

export interface Change {
  /** datasets that go */
  remove: readonly string[]
  /** datasets that come, or come anew with another mapping */
  read: readonly { dataset: StoredDataset; mapping: Mapping | null; mapping_version: number }[]
  /** mappings that a person decided, kept for files with the same header */
  decided: readonly { header_signature: string; mapping: Mapping }[]
}

export interface ChangeHooks extends ReadingHooks {
  /** The commit passes this point; resolves when every tab has been told. */
  step(name: 'before_commit' | 'committed' | 'checkpointed' | 'ready'): Promise<void>
  /** from here on the change cannot be cancelled */
  uncancellable(): void
}

/**
 * The commit point over two stores: one DuckDB transaction with everything that the change does to any dataset, COMMIT, CHECKPOINT, then one
 * Dexie transaction that makes it count. Before the last write nothing of it exists for a next start. Gives the committed datasets.
 */
export async function applyChange(shop: Shop, change: Change, hooks: ChangeHooks): Promise<StoredDataset[]> {
  const { catalog, gate, epoch } = shop
  const settings = await readSettings(catalog)
  const { data_version } = await engineRecord(catalog)
  const before = await committedDatasets(catalog)
  const db = abortable(shop.db, hooks.signal)
  let open: (() => void) | null = null
  let after: StoredDataset[] = []
  let overview: OverviewRecord | null = null
  try {
    await shop.db.transaction(async () => {
      after = await changeFacts(shop, db, before, change, settings, hooks)
      hooks.progress({ stage: 'saving', within: 0.1 })
      after = await withReports(db, after)
      hooks.progress({ stage: 'saving', within: 0.4 })
      const deps = await metricDeps(shop, { db, settings, datasets: after, data_version: data_version + 1 })
      overview = after.length === 0 ? null : { key: 'overview', snapshot: await overviewSnapshot(deps) }
      if (hooks.signal.aborted) throw new LucidError('cancelled', 'The import was cancelled.')
      open = await gate.close()
      hooks.uncancellable()
      await hooks.step('before_commit')
    })
    await hooks.step('committed')
    await shop.db.checkpoint()
    await hooks.step('checkpointed')
    await commit(catalog, epoch, [catalog.datasets, catalog.mappings, catalog.overview], async (record) => {
      await catalog.datasets.bulkDelete([...change.remove])
      await catalog.datasets.bulkPut(after)
      await catalog.mappings.bulkPut([...change.decided])
      if (overview) await catalog.overview.put(overview)
      else await catalog.overview.clear()
      await catalog.engine.put({ ...record, data_version: record.data_version + 1 })
    })
    await hooks.step('ready')
  } finally {
    ;(open as (() => void) | null)?.()
  }
  await shop.events.tell({ type: 'data_changed', data: { data_version: data_version + 1 } })
  return after
}

/** Takes out, reads in, and reads again what the new state of proof about date orders asks for. */
async function changeFacts(
  shop: Shop,
  db: Database,
  before: readonly StoredDataset[],
  change: Change,
  settings: Settings,
  hooks: ReadingHooks,
): Promise<StoredDataset[]> {
  const mappings = new Map((await shop.catalog.mappings.toArray()).map((one) => [one.header_signature, one.mapping]))
  const goes = new Set([...change.remove, ...change.read.map((one) => one.dataset.dataset_id)])
  let after = before.filter((one) => !goes.has(one.dataset_id))
  for (const dataset_id of change.remove) await removeDataset(db, dataset_id)
  const read = async (what: Omit<Reading, 'source' | 'remembered' | 'locale'>, heard: ReadingHooks) => {
    const source = await shop.files.source('raw', what.dataset.file_sha256)
    if (!source) throw new LucidError('not_found', `The kept copy of ${what.dataset.name} is gone.`, { hint: 'Drop the file again.' })
    const remembered = (signature: string) => mappings.get(signature) ?? null
    return await readDataset(db, { ...what, source, remembered, locale: settings.locale }, heard)
  }
  for (const one of change.read) {
    const others = after
    after = [...others, await read({ ...one, proven: (signature) => provenOrder(dated(others), signature) }, hooks)]
  }
  for (const again of toReadAgain(dated(after))) {
    const dataset = after.find((one) => one.dataset_id === again.dataset_id) as StoredDataset
    // what is heard of another file's reading would look like this one going back
    const quiet: ReadingHooks = { ...hooks, progress: (_: Advance) => hooks.progress({ stage: 'deriving' }) }
    const what = { dataset, mapping: dataset.mapping, mapping_version: dataset.mapping_version + 1, proven: () => again.order }
    const fresh = await read(what, quiet)
    after = after.map((one) => (one.dataset_id === fresh.dataset_id ? { ...fresh, recognition: dataset.recognition } : one))
  }
  return after
}

export function dated(datasets: readonly StoredDataset[]): DatedDataset[] {
  return datasets.flatMap(({ dataset_id, recognition, profile, date_order }) =>
    recognition && profile
      ? [{ dataset_id, header_signature: recognition.header_signature, date_order, date_evidence: profile.date_evidence }]
      : [],
  )
}

/** Counts and scores of all datasets: an import can set rows of another one aside. */
async function withReports(db: Database, datasets: readonly StoredDataset[]): Promise<StoredDataset[]> {
  const reported: StoredDataset[] = []
  for (const dataset of datasets) {
    const { counts, health_score, first_date, last_date } = await buildReport(db, dataset satisfies Dataset)
    reported.push({ ...dataset, counts, health_score, first_date, last_date })
  }
  return reported
}
