import { sql } from '../../db/sql'
import type { Source } from './source'

/** Square's item sales. Event type Payment is a sale; amounts are written `$9.00`, `-$16.00` or `($16.00)`; gift cards are money, not goods. */
const square: Source = {
  id: 'square-items',
  platform: 'square',
  kind: 'sales',
  detect: (header) => (header.has('Item', 'Qty', 'Gross Sales', 'Net Sales', 'Event Type') ? 1 : 0),
  columns: {
    date: ['Date'],
    time: ['Time'],
    transaction_id: ['Transaction ID'],
    product: ['Item'],
    variant: ['Price Point Name'],
    code: ['SKU'],
    barcode: ['GTIN'],
    category: ['Category'],
    qty: ['Qty'],
    taxable: ['Net Sales'],
    discount: ['Discounts'],
    tax: ['Tax'],
    type: ['Event Type'],
    store: ['Location'],
    channel: ['Channel'],
    customer: ['Customer ID', 'Customer Name'],
    unit: ['Unit'],
  },
  cells: (c) => ({
    roles: {
      type: sql`CASE WHEN ${c.text('Itemization Type')} ILIKE '%gift%card%' THEN 'not a sale' WHEN ${c.text('Event Type')} ILIKE 'payment' THEN 'sale' ELSE ${c.text('Event Type')} END`,
    },
  }),
}
export default square
