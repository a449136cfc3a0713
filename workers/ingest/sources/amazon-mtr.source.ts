import { raw, sql } from '../../db/sql'
import type { Source } from './source'
import { moneyText } from './sql-text'

/**
 * Amazon India's merchant tax report, B2C and B2B. Shipment is a sale, Refund a return (negative amounts), Cancel and EInvoiceCancel no sale; a free
 * replacement moves goods and no money. Shipping and gift wrap are inside the tax exclusive gross and are no sale of goods.
 */
const mtr: Source = {
  id: 'amazon-mtr',
  platform: 'amazon',
  kind: 'sales',
  detect: (header) => (header.has('Seller Gstin', 'Transaction Type', 'Asin', 'Tax Exclusive Gross') ? 1 : 0),
  columns: {
    date: ['Invoice Date', 'Shipment Date', 'Order Date'],
    transaction_id: ['Invoice Number', 'Order Id'],
    product: ['Item Description'],
    code: ['Sku', 'Asin'],
    hsn: ['Hsn/sac'],
    qty: ['Quantity'],
    taxable: ['Tax Exclusive Gross'],
    tax: ['Total Tax Amount'],
    total: ['Invoice Amount'],
    type: ['Transaction Type'],
    store: ['Warehouse Id'],
    customer: ['Buyer Name'],
    payment: ['Payment Method Code'],
  },
  channel: 'online',
  cells(c) {
    const kind = sql`lower(${c.text('Transaction Type')})`
    const none = raw('0')
    const extra = (...names: string[]) => (names.some((name) => c.has(name)) ? sql`coalesce(${c.money(...names)}, 0)` : none)
    const not_goods = sql`(${extra('Shipping Amount Basis')} + ${extra('Gift Wrap Amount Basis')} - abs(${extra('Shipping Promo Discount Basis')}))`
    return {
      roles: {
        type: sql`CASE WHEN ${kind} LIKE '%replacement%' THEN 'not a sale' ELSE ${kind} END`,
        // a refund names the day of its credit note, and its invoice is that of the sale
        ...(c.has('Credit Note Date')
          ? {
              date: sql`CASE WHEN ${kind} = 'refund' THEN coalesce(${c.text('Credit Note Date')}, ${c.text('Invoice Date', 'Shipment Date', 'Order Date')}) ELSE ${c.text('Invoice Date', 'Shipment Date', 'Order Date')} END`,
            }
          : {}),
        ...(c.has('Shipping Amount Basis')
          ? {
              taxable: sql`coalesce(${moneyText(sql`(${c.money('Tax Exclusive Gross')} - ${not_goods})`)}, ${c.text('Tax Exclusive Gross')})`,
            }
          : {}),
      },
    }
  },
}
export default mtr
