import { describe, expect, test } from 'vitest'
import { sql } from '../../db/sql'
import { exportOf, figuresOf } from './sources.fixture'

describe('web shops and books', () => {
  const WOO = [
    ...[
      'order_id',
      'order_date',
      'order_status',
      'customer_id',
      'billing_email',
      'shipping_total',
      'order_total',
      'order_currency',
      'payment_method',
    ],
    ...['item_type', 'item_name', 'item_sku', 'item_quantity', 'item_subtotal', 'item_total', 'item_total_tax', 'item_refunded'],
  ]
  test('WooCommerce: order sums are not added per line, shipping lines are no goods, refunds are taken back', async () => {
    const order = { order_date: '2026-05-13 10:00:00', order_status: 'wc-completed', order_currency: 'INR', item_type: 'line_item' }
    const found = await figuresOf(
      exportOf(WOO, [
        {
          ...order,
          order_id: 51,
          order_total: 590,
          shipping_total: 50,
          item_name: 'Scarf',
          item_sku: 'S',
          item_quantity: 2,
          item_total: '400.00',
          item_total_tax: '72.00',
        },
        {
          ...order,
          order_id: 51,
          order_total: 590,
          shipping_total: 50,
          item_name: 'Hat',
          item_sku: 'H',
          item_quantity: 1,
          item_total: '100.00',
          item_total_tax: '18.00',
          item_refunded: '-40.00',
        },
        { ...order, order_id: 51, order_total: 590, item_type: 'shipping', item_name: 'Flat rate', item_quantity: 1, item_total: '50.00' },
        {
          ...order,
          order_id: 52,
          order_status: 'refunded',
          item_name: 'Hat',
          item_sku: 'H',
          item_quantity: 1,
          item_total: '100.00',
          item_total_tax: '18.00',
        },
        { ...order, order_id: 53, order_status: 'failed', item_name: 'Hat', item_sku: 'H', item_quantity: 1, item_total: '100.00' },
      ]),
    )
    expect(found.recognition.source_type).toBe('woocommerce')
    expect(found).toMatchObject({
      net: 460,
      units: 4,
      returned: 140,
      orders: 2,
      online: 460,
      ok: 3,
      set_aside: { I_CANCELLED: 1, I_NOT_A_SALE: 1 },
      rejected: 0,
    })
  })

  const ZOHO = [
    ...[
      'Invoice Date',
      'Invoice ID',
      'Invoice Number',
      'Invoice Status',
      'Customer Name',
      'GST Treatment',
      'Due Date',
      'Is Inclusive Tax',
      'Item Name',
      'SKU',
      'Quantity',
    ],
    ...[
      'Item Price',
      'Item Total',
      'Item Tax %',
      'Item Tax Amount',
      'HSN/SAC',
      'Shipping Charge',
      'Adjustment',
      'SubTotal',
      'Total',
      'Balance',
      'Currency Code',
    ],
  ]
  test('Zoho: the invoice’s totals are repeated and not added; drafts and void invoices are no sales; tax inside is taken out', async () => {
    const invoice = {
      'Invoice Date': '2026-05-13',
      'Due Date': '2026-06-13',
      'Invoice Number': 'INV-1',
      'Invoice Status': 'Overdue',
      'Customer Name': 'Asha Stores',
      'Is Inclusive Tax': 'false',
      SubTotal: 500,
      Total: 640,
      'Shipping Charge': 50,
      'Currency Code': 'INR',
    }
    const found = await figuresOf(
      exportOf(ZOHO, [
        { ...invoice, 'Item Name': 'Lamp', SKU: 'L', Quantity: 2, 'Item Price': 200, 'Item Total': 400, 'Item Tax Amount': 72 },
        { ...invoice, 'Item Name': 'Bulb', SKU: 'B', Quantity: 4, 'Item Price': 25, 'Item Total': 100, 'Item Tax Amount': 18 },
        {
          ...invoice,
          'Invoice Number': 'INV-2',
          'Is Inclusive Tax': 'true',
          'Item Name': 'Bulb',
          SKU: 'B',
          Quantity: 2,
          'Item Price': 59,
          'Item Total': 118,
          'Item Tax Amount': 18,
        },
        {
          ...invoice,
          'Invoice Number': 'INV-3',
          'Invoice Status': 'Void',
          'Item Name': 'Bulb',
          SKU: 'B',
          Quantity: 2,
          'Item Price': 25,
          'Item Total': 50,
          'Item Tax Amount': 9,
        },
      ]),
    )
    expect(found.recognition.source_type).toBe('zoho')
    expect(found).toMatchObject({ net: 600, units: 8, orders: 2, tax: 108, set_aside: { I_CANCELLED: 1 }, rejected: 0, warned: {} })
  })

  test('Tally: items take day, number and party from their voucher; the voucher’s sum, taxes and the total are not added', async () => {
    const rows = [
      'My Company,,,,,,',
      'Sales Register,,,,,,',
      '1-Apr-26 to 30-Apr-26,,,,,,',
      ',,,,,,',
      'Date,Particulars,Vch Type,Vch No.,Quantity,Rate,Value',
      '1-Apr-26,Ravi Traders,Sales,S/1,,,"1,298.00"',
      ',Steel Plate,,,10 Nos,100.00/Nos,"1,000.00"',
      ',Spoon,,,10 Nos,10.00/Nos,100.00',
      ',CGST,,,,,99.00',
      ',SGST,,,,,99.00',
      '13-Apr-26,Asha Stores,Sales,S/2,,,118.00',
      ',Spoon,,,10 Nos,10.00/Nos,100.00',
      ',IGST,,,,,18.00',
      '14-Apr-26,Asha Stores,Credit Note,C/1,,,11.80',
      ',Spoon,,,1 Nos,10.00/Nos,10.00',
      ',IGST,,,,,1.80',
      ',Grand Total,,,,,"1,404.20"',
    ]
    const found = await figuresOf(`${rows.join('\n')}\n`)
    expect(found.recognition.source_type).toBe('tally')
    expect(found).toMatchObject({ net: 1190, units: 29, returned: 10, orders: 2, ok: 4, rejected: 0, products: 2 })
    expect(found.set_aside).toEqual({ I_NOT_A_SALE: 8 })
    expect(
      await found.db.all(sql`SELECT DISTINCT customer_id, transaction_id, date::VARCHAR AS date FROM sales_line ORDER BY date`),
    ).toEqual([
      { customer_id: 'Ravi Traders', transaction_id: 'S/1', date: '2026-04-01' },
      { customer_id: 'Asha Stores', transaction_id: 'S/2', date: '2026-04-13' },
      { customer_id: 'Asha Stores', transaction_id: 'C/1', date: '2026-04-14' },
    ])
  })

  test('Tally: items of a purchase register are bought from the party above them; debit notes go back', async () => {
    const rows = [
      'Purchase Register,,,,,,',
      'Date,Particulars,Vch Type,Vch No.,Quantity,Rate,Value',
      '1-Apr-26,Metro Pharma,Purchase,P/1,,,"1,298.00"',
      ',Dolo 650,,,10 Nos,100.00/Nos,"1,000.00"',
      ',Pan 40,,,10 Nos,10.00/Nos,100.00',
      ',CGST,,,,,99.00',
      '14-Apr-26,Metro Pharma,Debit Note,D/1,,,11.80',
      ',Pan 40,,,1 Nos,10.00/Nos,10.00',
      ',Grand Total,,,,,"1,309.80"',
    ]
    const found = await figuresOf(`${rows.join('\n')}\n`)
    expect(found.recognition).toMatchObject({ source_type: 'tally', mapping: { kind: 'purchases' } })
    expect(
      await found.db.all(sql`SELECT date::VARCHAR AS date, supplier, invoice_no, product_name AS product, CAST(qty AS INTEGER) AS qty, CAST(amount AS INTEGER) AS amount
        FROM purchase_line ORDER BY row_no`),
    ).toEqual([
      { date: '2026-04-01', supplier: 'Metro Pharma', invoice_no: 'P/1', product: 'Dolo 650', qty: 10_000, amount: 10_000_000 },
      { date: '2026-04-01', supplier: 'Metro Pharma', invoice_no: 'P/1', product: 'Pan 40', qty: 10_000, amount: 1_000_000 },
      { date: '2026-04-14', supplier: 'Metro Pharma', invoice_no: 'D/1', product: 'Pan 40', qty: -1_000, amount: -100_000 },
    ])
    expect(found).toMatchObject({ rejected: 0, warned: {}, set_aside: { I_NOT_A_SALE: 4 } })
  })

  test('Vyapar, Item Details: cancelled bills are set aside, credit notes take back', async () => {
    const rows = [
      '"Generated on Nov 21, 2025 at 2:51 pm",,,,,,,,,,,,',
      ',,,,,,,,,,,,',
      'Date,Invoice No./Txn No.,Party Name,Item Name,Item Code,HSN/SAC,Category,Quantity,Unit,UnitPrice,Discount,Tax,Transaction Type,Amount',
      '13/11/2025,12,Cash Sale,Soap,S1,3401,Bath,10,Pac,20,0,36,Sale ,236',
      '13/11/2025,13,Ravi,Soap,S1,3401,Bath,5,Pac,20,10,16.2,Sale ,106.2',
      '14/11/2025,CN-1,Ravi,Soap,S1,3401,Bath,1,Pac,20,0,3.6,Credit Note ,23.6',
      '14/11/2025,14,Ravi,Soap,S1,3401,Bath,1,Pac,20,0,3.6,Sale[Cancelled] ,23.6',
      ',,,,,,,,,,,Total,,365.8',
    ]
    const found = await figuresOf(`${rows.join('\n')}\n`)
    expect(found.recognition.source_type).toBe('vyapar')
    expect(found).toMatchObject({
      net: 270,
      units: 14,
      returned: 20,
      orders: 2,
      tax: 48.6,
      ok: 3,
      rejected: 0,
      set_aside: { I_CANCELLED: 1, I_TOTAL_ROW: 1 },
    })
  })

  test('Marg: stock by batch, the expiry month ends on its last day', async () => {
    const found = await figuresOf(
      'Item Name,Generic Name,Category,Packing,Batch No,Expiry Date,MRP,PTR,HSN Code,GST Rate,Opening Qty,Barcode\nCrocin 650,Paracetamol,Tablet,15s,B1,10/27,30.5,22.1,3004,12,40,890\nCrocin 650,Paracetamol,Tablet,15s,B2,02/28,30.5,22.4,3004,12,10,890\n',
    )
    expect(found.recognition).toMatchObject({ source_type: 'marg', mapping: { kind: 'inventory' }, questions: [] })
    expect(await found.db.all(sql`SELECT batch, on_hand, expiry::VARCHAR AS expiry, unit_cost FROM inventory_line ORDER BY batch`)).toEqual(
      [
        { batch: 'B1', on_hand: 40_000, expiry: '2027-10-31', unit_cost: 221_000 },
        { batch: 'B2', on_hand: 10_000, expiry: '2028-02-29', unit_cost: 224_000 },
      ],
    )
  })

  test.each([
    ['Date,Bill No.,Party Name,GSTIN,Taxable Amount,CGST,SGST,IGST,Bill Amount\n13/05/2026,1,Ravi,29X,100,9,9,0,118\n', 'marg-sale-book'],
    ['Date,Particulars,Voucher No.,Gross Total,CGST,SGST,Round Off,Total\n13-May-26,Ravi,1,118.00 Dr,9,9,0,100\n', 'tally-register'],
    ['Date,Receipt number,Receipt type,Gross sales,Net sales,Total collected\n13/05/2026,1-1,Sale,10,10,10\n', 'loyverse-receipts'],
    ['order_id,order_date,order_status,order_total\n1,2026-05-13,completed,10\n', 'woocommerce-orders'],
    [
      'Date,Order No,Invoice No,Party Name,Party Phone No.,Transaction Type,Total Amount,Payment Type,Balance Due\n13/05/2026,,1,Ravi,,Sale,10,Cash,0\n',
      'vyapar-bills',
    ],
  ])('a report without goods says which one to take: %#', async (text, source) => {
    await expect(figuresOf(text)).rejects.toMatchObject({
      shape: { code: 'E_NO_PRODUCT', hint: expect.stringMatching(/Tally|Marg|Loyverse|each/), details: { source } },
    })
  })
})
