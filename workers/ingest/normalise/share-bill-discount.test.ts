import { expect, test } from 'vitest'
import { sql } from '../../db/sql'
import { tryImport } from './try-import'

/** Bills of two lines and what was taken off each bill: [tea at 100, salt at 20, discount] */
const BILLS = [
  [1, 4, 30],
  [2, 1, 55],
  [1, 2, 0],
  [3, 5, 120],
  [2, 6, 40],
] as const
const DISCOUNTS = 245
const WHOLE = 900 + 360

type Line = { bill: number; item: string; qty: number; rate: number; discount: number }
const LINES: Line[] = BILLS.flatMap(([tea, salt, discount], bill) => [
  { bill, item: 'Tea', qty: tea, rate: 100, discount },
  { bill, item: 'Salt', qty: salt, rate: 20, discount },
])

async function read(header: string, cells: (line: Line) => (string | number)[], slice_rows?: number) {
  const rows = LINES.map((line) => [`2024-03-0${line.bill + 1}`, `B${line.bill}`, line.item, line.qty, ...cells(line)].join(','))
  const { db } = await tryImport(`Date,Bill No,Item,Qty,${header}\n${rows.join('\n')}\n`, slice_rows ? { slice_rows } : {})
  const [sum] = await db.all(sql`SELECT sum(net_ex_tax) / 1e4 AS net, sum(discount) / 1e4 AS discount FROM sales_fact`)
  const first = await db.all(sql`SELECT net_ex_tax / 1e4 AS net FROM sales_fact WHERE transaction_id = 'B0' ORDER BY row_no`)
  const codes = await db.all<{ code: string }>(sql`SELECT DISTINCT code FROM row_issue WHERE code <> 'W_TAX_UNKNOWN' ORDER BY code`)
  return { ...sum, first: first.map(({ net }) => net), codes: codes.map(({ code }) => code) }
}
// the first bill of 100 and 80 has lost 30
const SOLD = { net: WHOLE - DISCOUNTS, discount: DISCOUNTS, first: [83.3333, 66.6667], codes: ['W_BILL_DISCOUNT'] }
const amount = ({ qty, rate }: Line) => qty * rate

test.each([undefined, 3])(
  'the discount of a bill on each of its lines is taken once, also where slices cut bills (%s rows)',
  async (slice_rows) => {
    expect(await read('Rate,Amount,Bill Discount', (line) => [line.rate, amount(line), line.discount], slice_rows)).toEqual(SOLD)
    expect(await read('Rate,Discount', (line) => [line.rate, line.discount], slice_rows)).toEqual(SOLD)
    expect(await read('Amount,Order Discount', (line) => [amount(line), line.discount], slice_rows)).toEqual(SOLD)
  },
)

test('discounts of the lines themselves stay theirs', async () => {
  const own = await read('Rate,Discount,Amount', (line) => [line.rate, line.discount / 10, amount(line) - line.discount / 10])
  expect(own).toMatchObject({ net: WHOLE - DISCOUNTS / 5, discount: DISCOUNTS / 5, codes: [] })
})

test('a rate that a customer has on all lines is no discount of the bill', async () => {
  const rates = [5, 10, 5, 10, 15]
  const rated = await read('Rate,Discount,Amount', (line) => [
    line.rate,
    rates[line.bill] as number,
    (amount(line) * (100 - (rates[line.bill] as number))) / 100,
  ])
  expect(rated.codes).toEqual([])
})
