import { sql } from '../../db/sql'
import type { Source } from './source'

/** Petpooja's item sales. Orders of delivery platforms are online; charges for container, service and delivery are no sale of goods. */
const petpooja: Source = {
  id: 'petpooja-items',
  platform: 'petpooja',
  kind: 'sales',
  detect: (header) => (header.has('restaurant_name', 'invoice_no', 'item_name') ? 1 : 0),
  columns: {
    date: ['date', 'invoice_date'],
    transaction_id: ['invoice_no'],
    product: ['item_name'],
    category: ['category_name', 'category'],
    qty: ['item_quantity', 'item_qty'],
    unit_price: ['item_price'],
    discount: ['discount'],
    tax: ['tax', 'total_tax'],
    type: ['status'],
    store: ['restaurant_name'],
    channel: ['order_type'],
    payment: ['payment_type'],
    customer: ['customer_name'],
  },
  cells: (c) => ({
    roles: {
      type: sql`CASE WHEN ${c.text('status')} ILIKE 'success%' THEN 'sale' ELSE ${c.text('status')} END`,
      channel: sql`CASE WHEN concat_ws(' ', ${c.text('order_type')}, ${c.text('payment_type')}) SIMILAR TO '.*([Oo]nline|[Ss]wiggy|[Zz]omato|[Uu]ber).*' THEN 'online' ELSE 'offline' END`,
    },
  }),
}
export default petpooja
