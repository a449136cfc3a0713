import type { Mapping, Role } from '../../../src/domain/mapping'
import type { Database } from '../../db/database'
import { ident, join, raw, type Sql, sql } from '../../db/sql'
import { readRows } from '../read/rows'
import { stageSlice } from '../read/stage'
import { type BillDiscount, billDiscount } from '../recognise/bill-discount'
import { notData } from '../recognise/not-data'
import { moneyOf, moneyText, portion } from '../sources/sql-text'
import { cell, text } from './columns'
import type { PassInput } from './pass'
import type { Rewrite } from './rewrite'
import { SLICE } from './slice'

const STAGE = 'bill_stage'
const ROWS = raw('bill_rows')
const SHARES = raw('bill_share')
/** Rows that must tell. */
const SAMPLE = 400

/** What a table says instead of the discount that it repeats on each line of a bill: the share of each line, and line totals that have lost theirs. */
export interface SharedDiscount extends Rewrite {
  /** as the file calls the column */
  name: string
}

/** null where the first rows show no discount of bills. */
export async function shareBillDiscount(db: Database, pass: PassInput, mapping: Mapping): Promise<SharedDiscount | null> {
  const { header, roles } = pass.shape
  if (mapping.decimal_sep === ',' || !roles.includes('discount') || !roles.includes('transaction_id')) return null
  const first = await readRows(pass.source, pass.scan, pass.rows_above, Math.min(pass.rows_above + SAMPLE, pass.scan.rows_physical))
  const found = billDiscount(
    header,
    first.filter((row) => notData(row, roles, header) === null),
    roles,
  )
  if (!found) return null
  const { column, total } = found
  const width = header.length
  const added: Role[] = total === null ? ['discount'] : ['discount', 'total']
  const share = raw('g.share')
  return {
    name: header[column] ?? '',
    roles: [...roles.map((role) => (role !== null && added.includes(role) ? null : role)), ...added],
    taken_back: null,
    prepare: () => sharesOf(db, pass, found),
    async apply() {
      const left = (k: number): Sql => {
        const amount = moneyOf(text(k))
        return sql`, coalesce(${moneyText(sql`(${amount} - sign(${amount})::BIGINT * ${share})`)}, ${cell(k)}) AS ${cell(width + 1)}`
      }
      await db.run(sql`CREATE OR REPLACE TEMP TABLE ${SLICE} AS SELECT s.*, coalesce(${moneyText(share)}, s.${cell(column)}) AS ${cell(width)}${total === null ? raw('') : left(total)}
        FROM ${SLICE} s LEFT JOIN ${SHARES} g USING (file_row) ORDER BY s.file_row`)
    },
    finish: () => db.run(sql`DROP TABLE IF EXISTS ${SHARES}`),
  }
}

/** Each line's part of its bill's discount, by what the lines come to; together they are the discount to the last hundredth. */
async function sharesOf(
  db: Database,
  { source, scan, shape, rows_above, columns: of }: PassInput,
  { column }: BillDiscount,
): Promise<void> {
  const bill = [...of.all('transaction_id'), ...of.all('date'), ...of.all('store')]
  const measures = [...of.all('qty'), ...of.all('unit_price'), ...of.all('total')]
  const columns = [...new Set([...bill, ...measures, column])].sort((a, b) => a - b)
  const cells = join(
    columns.map((k) => sql`, ${cell(k)}`),
    '',
  )
  await db.run(
    sql`CREATE OR REPLACE TEMP TABLE ${ROWS} (file_row INTEGER${join(
      columns.map((k) => sql`, ${cell(k)} VARCHAR`),
      '',
    )})`,
  )
  for (const slice of scan.slices) {
    if (slice.first_row + slice.rows <= rows_above || slice.too_long) continue
    await stageSlice(db, source, scan, slice, { table: STAGE, columns, width: shape.header.length })
    await db.run(sql`INSERT INTO ${ROWS} SELECT file_row${cells} FROM ${ident(STAGE)} WHERE file_row >= ${rows_above} AND shape = 0`)
  }
  const [qty, price, total] = [of.first('qty'), of.first('unit_price'), of.first('total')]
  const money = (k: number | null): Sql => (k === null ? raw('NULL::BIGINT') : moneyOf(text(k)))
  const worth = price === null ? money(total) : sql`(${money(qty)}::HUGEINT * ${money(price)} // 10000)::BIGINT`
  const key = join(bill.map((k) => text(k)))
  await db.run(sql`
    CREATE OR REPLACE TEMP TABLE ${SHARES} AS
    WITH line AS (
      SELECT s.file_row, [${key}]::VARCHAR[] AS bill, abs(${money(column)}) AS discount, abs(coalesce(${worth}, 0)) AS worth FROM ${ROWS} s
      WHERE ${text(bill[0] ?? 0)} <> '' AND ${money(column)} IS NOT NULL
    ), summed AS (
      SELECT *, sum(worth) OVER w AS upto, sum(worth) OVER b AS whole, min(discount) OVER b = max(discount) OVER b AND count(*) OVER b > 1 AS is_shared FROM line
      WINDOW b AS (PARTITION BY bill), w AS (PARTITION BY bill ORDER BY file_row)
    )
    SELECT file_row, ${portion(raw('discount'), raw('upto'), raw('whole'))} - ${portion(raw('discount'), raw('(upto - worth)'), raw('whole'))} AS share FROM summed WHERE is_shared AND whole > 0;
    DROP TABLE ${ROWS}; DROP TABLE IF EXISTS ${ident(STAGE)}`)
}
