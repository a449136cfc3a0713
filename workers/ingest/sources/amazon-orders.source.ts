import { raw, sql } from '../../db/sql'
import type { Source } from './source'
import { moneyText } from './sql-text'

/**
 * Amazon's order report (tab separated). `item-price` is the line's, not one unit's; a promotion's discount comes off it. Where prices are shown with tax
 * (India, Europe) it holds the tax as well. Cancelled and pending orders are no sales; orders of other shops that Amazon only ships are marked so.
 */
const orders: Source = {
  id: 'amazon-orders',
  platform: 'amazon',
  kind: 'sales',
  detect: (header) => (header.has('amazon-order-id', 'purchase-date', 'order-status') && header.has('item-price') ? 1 : 0),
  columns: {
    date: ['purchase-date'],
    transaction_id: ['amazon-order-id'],
    product: ['product-name'],
    code: ['sku', 'asin'],
    qty: ['quantity', 'quantity-purchased'],
    total: ['item-price'],
    tax: ['item-tax'],
    discount: ['item-promotion-discount'],
    type: ['order-status'],
    currency: ['currency'],
  },
  channel: 'online',
  cells(c) {
    const net_of_promotion = sql`(${c.money('item-price')} - abs(coalesce(${c.money('item-promotion-discount')}, 0)))`
    const tax = sql`coalesce(${c.money('item-tax')}, 0)`
    const inside = sql`coalesce(upper(${c.text('currency')}), '') IN ('INR', 'EUR', 'GBP')`
    return {
      roles: {
        type: sql`CASE WHEN lower(${c.text('item-status')}) LIKE 'cancel%' THEN 'cancelled' ELSE coalesce(${c.text('order-status')}, 'shipped') END`,
        taxable: moneyText(sql`(${net_of_promotion} - CASE WHEN ${inside} THEN ${tax} ELSE 0 END)`),
        total: moneyText(sql`(${net_of_promotion} + CASE WHEN ${inside} THEN 0 ELSE ${tax} END)`),
        tax: moneyText(c.has('item-tax') ? tax : raw('NULL::BIGINT')),
      },
    }
  },
}
export default orders
