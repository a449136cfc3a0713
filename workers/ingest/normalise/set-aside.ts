import type { Role } from '../../../src/domain/mapping'
import type { Database } from '../../db/database'
import { ident, join, raw, type Sql, sql } from '../../db/sql'
import { writtenHeader } from '../recognise/match-header'
import { mayTotalAll, notData, PART_TOTAL_PATTERN, TOTAL_ONLY_PATTERN } from '../recognise/not-data'
import { cell } from './columns'
import { ACCEPTED, type OutcomeCode, outcomeNo, REJECTED } from './outcomes'
import { SLICE } from './slice'
import type { NamedTotals } from './slice-table'

/** The judged rows of the slice at hand (sales-rows, master-rows). */
export const ROWS = raw('slice_rows')

export interface TableShape {
  roles: readonly (Role | null)[]
  header: readonly string[]
}

/** Cells of all columns as one list, empty cells as ''. */
export const allCells = (header: readonly string[]): Sql => sql`list_value(${join(header.map((_, k) => sql`coalesce(s.${cell(k)}, '')`))})`

/**
 * Finds the rows that are not data among those without a date or a product, and gives them their code in the slice's rows: blank, the
 * header again, totals by their text (domain.md 2.1, Not data). Returns what the total rows say, for the footer check.
 */
export async function setAsideByText(db: Database, shape: TableShape): Promise<TotalRow[]> {
  const date = shape.roles.indexOf('date')
  const says_header = date < 0 ? raw('FALSE') : sql`lower(trim(s.${cell(date)})) = ${(shape.header[date] ?? '').trim().toLowerCase()}`
  const rows = await db.all<{ file_row: number; cells: string[] }>(sql`
    SELECT r.file_row, ${allCells(shape.header)} AS cells FROM ${ROWS} r JOIN ${SLICE} s USING (file_row)
    WHERE ${REJECTED} AND (r.date_empty OR r.product_empty OR ${says_header}) AND s.shape = 0 ORDER BY r.file_row`)
  const verdicts = rows.flatMap((row) => {
    const code = notData(row.cells, shape.roles, shape.header)
    return code === null ? [] : [{ ...row, code }]
  })
  await giveCodes(db, verdicts)
  return verdicts.filter((row) => row.code === 'I_TOTAL_ROW' && mayTotalAll(row.cells))
}

export interface TotalRow {
  file_row: number
  cells: string[]
}

/**
 * Total rows without a word: no date, no product, and every number of the row equals the sum of its column so far, to 0.01. `before` are the
 * sums of accepted rows above the slice, by column name of the slice's rows.
 */
export async function setAsideBySum(
  db: Database,
  sums: readonly { column: string; before: bigint; tolerance: number }[],
): Promise<number[]> {
  if (sums.length === 0) return []
  const [any] = await db.all<{ n: number }>(sql`SELECT count(*) AS n FROM ${ROWS} WHERE ${REJECTED} AND date_empty AND product_empty`)
  if (!any?.n) return []
  const running = sums.map(
    ({ column, before }) =>
      sql`${before}::HUGEINT + coalesce(sum(CASE WHEN ${ACCEPTED} THEN ${ident(column)} END) OVER (ORDER BY file_row), 0) AS ${ident(`sum_${column}`)}`,
  )
  const fits = sums.map(
    ({ column, tolerance }) => sql`(${ident(column)} IS NULL OR abs(${ident(column)} - ${ident(`sum_${column}`)}) <= ${tolerance})`,
  )
  const filled = sums.map(({ column }) => sql`${ident(column)} IS NOT NULL`)
  const rows = await db.all<{ file_row: number }>(sql`
    SELECT file_row FROM (SELECT *, ${join(running)} FROM ${ROWS})
    WHERE ${REJECTED} AND date_empty AND product_empty AND bad = 0 AND raw_price IS NULL
      AND (${join(filled, ' OR ')}) AND ${join(fits, ' AND ')} ORDER BY file_row`)
  await giveCodes(
    db,
    rows.map((row) => ({ ...row, code: 'I_TOTAL_ROW' as const })),
  )
  return rows.map((row) => row.file_row)
}

/** So many rows without a product must add up, and of all of them this share: one that does may be a slip. */
const ENOUGH_NAMELESS = 3
const NEARLY_ALL_NAMELESS = 0.9

/**
 * Totals of a bill, a day or a part of the table that have a date, and their name for a product: counted as lines they would double what they add up. One that is named so
 * ("Bill total") and has no price is one; a mere "Total" only when each of its numbers is the sum of the lines since the total before, of its bill, of its day, or of all above,
 * to the sums' tolerance, so that a product that is called so stays. Rows without a product are held against the sums too; without any such name they are totals where nearly all
 * of them add up. `before` as in setAsideBySum.
 */
export async function setAsideNamed(db: Database, totals: NamedTotals, before: ReadonlyMap<string, bigint>): Promise<void> {
  const { name, is_named, bill, price, sums } = totals
  const nameless = sql`outcome = ${outcomeNo('E_PRODUCT_MISSING')} AND bad = 0 AND coalesce(${ident(price)}, 0) = 0`
  if (!is_named) {
    const [found] = await db.all<{ n: number }>(sql`SELECT count(*) AS n FROM ${ROWS} WHERE ${nameless}`)
    if (!found || found.n < ENOUGH_NAMELESS) return
  }
  const says = (pattern: string) => sql`coalesce(regexp_matches(s.${cell(name)}, ${`(?i)${pattern}`}), FALSE)`
  const bases = [
    { lines: raw('PARTITION BY part'), is_there: raw('TRUE'), above: false },
    ...(bill ? [{ lines: sql`PARTITION BY store_no, date, ${ident(bill)}`, is_there: sql`${ident(bill)} IS NOT NULL`, above: false }] : []),
    { lines: raw('PARTITION BY date'), is_there: raw('TRUE'), above: false },
    { lines: raw('ORDER BY file_row'), is_there: raw('TRUE'), above: true },
  ]
  const sumOver = (column: string, { lines, above }: (typeof bases)[number]): Sql =>
    sql`coalesce(sum(CASE WHEN NOT is_total THEN ${ident(column)} END) OVER (${lines}), 0) + ${above ? (before.get(column) ?? 0n) : 0n}::HUGEINT`
  const fits = bases.map((basis) => {
    const near = sums.map(
      ({ column, tolerance }) => sql`(${ident(column)} IS NULL OR abs(${ident(column)} - (${sumOver(column, basis)})) <= ${tolerance})`,
    )
    return sql`(${join([basis.is_there, ...near], ' AND ')})`
  })
  const filled = sql`(${join([raw('FALSE'), ...sums.map(({ column }) => sql`${ident(column)} IS NOT NULL`)], ' OR ')})`
  const rows = await db.all<{ file_row: number; adds_up: boolean }>(sql`
    WITH named AS (
      SELECT r.*, ${says(PART_TOTAL_PATTERN)} AS of_part, of_part OR ${says(TOTAL_ONLY_PATTERN)} OR outcome = ${outcomeNo('E_PRODUCT_MISSING')} AS is_total
      FROM ${ROWS} r JOIN ${SLICE} s USING (file_row) WHERE ${ACCEPTED} OR (outcome = ${outcomeNo('E_PRODUCT_MISSING')} AND bad = 0)
    ), parted AS (
      SELECT *, count(*) FILTER (WHERE is_total) OVER (ORDER BY file_row ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS part FROM named
    ), held AS (SELECT *, ${filled} AND (${join(fits, ' OR ')}) AS fits FROM parted)
    SELECT file_row, of_part OR fits AS adds_up FROM held WHERE is_total AND coalesce(${ident(price)}, 0) = 0 ORDER BY file_row`)
  const adding = rows.filter(({ adds_up }) => adds_up)
  if (!is_named && (adding.length < ENOUGH_NAMELESS || adding.length < NEARLY_ALL_NAMELESS * rows.length)) return
  await giveCodes(
    db,
    adding.map(({ file_row }) => ({ file_row, code: 'I_TOTAL_ROW' as const })),
  )
}

/** Rows without a digit that are looked at for a second header, per slice. */
const HEADER_CANDIDATES = 500

/**
 * A second table further down, with columns of its own: from its header on nothing is added, until the file's own header comes again. Only rows that
 * could not be read are looked at, since a header is no line. `inside` = the slice begins in such a table; gives whether it ends in one.
 */
export async function setAsideOtherTables(db: Database, shape: TableShape, inside: boolean): Promise<boolean> {
  const wordy = sql`NOT regexp_matches(concat(${join(shape.header.map((_, k) => sql`s.${cell(k)}`))}), '[0-9]')`
  const rows = await db.all<{ file_row: number; outcome: number; cells: string[] }>(sql`
    SELECT r.file_row, r.outcome, ${allCells(shape.header)} AS cells FROM ${ROWS} r JOIN ${SLICE} s USING (file_row)
    WHERE (${REJECTED} OR r.outcome = ${outcomeNo('I_REPEATED_HEADER')}) AND s.shape = 0 AND ${wordy} ORDER BY r.file_row LIMIT ${HEADER_CANDIDATES}`)
  let from = inside ? -1 : null
  const ranges: Sql[] = []
  for (const row of rows) {
    if (row.outcome === outcomeNo('I_REPEATED_HEADER')) {
      if (from !== null) ranges.push(sql`(file_row >= ${from} AND file_row < ${row.file_row})`)
      from = null
    } else if (from === null && namesColumns(row.cells)) from = row.file_row
  }
  if (from !== null) ranges.push(sql`file_row >= ${from}`)
  if (ranges.length > 0)
    await db.run(
      sql`UPDATE ${ROWS} SET outcome = ${outcomeNo('I_OTHER_TABLE')} WHERE (${join(ranges, ' OR ')}) AND outcome <> ${outcomeNo('I_BLANK')}`,
    )
  return from !== null
}

/** At least two cells, most of them names that a header can have, with different meanings. */
function namesColumns(cells: readonly string[]): boolean {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '')
  const roles = new Set(filled.flatMap((cell) => writtenHeader(cell).matches[0]?.role ?? []))
  return roles.size >= 2 && roles.size * 2 > filled.length
}

async function giveCodes(db: Database, verdicts: readonly { file_row: number; code: OutcomeCode }[]): Promise<void> {
  if (verdicts.length === 0) return
  await db.insertColumns(
    'slice_verdict',
    { file_row: verdicts.map((row) => BigInt(row.file_row)), outcome: verdicts.map((row) => BigInt(outcomeNo(row.code))) },
    'create_temp',
  )
  await db.run(sql`
    UPDATE ${ROWS} SET outcome = v.outcome FROM slice_verdict v WHERE ${ROWS}.file_row = v.file_row;
    DROP TABLE slice_verdict`)
}
