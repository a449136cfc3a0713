import { expect, test } from 'vitest'
import { sql } from '../../db/sql'
import { tryImport } from './try-import'

const GOODS = [
  ['Dolo', 2, 100, 10],
  ['Soap', 1, 250, 4],
  ['Tea', 7, 30, 10],
  ['Balm', 1, 90, 4],
  ['Salt', 3, 20, 10],
  ['Rice', 5, 60, 4],
] as const
const net = GOODS.reduce((sum, [, qty, price]) => sum + qty * price, 0)
const tax = GOODS.reduce((sum, [, qty, price, rate]) => sum + (qty * price * rate) / 100, 0)

/** Revenue and tax of a file of sales, in the currency, and the roles of its columns. */
async function taxed(header: string, cells: (rate: number, line: number) => string) {
  const rows = GOODS.map(
    ([item, qty, price, rate], i) => `2024-01-0${i + 1},B${i},${item},${qty},${price},${qty * price},${cells(rate, qty * price)}`,
  )
  const { db, recognition } = await tryImport([`Date,Bill No,Item,Qty,Rate,Taxable Value,${header}`, ...rows].join('\n'))
  const [sum] = await db.all(sql`SELECT sum(net_ex_tax)::DOUBLE / 1e4 AS net, sum(tax)::DOUBLE / 1e4 AS tax FROM sales_fact`)
  return { ...sum, roles: recognition.mapping.columns.slice(6) }
}

test.each([
  ['Tax', 'rates', (rate: number) => `${rate}`, ['tax_pct']],
  ['IVA', 'rates with a sign', (rate: number) => `${rate}%`, ['tax_pct']],
  ['CGST,SGST', 'halves of the rate', (rate: number) => `${rate / 2},${rate / 2}`, ['tax_pct', 'tax_pct']],
  [
    'CGST,SGST,IGST',
    'halves of the rate, one column unused',
    (rate: number) => `${rate / 2},${rate / 2},0`,
    ['tax_pct', 'tax_pct', 'tax_pct'],
  ],
  ['GST %,CGST,SGST', 'a rate and its halves', (rate: number) => `${rate},${rate / 2},${rate / 2}`, ['tax_pct', null, null]],
  ['Tax', 'amounts', (rate: number, line: number) => `${(line * rate) / 100}`, ['tax']],
  ['CGST,SGST', 'halves of the amount', (rate: number, line: number) => `${(line * rate) / 200},${(line * rate) / 200}`, ['tax', 'tax']],
] as const)('%s of %s', async (header, _, cells, roles) => {
  expect(await taxed(header, cells)).toEqual({ net, tax, roles })
})

test('a rate among amounts of tax costs no row; the tax of that row is unknown', async () => {
  const { db } = await tryImport(
    'Date,Item,Qty,Price,VAT (20.0%),Total\n2024-03-01,Mug,2,12,4.00,24.00\n2024-03-02,Pen,3,6,3.00,18.00\n2024-03-03,Cap,1,12,20%,12.00\n',
  )
  expect(await db.all(sql`SELECT net_ex_tax / 1e4 AS net, tax / 1e4 AS tax FROM sales_fact ORDER BY row_no`)).toEqual([
    { net: 20, tax: 4 },
    { net: 15, tax: 3 },
    { net: 12, tax: null },
  ])
  expect(await db.all(sql`SELECT row_no, code FROM row_issue WHERE severity = 'warn'`)).toEqual([{ row_no: 3, code: 'W_TAX_UNKNOWN' }])
})
