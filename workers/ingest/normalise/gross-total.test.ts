import { expect, test } from 'vitest'
import { sql } from '../../db/sql'
import { tryImport } from './try-import'

async function read(...lines: string[]) {
  const { db } = await tryImport(`${lines.join('\n')}\n`)
  const rows = await db.all(
    sql`SELECT gross / 1e4 AS gross, discount / 1e4 AS discount, net_ex_tax / 1e4 AS net FROM sales_fact ORDER BY row_no`,
  )
  return { rows, warnings: await db.all(sql`SELECT row_no, code FROM row_issue WHERE severity = 'warn'`) }
}
const SOLD = {
  rows: [
    { gross: 100, discount: 10, net: 90 },
    { gross: 60, discount: 0, net: 60 },
    { gross: -50, discount: -5, net: -45 },
  ],
  warnings: [],
}

test('of an amount that is called gross the discount beside it is yet to be taken', async () => {
  expect(
    await read(
      'Date,Bill No,Item,Qty,Gross Amount,Discount',
      '2024-03-01,1,Tea,2,100,10',
      '2024-03-02,2,Salt,3,60,',
      '2024-03-03,3,Tea,-1,-50,5',
    ),
  ).toEqual(SOLD)
  expect(
    await read(
      'Date,Bill No,Item,Qty,Rate,Gross Sales,Discount',
      '2024-03-01,1,Tea,2,50,100,10',
      '2024-03-02,2,Salt,3,20,60,',
      '2024-03-03,3,Tea,-1,50,-50,5',
    ),
  ).toEqual(SOLD)
})

test('quantity x rate tells that it has been taken', async () =>
  expect(
    await read(
      'Date,Bill No,Item,Qty,Rate,Gross Amount,Discount',
      '2024-03-01,1,Tea,2,50,90,10',
      '2024-03-02,2,Salt,3,20,60,',
      '2024-03-03,3,Tea,-1,50,-45,5',
    ),
  ).toEqual(SOLD))
