import { sql } from '../../db/sql'
import type { Source } from './source'

/**
 * Meesho's TCS reports, one for sales and one for returns. They name no product, only its HSN code, which therefore stands in for it. The returns file has
 * positive amounts and a day of return: all its rows take back.
 */
const meesho: Source = {
  id: 'meesho-tcs',
  platform: 'meesho',
  kind: 'sales',
  detect: (header) => (header.has('sub_order_num', 'total_taxable_sale_value') ? 1 : 0),
  columns: {
    date: ['cancel_return_date', 'order_date'],
    transaction_id: ['sub_order_num'],
    product: ['hsn_code'],
    hsn: ['hsn_code'],
    qty: ['quantity'],
    taxable: ['total_taxable_sale_value'],
    tax: ['tax_amount'],
    tax_pct: ['gst_rate'],
    total: ['total_invoice_value'],
  },
  channel: 'online',
  cells: (c) => ({
    roles: {
      product: sql`'HSN ' || ${c.text('hsn_code')}`,
      type: sql`${c.has('cancel_return_date') ? 'return' : 'sale'}`,
    },
  }),
}
export default meesho
