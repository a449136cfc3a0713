import { expect, test } from 'vitest'
import { raw, sql } from '../../db/sql'
import { tryImport } from './try-import'

/** How many rows a file of this text gives to `facts`, and its findings. */
async function read(facts: string, text: string) {
  const { db } = await tryImport(text)
  const [row] = await db.all<{ n: number }>(sql`SELECT count(*) AS n FROM ${raw(facts)}`)
  const findings = await db.all<{ row_no: number; code: string; field: string; raw_value: string }>(
    sql`SELECT row_no, code, field, raw_value FROM row_issue ORDER BY row_no, code, field`,
  )
  return { rows: row?.n, findings: findings.map(({ row_no, code, field, raw_value }) => `${row_no} ${code} ${field} ${raw_value}`) }
}

test('a product with a tax rate or an MRP that is no number is kept without it', async () => {
  expect(
    await read(
      'product_fact',
      'Item Code,Item Name,Purchase Price,MRP,GST Rate\n1,Oil,90,120,5%\n2,Milk,24,see pack,as per slab\n3,Tea,dear,9,5\n',
    ),
  ).toEqual({
    rows: 2,
    findings: ['2 W_NUMBER_UNREAD mrp see pack', '2 W_NUMBER_UNREAD tax_pct as per slab', '3 E_AMOUNT_PARSE cost dear'],
  })
})

test('so is what lies there', async () => {
  expect(
    await read('inventory_fact', 'Item Name,Batch,Closing Stock,Cost,MRP\nOil,B1,7,90,120\nMilk,B2,5,24,on pack\nTea,B3,many,24,9\n'),
  ).toEqual({
    rows: 2,
    findings: ['2 W_NUMBER_UNREAD mrp on pack', '3 E_QTY_PARSE stock many'],
  })
})

test('so is what was sold, whose tax is then unknown', async () => {
  const text =
    'Date,Bill No,Item,Qty,Rate,GST %,Amount,MRP\n13/05/2024,1,Oil,2,100,5,210,120\n14/05/2024,2,Milk,1,24,slab,24,?\n15/05/2024,3,Tea,1,24,5,lots,30\n'
  expect(await read('sales_fact', text)).toEqual({
    rows: 2,
    findings: ['2 W_NUMBER_UNREAD mrp ?', '2 W_NUMBER_UNREAD tax_pct slab', '2 W_TAX_UNKNOWN tax slab', '3 E_AMOUNT_PARSE total lots'],
  })
})
