import { describe, expect, test } from 'vitest'
import type { LucidError } from '../../../src/domain/errors'
import { sniffText } from './real-files.fixture'
import { recognise } from './recognise'

const report = (filename: string, ...lines: string[]) =>
  recognise({ sniffed: sniffText(`${lines.join('\n')}\n`, ','), filename, remembered: null })
const rolesOf = (filename: string, ...lines: string[]) => {
  const { header, mapping, questions } = report(filename, ...lines)
  expect(questions).toEqual([])
  return { kind: mapping.kind, ...Object.fromEntries(mapping.columns.flatMap((role, at) => (role ? [[role, header[at]]] : []))) }
}

describe('the reports that Vyapar saves', () => {
  test('Item Details: the header is in the third row, types end in a blank', () => {
    const lines = [
      '"Generated on Nov 21, 2025 at 2:51 pm"',
      '',
      'Date,Invoice No./Txn No.,Party Name,Item Name,Item Code,HSN/SAC,Category,Challan/Order No.,Quantity,Unit,UnitPrice,Discount Percent,Discount,Tax Percent,Tax,Transaction Type,Amount',
      '13/10/2025,12,Asha,Butter,B1,0405,Dairy,,2,Pac,50,0,0,12,12,Sale ,112',
      '14/10/2025,3,Asha,Atta,A1,1101,Staples,,1,Bag,400,5,20,0,0,Credit Note ,380',
    ]
    expect(rolesOf('Sale Report.csv', ...lines)).toEqual({
      kind: 'sales',
      date: 'Date',
      transaction_id: 'Invoice No./Txn No.',
      customer: 'Party Name',
      product: 'Item Name',
      code: 'Item Code',
      hsn: 'HSN/SAC',
      category: 'Category',
      qty: 'Quantity',
      unit: 'Unit',
      unit_price: 'UnitPrice',
      discount: 'Discount',
      tax_pct: 'Tax Percent',
      tax: 'Tax',
      type: 'Transaction Type',
      total: 'Amount',
    })
    expect(report('Sale Report.csv', ...lines)).toMatchObject({ source_type: 'vyapar', dialect: { skip_rows: 2, header_rows: 1 } })
  })

  test('Sale Report has bills without their items: it says so instead of taking a status for a product', () => {
    const lines = [
      'Date,Order No,Invoice No,Party Name,Party Phone No.,Transaction Type,Total Amount,Payment Type,Received/Paid Amount,Balance Due,Payment Status,Description',
      '13/10/2025,,12,Asha,98,Sale ,112,Cash,112,0,Paid,',
    ]
    expect(() => report('Sale Report.csv', ...lines)).toThrow(expect.objectContaining({ code: 'E_NO_PRODUCT' }) as LucidError)
  })

  test('items: stock, which describes its products too', () => {
    expect(
      rolesOf(
        'Items.csv',
        'Item Name,Item Code,Category,HSN,Sale Price,Purchase price,Discount Type,Sale Discount,Current stock quantity,Minimum stock quantity,Item Location,Tax Rate,Inclusive Of Tax,Base Unit',
        'Butter,B1,Dairy,0405,56,44,Percentage,0,12,3,A1,GST@12%,Inclusive,Pcs',
        'Atta,A1,Staples,1101,400,350,Percentage,0,9,3,A2,GST@0%,Inclusive,Bag',
      ),
    ).toMatchObject({ kind: 'inventory', product: 'Item Name', code: 'Item Code', unit_price: 'Sale Price', cost: 'Purchase price' })
  })

  test('stock summary and stock by batch: what lies on the shelf, not a product list', () => {
    expect(
      rolesOf(
        'Book1.csv',
        'Stock Summary',
        'Item Name,Sale Price,Purchase Price,Stock Quantity,Stock Value',
        'Butter,56,44,12,528',
        'Atta,400,350,9,3150',
      ),
    ).toMatchObject({ kind: 'inventory', product: 'Item Name', stock: 'Stock Quantity', cost: 'Purchase Price' })
    expect(
      rolesOf('Book2.csv', 'Item Name,Batch No.,Expiry Date,Mfg Date,MRP,Current Quantity', 'Butter,L1,31/12/2026,,60,12'),
    ).toMatchObject({
      kind: 'inventory',
      batch: 'Batch No.',
      expiry: 'Expiry Date',
      stock: 'Current Quantity',
      mrp: 'MRP',
    })
  })

  test('a sum per item over a period has no dates, and says so', () => {
    const lines = ['Item Name,Sale,,Purchase,', ',Quantity,Amount,Quantity,Amount', 'Butter,56,44,12,528', 'Atta,400,350,9,3150']
    expect(() => report('Item Report By Party.csv', ...lines)).toThrow(expect.objectContaining({ code: 'E_NO_DATE' }) as LucidError)
  })
})
