import { describe, expect, test } from 'vitest'
import { sql } from '../../db/sql'
import { exportOf, figuresOf } from './sources.fixture'

describe('tills', () => {
  const SQUARE = [
    ...[
      'Date',
      'Time',
      'Time Zone',
      'Category',
      'Item',
      'Qty',
      'Price Point Name',
      'SKU',
      'Modifiers Applied',
      'Gross Sales',
      'Discounts',
      'Net Sales',
      'Tax',
    ],
    ...[
      'Transaction ID',
      'Payment ID',
      'Device Name',
      'Notes',
      'Details',
      'Event Type',
      'Location',
      'Dining Option',
      'Customer ID',
      'Customer Name',
      'Unit',
      'Count',
    ],
    ...['Itemization Type', 'Commission', 'Employee', 'Channel', 'Card Brand'],
  ]
  test('Square: payments and refunds, amounts with signs and brackets, gift cards are no goods', async () => {
    const at = {
      Date: '2026-06-03',
      Time: '09:15:00',
      'Time Zone': 'Eastern Time (US & Canada)',
      Category: 'Drinks',
      'Price Point Name': 'Regular',
      Location: 'Main St',
      'Itemization Type': 'Physical Good',
    }
    const found = await figuresOf(
      exportOf(SQUARE, [
        {
          ...at,
          Item: 'Latte',
          Qty: '2.0',
          'Gross Sales': '$18.00',
          Discounts: '-$2.00',
          'Net Sales': '$16.00',
          Tax: '$1.28',
          'Transaction ID': 't1',
          'Event Type': 'Payment',
        },
        {
          ...at,
          Item: 'Latte',
          Qty: '-1.0',
          'Gross Sales': '($9.00)',
          Discounts: '$0.00',
          'Net Sales': '-$9.00',
          Tax: '-$0.72',
          'Transaction ID': 't2',
          'Event Type': 'Refund',
        },
        {
          ...at,
          Item: 'Gift Card',
          Qty: '1.0',
          'Gross Sales': '$25.00',
          Discounts: '$0.00',
          'Net Sales': '$25.00',
          Tax: '$0.00',
          'Transaction ID': 't3',
          'Event Type': 'Payment',
          'Itemization Type': 'Gift Card',
        },
        {
          ...at,
          Item: 'Bagel',
          Qty: '1.0',
          'Gross Sales': '$1,250.00',
          Discounts: '$0.00',
          'Net Sales': '$1,250.00',
          Tax: '$0.00',
          'Transaction ID': 't4',
          'Event Type': 'Payment',
        },
      ]),
    )
    expect(found.recognition.source_type).toBe('square')
    expect(found).toMatchObject({
      net: 1257,
      units: 2,
      returned: 9,
      orders: 2,
      online: 0,
      discount: 2,
      set_aside: { I_NOT_A_SALE: 1 },
      rejected: 0,
    })
  })

  const LOYVERSE = [
    ...[
      'Date',
      'Receipt number',
      'Receipt type',
      'Category',
      'SKU',
      'Item',
      'Variant',
      'Modifiers applied',
      'Quantity',
      'Gross sales',
      'Discounts',
      'Net sales',
    ],
    ...[
      'Cost of goods',
      'Gross profit',
      'Taxes',
      'Dining option',
      'POS',
      'Store',
      'Cashier name',
      'Customer name',
      'Customer contacts',
      'Comment',
      'Status',
    ],
  ]
  test.each([
    ['5/13/26 2:05 PM', '5/14/26 9:30 AM'],
    ['13/05/2026 14:05', '14/05/2026 09:30'],
  ])('Loyverse, dates as %s: refunds are negative, voided receipts do not count', async (one, other) => {
    const base = { Store: 'Corner', Status: 'Closed', 'Receipt type': 'Sale', POS: 'POS 1' }
    const found = await figuresOf(
      exportOf(LOYVERSE, [
        {
          ...base,
          Date: one,
          'Receipt number': '1-1001',
          Item: 'Tea',
          SKU: '10001',
          Quantity: '3.000',
          'Gross sales': '90.00',
          Discounts: '9.00',
          'Net sales': '81.00',
          'Cost of goods': '30.00',
          'Gross profit': '51.00',
          Taxes: '4.05',
        },
        {
          ...base,
          Date: one,
          'Receipt number': '1-1001',
          Item: 'Cake',
          SKU: '10002',
          Quantity: '1.000',
          'Gross sales': '50.00',
          Discounts: '0.00',
          'Net sales': '50.00',
          'Cost of goods': '20.00',
          'Gross profit': '30.00',
          Taxes: '2.50',
        },
        {
          ...base,
          Date: other,
          'Receipt number': '1-1002',
          'Receipt type': 'Refund',
          Item: 'Tea',
          SKU: '10001',
          Quantity: '-1.000',
          'Gross sales': '-30.00',
          Discounts: '-3.00',
          'Net sales': '-27.00',
          'Cost of goods': '-10.00',
          'Gross profit': '-17.00',
          Taxes: '-1.35',
        },
        {
          ...base,
          Date: other,
          'Receipt number': '1-1003',
          Item: 'Tea',
          SKU: '10001',
          Quantity: '5.000',
          'Gross sales': '150.00',
          'Net sales': '150.00',
          'Gross profit': '100.00',
          Status: 'Cancelled',
        },
      ]),
    )
    expect(found.recognition.source_type).toBe('loyverse')
    expect(found).toMatchObject({
      net: 104,
      units: 3,
      returned: 27,
      orders: 1,
      tax: 5.2,
      discount: 6,
      set_aside: { I_CANCELLED: 1 },
      rejected: 0,
    })
    const [days] = await found.db.all(
      sql`SELECT min(date)::VARCHAR AS first, max(date)::VARCHAR AS last, min(line_cost) AS cost FROM sales_line`,
    )
    expect(days).toEqual({ first: '2026-05-13', last: '2026-05-14', cost: 100_000 })
  })

  const PETPOOJA = [
    ...[
      'date',
      'restaurant_name',
      'invoice_no',
      'order_type',
      'payment_type',
      'item_name',
      'item_quantity',
      'item_price',
      'discount',
      'container_charge',
    ],
    ...['service_charge', 'additional_charge', 'delivery_charge', 'status', 'customer_name'],
  ]
  test('Petpooja: two restaurants number their bills alike, delivery platforms are online, charges are no goods', async () => {
    const found = await figuresOf(
      exportOf(PETPOOJA, [
        {
          date: '25-04-2026',
          restaurant_name: 'Chennai',
          invoice_no: 1001,
          order_type: 'Dine In',
          payment_type: 'Cash',
          item_name: 'Egg puff',
          item_quantity: 2,
          item_price: 30,
          discount: 5,
          container_charge: 2,
          status: 'Success',
        },
        {
          date: '25-04-2026',
          restaurant_name: 'Mumbai',
          invoice_no: 1001,
          order_type: 'Online',
          payment_type: 'Swiggy',
          item_name: 'Dahi puri',
          item_quantity: 3,
          item_price: 40,
          discount: 0,
          delivery_charge: 5,
          status: 'Success',
        },
        {
          date: '25-04-2026',
          restaurant_name: 'Mumbai',
          invoice_no: 1002,
          order_type: 'Dine In',
          payment_type: 'Cash',
          item_name: 'Dahi puri',
          item_quantity: 3,
          item_price: 40,
          discount: 0,
          status: 'Cancelled',
        },
      ]),
    )
    expect(found.recognition.source_type).toBe('petpooja')
    expect(found).toMatchObject({ net: 175, units: 5, orders: 2, online: 120, discount: 5, set_aside: { I_CANCELLED: 1 }, rejected: 0 })
  })
})
