import { describe, expect, test } from 'vitest'
import { sql } from '../../db/sql'
import { exportOf, figuresOf } from './sources.fixture'

describe('Amazon', () => {
  const MTR = [
    ...[
      'Seller Gstin',
      'Invoice Number',
      'Invoice Date',
      'Transaction Type',
      'Order Id',
      'Shipment Id',
      'Shipment Date',
      'Order Date',
      'Quantity',
    ],
    ...[
      'Item Description',
      'Asin',
      'Hsn/sac',
      'Sku',
      'Invoice Amount',
      'Tax Exclusive Gross',
      'Total Tax Amount',
      'Cgst Rate',
      'Igst Rate',
    ],
    ...[
      'Principal Amount',
      'Shipping Amount Basis',
      'Warehouse Id',
      'Fulfillment Channel',
      'Payment Method Code',
      'Credit Note No',
      'Credit Note Date',
    ],
  ]
  const row = (type: string, no: string, quantity: number, net: number, more: Record<string, string | number> = {}) => ({
    'Seller Gstin': '29ABCDE1234F1Z5',
    'Invoice Number': no,
    'Invoice Date': '13-05-2026 10:00:00',
    'Order Date': '12-05-2026 10:00:00',
    'Transaction Type': type,
    Quantity: quantity,
    'Item Description': 'Steel bottle',
    Asin: 'B0ABC',
    Sku: 'BOTTLE-1',
    'Tax Exclusive Gross': net.toFixed(2),
    'Total Tax Amount': (net * 0.18).toFixed(2),
    'Invoice Amount': (net * 1.18).toFixed(2),
    'Cgst Rate': 0,
    'Igst Rate': 0.18,
    ...more,
  })

  test('tax report: shipments sell, refunds take back, cancelled and replaced items do neither; shipping is no sale', async () => {
    const found = await figuresOf(
      exportOf(MTR, [
        row('Shipment', 'IN-1', 2, 1000),
        row('Shipment', 'IN-2', 1, 550, { 'Shipping Amount Basis': '50.00' }),
        row('Refund', 'IN-1', 1, -500, { 'Credit Note No': 'CN-1', 'Credit Note Date': '20-05-2026 00:00:00' }),
        row('Cancel', 'IN-3', 1, 0),
        row('FreeReplacement', 'IN-4', 1, 0),
        row('EInvoiceCancel', 'IN-5', 1, 700),
      ]),
    )
    expect(found.recognition.source_type).toBe('amazon')
    expect(found).toMatchObject({ net: 1000, units: 2, returned: 500, orders: 2, online: 1000, ok: 3, rejected: 0 })
    expect(found.set_aside).toEqual({ I_CANCELLED: 2, I_NOT_A_SALE: 1 })
    const [refund] = await found.db.all(sql`SELECT date::VARCHAR AS date FROM sales_line WHERE line_type = 'RETURN'`)
    expect(refund).toEqual({ date: '2026-05-20' })
  })

  const ORDERS = [
    ...[
      'amazon-order-id',
      'merchant-order-id',
      'purchase-date',
      'last-updated-date',
      'order-status',
      'fulfillment-channel',
      'sales-channel',
    ],
    ...[
      'product-name',
      'sku',
      'asin',
      'item-status',
      'quantity',
      'currency',
      'item-price',
      'item-tax',
      'shipping-price',
      'item-promotion-discount',
    ],
  ]
  const ordered = (no: string, status: string, more: Record<string, string | number>) => ({
    'amazon-order-id': no,
    'purchase-date': '2026-05-12T18:30:00+00:00',
    'last-updated-date': '2026-05-13T18:30:00+00:00',
    'order-status': status,
    'product-name': 'Mug',
    sku: 'MUG',
    ...more,
  })
  test.each([
    // 3 mugs of 118 with the tax inside, 36 off by a promotion with 6 of tax
    ['INR', { 'item-price': '354.00', 'item-tax': '48.00', 'item-promotion-discount': '36.00' }, 270],
    ['USD', { 'item-price': '354.00', 'item-tax': '48.00', 'item-promotion-discount': '36.00' }, 318],
  ])('order report in %s: the item price is the line’s', async (currency, price, net) => {
    const found = await figuresOf(
      exportOf(
        ORDERS,
        [
          ordered('402-1', 'Shipped', { quantity: 3, currency, ...price, 'shipping-price': '40.00' }),
          ordered('402-2', 'Cancelled', { quantity: 0, currency }),
          ordered('402-3', 'Pending', { quantity: 1 }),
        ],
        '\t',
      ),
    )
    expect(found.recognition.source_type).toBe('amazon')
    expect(found).toMatchObject({ net, units: 3, orders: 1, online: net, rejected: 0, warned: {}, set_aside: { I_CANCELLED: 2 } })
  })
})

describe('Flipkart and Meesho', () => {
  const HEADER = [
    ...[
      'Seller GSTIN',
      'Order ID',
      'Order Item ID',
      'Product Title/Description',
      'FSN',
      'SKU',
      'HSN Code',
      'Event Type',
      'Event Sub Type',
      'Order Date',
    ],
    ...[
      'Item Quantity',
      'Price before discount',
      'Total Discount',
      'Price after discount (Price before discount-Total discount)',
      'Shipping Charges',
    ],
    ...[
      'Final Invoice Amount (Price after discount+Shipping Charges)',
      'Taxable Value (Final Invoice Amount -Taxes)',
      'CST Rate',
      'CST Amount',
    ],
    ...[
      'IGST Rate',
      'IGST Amount',
      'CGST Rate',
      'CGST Amount',
      'SGST Rate (or UTGST as applicable)',
      'SGST Amount (Or UTGST as applicable)',
    ],
    ...['TCS IGST Amount', 'Buyer Invoice ID', 'Buyer Invoice Date', 'Buyer Invoice Amount', 'TDS Amount'],
  ]
  const event = (sub: string, item: string, quantity: number, after: number, shipping: number, net: number) => ({
    'Seller GSTIN': '29ABCDE1234F1Z5',
    'Order ID': 'OD1',
    'Order Item ID': item,
    'Product Title/Description': '"Cotton towel"',
    FSN: 'FSN1',
    SKU: '"SKU:TOWEL-1"',
    'Event Type': sub,
    'Event Sub Type': sub,
    'Order Date': '2026-05-13',
    'Item Quantity': quantity,
    'Price after discount (Price before discount-Total discount)': after,
    'Shipping Charges': shipping,
    'Final Invoice Amount (Price after discount+Shipping Charges)': after + shipping,
    'Taxable Value (Final Invoice Amount -Taxes)': net,
    'CGST Amount': (after + shipping - net) / 2,
    'SGST Amount (Or UTGST as applicable)': (after + shipping - net) / 2,
    'Buyer Invoice Date': '2026-05-14',
  })
  test('Flipkart: returns and cancellations are negative, shipping is taken out, SKUs lose their wrapping', async () => {
    const found = await figuresOf(
      exportOf(HEADER, [
        event('Sale', '1', 1, 105, 0, 100),
        event('Sale', '2', 2, 210, 42, 240),
        event('Return', '1', 1, -105, 0, -100),
        event('Return Cancellation', '1', 1, 105, 0, 100),
        event('Sale', '3', 1, 105, 0, 100),
        event('Cancellation', '3', 1, -105, 0, -100),
      ]),
    )
    expect(found.recognition.source_type).toBe('flipkart')
    // 240 of 252 is for shipping as well: 210 of 252 parts of it are goods
    expect(found).toMatchObject({ net: 300, returned: 200, units: 3, online: 300, ok: 6, rejected: 0, products: 1 })
    expect(await found.db.all(sql`SELECT DISTINCT sku_id, product_name FROM sales_line`)).toEqual([
      { sku_id: 'TOWEL-1', product_name: 'Cotton towel' },
    ])
  })

  const MEESHO = [
    ...['sup_name', 'supplier_id', 'gstin', 'eco_tcs_gstin', 'sub_order_num', 'order_date', 'hsn_code', 'quantity', 'gst_rate'],
    ...['total_taxable_sale_value', 'tax_amount', 'total_invoice_value', 'end_customer_state_new', 'financial_year', 'month_number'],
  ]
  const sold = (no: string, quantity: number, net: number) => ({
    sub_order_num: no,
    order_date: '2026-05-13',
    hsn_code: '6109',
    quantity,
    gst_rate: 5,
    total_taxable_sale_value: net,
    tax_amount: net * 0.05,
    total_invoice_value: net * 1.05,
    month_number: 5,
  })
  test('Meesho: a sales file, and a returns file whose positive amounts take back', async () => {
    const sales = await figuresOf(exportOf(MEESHO, [sold('1_1', 1, 200), sold('2_1', 2, 400)]))
    expect(sales.recognition.source_type).toBe('meesho')
    expect(sales).toMatchObject({ net: 600, units: 3, orders: 2, online: 600, tax: 30, warned: {} })
    const returns = await figuresOf(
      exportOf([...MEESHO, 'cancel_return_date'], [{ ...sold('1_1', 1, 200), cancel_return_date: '2026-05-20' }]),
    )
    expect(returns).toMatchObject({ net: -200, units: -1, returned: 200, orders: 0 })
  })
})
