import { expect, test } from 'vitest'
import { sql } from '../../db/sql'
import { tryImport } from '../normalise/try-import'

async function sold(csv: string) {
  const { db } = await tryImport(csv, { uploaded_at: '2026-05-01T00:00:00Z' })
  return db.all(sql`SELECT count(*) AS lines, sum(qty)::BIGINT / 1000 AS units, sum(net_ex_tax)::BIGINT / 1e4 AS net FROM sales_fact`)
}

test('a yes under "Void?" is a void line, a no is nothing', async () =>
  expect(
    await sold(
      'Order Date,Order Id,Menu Item,Qty,Net Price,Void?\n21/04/2026,1,Tea,2,40,false\n21/04/2026,1,Cake,1,90,true\n22/04/2026,2,Tea,1,20,false\n',
    ),
  ).toEqual([{ lines: 2, units: 3, net: 60 }]))

test('where the status of all bills is "closed", the type of each line tells payments from sales', async () => {
  const bill = (n: number, day: string) =>
    [
      `${day},${n},Sale,3,60,,CLOSED`,
      `${day},${n},Sale Line,2,40,Tea,CLOSED`,
      `${day},${n},Sale Line,1,20,Salt,CLOSED`,
      `${day},${n},Payment,,60,Cash,CLOSED`,
    ].join('\n')
  expect(
    await sold(
      `Date,Receipt Number,Line Type,Quantity,Total,Details,Status\n${[bill(1, '21/04/2026'), bill(2, '22/04/2026'), bill(3, '23/04/2026')].join('\n')}\n`,
    ),
  ).toEqual([{ lines: 6, units: 9, net: 180 }])
})

test('an order that was cancelled is no sale, under "order_state" as well', async () =>
  expect(
    await sold(
      'order_created_at,order_id,order_state,item_title,item_quantity,item_total\n2026-04-21,1,Completed,Tea,2,40\n2026-04-22,2,Cancelled,Tea,1,20\n',
    ),
  ).toEqual([{ lines: 1, units: 2, net: 40 }]))
