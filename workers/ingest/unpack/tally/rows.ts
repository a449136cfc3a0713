import type { ByteSource } from '../../../db/byte-source'
import type { Cell } from '../csv-bytes'
import { tallyDate, tallyQuantity, tallyRate } from './amounts'
import { isYes, type TallyMasters, voucherType } from './masters'
import { voucherKind } from './voucher-kinds'
import { partyAmount, VOUCHER_ELEMENTS, type VoucherLine, voucherLines } from './voucher-lines'
import { childText, type XmlNode, xmlRecords } from './xml-records'

export interface Pass {
  source: ByteSource
  signal: AbortSignal
  progress(share: number): void
}

const VOUCHERS = new Set(['VOUCHER'])

async function* vouchers(
  pass: Pass,
  masters: TallyMasters,
  kinds: readonly string[],
): AsyncGenerator<{ voucher: XmlNode; returns: boolean }> {
  for await (const voucher of xmlRecords(pass.source, VOUCHERS, VOUCHER_ELEMENTS, pass)) {
    const kind = voucherKind(voucherType(voucher), masters.parents)
    if (kind === null || !kinds.includes(kind) || isYes(voucher, 'ISCANCELLED') || isYes(voucher, 'ISOPTIONAL')) continue
    yield { voucher, returns: kind.endsWith('_return') }
  }
}

const party = (voucher: XmlNode): string => childText(voucher, 'PARTYNAME', 'PARTYLEDGERNAME', 'BASICBUYERNAME')

/** Sales and credit notes, a row for each item, godown and batch. Which way the goods went decides what a row is. */
export async function* salesRows(pass: Pass, masters: TallyMasters): AsyncGenerator<Cell[]> {
  yield [
    ...['Date', 'Voucher No', 'Line No', 'Voucher Type', 'Godown', 'Party Name', 'Stock Item'],
    ...['Quantity', 'Unit', 'Rate', 'Discount %', 'Taxable Amount', 'Tax'],
  ]
  const sold_as = new Map(masters.items.map((item) => [item.name, item]))
  for await (const { voucher, returns } of vouchers(pass, masters, ['sale', 'sale_return'])) {
    const before = [tallyDate(childText(voucher, 'DATE')), (returns ? 'CN-' : '') + childText(voucher, 'VOUCHERNUMBER')]
    const row = (line_no: number, line: VoucherLine, rest: Cell[]): Cell[] => [
      ...before,
      line_no,
      line.inward ? 'Credit Note' : 'Sales',
      line.godown,
      party(voucher),
      line.item,
      ...rest,
    ]
    const lines = voucherLines(voucher, returns, masters.conversions)
    if (lines.length === 0)
      yield [...before, 1, returns ? 'Credit Note' : 'Sales', '', party(voucher), '', '', '', '', '', partyAmount(voucher), '']
    let line_no = 0
    for (const line of lines) {
      const unit = line.unit || sold_as.get(line.item)?.unit
      yield row(++line_no, line, [line.quantity, unit, line.price, line.discount_percent, line.amount, line.tax])
      if (line.free > 0) yield row(++line_no, line, [line.free, unit, 0, '', 0, 0])
    }
  }
}

/** Purchases and debit notes. The price is what one unit came to without tax, after its discount. */
export async function* purchaseRows(pass: Pass, masters: TallyMasters): AsyncGenerator<Cell[]> {
  yield [
    ...['Purchase Date', 'Bill No', 'Voucher Type', 'Godown', 'Supplier', 'Stock Item', 'Batch No', 'Expiry Date'],
    ...['Quantity', 'Free Qty', 'Unit', 'Purchase Price', 'Taxable Amount', 'Tax'],
  ]
  for await (const { voucher, returns } of vouchers(pass, masters, ['purchase', 'purchase_return'])) {
    const number = childText(voucher, 'REFERENCE') || childText(voucher, 'VOUCHERNUMBER')
    const before = [tallyDate(childText(voucher, 'DATE')), (returns ? 'DN-' : '') + number]
    const lines = voucherLines(voucher, !returns, masters.conversions)
    if (lines.length === 0)
      yield [...before, returns ? 'Debit Note' : 'Purchase', '', party(voucher), '', '', '', '', '', '', '', partyAmount(voucher), '']
    for (const line of lines) {
      const cost = line.amount !== null && line.quantity ? Math.round((line.amount / line.quantity) * 1e4) / 1e4 : line.price
      yield [
        ...before,
        line.inward ? 'Purchase' : 'Debit Note',
        line.godown,
        party(voucher),
        line.item,
        line.batch,
        line.expiry,
        line.quantity,
        line.free,
        line.unit,
        cost,
        line.amount,
        line.tax,
      ]
    }
  }
}

export function* itemRows({ items }: TallyMasters): Generator<Cell[]> {
  yield ['Stock Item', 'Stock Group', 'HSN', 'Rate', 'Purchase Price', 'MRP', 'GST %', 'Unit']
  for (const { name, group, hsn, price, cost, mrp, gst_percent, unit } of items)
    yield [name, group, hsn, price, cost, mrp, gst_percent, unit]
}

/** The stock summary, a report of its own: it has no date, so it is of the day it was dropped. */
export function* stockRows({ stock, conversions }: TallyMasters): Generator<Cell[]> {
  yield ['Stock Item', 'Closing Stock', 'Unit', 'Cost']
  for (const { name, quantity, rate } of stock) {
    const read = tallyQuantity(quantity, conversions)
    yield [name, read?.value ?? quantity, read?.unit, tallyRate(rate)?.value]
  }
}
