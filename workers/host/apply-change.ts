import { readAliases } from '../../src/catalog/aliases'
import { commit, engineRecord } from '../../src/catalog/engine-record'
import { actionTables, keepActions } from '../../src/catalog/keep-actions'
import type { RememberedMapping, StoredAlias, StoredDataset } from '../../src/catalog/records'
import { readSettings, writeSettings } from '../../src/catalog/settings'
import { LucidError } from '../../src/domain/errors'
import type { Settings } from '../../src/domain/settings'
import type { Database } from '../db/database'
import { datasetCounts } from '../ingest/dataset-counts'
import { removeDataset } from '../ingest/derive/remove-dataset'
import { abortable } from './abortable'
import { ChangeLoader, type LoadedChange, type ToRead } from './change-loader'
import { followDecisions } from './follow-decisions'
import { admitDatasets, purgeLoading, type ReadingHooks } from './load-dataset'
import { actionsThatStay } from './sample-end'
import type { Shop } from './shop'

export interface Change {
  /** datasets that go */
  remove: readonly string[]
  /** datasets that come, or come anew with another mapping */
  read: readonly ToRead[]
  /** mappings that a person decided, kept for files with the same header */
  decided: readonly RememberedMapping[]
  /** settings that models follow, changed together with what follows them */
  settings?: Partial<Settings>
  /** what a person said of products being one, and pairs of which it is taken back */
  aliases?: { decide: readonly StoredAlias[]; undo: readonly string[] }
  /** what is removed is of the sample shop: what was proposed and decided about it goes too */
  of_sample?: boolean
}

export interface ChangeHooks extends ReadingHooks {
  /** The commit passes this point; resolves when every tab has been told. */
  step(name: 'before_commit' | 'committed' | 'checkpointed' | 'ready'): Promise<void>
  /** from here on the change cannot be cancelled */
  uncancellable(): void
}

/** Makes a change: loads what it reads where no question sees it, and commits. Gives the committed datasets. */
export async function applyChange(shop: Shop, change: Change, hooks: ChangeHooks): Promise<StoredDataset[]> {
  const db = abortable(shop.db, hooks.signal)
  try {
    const loader = await ChangeLoader.open(shop)
    for (const dataset_id of [...change.remove, ...change.read.map(({ dataset }) => dataset.dataset_id)]) loader.without(dataset_id)
    for (const one of change.read) await loader.read(db, one, hooks)
    return await commitLoaded(shop, change, await loader.settle(db, hooks), hooks)
  } catch (error) {
    // an engine that is past this too is mended by the caller
    await purgeLoading(shop.db).catch(() => {})
    throw error
  }
}

/**
 * The commit point over two stores: one DuckDB transaction with everything that the change does to any dataset, COMMIT, CHECKPOINT, and one Dexie
 * transaction that makes it count. Before that last write nothing of it exists for a next start. What is loaded is left to be purged when it throws.
 */
export async function commitLoaded(
  shop: Shop,
  change: Omit<Change, 'read'>,
  { loaded, after: before_counts, decided }: LoadedChange,
  hooks: ChangeHooks,
): Promise<StoredDataset[]> {
  const { catalog, gate, epoch } = shop
  const db = abortable(shop.db, hooks.signal)
  let open: (() => void) | null = null
  let after: readonly StoredDataset[] = before_counts
  try {
    hooks.progress({ stage: 'deriving' })
    const stays = await shop.db.transaction(async () => {
      for (const dataset_id of change.remove) await removeDataset(db, dataset_id)
      await admitDatasets(db, loaded)
      const settings = { ...(await readSettings(catalog)), ...change.settings }
      await followDecisions(db, { settings, aliases: await readAliases(catalog, change.aliases) })
      const known = change.of_sample ? await actionsThatStay(db) : null
      hooks.progress({ stage: 'checking' })
      if (loaded.length + change.remove.length > 0) after = await counted(db, before_counts)
      if (hooks.signal.aborted) throw new LucidError('cancelled', 'The import was cancelled.')
      open = await gate.close()
      hooks.uncancellable()
      await hooks.step('before_commit')
      return known
    })
    await hooks.step('committed')
    await shop.db.checkpoint()
    await hooks.step('checkpointed')
    const fresh = new Set<StoredDataset>(loaded.map(({ dataset }) => dataset))
    const changed = after.filter(
      (one, i) => fresh.has(before_counts[i] as StoredDataset) || !sameCounts(one, before_counts[i] as StoredDataset),
    )
    await commit(
      catalog,
      epoch,
      [catalog.datasets, catalog.mappings, catalog.overview, catalog.settings, catalog.aliases, ...(stays ? actionTables(catalog) : [])],
      async (record) => {
        if (change.settings) await writeSettings(catalog, change.settings)
        if (change.aliases) {
          await catalog.aliases.bulkDelete([...change.aliases.undo])
          await catalog.aliases.bulkPut([...change.aliases.decide])
        }
        await catalog.datasets.bulkDelete([...change.remove])
        // a delete that was asked for meanwhile is still to be done
        const now = await catalog.datasets.bulkGet(changed.map(({ dataset_id }) => dataset_id))
        await catalog.datasets.bulkPut(changed.map((one, i) => ({ ...one, doomed: now[i]?.doomed ?? one.doomed })))
        await catalog.mappings.bulkPut([...change.decided, ...decided])
        if (after.length === 0) await catalog.overview.clear()
        if (stays) await keepActions(catalog, stays)
        await catalog.engine.put({ ...record, data_version: record.data_version + 1 })
      },
    )
    await hooks.step('ready')
  } finally {
    ;(open as (() => void) | null)?.()
  }
  const { data_version } = await engineRecord(catalog)
  await shop.events.tell({ type: 'data_changed', data: { data_version } })
  return [...after]
}

/** Counts and scores of all datasets: an import can set rows of another one aside. */
async function counted(db: Database, datasets: readonly StoredDataset[]): Promise<StoredDataset[]> {
  const known = await datasetCounts(db, datasets)
  return datasets.map((dataset) => {
    const found = known.get(dataset.dataset_id)
    if (!found) return dataset
    const { counts, health_score, first_date, last_date } = found
    return { ...dataset, counts, health_score, first_date, last_date }
  })
}

function sameCounts(a: StoredDataset, b: StoredDataset): boolean {
  const shown = ({ counts, health_score, first_date, last_date }: StoredDataset) =>
    JSON.stringify([counts?.total, counts?.ok, counts?.warned, counts?.rejected, counts?.set_aside, health_score, first_date, last_date])
  return shown(a) === shown(b)
}
