import type { Dataset } from '../../src/domain/dataset'
import type { RejectCode } from '../../src/domain/issue-codes'
import { safeCsv } from '../../src/domain/safe-csv'
import type { Database } from '../db/database'
import { sql } from '../db/sql'
import { correctionMark, REASON_COLUMNS } from './corrections'
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

/**
 * The rejected rows of a dataset as CSV: file, row number, code, reason, suggestion, then the original cells under the file's header.
 * A mark in the header says which dataset they are of and how it was read: corrected and dropped again, the rows are taken as its own (corrections.ts).
 * Formula-safe, UTF-8 with a byte-order mark. Cells beyond the header go into columns of their own.
 */
export async function rejectsCsv(db: Database, dataset: Dataset): Promise<string> {
  const rows = await db.all<{ row_no: number; code: RejectCode; raw_value: string | null; cells: string[] }>(sql`
    SELECT i.row_no, i.code, i.raw_value, coalesce(r.cells, []) AS cells
    FROM row_issue i JOIN dataset d USING (dataset_no) LEFT JOIN reject_row r USING (dataset_no, row_no)
    WHERE d.dataset_id = ${dataset.dataset_id} AND i.severity = 'reject' ORDER BY i.row_no`)
  const header = dataset.recognition?.header ?? []
  const width = rows.reduce((most, row) => Math.max(most, row.cells.length), header.length)
  const extra = Array.from({ length: width - header.length }, () => '')
  const order = dataset.profile?.date_order ?? null
  return safeCsv([
    [...REASON_COLUMNS, correctionMark(dataset) ?? '', ...header, ...extra],
    ...rows.map(({ row_no, code, raw_value, cells }) => [
      dataset.name,
      row_no,
      code,
      REASONS[code],
      suggestionFor(code, raw_value, order),
      '',
      ...Array.from({ length: width }, (_, k) => cells[k] ?? ''),
    ]),
  ])
}
