import { sql } from '../../db/sql'
import type { Source } from './source'
import { moneyText, portion } from './sql-text'

const TAXABLE = 'Taxable Value'
const AFTER = 'Price after discount'
const FINAL = 'Final Invoice Amount'

/**
 * Flipkart's sales report. The sub type says what a row does: Sale and Return Cancellation bring, Return and Cancellation take back (negative
 * amounts, which decide where the quantity has no sign). The taxable value holds shipping, which is no sale of goods. SKUs are written `"SKU:ABC"`.
 */
const flipkart: Source = {
  id: 'flipkart-sales',
  platform: 'flipkart',
  kind: 'sales',
  detect: (header) => (header.has('FSN', 'Order Item ID', 'Event Type') ? 1 : 0),
  columns: {
    date: ['Buyer Invoice Date', 'Order Date'],
    transaction_id: ['Order ID'],
    line_no: ['Order Item ID'],
    product: ['Product Title/Description'],
    code: ['SKU', 'FSN'],
    hsn: ['HSN Code'],
    qty: ['Item Quantity'],
    taxable: [TAXABLE],
    tax: ['IGST Amount', 'CGST Amount', 'SGST Amount'],
    type: ['Event Sub Type', 'Event Type'],
  },
  channel: 'online',
  cells(c) {
    const negative = sql`coalesce(${c.money(TAXABLE)} < 0, FALSE)`
    const said = c.text('Event Sub Type', 'Event Type')
    const goods = portion(c.money(TAXABLE), c.money(AFTER), c.money(FINAL))
    return {
      roles: {
        type: sql`CASE WHEN ${negative} THEN 'return' ELSE ${said} END`,
        code: sql`nullif(trim(regexp_replace(replace(${c.text('SKU', 'FSN')}, '"', ''), '^\\s*SKU:', '', 'i')), '')`,
        product: sql`nullif(trim(replace(${c.text('Product Title/Description')}, '"', '')), '')`,
        // one order item is told once by its sale and once more by its return
        line_no: sql`concat_ws(' ', nullif(trim(replace(${c.text('Order Item ID')}, '"', '')), ''), CASE WHEN ${said} ILIKE 'sale' THEN NULL ELSE lower(${said}) END)`,
        ...(c.has(AFTER) && c.has(FINAL)
          ? {
              taxable: sql`CASE WHEN coalesce(${c.money('Shipping Charges')}, 0) = 0 THEN ${c.text(TAXABLE)} ELSE coalesce(${moneyText(goods)}, ${c.text(TAXABLE)}) END`,
            }
          : {}),
      },
    }
  },
}
export default flipkart
