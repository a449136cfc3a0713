import type { Source } from './source'

/** WooCommerce's orders without their lines. */
const orders: Source = {
  id: 'woocommerce-orders',
  platform: 'woocommerce',
  kind: 'sales',
  detect: (header) =>
    header.has('order_id', 'order_status', 'order_total') && header.find('item_name', 'Product Name', 'line_name') === null ? 1 : 0,
  columns: { date: ['order_date'], transaction_id: ['order_id'], total: ['order_total'] },
  advice: 'Export the orders again with one row for each line item, so that every row names a product.',
}
export default orders
