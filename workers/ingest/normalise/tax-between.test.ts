import { expect, test } from 'vitest'
import { sql } from '../../db/sql'
import { tryImport } from './try-import'

const LINES = [
  { item: 'Mug', qty: 2, price: 10 },
  { item: 'Pen', qty: 3, price: 5 },
  { item: 'Pen', qty: 1, price: 5 },
  { item: 'Cap', qty: 4, price: 8 },
]
const TAX = 0.2

async function sold(header: string, cells: (line: { net: number; gross: number; price: number }) => number[]) {
  const rows = LINES.map(({ item, qty, price }, i) =>
    [`2024-03-0${i + 1}`, `S00${i}`, item, qty, ...cells({ net: qty * price, gross: qty * price * (1 + TAX), price })].join(','),
  )
  const { db } = await tryImport(`Date,Order Ref,Product,Quantity,${header}\n${rows.join('\n')}\n`)
  const [sum] = await db.all<Record<'net' | 'tax' | 'total', number | null>>(
    sql`SELECT sum(net_ex_tax) / 1e4 AS net, sum(tax) / 1e4 AS tax, sum(total_inc_tax) / 1e4 AS total FROM sales_fact`,
  )
  return { ...sum, issues: await db.all(sql`SELECT code FROM row_issue`) }
}
const KNOWN = { net: 72, tax: 14.4, total: 86.4, issues: [] }

test('two amounts whose names tell them apart have the tax between them, whichever of the two the price goes with', async () => {
  expect(
    await sold('Price (tax excl.),Price (tax incl.),Total (tax excl.),Total (tax incl.)', ({ net, gross, price }) => [
      price,
      price * 1.2,
      net,
      gross,
    ]),
  ).toEqual(KNOWN)
  expect(await sold('Unit Price,Untaxed Amount,Total', ({ net, gross, price }) => [price, net, gross])).toEqual(KNOWN)
  expect(await sold('Unit Price,Total (ex tax),Total (inc tax)', ({ net, gross, price }) => [price * 1.2, net, gross])).toEqual(KNOWN)
  expect(await sold('Amount excl. VAT,Amount incl. VAT', ({ net, gross }) => [net, gross])).toEqual(KNOWN)
})

test('a price without tax beside an amount with it', async () =>
  expect(await sold('Unit price (ex GST),Total (inc GST)', ({ gross, price }) => [price, gross])).toEqual(KNOWN))

test('two amounts that no name tells apart are not taken for each other’s tax', async () => {
  const { net, tax } = await sold('Net sales,Total', ({ net, gross }) => [net, gross])
  expect([net, tax]).toEqual([72, null])
})

test('more than any tax between the two is something else', async () => {
  const { net, tax } = await sold('Total (ex tax),Total (inc tax)', ({ net }) => [net, net * 2])
  expect([net, tax]).toEqual([72, null])
})

test('a sub-total beside one without tax is the one with it', async () =>
  expect(await sold('Unit Price,Subtotal w/o Tax,Subtotal', ({ net, gross, price }) => [price, net, gross])).toEqual(KNOWN))

test('French and Dutch amounts say it in their own words', async () => {
  expect(await sold('Montant HT,Montant TTC', ({ net, gross }) => [net, gross])).toEqual(KNOWN)
  expect(await sold('Bedrag excl. BTW,Bedrag incl. BTW', ({ net, gross }) => [net, gross])).toEqual(KNOWN)
})
