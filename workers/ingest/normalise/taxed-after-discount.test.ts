import { expect, test } from 'vitest'
import { sql } from '../../db/sql'
import { tryImport } from './try-import'

const LINES = [
  { item: 'Soap', qty: 2, price: 150, tax_pct: 18, discount: 30 },
  { item: 'Tea', qty: 3, price: 210, tax_pct: 5, discount: 0 },
  { item: 'Ghee', qty: 1, price: 560, tax_pct: 12, discount: 56 },
  { item: 'Cola', qty: 4, price: 40, tax_pct: 28, discount: 16 },
  { item: 'Soap', qty: 5, price: 150, tax_pct: 18, discount: 75 },
]
type Line = (typeof LINES)[number]
const whole = ({ qty, price }: Line) => qty * price
const tax = (line: Line) => ((whole(line) - line.discount) * line.tax_pct) / 100

async function sold(header: string, cells: (line: Line) => (string | number)[]) {
  const rows = LINES.map((line, i) => [`10000${i}`, `2024-03-0${i + 1} 10:00:00`, line.item, line.qty, ...cells(line)].join(','))
  const { db } = await tryImport(`Order Increment ID,Created At,Name,Qty Ordered,${header}\n${rows.join('\n')}\n`)
  const [sum] = await db.all<{
    net: number
  }>(sql`SELECT count(DISTINCT transaction_id) AS bills, sum(net_ex_tax) / 1e4 AS net, sum(tax) / 1e4 AS tax,
    sum(total_inc_tax) / 1e4 AS total, sum(discount) / 1e4 AS discount FROM sales_fact`)
  return { ...sum, warnings: await db.all(sql`SELECT DISTINCT code FROM row_issue WHERE severity = 'warn'`) }
}
const SOLD = { bills: 5, net: 2223, tax: 302.4, total: 2525.4, discount: 177, warnings: [] }

test('Magento: the row total stands before the discount, as the taxes beside them tell', async () => {
  const money = (line: Line) => [whole(line), line.discount]
  expect(
    await sold('Price,Row Total,Discount Amount,Tax Percent,Tax Amount', (line) => [line.price, ...money(line), line.tax_pct, tax(line)]),
  ).toEqual(SOLD)
  expect(await sold('Price,Row Total,Discount Amount,Tax Amount', (line) => [line.price, ...money(line), tax(line)])).toEqual(SOLD)
  expect(await sold('Row Total,Discount Amount,Tax Amount', (line) => [...money(line), tax(line)])).toEqual(SOLD)
})

test('a total that has lost the discount stays', async () =>
  expect(
    await sold('Price,Row Total,Discount Amount,Tax Amount', (line) => [line.price, whole(line) - line.discount, line.discount, tax(line)]),
  ).toEqual(SOLD))

test('so does the amount of prices with the tax, where the taxes are in what the discount leaves', async () => {
  const inside = (line: Line) => (((whole(line) - line.discount) * line.tax_pct) / (100 + line.tax_pct)).toFixed(2)
  const found = await sold('Price,Row Total,Discount Amount,Tax Amount', (line) => [line.price, whole(line), line.discount, inside(line)])
  expect(found).toMatchObject({ total: 2223, discount: 177, warnings: [] })
  expect(found.net).toBeCloseTo(2223 - 41.19 - 30 - 54 - 31.5 - 102.97, 1)
})
