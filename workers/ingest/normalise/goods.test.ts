import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { sql } from '../../db/sql'
import { rejectsCsv } from '../rejects'
import { buildReport } from '../report'
import { tryImport } from './try-import'

const STOCK = `Stock Date,Store,Item Code,Item Name,Batch No,Received Date,Exp Date,Closing Stock,Purchase Rate,MRP
18/10/2025,S1,1,Milk,B1,15/10/2025,22/10/2025,10,21.84,28.00
18/10/2025,S1,2,Balm,B2,01/02/2025,03/27,5,96.80,140
18/10/2025,S1,3,Salt,,,,"1,200",10,12
18/10/2025,S1,4,Rice,B4,01/09/2025,30/08/2025,-3,40,55
18/10/2025,S1,,,B5,,,4,1,2
,S1,5,Oil,B6,,,4,1,2
18/10/2025,S1,6,Soap,B7,,,,9,10
Total,,,,,,,1216,,
`
const PURCHASES = `Purchase Date,Invoice No,Supplier,Store,Item Code,Item Name,Batch No,Qty,Free Qty,Purchase Rate,Amount,Exp Date,Type
13/04/2025,PI-1,Aamlin,S1,1,Milk,M1,16,0,76.80,1228.80,07/26,Purchase
13/04/2025,PI-1,Aamlin,S1,2,Balm,M2,10,2,60.00,600.00,31/12/2025,Purchase
14/04/2025,PI-2,Aamlin,S1,1,Milk,M1,4,0,76.80,307.20,07/26,Purchase Return
14/04/2025,PI-3,Aamlin,S1,3,Salt,,3,0,,100.00,,Purchase
15/04/2025,PO-9,Aamlin,S1,3,Salt,,3,0,9,27,,Purchase Order
15/04/2025,PI-4,Aamlin,S1,3,Salt,,many,0,9,27,,Purchase
`

describe('a stock file', () => {
  test('is read by batch; a month alone is its last day; what is odd is kept and labelled', async () => {
    const { db, dataset, recognition } = await tryImport(STOCK, { uploaded_at: '2025-10-20T10:00:00Z' })
    expect(recognition).toMatchObject({ questions: [], mapping: { kind: 'inventory' } })
    expect(
      await db.all(sql`SELECT row_no, date::VARCHAR AS date, i.name, batch, on_hand, expiry::VARCHAR AS expiry, received::VARCHAR AS received, unit_cost, mrp
        FROM inventory_fact f JOIN item i USING (item_no) ORDER BY row_no`),
    ).toEqual([
      {
        row_no: 1,
        date: '2025-10-18',
        name: 'Milk',
        batch: 'B1',
        on_hand: 10_000,
        expiry: '2025-10-22',
        received: '2025-10-15',
        unit_cost: 218_400,
        mrp: 280_000,
      },
      {
        row_no: 2,
        date: '2025-10-18',
        name: 'Balm',
        batch: 'B2',
        on_hand: 5_000,
        expiry: '2027-03-31',
        received: '2025-02-01',
        unit_cost: 968_000,
        mrp: 1_400_000,
      },
      {
        row_no: 3,
        date: '2025-10-18',
        name: 'Salt',
        batch: '',
        on_hand: 1_200_000,
        expiry: null,
        received: null,
        unit_cost: 100_000,
        mrp: 120_000,
      },
      {
        row_no: 4,
        date: '2025-10-18',
        name: 'Rice',
        batch: 'B4',
        on_hand: -3_000,
        expiry: '2025-08-30',
        received: '2025-09-01',
        unit_cost: 400_000,
        mrp: 550_000,
      },
    ])
    const report = await buildReport(db, dataset)
    expect(report.counts).toEqual({ total: 8, ok: 4, rejected: 3, set_aside: 1, warned: 2 })
    expect(report).toMatchObject({ first_date: '2025-10-18', last_date: '2025-10-18' })
    expect(report.issues.map(({ code, rows }) => `${code} ${rows}`).sort()).toEqual([
      'E_DATE_MISSING 1',
      'E_EMPTY_MEASURE 1',
      'E_PRODUCT_MISSING 1',
      'I_TOTAL_ROW 1',
      'W_EXPIRY_BEFORE_RECEIPT 1',
      'W_EXPIRY_MISSING 1',
      'W_NEG_STOCK 1',
    ])
  })

  test('without a date is of the day it was uploaded', async () => {
    const { db } = await tryImport('Item Code,Item Name,Stock\n1,Sugar,12\n2,Salt,3.5 kg\n', { uploaded_at: '2025-10-20T10:00:00Z' })
    expect(await db.all(sql`SELECT DISTINCT date::VARCHAR AS date, count(*) OVER () AS rows FROM inventory_fact`)).toEqual([
      { date: '2025-10-20', rows: 2 },
    ])
  })
})

describe('the day of a stock list without a column for it', () => {
  const ROWS = 'Item Code,Item Name,Batch No,Expiry,Closing Stock\n1,Sugar,B1,03/28,12\n2,Salt,B2,04/28,many\n'
  const dayOf = async (text: string, filename = 'input.csv') => {
    const { db } = await tryImport(text, { uploaded_at: '2026-11-22T10:00:00Z', filename })
    return db.all(sql`SELECT DISTINCT date::VARCHAR AS date FROM inventory_fact`)
  }

  test('stands above its header, else in its name', async () => {
    expect(await dayOf(`Gupta Stores,,,,\nStock as on 31-Mar-2026,,,,\n${ROWS}`, 'Stock 05-04-2026.csv')).toEqual([{ date: '2026-03-31' }])
    expect(await dayOf(ROWS, 'Closing Stock 31-03-2026.csv')).toEqual([{ date: '2026-03-31' }])
    expect(await dayOf(ROWS, 'Stock.xlsx › 31-03-2026')).toEqual([{ date: '2026-03-31' }])
    expect(await dayOf(ROWS)).toEqual([{ date: '2026-11-22' }])
  })
  test('is read in the order of its other dates', async () => {
    const american = ROWS.replace('03/28', '03/31/2028').replace('04/28', '04/30/2028')
    expect(await dayOf(`Stock as of 04/03/2026,,,,\n${american}`)).toEqual([{ date: '2026-04-03' }])
    expect(await dayOf(`Stock as of 04/03/2026,,,,\n${ROWS}`)).toEqual([{ date: '2026-03-04' }])
  })
  test('is not kept for the next list with these columns, nor taken where rows have their own', async () => {
    const { recognition } = await tryImport(`Stock as on 31-Mar-2026,,,,\n${ROWS}`, { uploaded_at: '2026-11-22T10:00:00Z' })
    expect(recognition.mapping).toEqual({
      kind: 'inventory',
      columns: ['code', 'product', 'batch', 'expiry', 'stock'],
      date_order: null,
      decimal_sep: null,
    })
    const dated = ROWS.replace('Item Code', 'Stock Date').replace('\n1,', '\n30/03/2026,').replace('\n2,', '\n30/03/2026,')
    expect(await dayOf(`Stock as on 31-Mar-2026,,,,\n${dated}`)).toEqual([{ date: '2026-03-30' }])
  })
  test('is that of its corrected rows too, whenever they come back', async () => {
    const first = await tryImport(`Stock as on 31-Mar-2026,,,,\n${ROWS}`, { uploaded_at: '2026-11-22T10:00:00Z' })
    const list = (await rejectsCsv(first.db, first.dataset)).replace('many', '7')
    await tryImport(list, { db: first.db, uploaded_at: '2026-11-25T10:00:00Z', filename: 'rejected.csv' })
    expect(await first.db.all(sql`SELECT product_name, date::VARCHAR AS date, on_hand FROM inventory_line ORDER BY product_name`)).toEqual([
      { product_name: 'Salt', date: '2026-03-31', on_hand: 7_000 },
      { product_name: 'Sugar', date: '2026-03-31', on_hand: 12_000 },
    ])
  })
  test('is not that on which each batch was entered', async () => {
    const rows = ['Dolo,B1,02/28,10/06/2026,17', 'Crocin,B2,11/27,26/01/2026,76', 'Azithral,B3,03/28,,11', 'Pan,B4,05/28,06/04/2026,12']
    const text = ['Stock as on 31/10/2026,,,,', 'Item Name,Batch No,Expiry Date,Entry Date,Closing Stock', ...rows, ''].join('\n')
    const { db, recognition } = await tryImport(text, { uploaded_at: '2026-11-22T10:00:00Z' })
    expect(recognition.mapping.columns).toEqual(['product', 'batch', 'expiry', 'received', 'stock'])
    expect(
      await db.all(sql`SELECT batch, date::VARCHAR AS date, received::VARCHAR AS received FROM inventory_fact ORDER BY batch`),
    ).toEqual([
      { batch: 'B1', date: '2026-10-31', received: '2026-06-10' },
      { batch: 'B2', date: '2026-10-31', received: '2026-01-26' },
      { batch: 'B3', date: '2026-10-31', received: null },
      { batch: 'B4', date: '2026-10-31', received: '2026-04-06' },
    ])
  })
})

test('a date that is none is told of its own column', async () => {
  const { db } = await tryImport(
    'Item Name,Batch No,Mfg Date,Exp Date,Received Date,Closing Stock\nDolo,B1,soon,later,01/02/2026,8\nPan,B2,01/01/2026,01/01/2028,on Monday,3\nTea,B3,01/01/2026,31/01/2028,02/02/2026,3\n',
    { uploaded_at: '2026-11-22T10:00:00Z' },
  )
  expect(await db.all(sql`SELECT row_no, field, raw_value FROM row_issue WHERE code = 'W_DATE_UNREAD' ORDER BY row_no, field`)).toEqual([
    { row_no: 1, field: 'expiry', raw_value: 'later' },
    { row_no: 1, field: 'mfg', raw_value: 'soon' },
    { row_no: 2, field: 'received', raw_value: 'on Monday' },
  ])
})

describe('a purchase file', () => {
  test('gives what came in and what a unit cost; free goods make it cheaper, goods sent back are negative', async () => {
    const { db, dataset, recognition } = await tryImport(PURCHASES, { uploaded_at: '2025-10-20T10:00:00Z' })
    expect(recognition).toMatchObject({ questions: [], mapping: { kind: 'purchases' } })
    expect(
      await db.all(
        sql`SELECT row_no, date::VARCHAR AS date, batch, qty, free_qty, unit_cost, amount, expiry::VARCHAR AS expiry, supplier, invoice_no FROM purchase_fact ORDER BY row_no`,
      ),
    ).toEqual([
      {
        row_no: 1,
        date: '2025-04-13',
        batch: 'M1',
        qty: 16_000,
        free_qty: 0,
        unit_cost: 768_000,
        amount: 12_288_000,
        expiry: '2026-07-31',
        supplier: 'Aamlin',
        invoice_no: 'PI-1',
      },
      {
        row_no: 2,
        date: '2025-04-13',
        batch: 'M2',
        qty: 10_000,
        free_qty: 2_000,
        unit_cost: 500_000,
        amount: 6_000_000,
        expiry: '2025-12-31',
        supplier: 'Aamlin',
        invoice_no: 'PI-1',
      },
      {
        row_no: 3,
        date: '2025-04-14',
        batch: 'M1',
        qty: -4_000,
        free_qty: 0,
        unit_cost: 768_000,
        amount: -3_072_000,
        expiry: '2026-07-31',
        supplier: 'Aamlin',
        invoice_no: 'PI-2',
      },
      {
        row_no: 4,
        date: '2025-04-14',
        batch: '',
        qty: 3_000,
        free_qty: 0,
        unit_cost: 333_333,
        amount: 1_000_000,
        expiry: null,
        supplier: 'Aamlin',
        invoice_no: 'PI-3',
      },
    ])
    expect((await buildReport(db, dataset)).counts).toEqual({ total: 6, ok: 4, rejected: 1, set_aside: 1, warned: 1 })
  })

  test('that overlaps an earlier one counts no delivery twice', async () => {
    const { db } = await tryImport(PURCHASES, { uploaded_at: '2025-10-20T10:00:00Z' })
    await tryImport(PURCHASES.replace('15/04/2025,PI-4,Aamlin,S1,3,Salt,,many', '15/04/2025,PI-4,Aamlin,S1,3,Salt,,7'), {
      db,
      uploaded_at: '2025-10-21T10:00:00Z',
    })
    expect(await db.all(sql`SELECT count(*) AS lines, sum(qty)::BIGINT AS qty FROM purchase_line`)).toEqual([{ lines: 5, qty: 32_000 }])
  })
})

const EXPIRY_SHOP = new URL('../../../../shared/data/expiry_shop/', import.meta.url)
function shop(name: string): string | null {
  try {
    return readFileSync(new URL(name, EXPIRY_SHOP), 'utf8')
  } catch {
    if (process.env.SHARED_DATA === 'required') throw new Error(`${EXPIRY_SHOP.pathname} is not there`)
    return null
  }
}
test.skipIf(shop('truth.json') === null)(
  'the stock and purchases of expiry_shop are read whole, without a question (skipped without ../shared/data)',
  async () => {
    const truth = JSON.parse(shop('truth.json') ?? '')
    const stock = await tryImport(shop('stock_by_batch.csv') ?? '', { uploaded_at: '2026-10-19T10:00:00Z' })
    const bought = await tryImport(shop('purchases.csv') ?? '', { uploaded_at: '2026-10-19T10:00:00Z', db: stock.db })
    for (const { outcome, recognition } of [stock, bought]) expect([outcome.status, recognition.questions]).toEqual(['done', []])
    const [counts] =
      await stock.db.all(sql`SELECT (SELECT count(*) FROM inventory_line) AS stock_rows, (SELECT count(*) FROM purchase_line) AS purchase_lines,
    (SELECT count(*) FROM row_issue WHERE severity = 'reject') AS rejected`)
    expect(counts).toEqual({ stock_rows: truth.counts.stock_rows, purchase_lines: truth.counts.purchase_lines, rejected: 0 })
  },
)

describe('totals that have a date', () => {
  const goodsOf = async (text: string) => {
    const { db, recognition } = await tryImport(text, { uploaded_at: '2025-12-01T00:00:00Z' })
    const goods = await db.all<{ name: string; qty: number }>(sql`
      SELECT i.name, f.qty FROM (SELECT row_no, item_no, qty FROM purchase_fact UNION ALL SELECT row_no, item_no, on_hand FROM inventory_fact) f JOIN item i USING (item_no) ORDER BY row_no`)
    const codes = await db.all<{ row_no: number; code: string }>(
      sql`SELECT row_no, code FROM row_issue WHERE code <> 'W_EXPIRY_MISSING' ORDER BY row_no, code`,
    )
    return {
      kind: recognition.mapping.kind,
      goods: goods.map(({ name, qty }) => `${name} ${qty / 1000}`),
      codes: codes.map(({ row_no, code }) => `${row_no} ${code}`),
    }
  }
  const BOUGHT = 'Received Date,Supplier,Invoice No,Item,Qty,Purchase Rate,Amount'

  test.each(['Bill Total', 'Total'])('%s of an invoice came in as nothing', async (name) => {
    const rows = ['P1,Salt,10,20,200', 'P1,Tea,5,100,500', `P1,${name},15,,700`, 'P2,Salt,4,20,80', 'P2,Soap,4,10,40', `P2,${name},8,,120`]
    expect(await goodsOf([BOUGHT, ...rows.map((row) => `13/11/2025,Agro,${row}`), ''].join('\n'))).toEqual({
      kind: 'purchases',
      goods: ['Salt 10', 'Tea 5', 'Salt 4', 'Soap 4'],
      codes: ['3 I_TOTAL_ROW', '6 I_TOTAL_ROW'],
    })
  })
  test('of an invoice, without a name', async () => {
    const rows = ['P1,Salt,10,20,200', 'P1,Tea,5,100,500', 'P1,,15,,700', 'P2,Salt,4,20,80', 'P2,,4,,80', 'P3,Soap,4,10,40', 'P3,,4,,40']
    expect(await goodsOf([BOUGHT, ...rows.map((row) => `13/11/2025,Agro,${row}`), ''].join('\n'))).toEqual({
      kind: 'purchases',
      goods: ['Salt 10', 'Tea 5', 'Salt 4', 'Soap 4'],
      codes: ['3 I_TOTAL_ROW', '5 I_TOTAL_ROW', '7 I_TOTAL_ROW'],
    })
  })
  test('of a group or of all of it, no stock', async () => {
    const rows = ['Salt,A,10,20', 'Tea,A,5,100', 'Group Total,,15,', 'Soap,B,4,10', 'Total,,19,']
    expect(
      await goodsOf(['As on date,Item,Category,Closing Stock,Purchase Rate', ...rows.map((row) => `13/11/2025,${row}`), ''].join('\n')),
    ).toEqual({
      kind: 'inventory',
      goods: ['Salt 10', 'Tea 5', 'Soap 4'],
      codes: ['0 I_PRODUCTS_TOO', '3 I_TOTAL_ROW', '5 I_TOTAL_ROW'],
    })
  })
  test('an invoice that is written once is carried down to its lines', async () => {
    const rows = ['13/11/2025,Agro,P1,Salt,10,20,200', ',,,Tea,5,100,500', '14/11/2025,Dairy,P2,Salt,4,20,80', ',,,Curd,4,10,40']
    expect(await goodsOf([BOUGHT, ...rows, ''].join('\n'))).toEqual({
      kind: 'purchases',
      goods: ['Salt 10', 'Tea 5', 'Salt 4', 'Curd 4'],
      codes: ['0 W_CARRIED_DOWN'],
    })
  })
})

test('dates as they are printed on the goods', async () => {
  const { db } = await tryImport('Item Name,Batch No,Exp,Closing Stock\nCrocin,B1,EXP 31.03.26,8\nPan,B2,Exp: Mar-26,3\nDolo,B3,03/26,2\n')
  expect(await db.all(sql`SELECT batch, expiry::VARCHAR AS expiry FROM inventory_fact ORDER BY batch`)).toEqual(
    ['B1', 'B2', 'B3'].map((batch) => ({ batch, expiry: '2026-03-31' })),
  )
})

test('an expiry that means none is blank, and a month is good to its last day', async () => {
  const cells = ['31/12/2099', '01/01/1900', '00/00/0000', 'N.A.', '-', '092026', '09-2026', "SEP'26"]
  const rows = cells.map((expiry, k) => `Item ${k},B${k},${expiry},5`)
  const { db } = await tryImport(['Item Name,B.No.,Expiry Dt,Cl. Stk', ...rows, ''].join('\n'))
  expect(
    (await db.all<{ expiry: string | null }>(sql`SELECT expiry::VARCHAR AS expiry FROM inventory_fact ORDER BY row_no`)).map(
      (row) => row.expiry,
    ),
  ).toEqual([...[null, null, null, null, null], ...['2026-09-30', '2026-09-30', '2026-09-30']])
  expect(await db.all(sql`SELECT DISTINCT code FROM row_issue`)).toEqual([{ code: 'W_EXPIRY_MISSING' }])
})

test('what is carried from page to page is no stock', async () => {
  const rows = ['Salt,10,200', 'Tea,5,500', 'C/F,15,700', 'B/F,15,700', 'Soap,4,40', 'Carried forward,19,740']
  const { db } = await tryImport(['Item Name,Closing Stock,Stock Value', ...rows, ''].join('\n'))
  expect(
    await db.all(sql`SELECT sum(on_hand)::BIGINT AS on_hand, sum(on_hand * unit_cost / 1000)::BIGINT AS worth FROM inventory_fact`),
  ).toEqual([{ on_hand: 19_000, worth: 7_400_000 }])
  expect(await db.all(sql`SELECT code, count(*) AS rows FROM row_issue GROUP BY code`)).toEqual([{ code: 'I_TOTAL_ROW', rows: 3 }])
})

test('months of which a spreadsheet made days are good to their last day', async () => {
  const rows = Array.from({ length: 12 }, (_, k) => `Item ${k},B${k},01-${String(k + 1).padStart(2, '0')}-2027,5`)
  const read = async (lines: string[]) => {
    const { db } = await tryImport(['Item Name,Batch No,Expiry,Closing Stock', ...lines, ''].join('\n'))
    const found = await db.all<{ expiry: string }>(sql`SELECT expiry::VARCHAR AS expiry FROM inventory_fact ORDER BY row_no`)
    return found.map((row) => row.expiry).slice(0, 2)
  }
  expect(await read(rows)).toEqual(['2027-01-31', '2027-02-28'])
  expect(await read([...rows, 'Item 13,B13,15-03-2027,5'])).toEqual(['2027-01-01', '2027-02-01'])
})

test('stock that says more of its products describes them too, and a list of products comes before it', async () => {
  const stock = [
    'Item Name,Category,HSN,Sale Price,Purchase Price,Tax Rate,Current Stock',
    'Atta,Grocery,1101,50,40,GST@5%,12',
    'Soap,Bath,3401,30,22,who knows,7',
  ].join('\n')
  const { db, dataset, recognition } = await tryImport(stock, { filename: 'items.csv' })
  expect(recognition).toMatchObject({ questions: [], mapping: { kind: 'inventory' } })
  expect(await db.all(sql`SELECT product_name, CAST(on_hand AS INTEGER) AS on_hand, category FROM inventory_line ORDER BY row_no`)).toEqual(
    [
      { product_name: 'Atta', on_hand: 12_000, category: 'Grocery' },
      { product_name: 'Soap', on_hand: 7_000, category: 'Bath' },
    ],
  )
  expect(await db.all(sql`SELECT list_price::INTEGER AS price, std_cost::INTEGER AS cost FROM item ORDER BY name`)).toEqual([
    { price: 500_000, cost: 400_000 },
    { price: 300_000, cost: 220_000 },
  ])
  const { counts, issues } = await buildReport(db, dataset)
  expect(counts).toMatchObject({ total: 2, ok: 2, rejected: 0 })
  expect(issues.map(({ code }) => code)).toContain('I_PRODUCTS_TOO')

  await tryImport('Item Name,Category,MRP\nAtta,Flour,60', { db, filename: 'products.csv', uploaded_at: '2024-01-01T00:00:00Z' })
  expect(await db.all(sql`SELECT category FROM item WHERE name = 'Atta'`)).toEqual([{ category: 'Flour' }])
})

test('what lies there is worth a debit; stock below zero a credit', async () => {
  const { db } = await tryImport('Particulars,Closing Qty,Closing Value\nAtta,83,"8,857.76 Dr"\nMilk,(7),"1,282.19 Cr"\nSalt,4,100 Cr\n', {
    filename: 'Stock Summary.csv',
  })
  expect(await db.all(sql`SELECT on_hand, unit_cost FROM inventory_fact ORDER BY row_no`)).toEqual([
    { on_hand: 83_000, unit_cost: 1_067_200 },
    { on_hand: -7_000, unit_cost: 1_831_700 },
    { on_hand: 4_000, unit_cost: null },
  ])
})

test('stock that turns out late to be written with decimal commas describes each product once', async () => {
  const rows = Array.from({ length: 1200 }, (_, i) => `Item ${i};Grocery;${i % 7};${i < 1150 ? '40' : '40,5'}`)
  const { db } = await tryImport(`Artikel;Category;Current Stock;Cost\n${rows.join('\n')}\n`, { filename: 'stock.csv' })
  expect(await db.all(sql`SELECT count(*) AS rows, count(DISTINCT row_no) AS once FROM product_fact`)).toEqual([{ rows: 1200, once: 1200 }])
  expect(await db.all(sql`SELECT count(*) AS n FROM inventory_fact WHERE unit_cost = 405000`)).toEqual([{ n: 50 }])
})
