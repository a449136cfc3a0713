import { expect, test } from 'vitest'
import { sql } from '../../db/sql'
import { exportOf, figuresOf } from './sources.fixture'

const HEADER = [
  ...[
    'Name',
    'Email',
    'Financial Status',
    'Paid at',
    'Fulfillment Status',
    'Fulfilled at',
    'Currency',
    'Subtotal',
    'Shipping',
    'Taxes',
    'Total',
  ],
  ...['Discount Code', 'Discount Amount', 'Shipping Method', 'Created at', 'Lineitem quantity', 'Lineitem name', 'Lineitem price'],
  ...[
    'Lineitem compare at price',
    'Lineitem sku',
    'Lineitem taxable',
    'Billing Name',
    'Billing City',
    'Notes',
    'Cancelled at',
    'Payment Method',
  ],
  ...['Refunded Amount', 'Vendor', 'Location', 'Id', 'Tags', 'Source', 'Lineitem discount', 'Tax 1 Name', 'Tax 1 Value', 'Phone'],
]
const order = (name: string, day: string, more: Record<string, string | number>) => ({
  Name: name,
  'Created at': `${day} 09:59:00 +0200`,
  'Financial Status': 'paid',
  Currency: 'EUR',
  Source: 'web',
  'Billing Name': 'A Buyer',
  ...more,
})
const line = (name: string, sku: string, quantity: number, price: string, more: Record<string, string | number> = {}) => ({
  Name: name,
  'Lineitem name': `Product ${sku}`,
  'Lineitem sku': sku,
  'Lineitem quantity': quantity,
  'Lineitem price': price,
  'Lineitem discount': '0.00',
  ...more,
})

test('continuation rows take the order’s day; its sums are counted once; shipping and tax are no revenue', async () => {
  const found = await figuresOf(
    exportOf(HEADER, [
      // 2 x 10 + 1 x 5 = 25, 20 % off by a code = 20; tax on top
      order('#1001', '2026-05-01', {
        ...line('#1001', 'A', 2, '10.00'),
        Subtotal: '20.00',
        'Discount Amount': '5.00',
        Shipping: '4.90',
        Taxes: '3.80',
        Total: '28.70',
      }),
      line('#1001', 'B', 1, '5.00'),
      order('#1002', '2026-05-13', {
        ...line('#1002', 'A', 1, '10.00'),
        Subtotal: '10.00',
        Shipping: '0.00',
        Taxes: '1.90',
        Total: '11.90',
        Source: 'pos',
        Location: 'High Street',
      }),
    ]),
  )
  expect(found.recognition.source_type).toBe('shopify')
  expect(found.recognition.questions).toEqual([])
  expect(found).toMatchObject({
    net: 30,
    units: 4,
    orders: 2,
    online: 20,
    products: 2,
    tax: 5.7,
    discount: 5,
    rejected: 0,
    set_aside: {},
    warned: {},
  })
  const lines = await found.db.all(sql`SELECT date::VARCHAR AS date, store_id, channel, net_ex_tax FROM sales_line ORDER BY row_no`)
  expect(lines).toEqual([
    { date: '2026-05-01', store_id: 'MAIN', channel: 'online', net_ex_tax: 160_000 },
    { date: '2026-05-01', store_id: 'MAIN', channel: 'online', net_ex_tax: 40_000 },
    { date: '2026-05-13', store_id: 'High Street', channel: 'offline', net_ex_tax: 100_000 },
  ])
})

test('prices that include the tax: it is taken out', async () => {
  const found = await figuresOf(
    exportOf(HEADER, [
      order('#1', '2026-05-01', {
        ...line('#1', 'A', 1, '118.00'),
        Currency: 'INR',
        Subtotal: '236.00',
        Shipping: '0.00',
        Taxes: '36.00',
        Total: '236.00',
      }),
      line('#1', 'B', 1, '118.00'),
    ]),
  )
  expect(found).toMatchObject({ net: 200, tax: 36, units: 2, warned: {} })
})

test('voided and cancelled orders are set aside with all their lines, pending ones are sales', async () => {
  const sums = { Subtotal: '10.00', Shipping: '0', Taxes: '0', Total: '10.00' }
  const found = await figuresOf(
    exportOf(HEADER, [
      order('#1', '2026-05-01', { ...line('#1', 'A', 1, '5.00'), ...sums, 'Cancelled at': '2026-05-02 10:00:00 +0200' }),
      line('#1', 'B', 1, '5.00'),
      order('#2', '2026-05-01', { ...line('#2', 'A', 2, '5.00'), ...sums, 'Financial Status': 'voided' }),
      order('#3', '2026-05-01', { ...line('#3', 'A', 2, '5.00'), ...sums, 'Financial Status': 'pending' }),
    ]),
  )
  expect(found).toMatchObject({ net: 10, units: 2, orders: 1, ok: 1, set_aside: { I_CANCELLED: 3 } })
})

test('a refund is taken back from the lines by their share, without its tax; units stay sold', async () => {
  const found = await figuresOf(
    exportOf(HEADER, [
      order('#1', '2026-05-01', {
        ...line('#1', 'A', 1, '30.00'),
        Subtotal: '40.00',
        Shipping: '0',
        Taxes: '8.00',
        Total: '48.00',
        'Refunded Amount': '12.00',
        'Financial Status': 'partially_refunded',
      }),
      line('#1', 'B', 1, '10.00'),
      order('#2', '2026-05-01', {
        ...line('#2', 'A', 1, '30.00'),
        Subtotal: '30.00',
        Shipping: '5.00',
        Taxes: '6.00',
        Total: '41.00',
        'Refunded Amount': '41.00',
        'Financial Status': 'refunded',
      }),
    ]),
  )
  // 12 of 48 is a quarter of the net 40; the second order comes back whole
  expect(found).toMatchObject({ net: 30, returned: 40, units: 3, orders: 2, ok: 3, set_aside: {} })
  const back = await found.db.all(sql`SELECT row_no, net_ex_tax FROM sales_line WHERE line_type = 'ADJ' ORDER BY row_no`)
  expect(back).toEqual([
    { row_no: 1, net_ex_tax: -75_000 },
    { row_no: 2, net_ex_tax: -25_000 },
    { row_no: 3, net_ex_tax: -300_000 },
  ])
})

test('orders in another currency than most are not added', async () => {
  const sums = { Subtotal: '10.00', Shipping: '0', Taxes: '0', Total: '10.00' }
  const found = await figuresOf(
    exportOf(HEADER, [
      order('#1', '2026-05-01', { ...line('#1', 'A', 1, '10.00'), ...sums }),
      order('#2', '2026-05-01', { ...line('#2', 'A', 1, '10.00'), ...sums }),
      order('#3', '2026-05-01', { ...line('#3', 'A', 1, '10.00'), ...sums, Currency: 'USD' }),
    ]),
  )
  expect(found).toMatchObject({ net: 20, orders: 2, rejected: 1 })
})

test('a rejected continuation line is listed with the day of its order', async () => {
  const found = await figuresOf(
    exportOf(HEADER, [
      order('#1', '2026-05-01', {
        ...line('#1', 'A', 1, '10.00'),
        Subtotal: '20.00',
        Shipping: '0',
        Taxes: '0',
        Total: '20.00',
      }),
      { ...line('#1', 'B', 1, '10.00'), 'Lineitem quantity': 'one' },
    ]),
  )
  expect(found.rejected).toBe(1)
  const [row] = await found.db.all<{ cells: string[] }>(sql`SELECT cells FROM reject_row`)
  expect(row?.cells[HEADER.indexOf('Created at')]).toBe('2026-05-01 09:59:00 +0200')
})
