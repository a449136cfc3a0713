import type { Mapping, Recognition } from '../../src/domain/mapping'
import type { ByteSource } from '../db/byte-source'
import type { Database } from '../db/database'
import { type DateContext, type ImportHooks, type ImportOutcome, importTable } from './import-table'
import type { Scan, Sniffed } from './read/scan'
import { scanSource } from './read/scan-source'
import { sniff } from './read/sniff'
import { recognise } from './recognise/recognise'
import type { KnownStore } from './recognise/store-in-name'

/** Bytes at the head of a file that are enough to tell what it is. */
export const HEAD_BYTES = 1024 ** 2

export interface FileInput {
  dataset_no: number
  filename: string
  source: ByteSource
  /** what the caller found already */
  sniffed?: Sniffed
  scan?: Scan
  /** mapping of an earlier dataset with this header, taken without questions */
  remembered: Mapping | ((header_signature: string) => Mapping | null) | null
  /** the user's answers; null = as recognised */
  mapping: Mapping | null
  /** stores of the shop, which the file's name may say */
  stores?: readonly KnownStore[]
  uploaded_at: string
  /** what the formats of a spreadsheet's cells say, where they did */
  currency?: string
  date_context: DateContext
}

/**
 * A file from its bytes to facts: sniff, scan, recognise, importTable. Questions of the recognition stop it before any row is read, unless a
 * mapping answers them. Throws the file's code (E_FILE_EMPTY, E_NO_DATE, ...) when it cannot be read. The caller wraps it in a transaction.
 */
export async function importFile(
  db: Database,
  input: FileInput,
  hooks: ImportHooks,
): Promise<{ recognition: Recognition; outcome: ImportOutcome }> {
  const { source } = input
  const sniffed = input.sniffed ?? sniff(await source.read(0, Math.min(HEAD_BYTES, source.size)), source.size)
  const scan = input.scan ?? (await scanSource(source, sniffed, undefined, hooks.signal))
  const found = recognise({
    sniffed: { ...sniffed, encoding: scan.encoding },
    filename: input.filename,
    remembered: input.mapping ?? input.remembered,
    stores: input.stores ?? [],
    latest: input.uploaded_at.slice(0, 10),
  })
  const recognition = input.mapping ? { ...found, mapping: input.mapping, questions: [] } : found
  if (recognition.questions.length > 0) return { recognition, outcome: { status: 'questions', questions: recognition.questions } }
  const { dialect, header, mapping } = recognition
  const outcome = await importTable(
    db,
    {
      dataset_no: input.dataset_no,
      source_type: recognition.source_type,
      source,
      scan,
      mapping,
      skip_rows: dialect.skip_rows,
      header_rows: dialect.header_rows,
      header,
      ...(recognition.bill_totals ? { bill_totals: recognition.bill_totals } : {}),
      ...(recognition.store_in_name ? { store_in_name: recognition.store_in_name } : {}),
      uploaded_at: input.uploaded_at,
      name: input.filename,
      currency: input.currency ?? null,
      date_context: input.date_context,
    },
    hooks,
  )
  return { recognition, outcome }
}
