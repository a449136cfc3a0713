import type { ImportProfile } from '../../src/domain/dataset'
import { LucidError } from '../../src/domain/errors'
import type { DateOrder, Mapping, Question } from '../../src/domain/mapping'
import type { ByteSource } from '../db/byte-source'
import type { Database } from '../db/database'
import { sql } from '../db/sql'
import { correctionsOf } from './corrections'
import { CarryDown } from './normalise/carry-down'
import { CarryProducts } from './normalise/carry-products'
import { RoleColumns } from './normalise/columns'
import { writeTableFinding } from './normalise/findings'
import { givenDay } from './normalise/given-day'
import { importGoods } from './normalise/import-goods'
import { importMaster } from './normalise/import-master'
import { importSales } from './normalise/import-sales'
import { partyOfBill } from './normalise/party-of-bill'
import type { PassInput } from './normalise/pass'
import { rewriteOf } from './normalise/rewrite'
import { findSections, MOST_ROWS } from './normalise/sections'
import { shareBillDiscount } from './normalise/share-bill-discount'
import type { TableInput } from './normalise/slice-table'
import type { ComingScan } from './read/coming-scan'
import { readRows } from './read/rows'
import type { Scan } from './read/scan'
import { describesProducts } from './recognise/describes-products'
import { refundColumns, refundLeft } from './recognise/refunds'
import { knownSource } from './sources/registry'

/** Rows that are looked through for refunds. */
const REFUND_ROWS = 400

export interface ImportInput {
  dataset_no: number
  /** platform that the file comes from; product spellings of one source are compared with each other */
  source_type: string
  source: ByteSource
  /** of a file that is still being received, the part of `coming` that is known */
  scan: Scan
  coming?: ComingScan
  mapping: Mapping
  /** physical rows above the header, and of the header */
  skip_rows: number
  header_rows: number
  header: readonly string[]
  /** columns that repeat the total of the bill on its lines; told where the mapping leaves them out */
  bill_totals?: readonly number[]
  /** the store of the whole file, where its name says it */
  store_in_name?: string
  /** ISO instant; rows dated more than a day after it are out of range */
  uploaded_at: string
  /** of the file, with the way to the table where it was packed; a stock list may name its day in it */
  name: string
  /** of amounts that name none, where the file says it; null: the shop's own */
  currency: string | null
  date_context: DateContext
}

/** What speaks for a date order from outside the file. */
export interface DateContext {
  remembered: DateOrder | null
  locale: string
}

export interface ImportHooks {
  /** rows done of all rows below the header */
  progress(rows_done: number, rows_total: number): void
  signal: AbortSignal
}

export type ImportOutcome = { status: 'done'; profile: ImportProfile } | { status: 'questions'; questions: Question[] }

/**
 * Reads a table into item, store_key, the facts of its kind, row_issue and reject_row. The caller wraps it in one transaction and rolls back
 * on questions and errors; what spans datasets is derived afterwards. Every row below the header has one outcome, which is checked.
 * Rejects with `cancelled`, E_DATE_MIXED never: mixed date orders come back as a question.
 */
export async function importTable(db: Database, input: ImportInput, hooks: ImportHooks): Promise<ImportOutcome> {
  const { mapping, header } = input
  const columns = new RoleColumns({ ...mapping, columns: header.map((_, k) => mapping.columns[k] ?? null) })
  const rows_above = input.skip_rows + input.header_rows
  const pass: PassInput = {
    dataset_no: input.dataset_no,
    source: input.source,
    scan: input.scan,
    ...(input.coming && { coming: input.coming }),
    rows_above,
    shape: { roles: header.map((_, k) => mapping.columns[k] ?? null), header },
    columns,
  }
  const corrected = correctionsOf(header)
  pass.guarded = corrected !== null
  const rewrite = rewriteOf(db, pass, knownSource(input.source_type, header, mapping.kind), mapping)
  // only what is plainly one line after the other can be read before all of it is there
  if (mapping.kind !== 'sales' || rewrite || corrected) await input.coming?.whole()
  else await input.coming?.rows(MOST_ROWS + 1)
  const sections = rewrite || corrected ? null : await findSections(db, pass, mapping)
  const day = givenDay(db, mapping, header.length, rewrite ?? sections)
  const is_plain = mapping.kind === 'sales' && !rewrite && !corrected
  const shared = is_plain && !sections && !day ? await shareBillDiscount(db, pass, mapping) : null
  const rewritten = day ?? rewrite ?? sections ?? shared ?? (corrected ? null : partyOfBill(db, pass, mapping))
  if (rewritten) {
    await input.coming?.whole()
    await rewritten.prepare()
    pass.rewrite = rewritten
    pass.columns = new RoleColumns({ ...mapping, columns: rewritten.roles })
  }
  if (sections) pass.sections = sections
  // a source that is known says by itself what a line takes from the one above it
  if ((mapping.kind === 'sales' || mapping.kind === 'purchases') && !rewrite && !day && !corrected)
    pass.carry = new CarryDown(db, pass, mapping.kind)
  if (mapping.kind === 'inventory' && !rewrite && !corrected) pass.carry = new CarryProducts(db, pass)
  const table: TableInput = {
    header,
    source_type: input.source_type,
    last_day: dayAfter(input.uploaded_at),
    upload_day: input.uploaded_at.slice(0, 10),
    currency: input.currency,
    defaults: mapping.defaults ?? null,
  }
  const rowsTotal = () => Math.max(0, input.scan.rows_physical - rows_above)
  const heard = { ...hooks, progress: (rows_done: number) => hooks.progress(Math.min(rows_done, rowsTotal()), rowsTotal()) }
  const read =
    mapping.kind === 'sales'
      ? await importSales(db, pass, table, mapping, input.date_context, heard)
      : mapping.kind === 'products' || mapping.kind === 'stores'
        ? await importMaster(db, pass, table, mapping, heard)
        : await importGoods(db, pass, table, mapping, { ...input.date_context, name: input.name, skip_rows: input.skip_rows }, heard)
  await rewritten?.finish()
  if (read.status === 'questions') return read
  const { result } = read
  const rows_total = rowsTotal()
  if (result.ok + result.rejected + result.set_aside !== rows_total || result.rows_total !== rows_total)
    throw new LucidError('internal', 'rows were lost while the table was read', {
      details: { rows_total, read: result.rows_total, ok: result.ok, rejected: result.rejected, set_aside: result.set_aside },
    })
  if (result.ok === 0 && rows_total > 0 && !corrected)
    await writeTableFinding(db, input.dataset_no, { code: 'W_NOTHING_READ', severity: 'warn', raw_value: mapping.kind })
  if (mapping.kind === 'inventory' && describesProducts(pass.columns.roles()))
    await writeTableFinding(db, input.dataset_no, { code: 'I_PRODUCTS_TOO', severity: 'info' })
  if (day && !corrected)
    await writeTableFinding(db, input.dataset_no, {
      code: 'W_ONE_DAY',
      severity: 'warn',
      field: 'date',
      raw_value: mapping.defaults?.day ?? '',
    })
  if (input.store_in_name)
    await writeTableFinding(db, input.dataset_no, {
      code: 'I_STORE_IN_NAME',
      severity: 'info',
      field: 'store',
      raw_value: input.store_in_name,
    })
  const carried = sections ?? (pass.carry?.happened ? pass.carry : null)
  if (carried) await writeTableFinding(db, input.dataset_no, { code: 'W_CARRIED_DOWN', severity: 'info', field: carried.field })
  if (shared)
    await writeTableFinding(db, input.dataset_no, { code: 'W_BILL_DISCOUNT', severity: 'info', field: 'discount', raw_value: shared.name })
  if (is_plain && refundColumns(header, mapping.columns).length > 0) {
    const sample = await readRows(input.source, input.scan, rows_above, Math.min(rows_above + REFUND_ROWS, input.scan.rows_physical))
    const left = refundLeft(header, mapping.columns, sample)
    if (left !== null)
      await writeTableFinding(db, input.dataset_no, {
        code: 'W_REFUNDS_LEFT',
        severity: 'warn',
        field: 'returned_amount',
        raw_value: header[left] ?? '',
      })
  }
  for (const column of input.bill_totals ?? [])
    if (mapping.columns[column] === null)
      await writeTableFinding(db, input.dataset_no, {
        code: 'W_BILL_TOTAL',
        severity: 'info',
        field: 'total',
        raw_value: header[column] ?? '',
      })
  await db.run(
    sql`UPDATE dataset SET kind = ${mapping.kind}, source = ${input.source_type}, rows_total = ${rows_total} WHERE dataset_no = ${input.dataset_no}`,
  )
  if (corrected) await db.run(sql`INSERT INTO correction VALUES (${input.dataset_no}, ${corrected.dataset_id})`)
  return { status: 'done', profile: { ...read.profile, bad_bytes: input.scan.bad_bytes, rows_total } }
}

function dayAfter(instant: string): string {
  const day = new Date(`${instant.slice(0, 10)}T00:00:00Z`)
  day.setUTCDate(day.getUTCDate() + 1)
  return day.toISOString().slice(0, 10)
}
