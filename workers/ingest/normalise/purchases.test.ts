import { describe, expect, test } from 'vitest'
import { sql } from '../../db/sql'
import { tryImport } from './try-import'

/** Deliveries of a purchase file (units, free ones, cost of a unit, amount without tax) and the findings about its rows. */
async function bought(...lines: string[]) {
  const { db, recognition } = await tryImport(lines.join('\n'), { filename: 'Purchase Register.csv' })
  const rows = await db.all<{ qty: number; free: number; cost: number; amount: number }>(
    sql`SELECT qty / 1000 AS qty, free_qty / 1000 AS free, unit_cost / 1e4 AS cost, amount / 1e4 AS amount FROM purchase_fact ORDER BY row_no`,
  )
  const findings = await db.all<{ row_no: number; code: string; raw_value: string }>(
    sql`SELECT row_no, code, raw_value FROM row_issue ORDER BY row_no, code`,
  )
  return {
    columns: recognition.mapping.columns,
    rows: rows.map(({ qty, free, cost, amount }) => [qty, free, cost, amount]),
    findings: findings.map(({ row_no, code, raw_value }) => `${row_no} ${code} ${raw_value}`),
  }
}

describe('goods that came free', () => {
  test('stand beside the quantity', async () => {
    const { rows, findings } = await bought(
      'Bill Date,Bill No,Supplier,Item Name,Qty,P.Rate,Amount',
      '13/03/2024,P1,Metro,Dolo,50+5,44,2200',
      '13/03/2024,P1,Metro,Crocin,19,230.43,4378.17',
      '14/03/2024,P2,Metro,Pan,10 + 1 free,110,1100',
      '14/03/2024,P2,Metro,Soap,1+1 doz,120,1440',
      '14/03/2024,P2,Metro,Balm,2 box + 3 pcs,10,20',
    )
    expect(rows).toEqual([
      [50, 5, 40, 2200],
      [19, 0, 230.43, 4378.17],
      [10, 1, 100, 1100],
      [12, 12, 60, 1440],
    ])
    expect(findings).toEqual(['5 E_QTY_PARSE 2 box + 3 pcs'])
  })
  test('are told by a scheme: one for each ten', async () => {
    const { columns, rows, findings } = await bought(
      'GRN Date,Invoice No,Supplier,Item Name,Qty,Scheme,Purchase Rate,Amount',
      '22/03/2024,P1,Metro,Dolo,60,10+1,66,3960',
      '22/03/2024,P1,Metro,Crocin,9,10+1,50,450',
      '22/03/2024,P1,Metro,Pan,10,,48.44,484.4',
      '22/03/2024,P1,Metro,Balm,10,Buy 5 Get 1,60,600',
      '22/03/2024,P1,Metro,Salt,10,3,13,130',
      '22/03/2024,P1,Metro,Tea,10,Diwali offer,13,130',
    )
    expect(columns[5]).toBe('free_qty')
    expect(rows).toEqual([
      [60, 6, 60, 3960],
      [9, 0, 50, 450],
      [10, 0, 48.44, 484.4],
      [10, 2, 50, 600],
      [10, 3, 10, 130],
      [10, 0, 13, 130],
    ])
    expect(findings).toEqual(['6 W_NUMBER_UNREAD Diwali offer'])
  })
})

describe('a quantity that holds the free goods', () => {
  test('is told by what was paid: they count once', async () => {
    const { rows, findings } = await bought(
      'Bill Date,Bill No,Supplier,Item Name,Qty,Scheme,P.Rate,GST %,Amount',
      '22/03/2024,P1,Metro,Dolo,11,10+1,66,12,660',
      '22/03/2024,P1,Metro,Crocin,110,10+1,50,12,5000',
      '22/03/2024,P1,Metro,Pan,12,2,48,12,480',
      '22/03/2024,P1,Metro,Balm,5,,60,12,300',
      '22/03/2024,P1,Metro,Salt,10+1,,20,12,200',
    )
    expect(rows).toEqual([
      [10, 1, 60, 660],
      [100, 10, 45.4545, 5000],
      [10, 2, 40, 480],
      [5, 0, 60, 300],
      [10, 1, 18.1818, 200],
    ])
    expect(findings).toEqual(['0 I_FREE_INSIDE null'])
  })
  test('is told apart from tax inside the amount, and from a quantity without them', async () => {
    const { rows } = await bought(
      'Bill Date,Bill No,Supplier,Item Name,Qty,Free Qty,P.Rate,GST %,Net Amount',
      '22/03/2024,P1,Metro,Dolo,11,1,100,12,1120',
      '22/03/2024,P1,Metro,Pan,23,3,50,5,1050',
    )
    expect(rows).toEqual([
      [10, 1, 90.9091, 1000],
      [20, 3, 43.4783, 1000],
    ])
    const { rows: beside, findings } = await bought(
      'Bill Date,Bill No,Supplier,Item Name,Qty,Free Qty,P.Rate,Amount',
      '22/03/2024,P1,Metro,Dolo,11,1,100,1100',
      '22/03/2024,P1,Metro,Pan,23,3,50,1150',
    )
    expect(beside).toEqual([
      [11, 1, 91.6667, 1100],
      [23, 3, 44.2308, 1150],
    ])
    expect(findings).toEqual([])
  })
})

describe('tax paid to a supplier is no cost', () => {
  test('where totals hold it, as quantity x rate tells', async () => {
    const { rows } = await bought(
      'Purchase Date,Bill No,Supplier,Item Name,Qty,Free,Purchase Rate,GST %,Net Amount',
      '21/02/2024,P1,Metro,Dolo,10,1,110,12,1232',
      '21/02/2024,P1,Metro,Crocin,22,0,214.27,5,4949.64',
      '22/02/2024,P2,Metro,Salt,10,0,20,0,200',
      '22/02/2024,P2,Metro,Tea,4,0,,12,448',
    )
    expect(rows).toEqual([
      [10, 1, 100, 1100],
      [22, 0, 214.27, 4713.9429],
      [10, 0, 20, 200],
      [4, 0, 100, 400],
    ])
  })
  test('nor is it taken off where it comes on top', async () => {
    const { rows } = await bought(
      'Purchase Date,Bill No,Supplier,Item Name,Qty,Free,Purchase Rate,GST %,GST Amount,Amount',
      '21/02/2024,P1,Metro,Dolo,10,1,110,12,132,1100',
      '21/02/2024,P1,Metro,Crocin,20,0,50,5,50,1000',
    )
    expect(rows).toEqual([
      [10, 1, 100, 1100],
      [20, 0, 50, 1000],
    ])
  })
  test('and a discount before it makes goods cheaper', async () => {
    const { rows } = await bought(
      'Purchase Date,Bill No,Supplier,Item Name,Qty,Purchase Rate,Disc %,GST %,Net Amount',
      '21/02/2024,P1,Metro,Dolo,10,100,10,12,1008',
      '21/02/2024,P1,Metro,Crocin,20,50,5,5,997.5',
    )
    expect(rows).toEqual([
      [10, 0, 90, 900],
      [20, 0, 47.5, 950],
    ])
  })
  test('where no rate tells, a total whose name says so holds it', async () => {
    const { rows } = await bought(
      'Purchase Date,Bill No,Supplier,Item Name,Qty,GST %,Amount (incl. GST)',
      '21/02/2024,P1,Metro,Dolo,10,12,1120',
    )
    expect(rows).toEqual([[10, 0, 100, 1000]])
  })
  test('nor is it where the rate holds it as well', async () => {
    const { rows } = await bought(
      'Purchase Date,Bill No,Supplier,Item Name,Qty,Purchase Rate,GST %,Amount (incl. GST)',
      '21/02/2024,P1,Metro,Dolo,10,112,12,1120',
    )
    expect(rows).toEqual([[10, 0, 100, 1000]])
  })
  test('where nothing tells, the whole amount counts and that is said', async () => {
    const { rows, findings } = await bought(
      'Purchase Date,Bill No,Supplier,Item Name,Qty,GST %,Amount',
      '21/02/2024,P1,Metro,Dolo,10,12,1120',
    )
    expect(rows).toEqual([[10, 0, 112, 1120]])
    expect(findings).toEqual(['0 W_TAX_UNKNOWN null'])
  })
})
