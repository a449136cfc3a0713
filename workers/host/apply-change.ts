import { readAliases } from '../../src/catalog/aliases'
import { commit, engineRecord } from '../../src/catalog/engine-record'
import type { StoredAlias, StoredDataset } from '../../src/catalog/records'
import { readSettings, writeSettings } from '../../src/catalog/settings'
import { LucidError } from '../../src/domain/errors'
import type { Mapping, SaidOfFile } from '../../src/domain/mapping'
import type { Settings } from '../../src/domain/settings'
import type { Database } from '../db/database'
import { removeDataset } from '../ingest/derive/remove-dataset'
import { buildReport } from '../ingest/report'
import { abortable } from './abortable'
import { type DatedDataset, provenOrder, toReadAgain } from './date-evidence'
import { followDecisions } from './follow-decisions'
import { admitDataset, type Loaded, loadDataset, purgeLoading, type Reading, type ReadingHooks } from './load-dataset'
import { refreshOverview } from './refresh-overview'
import { committedDatasets, type Shop } from './shop'

export interface Change {
  /** datasets that go */
  remove: readonly string[]
  /** datasets that come, or come anew with another mapping */
  read: readonly { dataset: StoredDataset; mapping: Mapping | null; said?: SaidOfFile | null; mapping_version: number }[]
  /** mappings that a person decided, kept for files with the same header */
  decided: readonly { header_signature: string; mapping: Mapping }[]
  /** settings that models follow, changed together with what follows them */
  settings?: Partial<Settings>
  /** what a person said of products being one, and pairs of which it is taken back */
  aliases?: { decide: readonly StoredAlias[]; undo: readonly string[] }
}

export interface ChangeHooks extends ReadingHooks {
  /** The commit passes this point; resolves when every tab has been told. */
  step(name: 'before_commit' | 'committed' | 'checkpointed' | 'ready'): Promise<void>
  /** from here on the change cannot be cancelled */
  uncancellable(): void
}

/**
 * The commit point over two stores. Files are loaded where no question sees them; then one DuckDB transaction with everything that the
 * change does to any dataset, COMMIT, CHECKPOINT, and one Dexie transaction that makes it count. Before that last write nothing of it
 * exists for a next start. Gives the committed datasets.
 */
export async function applyChange(shop: Shop, change: Change, hooks: ChangeHooks): Promise<StoredDataset[]> {
  const { catalog, gate, epoch } = shop
  const db = abortable(shop.db, hooks.signal)
  let open: (() => void) | null = null
  let after: StoredDataset[] = []
  try {
    const plan = await load(shop, db, change, hooks)
    hooks.progress({ stage: 'deriving' })
    await shop.db.transaction(async () => {
      for (const dataset_id of change.remove) await removeDataset(db, dataset_id)
      for (const loaded of plan.loaded) await admitDataset(db, loaded)
      const settings = { ...(await readSettings(catalog)), ...change.settings }
      await followDecisions(db, { settings, aliases: await readAliases(catalog, change.aliases) })
      hooks.progress({ stage: 'checking' })
      after = change.read.length + change.remove.length > 0 ? await withReports(db, plan.after) : plan.after
      if (hooks.signal.aborted) throw new LucidError('cancelled', 'The import was cancelled.')
      open = await gate.close()
      hooks.uncancellable()
      await hooks.step('before_commit')
    })
    await hooks.step('committed')
    await shop.db.checkpoint()
    await hooks.step('checkpointed')
    await commit(
      catalog,
      epoch,
      [catalog.datasets, catalog.mappings, catalog.overview, catalog.settings, catalog.aliases],
      async (record) => {
        if (change.settings) await writeSettings(catalog, change.settings)
        if (change.aliases) {
          await catalog.aliases.bulkDelete([...change.aliases.undo])
          await catalog.aliases.bulkPut([...change.aliases.decide])
        }
        await catalog.datasets.bulkDelete([...change.remove])
        await catalog.datasets.bulkPut(after)
        await catalog.mappings.bulkPut([...change.decided, ...saidMappings(change, plan.loaded)])
        if (after.length === 0) await catalog.overview.clear()
        await catalog.engine.put({ ...record, data_version: record.data_version + 1 })
      },
    )
    await hooks.step('ready')
  } catch (error) {
    // an engine that is past this too is mended by the caller
    await purgeLoading(shop.db).catch(() => {})
    throw error
  } finally {
    ;(open as (() => void) | null)?.()
  }
  const { data_version } = await engineRecord(catalog)
  await shop.events.tell({ type: 'data_changed', data: { data_version } })
  // pages ask for their figures at once; what they have asked is not computed again for the first paint of the next start
  await gate.ask(() => refreshOverview(shop)).catch(() => {}) // else the next start makes it
  return after
}

/** Loads what the change reads, and once more what the new state of proof about date orders asks for. */
async function load(shop: Shop, db: Database, change: Change, hooks: ReadingHooks): Promise<{ loaded: Loaded[]; after: StoredDataset[] }> {
  const { locale } = await readSettings(shop.catalog)
  const mappings = new Map((await shop.catalog.mappings.toArray()).map((one) => [one.header_signature, one.mapping]))
  const remembered = (signature: string) => mappings.get(signature) ?? null
  const goes = new Set([...change.remove, ...change.read.map((one) => one.dataset.dataset_id)])
  let after = (await committedDatasets(shop.catalog)).filter((one) => !goes.has(one.dataset_id))
  const read = async (what: Omit<Reading, 'source' | 'remembered' | 'locale'>, heard: ReadingHooks): Promise<Loaded> => {
    const source = await shop.files.source('raw', what.dataset.file_sha256)
    if (!source) throw new LucidError('not_found', `The kept copy of ${what.dataset.name} is gone.`, { hint: 'Drop the file again.' })
    return await loadDataset(db, { ...what, source, remembered, locale }, heard)
  }
  const loaded: Loaded[] = []
  for (const one of change.read) {
    const others = dated(after)
    const fresh = await read({ ...one, proven: (signature) => provenOrder(others, signature) }, hooks)
    loaded.push(fresh)
    after = [...after, fresh.dataset]
  }
  // what is heard of another file's reading would look like this one going back
  const quiet: ReadingHooks = { signal: hooks.signal, progress: () => hooks.progress({ stage: 'deriving' }) }
  for (const again of toReadAgain(dated(after))) {
    const dataset = after.find((one) => one.dataset_id === again.dataset_id) as StoredDataset
    const what = { dataset, mapping: dataset.mapping, mapping_version: dataset.mapping_version + 1, proven: () => again.order }
    const fresh = await read(what, quiet)
    fresh.dataset.recognition = dataset.recognition
    loaded.push(fresh)
    after = after.map((one) => (one.dataset_id === again.dataset_id ? fresh.dataset : one))
  }
  return { loaded, after }
}

/** What was said of a file that is read by it is decided for its header, as answers are: the next file of it is asked about. */
function saidMappings(change: Change, loaded: readonly Loaded[]): Change['decided'] {
  const said = new Set(change.read.flatMap((one) => (one.said ? [one.dataset.dataset_id] : [])))
  return loaded.flatMap(({ dataset: { dataset_id, recognition, mapping } }) =>
    said.has(dataset_id) && recognition && mapping ? [{ header_signature: recognition.header_signature, mapping }] : [],
  )
}

function dated(datasets: readonly StoredDataset[]): DatedDataset[] {
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
    const { counts, health_score, first_date, last_date } = await buildReport(db, dataset)
    reported.push({ ...dataset, counts, health_score, first_date, last_date })
  }
  return reported
}
