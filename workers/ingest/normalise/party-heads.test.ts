import { expect, test } from 'vitest'
import { sql } from '../../db/sql'
import { tryImport } from './try-import'

/** Lines of a register of bills, as [bill, goods, units, revenue]. */
async function read(lines: readonly string[], slice_rows?: number) {
  const { db } = await tryImport(`${lines.join('\n')}\n`, slice_rows ? { slice_rows } : {})
  const rows = await db.all<Record<string, unknown>>(sql`
    SELECT transaction_id, i.name, qty / 1e3 AS qty, net_ex_tax / 1e4 AS net FROM sales_fact JOIN item i USING (item_no) ORDER BY row_no`)
  return rows.map((row) => Object.values(row).join(' '))
}
const SOLD = ['S/1 Tea 4 200', 'S/1 Salt 3 60', 'S/1 Sugar 3 150', 'S/2 Tea 2 100', 'S/2 Salt 3 60', 'S/3 Tea 5 250']

async function customers(lines: readonly string[], slice_rows?: number) {
  const { db } = await tryImport(`${lines.join('\n')}\n`, slice_rows ? { slice_rows } : {})
  const rows = await db.all<{ customer: string; net: number }>(
    sql`SELECT customer_id AS customer, sum(net_ex_tax) / 1e4 AS net FROM sales_fact GROUP BY ALL ORDER BY net DESC`,
  )
  return rows.map(({ customer, net }) => `${customer} ${net}`)
}

const SUMMED = [
  'Date,Bill No,Party / Item,Qty,Rate,Amount',
  '01-03-2024,S/1,Ramesh Traders,10,,410.00',
  ',,Tea,4,50,200.00',
  ',,Salt,3,20,60.00',
  ',,Sugar,3,50,150.00',
  '02-03-2024,S/2,Cash,5,,160.00',
  ',,Tea,2,50,100.00',
  ',,Salt,3,20,60.00',
  '03-03-2024,S/3,Gita Stores,5,,250.00',
  ',,Tea,5,50,250.00',
  'Total,,,20,,820.00',
]

test.each([undefined, 4, 5, 6, 8])(
  'the party of a bill above its goods, in one column, with the sums of the bill (%s rows a slice)',
  async (slice_rows) => expect(await read(SUMMED, slice_rows)).toEqual(SOLD),
)

test('without a price, heads are told where they are the sums of their lines throughout', async () => {
  const without = SUMMED.map((line) => {
    const cells = line.split(',')
    return [...cells.slice(0, 4), cells[5]].join(',')
  })
  expect(await read(without)).toEqual(SOLD)
})

test('a first line on the row of the day is no head, though its figure may be the sum of the next ones', async () => {
  const rows = [
    'Date,Bill No,Item,Qty,Amount',
    '01-03-2024,S/1,Tea,3,150',
    ',,Salt,3,60',
    '02-03-2024,S/2,Tea,2,100',
    ',,Salt,4,80',
    '03-03-2024,S/3,Tea,5,250',
    ',,Oil,1,90',
  ]
  expect(await read(rows)).toEqual(['S/1 Tea 3 150', 'S/1 Salt 3 60', 'S/2 Tea 2 100', 'S/2 Salt 4 80', 'S/3 Tea 5 250', 'S/3 Oil 1 90'])
})

test('lines that count themselves in the column of the bill’s number are of the bill above', async () => {
  const counted = ['Date,Bill No,Particulars,Qty,Rate,Amount']
  let line = 0
  for (const row of SUMMED.slice(1, -1)) {
    const cells = row.split(',')
    line = cells[0] ? 0 : line + 1
    counted.push([cells[0], cells[0] ? cells[1] : line, cells[2], cells[0] ? '' : cells[3], ...cells.slice(4)].join(','))
  }
  expect(await read(counted)).toEqual(SOLD)
})

test.each([undefined, 4, 6])('the party of a bill is the customer of its lines (%s rows a slice)', async (slice_rows) =>
  expect(await customers(SUMMED, slice_rows)).toEqual(['Ramesh Traders 410', 'Gita Stores 250', 'Cash 160']),
)
