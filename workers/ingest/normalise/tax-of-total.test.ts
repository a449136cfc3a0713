import { expect, test } from 'vitest'
import { sql } from '../../db/sql'
import { tryImport } from './try-import'

const LINES = [
  { item: 'Soap', qty: 2, rate: 150, gst: 18 },
  { item: 'Tea', qty: 3, rate: 210, gst: 5 },
  { item: 'Ghee', qty: 1, rate: 560, gst: 12 },
  { item: 'Cola', qty: 4, rate: 40, gst: 28 },
  { item: 'Soap', qty: 5, rate: 150, gst: 18 },
]
type Line = (typeof LINES)[number]
const inside = ({ qty, rate, gst }: Line) => ((qty * rate * gst) / (100 + gst)).toFixed(2)
const on_top = ({ qty, rate, gst }: Line) => ((qty * rate * gst) / 100).toFixed(2)

async function sold(header: string, cells: (line: Line) => (string | number)[]) {
  const rows = LINES.map((line, i) => [`2${i}/04/2026`, `B${i}`, line.item, line.qty, ...cells(line)].join(','))
  const { db, outcome } = await tryImport(`Date,Bill No,Item,Qty,${header}\n${rows.join('\n')}\n`, { uploaded_at: '2026-05-01T00:00:00Z' })
  const [sum] = await db.all<{ net: number; tax: number }>(
    sql`SELECT sum(net_ex_tax)::BIGINT / 1e4 AS net, sum(tax)::BIGINT / 1e4 AS tax FROM sales_fact`,
  )
  const issues = await db.all(sql`SELECT DISTINCT code FROM row_issue WHERE severity <> 'info'`)
  return { ...sum, reading: outcome.status === 'done' ? outcome.profile.amount_reading : null, issues }
}

const TAX_INSIDE = { net: 2114.83, tax: 285.17 }

test('prices that hold the tax, as the taxes beside them tell: quantity x rate is the total, and 18 % are of what it leaves', async () => {
  const { net, tax, reading, issues } = await sold('Rate,Tax,Total', (line) => [line.rate, inside(line), line.qty * line.rate])
  expect(net).toBeCloseTo(TAX_INSIDE.net, 0)
  expect(tax).toBeCloseTo(TAX_INSIDE.tax, 0)
  expect([reading, issues]).toEqual(['tax_in_price', []])
})

test('taxes of the total itself come on top of it', async () => {
  const { net, reading } = await sold('Rate,Tax,Total', (line) => [line.rate, on_top(line), line.qty * line.rate])
  expect([net, reading]).toEqual([2400, 'tax_out'])
})

test('without a price the taxes tell it as well', async () => {
  const net_price = await sold('Net Price,Tax', (line) => [line.qty * line.rate, on_top(line)])
  expect([net_price.net, net_price.reading]).toEqual([2400, 'tax_out'])
  const with_tax = await sold('Total,Tax', (line) => [line.qty * line.rate, inside(line)])
  expect(with_tax.net).toBeCloseTo(TAX_INSIDE.net, 0)
})

test('the rate in the name of a tax tells it, of totals however small', async () => {
  const lines = ['Mug,2,12,4.00,,24.00', 'Pen,3,6,3.00,,18.00', 'Bar,1,5.25,,0.25,5.25', 'Cap,4,9.60,6.40,,38.40']
  const { db } = await tryImport(
    `Date,Name,Quantity,Price,VAT (20.0%),VAT (5.0%),Total\n${lines.map((line, i) => `2024-03-0${i + 1},${line}`).join('\n')}\n`,
  )
  expect(await db.all(sql`SELECT sum(net_ex_tax) / 1e4 AS net, sum(tax) / 1e4 AS tax FROM sales_fact`)).toEqual([{ net: 72, tax: 13.65 }])
})

test('of totals that are all small whole percents tell it, where they nearly all agree', async () => {
  const cents = (amount: number) => (Math.round(amount * 100) / 100).toFixed(2)
  const sales = Array.from({ length: 40 }, (_, i) => 5 + ((i * 7.3) % 40))
  const all = sales.reduce((sum, total) => sum + total, 0)
  const read = async (tax: (total: number) => number) => {
    const rows = sales.map((total, i) => `2024-03-${10 + (i % 20)},Tea ${i},1,${cents(total)},${cents(tax(total))},${cents(total)}`)
    const { db } = await tryImport(`Date,Item,Qty,Price,VAT,Total\n${rows.join('\n')}\n`)
    const [sum] = await db.all<{ net: number }>(sql`SELECT sum(net_ex_tax) / 1e4 AS net FROM sales_fact`)
    return sum?.net
  }
  expect(await read((total) => (total * 19) / 119)).toBeCloseTo(all / 1.19, 0)
  expect(await read((total) => total * 0.19)).toBeCloseTo(all, 2)
  expect(await read((total) => total * 0.08875)).toBeCloseTo(all, 2)
})

test('prices that would be above the MRP with the tax on top hold it', async () => {
  const read = async (price: number) => {
    const rows = Array.from({ length: 8 }, (_, i) => `2024-03-1${i},Tea ${i},2,125,${price},18,${2 * price}`)
    const { db } = await tryImport(`Date,Item,Qty,MRP,Selling Price,Tax %,Total Price\n${rows.join('\n')}\n`)
    const [sum] = await db.all<{ net: number; tax: number }>(
      sql`SELECT sum(net_ex_tax) / 1e4 AS net, sum(tax) / 1e4 AS tax FROM sales_fact`,
    )
    return sum
  }
  expect(await read(118)).toEqual({ net: 1600, tax: 288 })
  expect(await read(100)).toEqual({ net: 1600, tax: 288 })
})
