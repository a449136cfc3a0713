import { expect, test } from 'vitest'
import { sql } from '../../db/sql'
import { tryImport } from './try-import'

const LINES = [
  { item: 'Soap', qty: 2, price: 150, tax_pct: 18 },
  { item: 'Tea', qty: 3, price: 210, tax_pct: 5 },
  { item: 'Ghee', qty: 1, price: 560, tax_pct: 12 },
  { item: 'Rice', qty: 4, price: 40, tax_pct: 0 },
  { item: 'Soap', qty: 5, price: 150, tax_pct: 18 },
]
type Line = (typeof LINES)[number]
const net = ({ qty, price }: Line) => qty * price
const gross = (line: Line) => ((net(line) * (100 + line.tax_pct)) / 100).toFixed(2)

async function sold(header: string, cells: (line: Line, no: number) => (string | number)[]) {
  const rows = LINES.map((line, i) => [`Shop/000${i}`, `2024-03-0${i + 1} 10:00:00`, line.item, line.qty, ...cells(line, i)].join(','))
  const { db } = await tryImport(`Order Ref,Order Date,Product Variant,Quantity,${header}\n${rows.join('\n')}\n`)
  const [sum] = await db.all(sql`SELECT sum(net_ex_tax) / 1e4 AS net, sum(tax) / 1e4 AS tax FROM sales_fact`)
  return { ...sum, warnings: await db.all(sql`SELECT DISTINCT code FROM row_issue WHERE severity = 'warn'`) }
}
const SOLD = { net: 2400, tax: 287.7, warnings: [] }

test('Odoo: what the total has more than the sub-total is the tax', async () => {
  expect(await sold('Unit Price,Subtotal,Total', (line) => [line.price, net(line), gross(line)])).toEqual(SOLD)
  expect(await sold('Unit Price,Taxes,Subtotal,Total', (line) => [line.price, `GST ${line.tax_pct}%`, net(line), gross(line)])).toEqual(
    SOLD,
  )
  expect(await sold('Subtotal,Total', (line) => [net(line), gross(line)])).toEqual(SOLD)
})

test('a discount or a charge between them is no tax', async () => {
  const discounted = await sold('Unit Price,Discount,Subtotal,Total', (line) => [line.price, 10, net(line), net(line) - 10])
  expect(discounted).toMatchObject({ tax: null })
  expect(await sold('Subtotal,Service Charge,Total', (line) => [net(line), net(line) / 10, net(line) * 1.1])).toMatchObject({ tax: null })
  expect(await sold('Subtotal,Total', (line, no) => [net(line), net(line) + 37 + no])).toMatchObject({ net: 2400, tax: null })
})
