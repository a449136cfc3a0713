import { sql } from '../../db/sql'
import type { Source } from './source'
import { moneyText } from './sql-text'

/** Zoho's invoices, a row per line: the invoice's own sums are repeated on every line and are not read. Drafts and void invoices are no sales. */
const invoices: Source = {
  id: 'zoho-invoices',
  platform: 'zoho',
  kind: 'sales',
  detect: (header) =>
    header.has('Invoice Date', 'Invoice Number', 'Invoice Status', 'Item Name') && header.find('Item Total') !== null ? 1 : 0,
  columns: {
    date: ['Invoice Date'],
    transaction_id: ['Invoice Number'],
    product: ['Item Name'],
    code: ['SKU'],
    hsn: ['HSN/SAC'],
    qty: ['Quantity'],
    unit: ['Usage unit'],
    unit_price: ['Item Price'],
    discount: ['Discount Amount'],
    total: ['Item Total'],
    tax: ['Item Tax Amount'],
    type: ['Invoice Status'],
    customer: ['Customer Name'],
    store: ['Warehouse Name', 'Branch Name', 'Location Name'],
    channel: ['Sales Channel'],
    currency: ['Currency Code'],
  },
  cells: (c) => {
    const tax = sql`coalesce(${c.money('Item Tax Amount')}, 0)`
    const inside = sql`coalesce(lower(${c.text('Is Inclusive Tax')}) = 'true', FALSE)`
    return {
      roles: {
        taxable: sql`coalesce(${moneyText(sql`(${c.money('Item Total')} - CASE WHEN ${inside} THEN ${tax} ELSE 0 END)`)}, ${c.text('Item Total')})`,
        // overdue, sent and paid invoices are sales alike
        type: sql`CASE WHEN lower(${c.text('Invoice Status')}) IN ('draft', 'void', 'pending', 'rejected') THEN 'cancelled' ELSE 'sale' END`,
      },
    }
  },
}
export default invoices
