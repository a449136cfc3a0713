import type { ImportProfile } from '../../../src/domain/dataset'
import type { Mapping, Question } from '../../../src/domain/mapping'
import type { Database } from '../../db/database'
import { sql } from '../../db/sql'
import { columnOrders } from './column-dates'
import { readUnderDecimalSign } from './decimal-sign'
import { writeTableFinding } from './findings'
import { DATE_ROLES, InventoryTable, PurchasesTable } from './goods-table'
import type { PassInput, PassResult } from './pass'
import type { TableInput } from './slice-table'

type GoodsProfile = Omit<ImportProfile, 'bad_bytes' | 'rows_total'>

/**
 * Reads a stock or purchase table. The order of each date column is decided first, from the whole of it; a day that its column writes in both
 * orders is a question, as in a sales table.
 */
export async function importGoods(
  db: Database,
  pass: PassInput,
  input: TableInput,
  mapping: Mapping,
  context: { remembered: Mapping['date_order']; locale: string },
  hooks: { progress(rows_done: number): void; signal: AbortSignal },
): Promise<{ status: 'done'; result: PassResult; profile: GoodsProfile } | { status: 'questions'; questions: Question[] }> {
  const { dataset_no, columns } = pass
  const settled = mapping.date_order === 'MIXED' ? null : mapping.date_order
  const remembered = context.remembered === 'MIXED' ? null : context.remembered
  const found = await columnOrders(db, pass, DATE_ROLES, { settled, remembered, locale: context.locale })
  const day = mapping.kind === 'purchases' && columns.has('received') ? 'received' : 'date'
  const of_day = found.get(day)
  if (of_day?.mixed) return { status: 'questions', questions: [mixedQuestion(columns.first(day) ?? 0, of_day.evidence)] }
  const orders = new Map([...found].map(([role, { order }]) => [role, order]))
  const { result, decimal_sep } = await readUnderDecimalSign(
    db,
    pass,
    mapping,
    ['inventory_fact', 'purchase_fact'],
    (sign) =>
      mapping.kind === 'inventory'
        ? new InventoryTable(db, input, columns, sign, orders)
        : new PurchasesTable(db, input, columns, sign, orders),
    hooks,
  )
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
