import { expect, test } from 'vitest'
import { sql } from '../../db/sql'
import { tryImport } from '../normalise/try-import'

async function bills(csv: string) {
  const { db } = await tryImport(csv, { uploaded_at: '2026-05-01T00:00:00Z' })
  return (await db.all<{ bill: string }>(sql`SELECT DISTINCT transaction_id AS bill FROM sales_fact ORDER BY 1`)).map(({ bill }) => bill)
}

test('a serial number of letters that lines share is the bill’s', async () =>
  expect(
    await bills('Serial Number,Date,Item,Qty,Amount\nINV-1,21/04/2026,Tea,2,40\nINV-1,21/04/2026,Salt,1,20\nINV-2,22/04/2026,Tea,1,20\n'),
  ).toEqual(['INV-1', 'INV-2']))

test('of two numbers the one that lines share is the bill’s', async () =>
  expect(
    await bills(
      'Sale Date,Item,Qty,Item Total,Transaction ID,Order ID\n21/04/2026,Tea,2,40,901,31\n21/04/2026,Salt,1,20,902,31\n22/04/2026,Tea,1,20,903,32\n',
    ),
  ).toEqual(['31', '32']))

test('the number of a bill that has one line each stays, where the other is of several bills', async () =>
  expect(await bills('Date,Bill No,Reference,Item,Qty,Amount\n21/04/2026,7,A,Tea,2,40\n22/04/2026,7,B,Salt,1,20\n')).toEqual(['7']))

test('a column of a bare name is the bill’s number where lines that share one stand together and are of one day', async () => {
  const lines = ['1001,14/03/2026,Mug,2,20', '1001,14/03/2026,Pen,3,15', '1002,15/03/2026,Pen,1,5', '1003,16/03/2026,Cap,4,32']
  for (const name of ['Num', 'Sale', 'ID', 'No.'])
    expect([name, await bills([`${name},Date,Item,Qty,Amount`, ...lines, ''].join('\n'))]).toEqual([name, ['1001', '1002', '1003']])
})

test('"Num" is a bill’s though no two lines share one; a count of rows, or of the lines of each bill, is not', async () => {
  expect(await bills('Num,Date,Item,Qty,Amount\n871,14/03/2026,Mug,2,20\n874,15/03/2026,Pen,3,15\n')).toEqual(['871', '874'])
  expect(await bills('Num,Date,Item,Qty,Amount\n1,14/03/2026,Mug,2,20\n2,15/03/2026,Pen,3,15\n')).toEqual([null])
  expect(await bills('No,Date,Item,Qty,Amount\n1,14/03/2026,Mug,2,20\n2,14/03/2026,Pen,3,15\n1,15/03/2026,Pen,3,15\n')).toEqual([null])
})
