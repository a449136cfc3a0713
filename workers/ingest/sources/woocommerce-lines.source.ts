import { raw, sql } from '../../db/sql'
import type { Source } from './source'

/**
 * WooCommerce's order exports with a row per line item; order fields are repeated on every row. A line's total is after discounts and without tax. Lines of shipping and
 * fees are no goods. A refunded order, or the refunded amount of a line, is taken back.
 */
const lines: Source = {
  id: 'woocommerce-lines',
  platform: 'woocommerce',
  kind: 'sales',
  detect: (header) =>
    // delivery services write the same names
    header.find('Restaurant Name', 'Restaurant ID') === null &&
    header.find('order_id', 'Order Number') !== null &&
    header.find('order_status', 'status') !== null &&
    header.find('item_total', 'Order Line Total', 'line_total') !== null &&
    header.find('item_name', 'Product Name', 'line_name') !== null
      ? 1
      : 0,
  columns: {
    date: ['order_date', 'date', 'Order Date'],
    transaction_id: ['order_id', 'order_number', 'Order Number'],
    product: ['item_name', 'Product Name', 'line_name'],
    code: ['item_sku', 'SKU', 'line_sku'],
    qty: ['item_quantity', 'Quantity', 'line_quantity'],
    taxable: ['item_total', 'Order Line Total', 'line_total'],
    tax: ['item_total_tax', 'Order Line Tax', 'line_tax'],
    type: ['order_status', 'status'],
    currency: ['order_currency', 'currency'],
    customer: ['customer_id', 'billing_email'],
    payment: ['payment_method', 'payment_method_title'],
  },
  channel: 'online',
  cells(c) {
    const status = sql`lower(regexp_replace(${c.text('order_status', 'status')}, '^wc-', ''))`
    const kind = c.text('item_type', 'line_type', 'order_item_type')
    const worth = c.money('item_total', 'Order Line Total', 'line_total')
    const refunded = c.has('item_refunded') ? sql`coalesce(abs(${c.money('item_refunded')}), 0)` : raw('0')
    return {
      roles: {
        type: sql`CASE WHEN ${kind} IS NOT NULL AND lower(${kind}) NOT IN ('line_item', 'product', 'simple', 'variable', 'variation') THEN 'not a sale'
          WHEN ${status} IN ('cancelled', 'failed', 'pending', 'trash', 'checkout-draft', 'draft') THEN 'cancelled' ELSE 'sale' END`,
      },
      taken_back: sql`CASE WHEN ${status} = 'refunded' THEN coalesce(${worth}, 0) ELSE ${refunded} END`,
    }
  },
}
export default lines
