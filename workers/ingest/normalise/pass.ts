import { LucidError } from '../../../src/domain/errors'
import { LIMITS } from '../../../src/domain/limits'
import { GUARDED } from '../../../src/domain/safe-csv'
import type { ByteSource } from '../../db/byte-source'
import type { Database } from '../../db/database'
import { join, sql } from '../../db/sql'
import { REASON_COLUMNS } from '../corrections'
import type { ComingScan } from '../read/coming-scan'
import { readRows } from '../read/rows'
import type { Scan, Slice } from '../read/scan'
import type { Carry } from './carry'
import { cell, type RoleColumns } from './columns'
import { rowNo, writeOutcomes } from './findings'
import { no } from './outcomes'
import type { Rewrite } from './rewrite'
import type { Sections } from './sections'
import { ROWS, setAsideBySum, setAsideByText, setAsideNamed, setAsideOtherTables, type TableShape, type TotalRow } from './set-aside'
import { SLICE } from './slice'
import type { SliceTable } from './slice-table'
import { SliceText } from './slice-text'

export interface PassInput {
  dataset_no: number
  source: ByteSource
  scan: Scan
  /** of a file that is still being received */
  coming?: ComingScan
  /** physical rows of the file above the first data row */
  rows_above: number
  shape: TableShape
  columns: RoleColumns
  /** what the file's source says in place of its cells */
  rewrite?: Rewrite
  /** of tables with rows that head others; it is the rewrite as well */
  sections?: Sections
  /** of registers that write day and bill once, and stock lists that write a product once */
  carry?: Carry
  /** cells carry the guard of our own export before what a spreadsheet would run */
  guarded?: boolean
}

export interface PassResult {
  rows_total: number
  ok: number
  rejected: number
  set_aside: number
  testable: number
  agreeing: number
  derived: number
  sums: Map<string, bigint>
  /** the last row that says a total, if any */
  last_total: TotalRow | null
}

export interface PassHooks {
  /** rows done, of those below the header; a slice counts in parts while it is worked on */
  progress(rows_done: number): void
  signal: AbortSignal
  /** after the first slice was judged: true stops the pass, which has written nothing by then */
  stopAfterFirst(): boolean
  /** the pass before was stopped after the first slice, which is still staged */
  staged: boolean
}

/** Reads every slice of a table once and writes what it says. null = stopped after the first slice. */
export async function runPass(db: Database, table: SliceTable, input: PassInput, hooks: PassHooks): Promise<PassResult | null> {
  const { dataset_no, rows_above, shape } = input
  const all: PassResult = {
    rows_total: 0,
    ok: 0,
    rejected: 0,
    set_aside: 0,
    testable: 0,
    agreeing: 0,
    derived: 0,
    sums: new Map(),
    last_total: null,
  }
  const text = new SliceText(db, input)
  // as early as can be: what these take is most of what an import takes, and replacing a table keeps the old one until the new one stands
  const dropRows = () => db.run(sql`DROP TABLE IF EXISTS ${ROWS}`)
  await table.start()
  if (input.guarded) await db.run(sql`DELETE FROM correction_row WHERE dataset_no = ${dataset_no}`)
  let first = true
  let stopped = false
  let elsewhere = false

  /** From staged cells to facts. `viewed`: they are the file's own; false when they turn out to be others than the scan found. */
  const read = async (slice: Slice, viewed: boolean): Promise<boolean> => {
    const partly = (share: number) =>
      hooks.progress(all.rows_total + Math.floor((slice.rows - Math.max(0, rows_above - slice.first_row)) * share))
    partly(0.3)
    // what is not data is among the rows that are refused. The engine takes underscores inside numbers (1_000): only slices that may hold one pay for the check
    const refused = (await table.judge(slice.underscore ?? true, viewed ? () => text.hold() : null)) > 0
    if (viewed && (await countRows(db)) !== slice.rows) return false
    if (refused) await text.hold()
    await input.sections?.setHeadsAside()
    await input.carry?.setHeadsAside()
    const totals = refused ? await setAsideByText(db, shape) : []
    if (refused || elsewhere) elsewhere = await setAsideOtherTables(db, shape, elsewhere)
    const summed = table.summed()
    const so_far = summed.map(({ column, tolerance }) => ({ column, tolerance, before: all.sums.get(column) ?? 0n }))
    const by_sum = refused ? await setAsideBySum(db, so_far) : []
    const named = table.totals?.() ?? null
    if (named && (named.is_named || refused)) await setAsideNamed(db, named, all.sums)
    const last = totals[totals.length - 1]
    if (last && !by_sum.some((file_row) => file_row > last.file_row)) all.last_total = last
    partly(0.6)
    await table.weigh(slice.rows)
    if (first && hooks.stopAfterFirst()) {
      stopped = true
      return true
    }
    first = false
    const tally = await table.tally()
    if (tally.ok < tally.rows || tally.flags > 0) await text.hold()
    if (tally.ok < tally.rows) {
      await writeOutcomes(db, dataset_no, rows_above, shape, input.columns, table.badAmount(), LIMITS.reject_rows - all.rejected)
      if (tally.ragged > 0) await keepRaggedCells(db, input, slice)
    }
    if (tally.flags > 0) await table.label(dataset_no, rows_above, tally.flags)
    await table.writeTakenBack?.(dataset_no, rows_above)
    await text.drop()
    await table.write(dataset_no, rows_above)
    await dropRows()
    await db.forgetFile()
    all.rows_total += tally.rows
    all.ok += tally.ok
    all.set_aside += tally.set_aside
    all.rejected += tally.rows - tally.ok - tally.set_aside
    all.testable += tally.testable
    all.agreeing += tally.agreeing
    all.derived += tally.derived
    for (const [column, sum] of tally.sums) all.sums.set(column, (all.sums.get(column) ?? 0n) + sum)
    hooks.progress(all.rows_total)
    return true
  }

  const staysAsItIs = () => !input.rewrite && !input.guarded && (input.carry?.idle ?? true)
  for await (const slice of slicesOf(input)) {
    if (hooks.signal.aborted) throw new LucidError('cancelled', 'the import was cancelled')
    if (slice.first_row + slice.rows <= rows_above) continue
    let done = false
    if (staysAsItIs() && !first && !elsewhere && slice.first_row >= rows_above && (await table.looksOnce?.()))
      await text.view(slice, async () => {
        done = await read(slice, true)
      })
    if (done) continue
    if (!first || !hooks.staged) await stage(db, input, text, slice)
    if (input.guarded) await keepRowNumbers(db, input)
    await read(slice, false)
    if (stopped) return null
  }
  return all
}

/** As they come, of a file that is still being received. */
async function* slicesOf({ scan, coming }: PassInput): AsyncGenerator<Slice> {
  for (let at = 0; coming ? await coming.slice(at) : at < scan.slices.length; at++) yield scan.slices[at] as Slice
}

async function countRows(db: Database): Promise<number> {
  const [row] = await db.all<{ n: number }>(sql`SELECT count(*) AS n FROM ${ROWS}`)
  return row?.n ?? 0
}

async function stage(
  db: Database,
  { rows_above, shape, rewrite, carry, guarded }: PassInput,
  text: SliceText,
  slice: Slice,
): Promise<void> {
  await text.stage(slice)
  if (slice.first_row < rows_above) await db.run(sql`DELETE FROM ${SLICE} WHERE file_row < ${rows_above}`)
  if (guarded) await takeOffGuards(db, shape.header.length)
  await rewrite?.apply()
  await carry?.apply(slice)
}

/** Cells as they were before the list of rejected rows was written (safe-csv). */
async function takeOffGuards(db: Database, width: number): Promise<void> {
  const cells = Array.from({ length: width }, (_, k) => cell(k))
  await db.run(
    sql`UPDATE ${SLICE} SET ${join(cells.map((c) => sql`${c} = CASE WHEN regexp_matches(${c}, ${GUARDED}) THEN substr(${c}, 2) ELSE ${c} END`))}`,
  )
}

/** Which row of the corrected file each row tells anew, as the list of rejected rows said. */
async function keepRowNumbers(db: Database, { dataset_no, rows_above }: PassInput): Promise<void> {
  const of_row = sql`TRY_CAST(${cell(REASON_COLUMNS.indexOf('row'))} AS INTEGER)`
  await db.run(
    sql`INSERT INTO correction_row SELECT ${dataset_no}, ${rowNo(rows_above)}, ${of_row} FROM ${SLICE} r WHERE ${of_row} IS NOT NULL ORDER BY r.file_row`,
  )
}

/** Ragged rows have cells beyond the table's width, which staging leaves out: theirs come from the file itself. */
async function keepRaggedCells(db: Database, { dataset_no, source, scan, rows_above }: PassInput, slice: Slice): Promise<void> {
  const ragged = await db.all<{ file_row: number; row_no: number }>(
    sql`SELECT file_row, ${rowNo(rows_above)} AS row_no FROM ${ROWS} r WHERE outcome = ${no('E_RAGGED')} ORDER BY file_row`,
  )
  const from = ragged[0]?.file_row ?? slice.first_row
  const rows = await readRows(source, scan, from, (ragged[ragged.length - 1]?.file_row ?? from) + 1)
  for (let at = 0; at < ragged.length; at += 500) {
    const some = ragged.slice(at, at + 500)
    const values = some.map(({ file_row, row_no }) => sql`(${row_no}, ${rows[file_row - from] ?? []})`)
    await db.run(sql`
      UPDATE reject_row SET cells = v.cells FROM (VALUES ${join(values)}) AS v(row_no, cells)
      WHERE reject_row.dataset_no = ${dataset_no} AND reject_row.row_no = v.row_no`)
  }
}
