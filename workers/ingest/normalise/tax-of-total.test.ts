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
