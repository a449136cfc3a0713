import { expect, test } from 'vitest'
import { sql } from '../../db/sql'
import { tryImport } from '../normalise/try-import'

/** Bills of two lines each: [bill, quantity, price, tax of the line, tax of the bill] */
const LINES = Array.from({ length: 10 }, (_, i) => {
  const bill = Math.floor(i / 2)
  const first = { qty: 1, price: 10 + bill }
  const second = { qty: 2, price: 30 }
  const { qty, price } = i % 2 === 0 ? first : second
  const of = (line: typeof first) => (line.qty * line.price) / 10
  return { bill, qty, price, tax: of({ qty, price }), bill_tax: of(first) + of(second) }
})
const read = async (header: string, cells: (line: (typeof LINES)[number]) => number[]) => {
  const rows = LINES.map((line, i) =>
    [`2024-03-0${line.bill + 1}`, line.bill, `Product ${i % 2}`, line.qty, line.price, line.qty * line.price, ...cells(line)].join(','),
  )
  const { db } = await tryImport(`Date,Bill No,Item,Qty,Rate,Line Amount,${header}\n${rows.join('\n')}\n`)
  const [sum] = await db.all(sql`SELECT sum(net_ex_tax) / 1e4 AS net, sum(tax) / 1e4 AS tax FROM sales_fact`)
  const said = await db.all(sql`SELECT code, raw_value FROM row_issue WHERE code = 'W_BILL_TOTAL'`)
  return { ...sum, said }
}

test('the tax of the bill on each of its lines is not added up; the tax of the line beside it is', async () =>
  expect(await read('Total Tax,Tax Amount', (line) => [line.bill_tax, line.tax])).toEqual({
    net: 360,
    tax: 36,
    said: [{ code: 'W_BILL_TOTAL', raw_value: 'Total Tax' }],
  }))

test('alone it leaves the tax unknown, and the report says why', async () =>
  expect(await read('Total Tax', (line) => [line.bill_tax])).toEqual({
    net: 360,
    tax: null,
    said: [{ code: 'W_BILL_TOTAL', raw_value: 'Total Tax' }],
  }))
