import { expect, test } from 'vitest'
import { sql } from '../../db/sql'
import { tryImport } from './try-import'

/** Prices without the tax. */
const LINES = [
  { item: 'Soap', qty: 2, price: 150, gst: 18 },
  { item: 'Tea', qty: 3, price: 200, gst: 5 },
  { item: 'Ghee', qty: 1, price: 500, gst: 12 },
  { item: 'Soap', qty: -1, price: 150, gst: 18 },
]
type Line = (typeof LINES)[number]
const shelf = ({ price, gst }: Line) => (price * (100 + gst)) / 100
const tax = ({ qty, price, gst }: Line) => (qty * price * gst) / 100

async function sold(header: string, cells: (line: Line) => number[]) {
  const rows = LINES.map((line, i) => [`2024-03-0${i + 1}`, `B${i}`, line.item, line.qty, ...cells(line)].join(','))
  const { db } = await tryImport(`Date,Bill No,Item,Qty,${header}\n${rows.join('\n')}\n`)
  const [sum] = await db.all(sql`SELECT sum(net_ex_tax) / 1e4 AS net, sum(tax) / 1e4 AS tax FROM sales_fact`)
  return { ...sum, warnings: await db.all(sql`SELECT DISTINCT code FROM row_issue WHERE severity = 'warn'`) }
}
const SOLD = { net: 1250, tax: 117, warnings: [] }

test('a price that says it holds the tax does, with the rate or the tax beside it, with a total or without', async () => {
  expect(await sold('Selling Price (incl. GST),GST %,Total', (line) => [shelf(line), line.gst, line.qty * shelf(line)])).toEqual(SOLD)
  expect(await sold('Price (incl. GST),GST %', (line) => [shelf(line), line.gst])).toEqual(SOLD)
  expect(await sold('Price incl. Tax,GST Amount', (line) => [shelf(line), tax(line)])).toEqual(SOLD)
})

test('so does a price whose multiple is a total that says it', async () =>
  expect(await sold('Rate,GST %,Amount (incl. GST)', (line) => [shelf(line), line.gst, line.qty * shelf(line)])).toEqual(SOLD))

test('a total that says it, of prices without the tax, holds it alone', async () =>
  expect(await sold('Rate,GST %,Amount (incl. GST)', (line) => [line.price, line.gst, line.qty * shelf(line)])).toEqual(SOLD))

test('a price that says that it does not, does not', async () =>
  expect(await sold('Price (excl. GST),GST %', (line) => [line.price, line.gst])).toEqual(SOLD))
