import { sql } from '../../db/sql'
import type { Source } from './source'

/** Loyverse's receipts by item. A line counts when its receipt is closed; refunds are negative. Net sales are before tax. */
const loyverse: Source = {
  id: 'loyverse-items',
  platform: 'loyverse',
  kind: 'sales',
  detect: (header) => (header.has('Receipt number', 'Receipt type', 'Item', 'Net sales') ? 1 : 0),
  columns: {
    date: ['Date'],
    transaction_id: ['Receipt number'],
    product: ['Item'],
    code: ['SKU'],
    variant: ['Variant'],
    category: ['Category'],
    qty: ['Quantity'],
    taxable: ['Net sales'],
    discount: ['Discounts'],
    tax: ['Taxes'],
    profit: ['Gross profit'],
    type: ['Receipt type'],
    store: ['Store'],
    customer: ['Customer name'],
    phone: ['Customer contacts'],
  },
  cells: (c) => ({
    roles: {
      type: sql`CASE WHEN lower(${c.text('Status')}) IN ('cancelled', 'canceled', 'voided') THEN 'cancelled' ELSE ${c.text('Receipt type')} END`,
    },
  }),
}
export default loyverse
