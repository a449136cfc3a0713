import type { StoredDataset } from '../../src/catalog/records'
import { LucidError } from '../../src/domain/errors'
import type { Mapping, Recognition } from '../../src/domain/mapping'
import type { ByteSource } from '../db/byte-source'
import type { Database } from '../db/database'
import { derive } from '../ingest/derive/derive'
import { registerDataset } from '../ingest/derive/register-dataset'
import { removeDataset } from '../ingest/derive/remove-dataset'
import { importTable } from '../ingest/import-table'
import type { Scan } from '../ingest/read/scan'
import { scanSource } from '../ingest/read/scan-source'
import { HEAD_BYTES, sniff } from '../ingest/read/sniff'
import { applyMapping } from '../ingest/recognise/apply-mapping'
import { recognise } from '../ingest/recognise/recognise'
import type { ProvenOrder } from './date-evidence'
import type { Advance } from './progress'

export interface Reading {
  dataset: StoredDataset
  source: ByteSource
  /** the mapping a person decided, or the one the dataset was read with before; null = recognise */
  mapping: Mapping | null
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

/** Thrown to roll back: the file cannot be read before a person answers. */
export class NeedsAnswers extends Error {
  readonly recognition: Recognition
  constructor(
    recognition: Recognition,
    readonly scan: Scan,
  ) {
    super('questions are open')
    const { skip_rows, header_rows } = recognition.dialect
    this.recognition = { ...recognition, rows_total: Math.max(0, scan.rows_physical - skip_rows - header_rows) }
  }
}

/** Where a file's rows are, found again from its bytes unless they are known. */
export async function scanOf(dataset: Pick<StoredDataset, 'scan'>, source: ByteSource, hooks?: ReadingHooks) {
  const sniffed = sniff(await source.read(0, Math.min(HEAD_BYTES, source.size)), source.size)
  if (dataset.scan) return { sniffed, scan: dataset.scan as Scan }
  const heard = (done: number) =>
    hooks?.progress({ stage: 'recognising', within: done / source.size, bytes_done: done, bytes_total: source.size })
  return { sniffed, scan: await scanSource(source, sniffed, heard, hooks?.signal) }
}

/**
 * Reads a dataset into DuckDB, replacing what is there of it, and derives. Runs inside the caller's transaction, which is rolled back
 * when it throws: NeedsAnswers, `cancelled`, or the code of what is wrong with the file. Gives the dataset as it will be when committed.
 */
export async function readDataset(db: Database, reading: Reading, hooks: ReadingHooks): Promise<StoredDataset> {
  const { dataset, source } = reading
  hooks.progress({ stage: 'recognising', bytes_total: source.size })
  const { sniffed, scan } = await scanOf(dataset, source, hooks)
  const { encoding_guess: _guess, ...dialect } = sniffed
  const remembered = reading.mapping ?? reading.remembered
  const guessed = recognise({ sniffed: { ...dialect, encoding: scan.encoding }, filename: dataset.name, remembered })
  const recognition = reading.mapping ? { ...applyMapping(guessed, reading.mapping), remembered: false } : guessed
  if (recognition.questions.length > 0) throw new NeedsAnswers(recognition, scan)

  await removeDataset(db, dataset.dataset_id)
  const { mapping, header, dialect: found, source_type, header_signature } = recognition
  const { dataset_id, exported_at, uploaded_at } = dataset
  const { mapping_version } = reading
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
      mapping,
      skip_rows: found.skip_rows,
      header_rows: found.header_rows,
      header,
      uploaded_at,
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
  hooks.progress({ stage: 'deriving' })
  if (hooks.signal.aborted) throw new LucidError('cancelled', 'The import was cancelled.')
  await derive(db, { dataset_no })
  const { profile } = outcome
  return {
    ...dataset,
    status: 'ready',
    kind: mapping.kind,
    source_type,
    mapping,
    mapping_version,
    recognition,
    profile,
    date_order: profile.date_order,
    decimal_sep: profile.decimal_sep,
    error: null,
    scan,
  }
}
