import { raw, sql } from '../../db/sql'
import type { Source } from './source'
import { moneyText, portion } from './sql-text'

/** Fields that stand on the first line of an order only. */
const ORDER = {
  date: 'Created at',
  financial: 'Financial Status',
  cancelled: 'Cancelled at',
  currency: 'Currency',
  customer: 'Billing Name',
  payment: 'Payment Method',
  origin: 'Source',
  location: 'Location',
} as const
const SUMS = { subtotal: 'Subtotal', shipping: 'Shipping', taxes: 'Taxes', total: 'Total', refunded: 'Refunded Amount' } as const

/**
 * Shopify's orders: one row per line item, the order's own fields and sums on its first row. Net sales of an order are its subtotal (after all
 * discounts, before shipping), shared out to the lines by price x quantity - line discount; taxes likewise. Where subtotal and shipping alone make
 * the total, prices include the tax. What was refunded is taken back from the lines by their share; its tax and shipping part is no revenue.
 */
const shopify: Source = {
  id: 'shopify-orders',
  platform: 'shopify',
  kind: 'sales',
  detect: (header) => (header.has('Name', 'Lineitem name', 'Lineitem quantity') ? 1 : 0),
  columns: {
    date: ['Created at'],
    transaction_id: ['Name'],
    product: ['Lineitem name'],
    code: ['Lineitem sku'],
    qty: ['Lineitem quantity'],
    unit_price: ['Lineitem price'],
    discount: ['Lineitem discount'],
    type: ['Financial Status'],
    currency: ['Currency'],
    customer: ['Billing Name'],
    payment: ['Payment Method'],
    store: ['Location'],
    brand: ['Vendor'],
    channel: ['Source'],
  },
  channel: 'online',
  whole: {
    reads: ['Name', ...Object.values(ORDER), ...Object.values(SUMS), 'Lineitem quantity', 'Lineitem price', 'Lineitem discount'],
    select(c, rows) {
      const first = (value: ReturnType<typeof sql>) => sql`first_value(${value} IGNORE NULLS) OVER whole_order`
      return sql`
      WITH lines AS (
        SELECT file_row, coalesce(${c.text('Name')}, 'row ' || file_row) AS bill,
          coalesce(${portion(c.money('Lineitem quantity'), c.money('Lineitem price'), raw('10000'))} - abs(coalesce(${c.money('Lineitem discount')}, 0)), 0) AS worth,
          ${portion(c.money('Lineitem quantity'), c.money('Lineitem price'), raw('10000'))} AS listed,
          ${c.text(ORDER.date)} AS date, ${c.text(ORDER.financial)} AS financial, ${c.text(ORDER.cancelled)} AS cancelled, ${c.text(ORDER.currency)} AS currency,
          ${c.text(ORDER.customer)} AS customer, ${c.text(ORDER.payment)} AS payment, ${c.text(ORDER.origin)} AS origin, ${c.text(ORDER.location)} AS location,
          ${c.money(SUMS.subtotal)} AS subtotal, ${c.money(SUMS.shipping)} AS shipping, ${c.money(SUMS.taxes)} AS taxes, ${c.money(SUMS.total)} AS total, ${c.money(SUMS.refunded)} AS refunded
        FROM ${rows}
      ), orders AS (
        SELECT file_row, worth, listed, bill, ${first(raw('date'))} AS date, ${first(raw('financial'))} AS financial, ${first(raw('cancelled'))} AS cancelled, ${first(raw('currency'))} AS currency,
          ${first(raw('customer'))} AS customer, ${first(raw('payment'))} AS payment, ${first(raw('origin'))} AS origin, ${first(raw('location'))} AS location,
          sum(worth) OVER whole_order AS order_worth, sum(worth) OVER (PARTITION BY bill ORDER BY file_row) AS so_far,
          coalesce(${first(raw('subtotal'))}, sum(worth) OVER whole_order) AS subtotal, coalesce(${first(raw('shipping'))}, 0) AS shipping,
          coalesce(${first(raw('taxes'))}, 0) AS taxes, ${first(raw('total'))} AS total, coalesce(${first(raw('refunded'))}, 0) AS refunded
        FROM lines WINDOW whole_order AS (PARTITION BY bill ORDER BY file_row ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
      ), taxed AS (
        -- the tax of the goods; part of the order's is for shipping when prices include it
        SELECT *, abs(coalesce(total, subtotal + shipping + taxes) - subtotal - shipping) < abs(coalesce(total, subtotal + shipping + taxes) - subtotal - shipping - taxes) AS inside
        FROM orders
      ), nets AS (
        SELECT *, CASE WHEN inside THEN coalesce(${portion(raw('taxes'), raw('subtotal'), raw('(subtotal + shipping)'))}, 0) ELSE taxes END AS goods_tax FROM taxed
      ), sums AS (
        SELECT *, CASE WHEN inside THEN subtotal - goods_tax ELSE subtotal END AS net,
          coalesce(total, subtotal + shipping + taxes) AS paid FROM nets
      ), backs AS (
        SELECT *, CASE WHEN paid > 0 AND refunded > 0 THEN least(net, ${portion(raw('refunded'), raw('net'), raw('paid'))}) ELSE 0 END AS back FROM sums
      )
      SELECT file_row, date, financial, cancelled, currency, customer, payment, origin, location, listed, inside,
        ${shareOf('net')} AS net, ${shareOf('goods_tax')} AS tax, ${shareOf('subtotal')} AS due, ${shareOf('back')} AS back
      FROM backs`
    },
    rules: () => ({
      roles: {
        date: raw('g.date'),
        type: raw(`CASE WHEN g.cancelled IS NOT NULL OR lower(g.financial) = 'voided' THEN 'cancelled' ELSE 'sale' END`),
        currency: raw('g.currency'),
        customer: raw('g.customer'),
        payment: raw('g.payment'),
        store: raw('g.location'),
        channel: raw(`CASE WHEN lower(g.origin) = 'pos' THEN 'offline' ELSE 'online' END`),
        discount: sql`${moneyText(raw('(g.listed - g.due)'))}`,
        taxable: moneyText(raw('g.net')),
        tax: moneyText(raw('g.tax')),
        total: moneyText(raw('CASE WHEN g.inside THEN g.due ELSE g.due + g.tax END')),
      },
      taken_back: raw('g.back'),
    }),
  },
}
export default shopify

/** The line's share of an order's amount, so that the shares of an order add up to it exactly. */
function shareOf(amount: string) {
  const upTo = (sum: string) => sql`coalesce(${portion(raw(amount), raw(sum), raw('order_worth'))}, 0)`
  return sql`(${upTo('so_far')} - ${upTo('(so_far - worth)')})`
}
