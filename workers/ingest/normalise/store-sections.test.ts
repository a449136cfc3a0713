import { expect, test } from 'vitest'
import { sql } from '../../db/sql'
import { tryImport } from './try-import'

const ROWS = ['2024-03-14,1,Tea,2,100', '2024-03-15,2,Salt,1,20', '2024-03-16,3,Tea,1,50']
const read = async (...lines: string[]) => {
  const { db } = await tryImport(`Date,Bill No,Item,Qty,Amount\n${lines.join('\n')}\n`)
  return {
    stores: await db.all(
      sql`SELECT name_norm AS name, sum(net_ex_tax) / 1e4 AS net FROM sales_fact JOIN store_key USING (store_no) GROUP BY ALL ORDER BY name`,
    ),
    codes: await db.all(sql`SELECT code, count(*) AS n FROM row_issue WHERE severity <> 'info' GROUP BY code`),
  }
}

test('stores that head their sales are the stores of the rows below them', async () => {
  const { stores, codes } = await read('Store: MG Road,,,,', ...ROWS, 'Store: Whitefield,,,,', ...ROWS, 'Total,,,8,340')
  expect(stores).toEqual([
    { name: 'mg road', net: 170 },
    { name: 'whitefield', net: 170 },
  ])
  expect(codes).toEqual([{ code: 'I_TOTAL_ROW', n: 3 }])
})

test('another word above the rows is no store', async () => {
  const { stores } = await read('Morning shift,,,,', ...ROWS, 'Evening shift,,,,', ...ROWS)
  expect(stores.map(({ net }) => net)).toEqual([340])
})
