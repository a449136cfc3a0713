import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { sql } from '../../db/sql'
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
      codes: ['3 I_TOTAL_ROW', '5 I_TOTAL_ROW'],
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
