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
