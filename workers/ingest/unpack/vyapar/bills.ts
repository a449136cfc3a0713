import { quoteName } from '../sqlite/open-sqlite'
import { type Fields, number, type Read, text, type VyaparTables } from './tables'
import { type BillKind, CANCELLED_STATUS, transactionKind } from './transaction-types'

const BILL = {
  id: ['txn_id'],
  type: ['txn_type'],
  status: ['txn_status'],
  date: ['txn_date'],
  number: ['txn_ref_number_char', 'txn_ref_number'],
  prefix: ['txn_invoice_prefix'],
  party: ['txn_name_id'],
  cash: ['txn_cash_amount'],
  balance: ['txn_balance_amount'],
  discount: ['txn_discount_amount'],
  tax: ['txn_tax_amount'],
  round_off: ['txn_round_off_amount', 'txn_roundoff_amount'],
  ac1: ['txn_ac1_amount'],
  ac2: ['txn_ac2_amount'],
  ac3: ['txn_ac3_amount'],
  inclusive: ['txn_tax_inclusive'],
  store: ['store_id', 'txn_store_id'],
  firm: ['txn_firm_id', 'firm_id'],
  payment: ['txn_payment_type_id'],
} as const satisfies Fields<string>

const LINE = {
  line: ['lineitem_id'],
  item: ['item_id', 'lineitem_item_id'],
  qty: ['quantity', 'lineitem_quantity'],
  free: ['lineitem_free_quantity'],
  price: ['priceperunit', 'lineitem_unit_price'],
  amount: ['total_amount', 'lineitem_total_amount'],
  line_tax: ['lineitem_tax_amount'],
  line_discount: ['lineitem_discount_amount'],
  batch: ['lineitem_batch_number'],
  expiry: ['lineitem_expiry_date'],
  mfg: ['lineitem_manufacturing_date'],
  mrp: ['lineitem_mrp'],
  unit: ['lineitem_unit_id'],
  mapping: ['lineitem_unit_mapping_id'],
  stock: ['lineitem_ist_id'],
} as const satisfies Fields<string>

export type BillRow = Read<keyof typeof BILL>
export type LineRow = Read<keyof typeof LINE>

/** A bill with its lines, in the order they were written. A bill of a sum alone has none. */
export interface Bill {
  head: BillRow
  kind: BillKind
  cancelled: boolean
  lines: LineRow[]
}

const BILL_TABLE = 'kb_transactions'
const LINE_TABLE = 'kb_lineitems'

/** Bills of some kinds by date and number, one at a time. None when the backup has no transactions. Throws E_DAMAGED when the columns that tie lines to bills are missing. */
export function* readBills(tables: VyaparTables, kinds: readonly BillKind[]): Generator<Bill> {
  if (!tables.has(BILL_TABLE)) return
  const [id, type, date] = (['id', 'type', 'date'] as const).map((field) => tables.needed(BILL_TABLE, 't', BILL[field]))
  const with_lines = tables.has(LINE_TABLE)
  const join = with_lines ? `LEFT JOIN ${quoteName(LINE_TABLE)} l ON ${tables.needed(LINE_TABLE, 'l', ['lineitem_txn_id'])} = ${id}` : ''
  const types = Array.from({ length: 100 }, (_, at) => at).filter((at) => (kinds as readonly unknown[]).includes(transactionKind(at)))
  const names = [...Object.keys(BILL), ...(with_lines ? Object.keys(LINE) : [])] as (keyof typeof BILL | keyof typeof LINE)[]
  const query = `SELECT ${tables.list(BILL_TABLE, 't', BILL)}${with_lines ? `, ${tables.list(LINE_TABLE, 'l', LINE)}` : ''}
    FROM ${quoteName(BILL_TABLE)} t ${join} WHERE CAST(${type} AS INTEGER) IN (${types.join(', ')})
    ORDER BY ${date}, ${id}${with_lines ? `, ${tables.needed(LINE_TABLE, 'l', LINE.line)}` : ''}`
  let bill: Bill | null = null
  for (const row of tables.query(names, query)) {
    if (bill === null || bill.head.id !== row.id) {
      if (bill) yield bill
      const kind = transactionKind(number(row.type)) as BillKind
      bill = { head: row, kind, cancelled: number(row.status) === CANCELLED_STATUS, lines: [] }
    }
    if (with_lines && row.line !== null) bill.lines.push(row)
  }
  if (bill) yield bill
}

/** How many transactions of each type there are, by type. */
export function* countTypes(tables: VyaparTables): Generator<{ type: string; count: number }> {
  if (!tables.has(BILL_TABLE)) return
  const type = tables.needed(BILL_TABLE, 't', BILL.type)
  for (const row of tables.query(['type', 'count'], `SELECT ${type}, count(*) FROM ${quoteName(BILL_TABLE)} t GROUP BY 1 ORDER BY 1`))
    yield { type: text(row.type), count: number(row.count) }
}

/** Lines whose bill is not there. */
export function countOrphans(tables: VyaparTables): number {
  if (!tables.has(LINE_TABLE)) return 0
  const bill = tables.needed(LINE_TABLE, 'l', ['lineitem_txn_id'])
  const bills = tables.has(BILL_TABLE)
    ? `WHERE ${bill} NOT IN (SELECT ${tables.needed(BILL_TABLE, 't', BILL.id)} FROM ${quoteName(BILL_TABLE)} t)`
    : ''
  const [row] = tables.query(['count'], `SELECT count(*) FROM ${quoteName(LINE_TABLE)} l ${bills}`)
  return number(row?.count ?? 0)
}
