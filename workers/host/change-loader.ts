import type { RememberedMapping, StoredDataset } from '../../src/catalog/records'
import { readSettings } from '../../src/catalog/settings'
import { LucidError } from '../../src/domain/errors'
import type { Mapping, SaidOfFile } from '../../src/domain/mapping'
import type { Database } from '../db/database'
import { type DatedDataset, provenOrder, toReadAgain } from './date-evidence'
import { type Loaded, loadDataset, type Reading, type ReadingHooks, renameLoading } from './load-dataset'
import { correctedBy } from './sample-end'
import { committedDatasets, type Shop } from './shop'

/** A file that comes, or comes anew with another mapping. */
export interface ToRead {
  dataset: StoredDataset
  mapping: Mapping | null
  said?: SaidOfFile | null
  mapping_version: number
}

/** What is loaded and seen by nobody, and what the shop holds once it is committed. */
export interface LoadedChange {
  loaded: readonly Loaded[]
  /** all datasets of the shop, those that are loaded among them */
  after: readonly StoredDataset[]
  /** mappings that are remembered for files with the same header */
  decided: readonly RememberedMapping[]
}

/**
 * Loads files for one commit, one after the other, each as if those before it had been committed: what they prove about dates and what was said of them
 * counts for the next one. So it does not matter which files come in one commit and which in several.
 */
export class ChangeLoader {
  private readonly loaded: Loaded[] = []
  private readonly decided: RememberedMapping[] = []

  private constructor(
    private readonly files: Shop['files'],
    private readonly locale: string,
    private readonly mappings: ReadonlyMap<string, Mapping>,
    private after: StoredDataset[],
  ) {}

  static async open({ catalog, files }: Pick<Shop, 'catalog' | 'files'>): Promise<ChangeLoader> {
    const { locale } = await readSettings(catalog)
    const mappings = new Map((await catalog.mappings.toArray()).map((one) => [one.header_signature, one.mapping]))
    return new ChangeLoader(files, locale, mappings, await committedDatasets(catalog))
  }

  /** Numbers under which something is loaded. */
  get dataset_nos(): number[] {
    return this.loaded.map(({ dataset_no }) => dataset_no)
  }

  /** What was loaded of a dataset, if anything. */
  of(dataset_id: string): Loaded | undefined {
    return this.loaded.findLast(({ dataset }) => dataset.dataset_id === dataset_id)
  }

  /** The shop as it is without this dataset; of what is loaded of it, the last reading counts. */
  without(dataset_id: string): void {
    this.after = this.after.filter((one) => one.dataset_id !== dataset_id)
  }

  async read(db: Database, one: ToRead, hooks: ReadingHooks): Promise<void> {
    this.without(one.dataset.dataset_id)
    this.keep(one, await this.load(db, { ...one, proven: this.proven() }, hooks))
  }

  /** Loads a file before it is received whole, under a name that stands for it. It counts once it is adopted. */
  async readEarly(db: Database, one: ToRead, from: Pick<Reading, 'source' | 'coming'>, hooks: ReadingHooks): Promise<Loaded> {
    return await this.loadFrom(db, { ...one, ...from, proven: this.proven() }, hooks)
  }

  /** Takes what `readEarly` gave for the file as it is known now. */
  async adopt(db: Database, one: ToRead, { dataset_no, dataset }: Loaded): Promise<void> {
    const { dataset_id, file_sha256, bytes } = one.dataset
    await renameLoading(db, dataset_no, dataset_id)
    this.keep(one, { dataset_no, dataset: { ...dataset, dataset_id, file_sha256, bytes } })
  }

  private proven(): Reading['proven'] {
    const others = dated(this.after)
    return (signature) => provenOrder(others, signature)
  }

  private keep(one: ToRead, fresh: Loaded): void {
    const corrects = correctedBy(fresh.dataset)
    // corrected rows of the sample shop are of it
    if (this.after.some((dataset) => dataset.is_sample && dataset.dataset_id === corrects)) fresh.dataset.is_sample = true
    this.loaded.push(fresh)
    this.after.push(fresh.dataset)
    const { recognition, mapping } = fresh.dataset
    // what was said of a file is decided for its header, as answers are: the next file of it is asked about
    if (one.said && recognition && mapping) this.decided.push({ header_signature: recognition.header_signature, mapping })
  }

  /** Reads once more what the new state of proof about date orders asks for. `hooks.progress` hears that it goes on. */
  async settle(db: Database, hooks: ReadingHooks): Promise<LoadedChange> {
    // what is heard of another file's reading would look like this one going back
    const quiet: ReadingHooks = { signal: hooks.signal, progress: () => hooks.progress({ stage: 'deriving' }) }
    for (const again of toReadAgain(dated(this.after))) {
      const dataset = this.after.find((one) => one.dataset_id === again.dataset_id) as StoredDataset
      const what = { dataset, mapping: dataset.mapping, mapping_version: dataset.mapping_version + 1, proven: () => again.order }
      const fresh = await this.load(db, what, quiet)
      fresh.dataset.recognition = dataset.recognition
      this.loaded.push(fresh)
      this.after = this.after.map((one) => (one.dataset_id === again.dataset_id ? fresh.dataset : one))
    }
    return { loaded: this.loaded, after: this.after, decided: this.decided }
  }

  private async load(db: Database, what: Omit<Reading, 'source' | 'remembered' | 'locale'>, heard: ReadingHooks): Promise<Loaded> {
    const source = await this.files.source('raw', what.dataset.file_sha256)
    if (!source) throw new LucidError('not_found', `The kept copy of ${what.dataset.name} is gone.`, { hint: 'Drop the file again.' })
    return await this.loadFrom(db, { ...what, source }, heard)
  }

  private async loadFrom(db: Database, what: Omit<Reading, 'remembered' | 'locale'>, heard: ReadingHooks): Promise<Loaded> {
    return await loadDataset(db, { ...what, remembered: (signature) => this.remembered(signature), locale: this.locale }, heard)
  }

  private remembered(header_signature: string): Mapping | null {
    const newest = this.decided.findLast((one) => one.header_signature === header_signature)
    return newest?.mapping ?? this.mappings.get(header_signature) ?? null
  }
}

function dated(datasets: readonly StoredDataset[]): DatedDataset[] {
  return datasets.flatMap(({ dataset_id, recognition, profile, date_order }) =>
    recognition && profile
      ? [{ dataset_id, header_signature: recognition.header_signature, date_order, date_evidence: profile.date_evidence }]
      : [],
  )
}
