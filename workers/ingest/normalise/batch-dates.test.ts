import { describe, expect, test } from 'vitest'
import { sql } from '../../db/sql'
import { tryImport } from './try-import'

/** Rows of a stock file with what they say about when each batch was made and expires, and its labels. */
async function batches(...lines: string[]) {
  const { db, recognition } = await tryImport(lines.join('\n'), { filename: 'stock.csv', uploaded_at: '2026-11-22T10:00:00Z' })
  const rows = await db.all<{ expiry: string | null; made: string | null; keeps: number | null }>(
    sql`SELECT expiry::VARCHAR AS expiry, mfg::VARCHAR AS made, shelf_life_days AS keeps FROM inventory_fact ORDER BY row_no`,
  )
  const labels = await db.all<{ row_no: number; code: string; raw_value: string }>(
    sql`SELECT row_no, code, raw_value FROM row_issue ORDER BY row_no, code`,
  )
  return {
    columns: recognition.mapping.columns,
    expiry: rows.map(({ expiry }) => expiry),
    made: rows.map(({ made }) => made),
    keeps: rows.map(({ keeps }) => keeps),
    labels: labels.map(({ row_no, code, raw_value }) => `${row_no} ${code} ${raw_value}`),
  }
}

describe('the month of an expiry and its year in two columns', () => {
  test('are one month, good to its last day', async () => {
    const { columns, expiry, labels } = await batches(
      'Product,Batch,Exp Month,Exp Year,Stock',
      'Dolo,B1,2,2028,11',
      'Crocin,B2,12,26,7',
      'Pan,B3,Apr,2027,5',
      'Salt,B4,,,5',
      'Balm,B5,14,2027,5',
    )
    expect(columns).toEqual(['product', 'batch', 'expiry', 'expiry_year', 'stock'])
    expect(expiry).toEqual(['2028-02-29', '2026-12-31', '2027-04-30', null, null])
    expect(labels).toEqual(['4 W_EXPIRY_MISSING null', '5 W_DATE_UNREAD 14', '5 W_EXPIRY_MISSING 14'])
  })
})

describe('the day of making and the expiry in one column', () => {
  test('are told apart, whatever stands between them', async () => {
    const { columns, expiry, made } = await batches(
      'Item,Batch,Mfg/Exp,Stock',
      'Dolo,B1,03/24 - 02/26,11',
      'Crocin,B2,05/2025-04/2027,7',
      'Pan,B3,MFG 10/24 EXP 09/27,5',
      'Balm,B4,Jan-25 to Dec-26,5',
      'Salt,B5,10/2027,5',
    )
    expect(columns).toEqual(['product', 'batch', 'expiry', 'stock'])
    expect(expiry).toEqual(['2026-02-28', '2027-04-30', '2027-09-30', '2026-12-31', '2027-10-31'])
    expect(made).toEqual(['2024-03-01', '2025-05-01', '2024-10-01', '2025-01-01', null])
  })
  test('prove the order of day and month for each other', async () => {
    const { expiry, made } = await batches(
      'Item,Batch,Mfg/Exp,Stock',
      'Oil,B1,04/03/2025 - 03/31/2027,11',
      'Tea,B2,05/06/2025 - 05/05/2027,7',
    )
    expect(made).toEqual(['2025-04-03', '2025-05-06'])
    expect(expiry).toEqual(['2027-03-31', '2027-05-05'])
  })
})

describe('how long a batch keeps', () => {
  test('stands in place of its expiry', async () => {
    const { expiry, keeps, labels } = await batches(
      'Item Name,Batch,Pkd Date,Best Before,Stock Qty',
      'Atta,B1,31/08/2025,6 months,31',
      'Salt,B2,21/09/2025,24 Months from packaging,44',
      'Milk,B3,10/01/2025,1 year 6 months,84',
      'Oil,B4,10/01/2025,180 days,84',
      'Tea,B5,13/01/2025,31/12/2026,9',
      'Jam,B6,,9 months,9',
    )
    expect(expiry).toEqual([null, null, null, null, '2026-12-31', null])
    expect(keeps).toEqual([181, 730, 546, 180, null, 273])
    expect(labels).toEqual(['6 W_EXPIRY_MISSING 9 months'])
  })
  test.each([
    ['Shelf Life (Days)', '180', 180],
    ['Shelf Life (Months)', '18', 546],
    ['Shelf Life', '18 months', 546],
    ['Shelf Life', '2 yrs', 730],
    ['Shelf Life', '45', 45],
  ])('stands in a column of its own: %s %s', async (header, cell, days) => {
    const { keeps, expiry } = await batches(`Item Name,Batch,Mfg Date,${header},Closing Stock`, `Atta,B1,15/01/2026,${cell},31`)
    expect({ keeps, expiry }).toEqual({ keeps: [days], expiry: [null] })
  })
  test('is left out with a label where it is no length of time', async () => {
    const { keeps, labels } = await batches(
      'Item Name,Batch,Mfg Date,Shelf Life,Closing Stock',
      'Atta,B1,15/01/2026,long,31',
      'Oil,B2,15/01/2026,NA,31',
    )
    expect(keeps).toEqual([null, null])
    expect(labels).toEqual(['0 I_PRODUCTS_TOO null', '1 W_NUMBER_UNREAD long'])
  })
})

test('a delivery that says when it was made and how long it keeps expires then', async () => {
  const { db } = await tryImport(
    'Purchase Date,Supplier,Item Name,Qty,Purchase Rate,Mfg Date,Shelf Life\n20/03/2024,Metro,Atta,5,40,31/01/2024,3 months\n',
  )
  expect(await db.all(sql`SELECT expiry::VARCHAR AS expiry FROM purchase_fact`)).toEqual([{ expiry: '2024-04-30' }])
})

test('a products file may name its shelf lives in months', async () => {
  const { db } = await tryImport('Item Code,Item Name,Category,MRP,Shelf Life (Months)\n1,Oil,Grocery,120,24\n2,Milk,Dairy,30,3 days\n')
  expect(await db.all(sql`SELECT shelf_life_days FROM product_fact ORDER BY row_no`)).toEqual([
    { shelf_life_days: 730 },
    { shelf_life_days: 3 },
  ])
})
