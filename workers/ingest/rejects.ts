import type { Dataset } from '../../src/domain/dataset'
import type { RejectCode } from '../../src/domain/issue-codes'
import { safeCsv } from '../../src/domain/safe-csv'
import type { Database } from '../db/database'
import { sql } from '../db/sql'
import { correctionMark, REASON_COLUMNS, rejectingTable } from './corrections'
import { suggestionFor } from './normalise/suggestion'

/** Why a row was rejected, for the file that the owner repairs. */
const REASONS: Record<RejectCode, string> = {
  E_DATE_MISSING: 'The date is empty.',
  E_DATE_PARSE: 'The date could not be read.',
  E_DATE_RANGE: 'The date is before the year 2000 or after the day of the upload.',
  E_PRODUCT_MISSING: 'The row names no product.',
  E_QTY_PARSE: 'The quantity is not a number.',
  E_AMOUNT_PARSE: 'An amount is not a number.',
  E_EMPTY_MEASURE: 'The row has neither a quantity nor an amount.',
  E_CURRENCY: 'The amount is in another currency than the rest of the file.',
  E_RAGGED: 'The row has more cells than the header.',
  E_CELL_TOO_LONG: 'A cell is longer than 32,767 characters.',
}

/** A row as the list of rejected rows writes it: `cells` under the header of the table that it was rejected from. */
interface ListedRow {
  file: string
  row_no: number
  code: RejectCode
  suggestion: string | null
  cells: readonly string[]
}

/**
 * The rejected rows of a dataset as CSV: file, row number, code, reason, suggestion, then the original cells under the file's header.
 * A mark in the header says which dataset they are of and how it was read: corrected and dropped again, the rows are taken as its own (corrections.ts).
 * Rows of a file of corrections that are still wrong are told as rows of the first file.
 * Formula-safe, UTF-8 with a byte-order mark. Cells beyond the header go into columns of their own.
 */
export async function rejectsCsv(db: Database, dataset: Dataset): Promise<string> {
  const rows = await db.all<{ row_no: number; code: RejectCode; raw_value: string | null; cells: string[] }>(sql`
    SELECT i.row_no, i.code, i.raw_value, coalesce(r.cells, []) AS cells
    FROM row_issue i JOIN dataset d USING (dataset_no) LEFT JOIN reject_row r USING (dataset_no, row_no)
    WHERE d.dataset_id = ${dataset.dataset_id} AND i.severity = 'reject' ORDER BY i.row_no`)
  const before = rejectingTable(dataset)?.before ?? 0
  const order = dataset.profile?.date_order ?? null
  return listOf(
    dataset,
    rows.map(({ row_no, code, raw_value, cells }) => ({
      ...(before > 0 ? firstTold(cells, dataset, row_no) : { file: dataset.name, row_no }),
      code,
      suggestion: suggestionFor(code, raw_value, order),
      cells: cells.slice(before),
    })),
  )
}

/** The same list with rows as a person has corrected them here. Cells beyond the header stay beyond it: filled ones are still one too many. */
export function correctedCsv(dataset: Dataset, rows: readonly ListedRow[]): string {
  const width = rejectingTable(dataset)?.header.length ?? 0
  return listOf(
    dataset,
    rows.map((row) => ({ ...row, cells: withoutEmptyEnd(row.cells, width) })),
    width,
  )
}

function listOf(dataset: Dataset, rows: readonly ListedRow[], at_most = Number.POSITIVE_INFINITY): string {
  const header = rejectingTable(dataset)?.header ?? []
  const width = rows.reduce((most, { cells }) => Math.max(most, cells.length), header.length)
  const extra = Array.from({ length: Math.min(width, at_most) - header.length }, () => '')
  return safeCsv([
    [...REASON_COLUMNS, correctionMark(dataset) ?? '', ...header, ...extra],
    ...rows.map(({ file, row_no, code, suggestion, cells }) => [
      file,
      row_no,
      code,
      REASONS[code],
      suggestion,
      '',
      ...Array.from({ length: Math.max(cells.length, Math.min(width, at_most)) }, (_, k) => cells[k] ?? ''),
    ]),
  ])
}

function firstTold(cells: readonly string[], dataset: Dataset, row_no: number): { file: string; row_no: number } {
  const [file, first_row] = REASON_COLUMNS.flatMap((name, k) => (name === 'file' || name === 'row' ? [cells[k] ?? ''] : []))
  return /^\d+$/.test(first_row ?? '') ? { file: file ?? '', row_no: Number(first_row) } : { file: dataset.name, row_no }
}

function withoutEmptyEnd(cells: readonly string[], width: number): readonly string[] {
  let end = cells.length
  while (end > width && (cells[end - 1] ?? '').trim() === '') end--
  return cells.slice(0, end)
}
