import type { WARN_CODES } from '../../../src/domain/issue-codes'
import { LIMITS } from '../../../src/domain/limits'
import type { Role } from '../../../src/domain/mapping'
import type { Database } from '../../db/database'
import { raw, type Sql, sql } from '../../db/sql'
import { cell, type RoleColumns } from './columns'
import { ACCEPTED, codeOf, no, type OutcomeCode, REJECTED } from './outcomes'
import { allCells, ROWS, type TableShape } from './set-aside'
import { SLICE } from './slice'

/** Characters of a cell kept with a finding; the whole row of a rejected line is in reject_row. */
const RAW_CHARS = 200

/** The role that a reject code is about, by which the cell is shown. */
const FIELD_ROLES: Partial<Record<OutcomeCode, readonly Role[]>> = {
  E_DATE_MISSING: ['date', 'received'],
  E_DATE_PARSE: ['date', 'received'],
  E_DATE_RANGE: ['date', 'received'],
  E_PRODUCT_MISSING: ['product', 'code'],
  E_QTY_PARSE: ['qty', 'stock'],
  E_AMOUNT_PARSE: ['total', 'taxable', 'unit_price'],
  E_EMPTY_MEASURE: ['qty', 'stock', 'total'],
  E_CURRENCY: ['currency', 'total', 'taxable', 'unit_price'],
}
const OUTCOMES = Object.keys(FIELD_ROLES) as OutcomeCode[]

/** row_no (1-based physical row below the header) of the slice's rows. */
export const rowNo = (rows_above: number): Sql => sql`(r.file_row - ${rows_above} + 1)`

/**
 * Writes the outcome of every row of the slice that was not accepted: row_issue, and for rejected rows their original cells. `bad_amount` gives
 * the column whose text is not a number, per row, as SQL.
 */
export async function writeOutcomes(
  db: Database,
  dataset_no: number,
  rows_above: number,
  shape: TableShape,
  columns: RoleColumns,
  bad_amount: { field: Sql; value: Sql },
  room_for_rejects: number,
): Promise<void> {
  const cases = OUTCOMES.flatMap((code) => {
    const role = (FIELD_ROLES[code] ?? []).find((one) => columns.has(one))
    const k = role === undefined ? null : columns.first(role)
    return role === undefined || k === null ? [] : [{ code, role, k }]
  }).filter(({ code }) => code !== 'E_AMOUNT_PARSE')
  const when = (of: (one: (typeof cases)[number]) => Sql): Sql =>
    cases.reduce((all, one) => sql`${all} WHEN ${no(one.code)} THEN ${of(one)}`, raw(''))
  const field = sql`CASE r.outcome ${when(({ role }) => sql`${role}`)} WHEN ${no('E_AMOUNT_PARSE')} THEN ${bad_amount.field} END`
  const value = sql`CASE r.outcome ${when(({ k }) => sql`s.${cell(k)}`)} WHEN ${no('E_AMOUNT_PARSE')} THEN ${bad_amount.value} END`
  await db.run(sql`
    INSERT INTO row_issue SELECT ${dataset_no}, ${rowNo(rows_above)}, ${codeOf(raw('r.outcome'))}, CASE WHEN ${REJECTED} THEN 'reject' ELSE 'set_aside' END,
      ${field}, left(${value}, ${RAW_CHARS}), NULL
    FROM ${ROWS} r JOIN ${SLICE} s USING (file_row) WHERE NOT ${ACCEPTED} ORDER BY r.file_row`)
  if (room_for_rejects > 0)
    await db.run(sql`
      INSERT INTO reject_row SELECT ${dataset_no}, ${rowNo(rows_above)}, ${allCells(shape.header)}
      FROM ${ROWS} r JOIN ${SLICE} s USING (file_row) WHERE ${REJECTED} ORDER BY r.file_row LIMIT ${Math.min(room_for_rejects, LIMITS.reject_rows)}`)
}

/** What a bit of a row's flags says; SQL over the staged row `s` and the judged row `r`. */
export interface Label {
  flag: number
  code: (typeof WARN_CODES)[number]
  field: Role
  value: Sql
  suggestion: Sql
}

/** Writes a label for the accepted rows of the slice that carry a flag. */
export async function writeLabels(db: Database, dataset_no: number, rows_above: number, labels: readonly Label[]): Promise<void> {
  for (const { flag, code, field, value, suggestion } of labels)
    await db.run(sql`
      INSERT INTO row_issue SELECT ${dataset_no}, ${rowNo(rows_above)}, ${code}, 'warn', ${field}, left((${value})::VARCHAR, ${RAW_CHARS}), ${suggestion}
      FROM ${ROWS} r JOIN ${SLICE} s USING (file_row) WHERE ${ACCEPTED} AND r.flags & ${flag} <> 0 ORDER BY r.file_row`)
}

/** A finding about the whole table: row 0, severity info where no row is at fault. */
export async function writeTableFinding(
  db: Database,
  dataset_no: number,
  finding: { code: string; severity: 'warn' | 'info'; row_no?: number; field?: string; raw_value?: string; suggestion?: string },
): Promise<void> {
  await db.run(sql`INSERT INTO row_issue VALUES (${dataset_no}, ${finding.row_no ?? 0}, ${finding.code}, ${finding.severity},
    ${finding.field ?? null}, ${finding.raw_value ?? null}, ${finding.suggestion ?? null})`)
}
