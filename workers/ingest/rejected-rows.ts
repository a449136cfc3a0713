import type { Dataset } from '../../src/domain/dataset'
import { LucidError } from '../../src/domain/errors'
import type { RejectCode } from '../../src/domain/issue-codes'
import type { Role } from '../../src/domain/mapping'
import type { CorrectedRow, RejectedRows } from '../../src/domain/rejected-row'
import type { Database } from '../db/database'
import { LOADING } from '../db/schema'
import { raw, type Sql, sql } from '../db/sql'
import { OWN_COLUMNS, rejectingTable } from './corrections'
import { suggestionFor } from './normalise/suggestion'
import { correctedCsv } from './rejects'

type Told = {
  of_row: number
  code: RejectCode
  field: string | null
  raw_value: string | null
  cells: string[]
  tried: number
}

/**
 * The rows of a file that were rejected and that no correction has brought in yet, as they were last told. Of a file of corrections: those of its rows
 * that wait. Throws conflict when the dataset was not read yet.
 */
export async function rejectedRows(db: Database, dataset: Dataset, page: { offset: number; limit: number }): Promise<RejectedRows> {
  const table = rejectingTable(dataset)
  if (!table) throw new LucidError('conflict', 'the dataset has not been read yet')
  const [counts] = await db.all<{ open: number; rejected: number }>(
    sql`${family(dataset, table.dataset_id)} SELECT (SELECT count(*) FROM waiting) AS open, (SELECT count(*) FROM asked) AS rejected`,
  )
  const rows = await waiting(db, dataset, sql`ORDER BY of_row LIMIT ${page.limit} OFFSET ${page.offset}`)
  const order = dataset.profile?.date_order ?? null
  return {
    header: [...table.header],
    columns: [...table.roles],
    open: counts?.open ?? 0,
    corrected: (counts?.rejected ?? 0) - (counts?.open ?? 0),
    rows: rows.map(({ of_row, code, field, raw_value, cells, tried }) => ({
      row_no: of_row,
      code,
      column: columnOf(table.roles, field),
      suggestion: suggestionFor(code, raw_value, order),
      cells,
      tried,
    })),
  }
}

/**
 * Corrected rows as the file that a person would drop: the list of rejected rows, with these. Throws not_found when a row does not wait for a
 * correction (any more): nothing of it is taken twice.
 */
export async function correctionsFile(db: Database, dataset: Dataset, corrected: readonly CorrectedRow[]): Promise<string> {
  const wanted = new Map(corrected.map((row) => [row.row_no, row]))
  const rows = await waiting(db, dataset, sql`WHERE of_row IN (SELECT unnest(${[...wanted.keys()]}::BIGINT[])) ORDER BY of_row`)
  if (rows.length < wanted.size) {
    const found = new Set(rows.map(({ of_row }) => of_row))
    const gone = [...wanted.keys()].filter((row_no) => !found.has(row_no))
    throw new LucidError('conflict', 'Some of these rows are not waiting for a correction any more.', {
      hint: 'Look at the list again: another tab may have corrected them.',
      details: { rows: gone.slice(0, 20) },
    })
  }
  const told = rows.map(({ of_row, code }) => ({
    file: dataset.name,
    row_no: of_row,
    code,
    suggestion: null,
    cells: wanted.get(of_row)?.cells ?? [],
  }))
  return correctedCsv(dataset, told)
}

function waiting(db: Database, dataset: Dataset, rest: Sql): Promise<Told[]> {
  const root = rejectingTable(dataset)?.dataset_id ?? dataset.dataset_id
  return db.all<Told>(sql`${family(dataset, root)} SELECT of_row, code, field, raw_value, cells, tried FROM waiting ${rest}`)
}

/**
 * WITH asked (of_row of every rejected row of the dataset), waiting (those that count nowhere, as last told). `root` = the dataset that the rows are of;
 * it may be gone.
 */
const family = (dataset: Dataset, root: string): Sql => sql`
  WITH relative AS (
    SELECT d.dataset_no, d.uploaded_at, d.dataset_id, c.corrects IS NOT NULL AS corrects FROM dataset d LEFT JOIN correction c USING (dataset_no)
    WHERE (d.dataset_id = ${root} OR c.corrects = ${root}) AND NOT starts_with(d.dataset_id, ${LOADING})
  ), rejected AS (
    SELECT f.dataset_no, f.uploaded_at, f.dataset_id, f.corrects, i.row_no, CASE WHEN f.corrects THEN r.of_row ELSE i.row_no END AS of_row, i.code, i.field, i.raw_value
    FROM relative f JOIN row_issue i USING (dataset_no) LEFT JOIN correction_row r USING (dataset_no, row_no) WHERE i.severity = 'reject'
  ), asked AS (
    SELECT DISTINCT of_row FROM rejected WHERE dataset_id = ${dataset.dataset_id} AND of_row IS NOT NULL
  ), accepted AS (
    SELECT r.of_row FROM correction_row r JOIN relative f USING (dataset_no)
      ANTI JOIN (SELECT dataset_no, row_no FROM row_issue WHERE severity IN ('reject', 'set_aside')) i USING (dataset_no, row_no)
  ), last_told AS (
    SELECT *, count(*) FILTER (WHERE corrects) OVER (PARTITION BY of_row) AS tried,
      row_number() OVER (PARTITION BY of_row ORDER BY corrects DESC, uploaded_at DESC, dataset_id DESC, row_no) AS place
    FROM rejected JOIN asked USING (of_row)
  ), waiting AS (
    SELECT t.of_row, t.code, t.field, t.raw_value, CASE WHEN t.corrects THEN k.cells[${raw(String(OWN_COLUMNS + 1))}:] ELSE k.cells END AS cells, t.tried
    FROM last_told t JOIN reject_row k USING (dataset_no, row_no) WHERE place = 1 AND t.of_row NOT IN (SELECT of_row FROM accepted)
  )`

function columnOf(roles: readonly (Role | null)[], field: string | null): number | null {
  const column = field === null ? -1 : roles.indexOf(field as Role)
  return column < 0 ? null : column
}
