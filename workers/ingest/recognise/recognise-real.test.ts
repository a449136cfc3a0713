import { describe, expect, test } from 'vitest'
import type { Recognition } from '../../../src/domain/mapping'
import { HAS_SHARED, sniffShared } from './real-files.fixture'
import { recognise } from './recognise'

/** Role -> header, for the columns that have one. */
function roles(found: Recognition): Record<string, string> {
  return Object.fromEntries(found.mapping.columns.flatMap((role, i) => (role ? [[role, found.header[i] ?? '']] : [])))
}

function real(path: string, encoding?: string, delimiter?: ',' | '\t'): Recognition {
  return recognise({ sniffed: sniffShared(path, encoding, delimiter), filename: path.split('/').pop() ?? '', remembered: null })
}

const RETAIL = {
  line_no: 'Row ID',
  transaction_id: 'Order ID',
  date: 'Order Date',
  customer: 'Customer Name',
  city: 'City',
  code: 'Product ID',
  category: 'Category',
  product: 'Product Name',
  total: 'Sales',
  qty: 'Quantity',
  discount: 'Discount',
  profit: 'Profit',
}

describe.skipIf(!HAS_SHARED)('real files', () => {
  test('uci_online_retail', () => {
    const found = real('uci_online_retail/by-day/2010-12-01.csv')
    expect(found.questions).toEqual([])
    expect(found.mapping.kind).toBe('sales')
    expect(roles(found)).toEqual({
      transaction_id: 'InvoiceNo',
      code: 'StockCode',
      product: 'Description',
      qty: 'Quantity',
      date: 'InvoiceDate',
      unit_price: 'UnitPrice',
      customer: 'CustomerID',
    })
  })

  test('Retail Store Sales Data', () => {
    const found = real('packt_adventureworks/Retail Store Sales Data.csv', 'windows-1252')
    expect(found.questions).toEqual([])
    expect(found.mapping.kind).toBe('sales')
    expect(roles(found)).toEqual(RETAIL)
  })

  test('derived variants: UTF-16 tabs, and title rows with a grand total', () => {
    const v1 = real('derived_variants/v1_utf16le_tab.txt', 'utf-16le', '\t')
    expect(v1.questions).toEqual([])
    expect(roles(v1)).toEqual(RETAIL)
    const v3 = real('derived_variants/v3_indian_preamble_footer.csv')
    expect(v3.questions).toEqual([])
    expect(roles(v3)).toEqual(RETAIL)
    expect(v3.dialect).toMatchObject({ skip_rows: 4, header_rows: 1 })
    expect(v3.preview[0]?.[0]).toBe('1')
    expect(v1.header_signature).toBe(v3.header_signature)
  })

  test('AdventureWorks: sales of three years, products in two states', () => {
    for (const year of [2017, 2018, 2019]) {
      const found = real(`packt_adventureworks/AdventureWorks_Sales_${year}.csv`)
      expect(found.questions).toEqual([])
      expect(found.mapping.kind).toBe('sales')
      expect(roles(found)).toEqual({
        date: 'OrderDate',
        transaction_id: 'OrderNumber',
        code: 'ProductKey',
        customer: 'CustomerKey',
        line_no: 'OrderLineItem',
        qty: 'OrderQuantity',
      })
    }
    for (const name of ['AdventureWorks_Products.csv', 'AdventureWorks_Products (unclean).csv']) {
      const found = real(`packt_adventureworks/${name}`, 'windows-1252')
      expect(found.questions).toEqual([])
      expect(found.mapping.kind).toBe('products')
      expect(roles(found)).toEqual({ code: 'ProductKey', product: 'ProductName', cost: 'ProductCost', unit_price: 'ProductPrice' })
    }
  })

  test('a list of customers is told what it lacks', () => {
    expect(() => real('packt_adventureworks/AdventureWorks_Customers.csv', 'windows-1252')).toThrow(
      expect.objectContaining({ code: 'E_NO_DATE' }),
    )
  })

  test('expiry_shop: sales, products, stores; purchases and stock are not read yet', () => {
    const sales = real('expiry_shop/sales.csv')
    expect(sales.questions).toEqual([])
    expect(sales.mapping.kind).toBe('sales')
    expect(roles(sales)).toEqual({
      date: 'Bill Date',
      transaction_id: 'Bill No',
      store: 'Store',
      code: 'Item Code',
      product: 'Item Name',
      category: 'Category',
      qty: 'Qty',
      unit_price: 'Rate',
      discount: 'Disc Amt',
      taxable: 'Taxable Value',
      tax: 'GST Amt',
      total: 'Net Amount',
      type: 'Type',
      customer: 'Customer',
      channel: 'Channel',
      payment: 'Payment Mode',
    })
    const products = real('expiry_shop/products.csv')
    expect(products.questions).toEqual([])
    expect(products.mapping.kind).toBe('products')
    expect(roles(products)).toEqual({
      code: 'Item Code',
      product: 'Item Name',
      category: 'Category',
      brand: 'Brand',
      supplier: 'Supplier',
      tax_pct: 'GST %',
      mrp: 'MRP',
      shelf_life: 'Shelf Life Days',
      perishable: 'Perishable',
    })
    const stores = real('expiry_shop/stores.csv')
    expect(stores.questions).toEqual([])
    expect(stores.mapping.kind).toBe('stores')
    expect(roles(stores)).toEqual({ store: 'Store', store_name: 'Store Name', city: 'City' })
    expect(real('expiry_shop/purchases.csv')).toMatchObject({ questions: [], mapping: { kind: 'purchases' } })
    expect(real('expiry_shop/stock_by_batch.csv')).toMatchObject({ questions: [], mapping: { kind: 'inventory' } })
  })
})
