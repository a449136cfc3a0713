import type { ImportProfile } from '../../../src/domain/dataset'
import type { Mapping, Question } from '../../../src/domain/mapping'
import type { Database } from '../../db/database'
import { LOADING } from '../../db/schema'
import { sql } from '../../db/sql'
import { correctionsOf } from '../corrections'
import { readRows } from '../read/rows'
import { countDay } from '../recognise/count-day'
import { localeOrder } from '../recognise/date-order'
import { DATE_ROLES } from './batch-dates'
import { type ColumnOrder, columnOrders } from './column-dates'
import { readUnderDecimalSign } from './decimal-sign'
import { writeTableFinding } from './findings'
import type { DateReadings } from './goods-table'
import { InventoryTable } from './inventory-table'
import { PackWords } from './pack-words'
import type { PassInput, PassResult } from './pass'
import { PurchasesTable } from './purchases-table'
import type { TableInput } from './slice-table'

type GoodsProfile = Omit<ImportProfile, 'bad_bytes' | 'rows_total'>

/** What the reading of goods knows from outside of the rows: how dates may be written, and where the day of a count may stand. */
interface GoodsContext {
  remembered: Mapping['date_order']
  locale: string
  /** of the file */
  name: string
  /** physical rows above the header */
  skip_rows: number
}

/**
 * Reads a stock or purchase table. The order of each date column is decided first, from the whole of it; a day that its column writes in both
 * orders is a question, as in a sales table.
 */
export async function importGoods(
  db: Database,
  pass: PassInput,
  input: TableInput,
  mapping: Mapping,
  context: GoodsContext,
  hooks: { progress(rows_done: number): void; signal: AbortSignal },
): Promise<{ status: 'done'; result: PassResult; profile: GoodsProfile } | { status: 'questions'; questions: Question[] }> {
  const { dataset_no, columns } = pass
  const settled = mapping.date_order === 'MIXED' ? null : mapping.date_order
  const remembered = context.remembered === 'MIXED' ? null : context.remembered
  const found = await columnOrders(db, pass, DATE_ROLES, { settled, remembered, locale: context.locale })
  const day = mapping.kind === 'purchases' && columns.has('received') ? 'received' : 'date'
  const of_day = found.get(day)
  if (of_day?.mixed) return { status: 'questions', questions: [mixedQuestion(columns.first(day) ?? 0, of_day.evidence)] }
  const counted_on = mapping.kind === 'inventory' && !columns.has('date') ? await dayOfCount(db, pass, input, context, found) : null
  const table = { ...input, upload_day: counted_on ?? input.upload_day }
  const readings: DateReadings = found
  const packs = new PackWords()
  const {
    result,
    decimal_sep,
    table: read,
  } = await readUnderDecimalSign(
    db,
    pass,
    mapping,
    ['inventory_fact', 'purchase_fact', 'product_fact'],
    (sign) =>
      mapping.kind === 'inventory'
        ? new InventoryTable(db, table, columns, sign, readings, packs)
        : new PurchasesTable(db, input, columns, sign, readings, packs),
    hooks,
  )
  if (read instanceof PurchasesTable && read.tax.isUnknown)
    await writeTableFinding(db, dataset_no, { code: 'W_TAX_UNKNOWN', severity: 'warn', field: 'total' })
  if (read instanceof PurchasesTable && read.free_inside.happens)
    await writeTableFinding(db, dataset_no, { code: 'I_FREE_INSIDE', severity: 'info', field: 'free_qty' })
  const guessed = [...found].find(([, { decided_by }]) => decided_by === 'locale')
  if (guessed) {
    const [field, { evidence }] = guessed
    const [example] = evidence.examples
    await writeTableFinding(db, dataset_no, {
      code: 'W_DATE_AMBIGUOUS',
      severity: 'warn',
      field,
      ...(example ? { raw_value: example } : {}),
    })
  }
  return {
    status: 'done',
    result,
    profile: {
      date_order: of_day?.order ?? null,
      date_evidence: of_day?.decided_by ?? 'none',
      decimal_sep,
      amount_reading: 'untested',
      identity_testable: 0,
      identity_ok: 0,
      filled: await filled(db, dataset_no),
      derived_rows: 0,
      currency: input.currency,
      footer: null,
    },
  }
}

/**
 * The day of a stock list that has no column for it, as it says above its rows or in its name; null = it does not. Its corrected rows are of the day that
 * it was read with.
 */
async function dayOfCount(
  db: Database,
  pass: PassInput,
  input: TableInput,
  { name, skip_rows, locale }: GoodsContext,
  orders: ReadonlyMap<unknown, ColumnOrder>,
): Promise<string | null> {
  const corrected = correctionsOf(input.header)
  if (corrected) return await dayReadWith(db, corrected.dataset_id)
  const proven = [...orders.values()].find(({ decided_by }) => decided_by !== 'locale' && decided_by !== 'none')
  const counts = pass.columns.first('stock', 'qty')
  return countDay({
    column: counts === null ? '' : (input.header[counts] ?? ''),
    above: skip_rows === 0 ? [] : await readRows(pass.source, pass.scan, 0, skip_rows),
    name,
    order: (proven?.order ?? localeOrder(locale)) === 'MDY' ? 'MDY' : 'DMY',
    latest: input.last_day,
  })
}

/** The newest day of a dataset's stock. One that is being read anew stands before what it was. */
async function dayReadWith(db: Database, dataset_id: string): Promise<string | null> {
  const [row] = await db.all<{ day: string | null }>(sql`
    SELECT CAST(max(f.date) AS VARCHAR) AS day FROM inventory_fact f JOIN dataset d USING (dataset_no)
    WHERE d.dataset_id IN (${dataset_id}, ${LOADING + dataset_id}) GROUP BY dataset_no ORDER BY dataset_no DESC LIMIT 1`)
  return row?.day ?? null
}

async function filled(db: Database, dataset_no: number): Promise<GoodsProfile['filled']> {
  const [row] = await db.all<Record<'transaction_id' | 'cost' | 'code', number>>(sql`
    SELECT count(invoice_no) AS transaction_id, count(unit_cost) AS cost, count(i.code) AS code FROM (
      SELECT dataset_no, item_no, unit_cost, NULL::VARCHAR AS invoice_no FROM inventory_fact
      UNION ALL SELECT dataset_no, item_no, unit_cost, invoice_no FROM purchase_fact
    ) JOIN item i USING (item_no) WHERE dataset_no = ${dataset_no}`)
  return { transaction_id: row?.transaction_id ?? 0, cost: row?.cost ?? 0, code: row?.code ?? 0, category: 0, customer: 0 }
}

function mixedQuestion(
  column: number,
  { dmy_proof, mdy_proof, examples }: { dmy_proof: number; mdy_proof: number; examples: string[] },
): Question {
  const guess = dmy_proof === mdy_proof ? null : dmy_proof > mdy_proof ? 'DMY' : 'MDY'
  return { about: 'date_order', column, options: ['DMY', 'MDY'], guess, examples, mixed: true }
}
