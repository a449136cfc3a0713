import type { Cell } from '../csv-bytes'
import { type AmountReading, billTotal, lineAmounts } from './amounts'
import { type Bill, readBills } from './bills'
import { vyaparDate, vyaparDay } from './dates'
import type { Masters } from './masters'
import { inBaseUnits, type QuantityReading, unitRate } from './quantities'
import type { Batch } from './stock'
import { number, text, type VyaparTables } from './tables'
import { typeWord } from './transaction-types'

/** What is settled about the file before its rows are written. */
export interface Readings {
  amounts: AmountReading
  quantities: QuantityReading
}

export const SALES_HEADER = [
  'Date',
  'Invoice No',
  'Line No',
  'Transaction Type',
  'Store',
  'Party Name',
  'Customer Phone',
  'Item Name',
  'Item Code',
  'Category',
  'HSN',
  'Quantity',
  'Unit Price',
  'MRP',
  'Discount',
  'Taxable Amount',
  'Tax',
  'Amount',
  'Payment Type',
] as const

/** Sales and their returns, line by line. Free goods are lines of their own at no price; a bill without lines is one row with its total and no product. */
export function* salesRows(tables: VyaparTables, masters: Masters, readings: Readings): Generator<Cell[]> {
  yield [...SALES_HEADER]
  for (const bill of readBills(tables, ['sale', 'sale_return'])) {
    const { head } = bill
    const party = masters.parties.get(text(head.party))
    const before = [vyaparDate(head.date), billNumber(bill)]
    const after = [typeWord(bill.kind, bill.cancelled), storeOf(bill, masters), party?.name, party?.phone]
    const payment = masters.payments.get(text(head.payment)) ?? ''
    const row = (line_no: number, product: Cell[], rest: Cell[]): Cell[] => [...before, line_no, ...after, ...product, ...rest, payment]
    if (bill.lines.length === 0) yield row(1, ['', '', '', ''], ['', '', '', '', '', '', billTotal(bill)])
    const amounts = lineAmounts(bill, readings.amounts)
    let line_no = 0
    for (const [at, line] of bill.lines.entries()) {
      const rate = unitRate(line, masters.conversions, readings.quantities)
      const item = masters.items.get(text(line.item))
      const product = [item?.name || `Item ${text(line.item)}`, item?.code, item?.category, item?.hsn]
      const mrp = number(line.mrp) || ''
      const { price, discount, taxable, tax, total } = amounts[at] as (typeof amounts)[number]
      const qty = inBaseUnits(line.qty, rate)
      yield row(++line_no, product, [qty, price * rate, mrp, discount, taxable, tax, total])
      const free = inBaseUnits(line.free, rate)
      if (free !== 0) yield row(++line_no, product, [free, 0, mrp, 0, 0, 0, 0])
    }
  }
}

export const PURCHASES_HEADER = [
  'Purchase Date',
  'Bill No',
  'Transaction Type',
  'Store',
  'Supplier',
  'Item Name',
  'Item Code',
  'Batch No',
  'Expiry Date',
  'Quantity',
  'Free Qty',
  'Purchase Price',
  'Taxable Amount',
  'Tax',
  'Amount',
] as const

/** Purchases and their returns. The purchase price is what one unit came to without tax, after all discounts. */
export function* purchaseRows(tables: VyaparTables, masters: Masters, readings: Readings, batches: readonly Batch[]): Generator<Cell[]> {
  yield [...PURCHASES_HEADER]
  const expiry_of = new Map(batches.map((batch) => [`${batch.item}\n${batch.number}`, batch.expiry]))
  for (const bill of readBills(tables, ['purchase', 'purchase_return'])) {
    const { head } = bill
    const before = [
      vyaparDay(head.date),
      billNumber(bill),
      typeWord(bill.kind, bill.cancelled),
      storeOf(bill, masters),
      masters.parties.get(text(head.party))?.name,
    ]
    if (bill.lines.length === 0) yield [...before, '', '', '', '', '', '', '', '', '', billTotal(bill)]
    const amounts = lineAmounts(bill, readings.amounts)
    for (const [at, line] of bill.lines.entries()) {
      const rate = unitRate(line, masters.conversions, readings.quantities)
      const item = masters.items.get(text(line.item))
      const { price, taxable, tax, total } = amounts[at] as (typeof amounts)[number]
      const qty = inBaseUnits(line.qty, rate)
      const batch = text(line.batch)
      yield [
        ...before,
        item?.name || `Item ${text(line.item)}`,
        item?.code,
        batch,
        vyaparDay(line.expiry) || (batch && expiry_of.get(`${text(line.item)}\n${batch}`)),
        qty,
        inBaseUnits(line.free, rate),
        Math.round((qty === 0 ? price * rate : taxable / qty) * 1e4) / 1e4,
        taxable,
        tax,
        total,
      ]
    }
  }
}

/** A number of the bill that no bill of the same day shares. Returns are numbered apart from sales: a bare number gets letters, one with letters has them. */
function billNumber({ head, kind }: Bill): string {
  const written = text(head.prefix) + text(head.number) || `#${text(head.id)}`
  const letters = { sale: '', sale_return: 'CN-', purchase: '', purchase_return: 'DN-' }[kind]
  return /^\d+$/.test(written) ? letters + written : written
}

/** Stores where the shop has told the program of any, else the firms of a backup that holds several. */
function storeOf({ head }: Bill, { stores, firms }: Masters): string {
  if (stores.size > 0) return stores.get(text(head.store))?.name ?? mainStore({ stores, firms })
  return firms.size > 1 ? (firms.get(text(head.firm)) ?? '') : ''
}

/** Where goods are that no record places anywhere. */
export function mainStore({ stores, firms }: Pick<Masters, 'stores' | 'firms'>): string {
  if (stores.size > 0) return [...stores.values()][0]?.name ?? ''
  return firms.size > 1 ? ([...firms.values()][0] ?? '') : ''
}
