import { commit } from '../../src/catalog/engine-record'
import type { StoredDataset, StoredJob } from '../../src/catalog/records'
import type { ReceivedFile } from '../../src/domain/engine'
import { LucidError } from '../../src/domain/errors'
import type { RowDefaults } from '../../src/domain/mapping'
import { abortable } from './abortable'
import { type ChangeHooks, commitLoaded } from './apply-change'
import { ChangeLoader } from './change-loader'
import { datasetId } from './dataset-id'
import type { ReadEarly } from './early-reading'
import { loadedNumbers, NeedsAnswers, purgeLoading, type ReadingHooks } from './load-dataset'
import { newDataset } from './new-dataset'
import type { Shop } from './shop'
import { storeSaid } from './store-said'

export type JobResult = Record<string, unknown>

/**
 * Files that are read one after the other and committed together, since a commit costs the same for one as for many: what depends on several files is
 * derived once, and the database is written to the disk once. Until then nothing of them exists for a question or for a next start, which reads them again.
 */
export class ImportGroup {
  private loader: ChangeLoader | null = null
  private readonly members: { job_id: string; dataset_id: string; kind: StoredDataset['kind']; store: string | null }[] = []

  /** `early`: what reading the first file while it was received came to */
  constructor(
    private readonly shop: Shop,
    private early: ReadEarly | null = null,
  ) {}

  get size(): number {
    return this.members.length
  }

  /**
   * Does this file's reading ask nothing that the others settle only when they are committed? A store that a person names can be one that a file of stores
   * names so; files that were dropped with the same words are of the same store.
   */
  takes(received: ReceivedFile): boolean {
    const store = received.said?.store ?? null
    return store === null || this.members.every((one) => one.kind === 'sales' && one.store === store)
  }

  /**
   * Loads the file of an import. `loaded` = it waits for `commit`; `later` = it has questions, which are asked when the others are committed, since what
   * they hold can be an answer; else the job's result: there is nothing to commit. Throws what is wrong with the file, without harm to the others.
   */
  async read({ job_id, work }: StoredJob, hooks: ReadingHooks): Promise<'loaded' | 'later' | JobResult> {
    const { shop } = this
    const received = work.type === 'import' ? work.received : null
    if (received === null) throw new LucidError('internal', 'The file was never received whole.')
    const dataset = await datasetOf(shop, received)
    const { dataset_id } = dataset
    const { early } = this
    this.early = null
    if (dataset.status === 'ready') {
      if (early) await purgeLoading(shop.db)
      return importResult(dataset_id, [dataset])
    }
    const said = received.said ? await withStore(shop, received.said) : null
    const what = { dataset, mapping: null, said, mapping_version: 1 }
    const db = abortable(shop.db, hooks.signal)
    this.loader ??= early?.loader ?? (await ChangeLoader.open(shop))
    try {
      if (early?.loaded instanceof NeedsAnswers) throw early.loaded
      if (early) await this.loader.adopt(db, what, early.loaded)
      else await this.loader.read(db, what, hooks)
    } catch (error) {
      await purgeLoading(shop.db, this.loader.dataset_nos).catch(() => {})
      if (!(error instanceof NeedsAnswers)) throw error
      return this.size > 0 ? 'later' : await askAbout(shop, dataset, error)
    }
    const kind = this.loader.of(dataset_id)?.dataset.kind ?? null
    this.members.push({ job_id, dataset_id, kind, store: received.said?.store ?? null })
    return 'loaded'
  }

  /** Rows of the file of a job that is loaded, whatever became of them. */
  rowsOf(job_id: string): number {
    const dataset_id = this.members.find((one) => one.job_id === job_id)?.dataset_id
    return (dataset_id === undefined ? null : this.loader?.of(dataset_id)?.dataset.profile?.rows_total) ?? 0
  }

  /** Commits all that is loaded, and gives each job's result. When it throws, nothing of it is committed and `dissolve` is due. */
  async commit(hooks: ChangeHooks): Promise<Map<string, JobResult>> {
    const { loader, shop } = this
    if (!loader) return new Map()
    const loaded = await loader.settle(abortable(shop.db, hooks.signal), hooks)
    const after = await commitLoaded(shop, { remove: [], decided: [] }, loaded, hooks)
    return new Map(this.members.map(({ job_id, dataset_id }) => [job_id, importResult(dataset_id, after)]))
  }

  /** Is everything still there that was loaded? Not when the engine had to be mended meanwhile. */
  async isIntact(): Promise<boolean> {
    if (!this.loader || this.size === 0) return true
    try {
      const there = new Set(await loadedNumbers(this.shop.db))
      return this.loader.dataset_nos.every((no) => there.has(no))
    } catch {
      return false
    }
  }

  /** Gives up what is loaded. */
  async dissolve(): Promise<void> {
    this.members.length = 0
    this.loader = null
    await purgeLoading(this.shop.db).catch(() => {}) // an engine that is past this is mended by the caller
  }
}

export const importResult = (dataset_id: string, datasets: readonly StoredDataset[]): JobResult => ({
  dataset_id,
  duplicate: false,
  needs_mapping: false,
  row_count: datasets.find((one) => one.dataset_id === dataset_id)?.counts?.ok ?? 0,
})

/** The store by its code, where it was named otherwise. */
export async function withStore<T extends RowDefaults>({ db }: Shop, said: T): Promise<T> {
  return said.store === null ? said : { ...said, store: await storeSaid(db, said.store) }
}

/** Lets the dataset wait for a person's answers, and gives the result of its job. */
export async function askAbout({ catalog, epoch }: Shop, dataset: StoredDataset, { recognition, scan }: NeedsAnswers): Promise<JobResult> {
  const { dataset_id, questions_asked } = dataset
  const { source_type, questions, mapping } = recognition
  const waiting = { status: 'needs_mapping', kind: mapping.kind, source_type, recognition, scan } as const
  await commit(catalog, epoch, [catalog.datasets], () =>
    catalog.datasets.put({ ...dataset, ...waiting, questions_asked: questions_asked + questions.length }),
  )
  return { dataset_id, duplicate: false, needs_mapping: true, row_count: 0 }
}

async function datasetOf({ catalog, epoch }: Shop, received: ReceivedFile): Promise<StoredDataset> {
  const dataset_id = await datasetId(received.sha256)
  return await commit(catalog, epoch, [catalog.datasets], async () => {
    const known = await catalog.datasets.get(dataset_id)
    if (known && known.status !== 'failed' && !known.doomed) return known
    const fresh = newDataset(dataset_id, received)
    await catalog.datasets.put(fresh)
    return fresh
  })
}
