import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Recognition } from '../../../src/domain/mapping'
import { matchHeader } from './match-header'
import { HAS_SHARED, SHARED, sniffText } from './real-files.fixture'
import { recognise } from './recognise'

const DATES = /date|_at$| at$/i
const AMOUNTS = /am(?:oun)?t|price|total|charge|rate|tax(?! name)|gross|net|qty|quantity|discount|sales|profit|count|debit|stock/i

/** The export of a platform with one made row whose values fit the headers. */
function exported(platform: string): Recognition {
  const all = JSON.parse(readFileSync(join(SHARED, 'platform_headers/headers.json'), 'utf8'))
  const header: string[] = all[platform].headers ?? all[platform].headers_partial
  const row = header.map((name) => {
    const role = matchHeader(name).matches[0]?.role
    if (DATES.test(name) || role === 'date' || role === 'received') return '13/02/2025'
    if (name === 'Item Tax' || role === 'product' || role === 'type' || role === 'category') return 'Sale'
    return AMOUNTS.test(name) || role === 'profit' ? '93.5' : 'Text'
  })
  const line = (cells: string[]): string => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')
  return recognise({ sniffed: sniffText(`${line(header)}\n${line(row)}\n`, ','), filename: `${platform}.csv`, remembered: null })
}

describe.skipIf(!HAS_SHARED)('exports of platforms', () => {
  test.each([
    [
      'shopify_orders_export',
      {
        date: 'Created at',
        transaction_id: 'Name',
        product: 'Lineitem name',
        code: 'Lineitem sku',
        qty: 'Lineitem quantity',
        unit_price: 'Lineitem price',
        discount: 'Lineitem discount',
        total: undefined,
        tax: undefined,
      },
    ],
    [
      'square_items',
      {
        date: 'Date',
        time: 'Time',
        transaction_id: 'Transaction ID',
        product: 'Item',
        qty: 'Qty',
        taxable: 'Net Sales',
        tax: 'Tax',
        total: undefined,
        type: 'Event Type',
        store: 'Location',
      },
    ],
    [
      'amazon_mtr_b2c',
      {
        date: 'Invoice Date',
        transaction_id: 'Invoice Number',
        product: 'Item Description',
        code: 'Sku',
        qty: 'Quantity',
        taxable: 'Tax Exclusive Gross',
        tax: 'Total Tax Amount',
        total: 'Invoice Amount',
        type: 'Transaction Type',
        tax_pct: undefined,
      },
    ],
    [
      'amazon_flat_file_orders',
      { date: 'purchase-date', transaction_id: 'amazon-order-id', code: 'sku', qty: 'quantity', type: 'order-status' },
    ],
    [
      'flipkart_sales_report',
      {
        date: 'Buyer Invoice Date',
        transaction_id: 'Order ID',
        product: 'Product Title/Description',
        code: 'SKU',
        qty: 'Item Quantity',
        type: 'Event Sub Type',
      },
    ],
    [
      'loyverse_receipts_by_item',
      {
        date: 'Date',
        transaction_id: 'Receipt number',
        product: 'Item',
        qty: 'Quantity',
        taxable: 'Net sales',
        profit: 'Gross profit',
        type: 'Receipt type',
      },
    ],
    [
      'zoho_invoice',
      {
        date: 'Invoice Date',
        transaction_id: 'Invoice Number',
        product: 'Item Name',
        qty: 'Quantity',
        unit_price: 'Item Price',
        total: 'Item Total',
        tax: 'Item Tax Amount',
        taxable: undefined,
      },
    ],
    [
      'petpooja_csv',
      {
        date: 'date',
        transaction_id: 'invoice_no',
        product: 'item_name',
        qty: 'item_quantity',
        unit_price: 'item_price',
        type: 'status',
        store: 'restaurant_name',
      },
    ],
  ])('%s', (platform, expected) => {
    const found = exported(platform)
    expect(found.questions).toEqual([])
    expect(found.mapping.kind).toBe('sales')
    const roles = Object.fromEntries(found.mapping.columns.map((role, i) => [role ?? '', found.header[i]]))
    expect(roles).toMatchObject(Object.fromEntries(Object.entries(expected).filter(([, header]) => header !== undefined)))
    for (const [role, header] of Object.entries(expected)) if (header === undefined) expect(roles[role]).toBeUndefined()
  })

  test.each([
    ['woocommerce_order_export', 'E_NO_PRODUCT'],
    ['marg_sales_book', 'E_NO_PRODUCT'],
    ['loyverse_item_sales_summary', 'E_NO_DATE'],
  ])('%s has no lines: %s', (platform, code) => expect(() => exported(platform)).toThrow(expect.objectContaining({ code })))

  test('zoho_items is a product list', () => expect(exported('zoho_items').mapping.kind).toBe('products'))
})
