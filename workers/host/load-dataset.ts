import type { StoredDataset } from '../../src/catalog/records'
import type { Mapping, Recognition, SaidOfFile } from '../../src/domain/mapping'
import type { ByteSource } from '../db/byte-source'
import type { Database } from '../db/database'
import { LOADING } from '../db/schema'
import { ident, join, sql } from '../db/sql'
import { derive } from '../ingest/derive/derive'
import { registerDataset } from '../ingest/derive/register-dataset'
import { DATASET_TABLES, dropUnused, removeDataset } from '../ingest/derive/remove-dataset'
import { importTable } from '../ingest/import-table'
import type { ComingScan } from '../ingest/read/coming-scan'
import type { Scan } from '../ingest/read/scan'
import { scanSource } from '../ingest/read/scan-source'
import { HEAD_BYTES, sniff, sniffUnpacked } from '../ingest/read/sniff'
import { applyMapping } from '../ingest/recognise/apply-mapping'
import { recognise } from '../ingest/recognise/recognise'
import type { ProvenOrder } from './date-evidence'
import type { Advance } from './progress'
import { storesByName, storesKnown } from './store-said'

export interface Reading {
  dataset: StoredDataset
  source: ByteSource
  /** of a file that is still being received: where its rows are, as far as that is known */
  coming?: ComingScan
  /** the mapping a person decided, or the one the dataset was read with before; null = recognise */
  mapping: Mapping | null
  /** what was said of the file when it was given, where no mapping settles it */
  said?: SaidOfFile | null
  mapping_version: number
  /** what people decided for a header before */
  remembered: (header_signature: string) => Mapping | null
  /** the date order that other files of a header have proven */
  proven: (header_signature: string) => ProvenOrder | null
  locale: string
}

export interface ReadingHooks {
  progress(to: Advance): void
  signal: AbortSignal
}

/** A dataset whose rows are in DuckDB, and seen by nobody. */
export interface Loaded {
  dataset_no: number
  /** as it will be when it is committed */
  dataset: StoredDataset
}

/** The file cannot be read before a person answers. */
export class NeedsAnswers extends Error {
  constructor(
    readonly recognition: Recognition,
    readonly scan: Scan,
  ) {
    super('questions are open')
  }
}

/** Where a file's rows are, found again from its bytes unless they are known. */
export async function scanOf(
  dataset: Pick<StoredDataset, 'scan' | 'origin'>,
  source: ByteSource,
  hooks?: ReadingHooks,
  coming?: ComingScan,
) {
  const head = await source.read(0, Math.min(HEAD_BYTES, source.size))
  const sniffed = dataset.origin?.table ? sniffUnpacked(head, source.size) : sniff(head, source.size)
  if (coming) return { sniffed, scan: coming.scan }
  if (dataset.scan) return { sniffed, scan: dataset.scan as Scan }
  const heard = (done: number) =>
    hooks?.progress({ stage: 'recognising', within: done / source.size, bytes_done: done, bytes_total: source.size })
  return { sniffed, scan: await scanSource(source, sniffed, heard, hooks?.signal) }
}

/**
 * Reads a file into DuckDB beside what is there, outside of any transaction. Throws NeedsAnswers, `cancelled`, or the code of what is wrong
 * with the file; the caller then purges.
 */
export async function loadDataset(db: Database, reading: Reading, hooks: ReadingHooks): Promise<Loaded> {
  const { dataset, source } = reading
  hooks.progress({ stage: 'recognising', bytes_total: source.size })
  const { sniffed, scan } = await scanOf(dataset, source, hooks, reading.coming)
  const { encoding_guess: _guess, ...dialect } = sniffed
  const remembered = reading.mapping ?? reading.remembered
  const guessed = recognise({
    sniffed: { ...dialect, encoding: scan.encoding },
    filename: dataset.name,
    remembered,
    said: reading.said ?? null,
    stores: reading.mapping ? [] : await storesByName(db),
    latest: dataset.uploaded_at.slice(0, 10),
  })
  const recognition = reading.mapping
    ? { ...applyMapping(guessed, reading.mapping), ...storeInName(dataset, reading.mapping), remembered: false }
    : guessed
  if (recognition.questions.length > 0) {
    const stores = recognition.questions.some(({ about }) => about === 'store') ? await storesKnown(db) : []
    const questions = recognition.questions.map((one) => (one.about === 'store' ? { ...one, options: stores } : one))
    throw new NeedsAnswers({ ...recognition, questions }, scan)
  }

  const { mapping, header, dialect: found, source_type, header_signature } = recognition
  const { exported_at, uploaded_at } = dataset
  const { mapping_version } = reading
  const dataset_id = `${LOADING}${dataset.dataset_id}`
  const dataset_no = await registerDataset(db, {
    dataset_id,
    kind: mapping.kind,
    source: source_type,
    exported_at,
    uploaded_at,
    mapping_version,
  })
  hooks.progress({ stage: 'reading', bytes_done: 0, bytes_total: source.size })
  const outcome = await importTable(
    db,
    {
      dataset_no,
      source_type,
      source,
      scan,
      ...(reading.coming && { coming: reading.coming }),
      mapping,
      skip_rows: found.skip_rows,
      header_rows: found.header_rows,
      header,
      ...(recognition.bill_totals ? { bill_totals: recognition.bill_totals } : {}),
      ...(recognition.store_in_name ? { store_in_name: recognition.store_in_name } : {}),
      uploaded_at,
      name: dataset.name,
      currency: dataset.origin?.currency ?? null,
      date_context: { remembered: reading.proven(header_signature), locale: reading.locale },
    },
    {
      progress: (rows_done, rows_total) => {
        const within = rows_total === 0 ? 1 : rows_done / rows_total
        hooks.progress({ stage: 'reading', within, rows_done, bytes_done: Math.round(source.size * within), bytes_total: source.size })
      },
      signal: hooks.signal,
    },
  )
  if (outcome.status === 'questions') throw new NeedsAnswers({ ...recognition, questions: outcome.questions }, scan)
  const { profile } = outcome
  const { currency, date_order, decimal_sep } = profile
  const { kind } = mapping
  const read = {
    status: 'ready',
    kind,
    source_type,
    mapping,
    mapping_version,
    recognition,
    profile,
    currency,
    date_order,
    decimal_sep,
  } as const
  return { dataset_no, dataset: { ...dataset, ...read, error: null, scan } }
}

/** What the name of a file said of its store when it was first read still holds while nobody says another. */
function storeInName({ recognition }: StoredDataset, { defaults }: Mapping): Pick<Recognition, 'store_in_name'> {
  const store = recognition?.store_in_name
  return store !== undefined && store === defaults?.store ? { store_in_name: store } : {}
}

/**
 * Puts loaded datasets in the place of what is there of them, and derives once for all. Of a dataset that was loaded twice the last reading counts. Runs
 * inside the transaction that commits them.
 */
export async function admitDatasets(db: Database, loaded: readonly Loaded[]): Promise<void> {
  if (loaded.length === 0) return
  const last = new Map(loaded.map((one) => [one.dataset.dataset_id, one]))
  const dataset_nos = [...last.values()].map(({ dataset_no }) => dataset_no)
  const replaced = await db.all<{ dataset_id: string }>(
    sql`SELECT dataset_id FROM dataset WHERE dataset_id IN (${join([...last.keys()].map((id) => sql`${id}`))}) ORDER BY dataset_id`,
  )
  for (const { dataset_id } of replaced) await removeDataset(db, dataset_id)
  await dropRows(
    db,
    loaded.map(({ dataset_no }) => dataset_no).filter((no) => !dataset_nos.includes(no)),
  )
  await db.run(
    sql`UPDATE dataset SET dataset_id = substr(dataset_id, ${LOADING.length + 1}) WHERE dataset_no IN (${join(dataset_nos.map((no) => sql`${no}`))})`,
  )
  await derive(db, dataset_nos)
}

/** Takes out what was loaded and never admitted: after an error, a cancel or a crash. What is loaded under `keep` stays, to be admitted later. */
export async function purgeLoading(db: Database, keep: readonly number[] = []): Promise<void> {
  const loading = (await loadedNumbers(db)).filter((no) => !keep.includes(no))
  if (loading.length === 0) return
  await db.transaction(() => dropRows(db, loading))
  await db.checkpoint()
}

/** Names what was loaded under a name that stood for its file. */
export async function renameLoading(db: Database, dataset_no: number, dataset_id: string): Promise<void> {
  await db.run(sql`UPDATE dataset SET dataset_id = ${`${LOADING}${dataset_id}`} WHERE dataset_no = ${dataset_no}`)
}

/** Numbers of the datasets that are loaded, wholly or in part, and not admitted. */
export async function loadedNumbers(db: Database): Promise<number[]> {
  const loading = await db.all<{ dataset_no: number }>(
    sql`SELECT dataset_no FROM dataset WHERE starts_with(dataset_id, ${LOADING}) ORDER BY dataset_no`,
  )
  return loading.map(({ dataset_no }) => dataset_no)
}

async function dropRows(db: Database, dataset_nos: readonly number[]): Promise<void> {
  if (dataset_nos.length === 0) return
  const these = join(dataset_nos.map((no) => sql`${no}`))
  for (const table of [...DATASET_TABLES, 'dataset']) await db.run(sql`DELETE FROM ${ident(table)} WHERE dataset_no IN (${these})`)
  await dropUnused(db)
}
