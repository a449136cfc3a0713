import { describe, expect, test } from 'vitest'
import { sql } from '../../db/sql'
import { tryImport } from './try-import'

/** What lies there, as `store: product batch units`, and the rows that were set aside or refused. */
async function lying(text: string) {
  const { db } = await tryImport(text, { filename: 'stock.csv' })
  const rows = await db.all<{ line: string }>(sql`
    SELECT format('{}: {}', store_id, concat_ws(' ', product_name, nullif(batch, ''), CAST(on_hand // 1000 AS INTEGER))) AS line FROM inventory_line ORDER BY row_no`)
  const findings = await db.all<{ row_no: number; code: string }>(
    sql`SELECT row_no, code FROM row_issue WHERE row_no > 0 ORDER BY row_no, code`,
  )
  return { rows: rows.map(({ line }) => line), findings: findings.map(({ row_no, code }) => `${row_no} ${code}`) }
}

describe('rows that are the sum of the rows below them', () => {
  test('products above their batches', async () => {
    const { rows, findings } = await lying(
      [
        'Particulars,Quantity,Rate,Value',
        'Dolo 650,23,,184',
        '   DX101,11,8,88',
        '   DX102,12,8,96',
        'Crocin Advance,7,,112',
        '   CR9/27,7,16,112',
        'Azithral 500,9,,378',
        '   AZ-7,5,42,210',
        '   AZ-8,4,42,168',
        'Grand Total,39,,674',
      ].join('\n'),
    )
    expect(rows).toEqual([
      'MAIN: Dolo 650 DX101 11',
      'MAIN: Dolo 650 DX102 12',
      'MAIN: Crocin Advance CR9/27 7',
      'MAIN: Azithral 500 AZ-7 5',
      'MAIN: Azithral 500 AZ-8 4',
    ])
    expect(findings).toEqual(['1 I_TOTAL_ROW', '4 I_TOTAL_ROW', '6 I_TOTAL_ROW', '9 I_TOTAL_ROW'])
  })

  test('godowns above their goods', async () => {
    const { rows, findings } = await lying(
      [
        'Godown Summary as on 31-Mar-2024',
        'Particulars,Quantity,Rate,Value',
        'Main Location,30,,1300',
        'Atta,10,40,400',
        'Salt,20,45,900',
        'Bhiwandi,12,,515',
        'Atta,5,40,200',
        'Salt,7,45,315',
      ].join('\n'),
    )
    expect(rows).toEqual(['Main Location: Atta 10', 'Main Location: Salt 20', 'Bhiwandi: Atta 5', 'Bhiwandi: Salt 7'])
    expect(findings).toEqual(['1 I_TOTAL_ROW', '4 I_TOTAL_ROW'])
  })

  test('products above the godowns that they lie in, without any value', async () => {
    const { rows } = await lying(
      ['Item Name,Closing Stock', 'Atta,15', 'Andheri,10', 'Dadar,5', 'Salt,27', 'Andheri,20', 'Dadar,7', 'Rice,9', 'Dadar,9'].join('\n'),
    )
    expect(rows).toEqual(['Andheri: Atta 10', 'Dadar: Atta 5', 'Andheri: Salt 20', 'Dadar: Salt 7', 'Dadar: Rice 9'])
  })

  test('groups of goods above goods, and a group of groups above them', async () => {
    const { rows, findings } = await lying(
      [
        'Particulars,Quantity,Rate,Value',
        'Food,47,,1930',
        'Flour,17,,730',
        'Atta,10,40,400',
        'Maida,7,47.14,330',
        'Other Food,30,,1200',
        'Salt,20,45,900',
        'Sugar,10,30,300',
        'Soaps,6,,270',
        'Dettol,4,40,160',
        'Lux,2,55,110',
      ].join('\n'),
    )
    expect(rows).toEqual(['MAIN: Atta 10', 'MAIN: Maida 7', 'MAIN: Salt 20', 'MAIN: Sugar 10', 'MAIN: Dettol 4', 'MAIN: Lux 2'])
    expect(findings).toEqual(['1 I_TOTAL_ROW', '2 I_TOTAL_ROW', '5 I_TOTAL_ROW', '8 I_TOTAL_ROW'])
  })

  test('goods that come to one another by chance stay goods', async () => {
    const { rows, findings } = await lying(
      ['Item Name,Closing Stock,Value', 'Soap pack,2,200', 'Soap red,1,100', 'Soap blue,1,100', 'Atta,9,360', 'Salt,4,80'].join('\n'),
    )
    expect(rows).toHaveLength(5)
    expect(findings).toEqual([])
  })

  test('one of each, all at one price, is a list and no summary', async () => {
    const goods = ['Saree red', 'Saree blue', 'Saree green', 'Saree pink', 'Kurta', 'Shawl']
    const { rows } = await lying(['Item Name,Closing Stock,Value', ...goods.map((name) => `${name},1,500`)].join('\n'))
    expect(rows).toHaveLength(6)
  })

  test('where the rest does not come to the total of the table, nothing is set aside but the total', async () => {
    const { rows } = await lying(
      [
        'Item Name,Closing Stock,Value',
        'Gift box,3,300',
        'Candle,1,100',
        'Card,2,200',
        'Hamper,5,700',
        'Tea,4,500',
        'Cup,1,200',
        'Total,16,2000',
      ].join('\n'),
    )
    expect(rows).toHaveLength(6)
  })
})

describe('headings without figures', () => {
  test('suppliers above what was bought from them', async () => {
    const { db } = await tryImport(
      [
        'ITEM WISE PURCHASE 01-04-2024 TO 30-04-2024',
        'DATE,BILL NO,ITEM NAME,BATCH,QTY,RATE,AMOUNT',
        'Metro Pharma,,,,,,',
        '04/04/2024,P1,Dolo,B1,10,42,420',
        '05/04/2024,P1,Crocin,C1,5,30,150',
        ',,TOTAL,,15,,570',
        'Sai Distributors,,,,,,',
        '14/04/2024,P2,Azithral,A1,3,96,288',
        '15/04/2024,P2,Pan 40,N1,2,50,100',
        ',,TOTAL,,5,,388',
      ].join('\n'),
      { filename: 'item wise purchase.csv' },
    )
    expect(await db.all(sql`SELECT row_no, supplier, CAST(qty // 1000 AS INTEGER) AS units FROM purchase_line ORDER BY row_no`)).toEqual([
      { row_no: 2, supplier: 'Metro Pharma', units: 10 },
      { row_no: 3, supplier: 'Metro Pharma', units: 5 },
      { row_no: 6, supplier: 'Sai Distributors', units: 3 },
      { row_no: 7, supplier: 'Sai Distributors', units: 2 },
    ])
    expect(await db.all(sql`SELECT DISTINCT code FROM row_issue WHERE severity <> 'info' ORDER BY code`)).toEqual([{ code: 'I_TOTAL_ROW' }])
  })

  test('groups in a list of prices are categories and no products', async () => {
    const { db } = await tryImport(
      [
        'PRICE LIST w.e.f. 01-04-2024',
        'Code,Product Name,MRP,GST%',
        'TABLETS,,,',
        '101,Dolo,30,12',
        '102,Crocin,20,12',
        'SYRUPS,,,',
        '201,Benadryl,110,12',
        '202,Ascoril,120,12',
      ].join('\n'),
    )
    expect(await db.all(sql`SELECT code, category FROM product_fact ORDER BY code`)).toEqual([
      { code: '101', category: 'TABLETS' },
      { code: '102', category: 'TABLETS' },
      { code: '201', category: 'SYRUPS' },
      { code: '202', category: 'SYRUPS' },
    ])
  })

  test('a product whose figures were left empty is no heading', async () => {
    const { rows, findings } = await lying(['Item Name,Closing Stock,Cost', 'Atta,5,40', 'Salt,,', 'Sugar,7,30', 'Tea,2,90'].join('\n'))
    expect(rows).toHaveLength(3)
    expect(findings).toEqual(['2 E_EMPTY_MEASURE'])
  })
})
