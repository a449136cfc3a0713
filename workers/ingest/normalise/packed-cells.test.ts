import { describe, expect, test } from 'vitest'
import { sql } from '../../db/sql'
import { tryImport } from './try-import'

/** Units and cost of the rows of a stock file, and its findings. */
async function lying(...lines: string[]) {
  const { db } = await tryImport(lines.join('\n'), { filename: 'stock.csv' })
  const rows = await db.all<{ units: number; cost: number | null }>(
    sql`SELECT on_hand / 1000 AS units, unit_cost / 1e4 AS cost FROM inventory_fact ORDER BY row_no`,
  )
  const findings = await db.all<{ row_no: number; code: string; raw_value: string }>(
    sql`SELECT row_no, code, raw_value FROM row_issue ORDER BY row_no, code`,
  )
  return {
    rows: rows.map(({ units, cost }) => [units, cost]),
    findings: findings.map(({ row_no, code, raw_value }) => `${row_no} ${code} ${raw_value}`),
  }
}

describe('stock in boxes and pieces', () => {
  test('is counted in pieces, by what the row says of its pack', async () => {
    const { rows, findings } = await lying(
      'Item Name,Unit,Closing Stock,Stock Value',
      'Atta,BOX of 10,2 BOX 1 PCS,210',
      'Salt,BOX of 12,5 BOX,120',
      'Oil,BOX of 12,6 PCS,600',
      'Milk,BOX of 12,-1 BOX 6 PCS,-180',
      'Tea,BOX,1 BOX 6 PCS,180',
      "Jam 24's,BOX,1 BOX 6 PCS,300",
    )
    expect(rows).toEqual([
      [21, 10],
      [60, 2],
      [6, 100],
      [-18, 10],
      [30, 10],
    ])
    expect(findings).toEqual(['4 W_NEG_STOCK -1 BOX 6 PCS', '5 E_QTY_PARSE 1 BOX 6 PCS'])
  })
  test('and a column of boxes alone stays one of boxes', async () => {
    const { rows } = await lying('Item Name,Conversion,Closing Stock,Cost', 'Atta,10,2 BOX,100', 'Salt,12,5 BOX,120')
    expect(rows).toEqual([
      [2, 100],
      [5, 120],
    ])
  })
  test('has the cost of a piece where the value of the row tells what its price is of', async () => {
    const { rows, findings } = await lying(
      'Item Name,Conversion,Closing Stock,Purchase Price,Stock Value',
      'Atta,10,2 BOX 1 PCS,10,210',
      'Salt,12,5 BOX 6 PCS,120,660',
      'Oil,12,1 BOX 1 PCS,120,',
    )
    expect(rows).toEqual([
      [21, 10],
      [66, 10],
      [13, null],
    ])
    expect(findings).toEqual(['3 W_COST_UNIT 120'])
  })
})

describe('strips and loose tablets', () => {
  test('are strips and parts of one', async () => {
    const { rows, findings } = await lying(
      'Item Name,Pack,Batch No,Closing Stock,P.Rate',
      'Dolo,10 TAB,B1,53:3,20',
      'Pan,1x15,B2,4:6,96',
      'Azithral,10x3,B3,2:1,40',
      'Balm,,B4,12:0,40',
      'Gel,30 gm,B5,12:5,40',
    )
    expect(rows).toEqual([
      [53.3, 20],
      [4.4, 96],
      [2.333, 40],
      [12, 40],
    ])
    expect(findings).toEqual(['5 E_QTY_PARSE 12:5'])
  })
})

test('units that everybody knows need no pack', async () => {
  const { rows, findings } = await lying(
    'Item Name,Closing Stock,Cost',
    'Dal,1 kg 250 gm,80',
    'Eggs,2 doz 3 pcs,6',
    'Oil,(1 ltr 500 ml),90',
  )
  expect(rows).toEqual([
    [1.25, 80],
    [27, 6],
  ])
  expect(findings).toEqual(['3 E_QTY_PARSE (1 ltr 500 ml)'])
})

test('what was bought in boxes costs so much a piece', async () => {
  const { db } = await tryImport(
    'Bill Date,Bill No,Supplier,Item Name,Pack,Qty,P.Rate,Amount\n13/03/2024,P1,Metro,Soap,12,2 BOX 6 PCS,120,300\n13/03/2024,P1,Metro,Salt,12,1 BOX,120,120\n',
    { filename: 'Purchase Register.csv' },
  )
  expect(
    await db.all(sql`SELECT qty / 1000 AS units, unit_cost / 1e4 AS cost, amount / 1e4 AS amount FROM purchase_fact ORDER BY row_no`),
  ).toEqual([
    { units: 30, cost: 10, amount: 300 },
    { units: 12, cost: 10, amount: 120 },
  ])
})

test('that a column is in boxes and pieces may show late in a large file', async () => {
  const text = ['Item Name,Conversion,Closing Stock', 'Atta,10,2 BOX', 'Salt,12,5 BOX', 'Oil,12,1 BOX 6 PCS'].join('\n')
  const { db } = await tryImport(text, { filename: 'stock.csv', slice_rows: 2 })
  expect(await db.all(sql`SELECT on_hand / 1000 AS units FROM inventory_fact ORDER BY row_no`)).toEqual([
    { units: 20 },
    { units: 60 },
    { units: 18 },
  ])
})
