import { expect, test } from 'vitest'
import { sql } from '../../db/sql'
import { tryImport } from './try-import'

/** What a file sells and takes back, and what is said of it as a whole. */
async function read(lines: readonly string[]) {
  const { db, outcome } = await tryImport(lines.join('\n'))
  const rows = await db.all<{ line_type: string; lines: number; units: number; net: number; tax: number | null }>(sql`
    SELECT line_type, count(*) AS lines, sum(qty) / 1e3 AS units, sum(net_ex_tax) / 1e4 AS net, sum(tax) / 1e4 AS tax FROM sales_fact GROUP BY ALL ORDER BY line_type DESC`)
  const said = await db.all<{ code: string }>(sql`SELECT DISTINCT code FROM row_issue WHERE severity = 'warn' ORDER BY code`)
  return { rows, said: said.map(({ code }) => code), outcome }
}

/** Twenty bills of tea, as a template writes each. */
const bills = (line: (bill: number, day: string) => string) =>
  Array.from({ length: 20 }, (_, i) => line(i + 1, `2024-03-${String(i + 1).padStart(2, '0')}`))

test('an export that writes what leaves the shop below zero: the rest are the returns', async () => {
  const { rows, said, outcome } = await read([
    'Date,Receipt No.,Item,Quantity,Price,Net Amount,VAT Amount,Total',
    ...bills((bill, day) => `${day},${bill},Tea,-2,50,-100,-18,-118`),
    '2024-03-21,21,Tea,1,50,50,9,59',
    'Total,,,-39,,-1950,-351,-2301',
  ])
  expect(rows).toEqual([
    { line_type: 'SALE', lines: 20, units: 40, net: 2000, tax: 360 },
    { line_type: 'RETURN', lines: 1, units: -1, net: -50, tax: -9 },
  ])
  expect(said).toEqual(['W_SOLD_BELOW_ZERO'])
  expect(outcome).toMatchObject({ profile: { identity_testable: 21, identity_ok: 21, footer: { ok: true } } })
})

test('a ledger of movements: units below zero with money above it are sales', async () => {
  const { rows, said } = await read([
    'Date,Document No.,Item,Quantity,Sales Amount',
    ...bills((bill, day) => `${day},${bill},Tea,-2,100`),
    '2024-03-21,21,Tea,1,-50',
  ])
  expect(rows).toEqual([
    { line_type: 'SALE', lines: 20, units: 40, net: 2000, tax: null },
    { line_type: 'RETURN', lines: 1, units: -1, net: -50, tax: null },
  ])
  expect(said).toEqual(['W_SOLD_BELOW_ZERO'])
})

test('a file of returns alone stays one, and says so', async () => {
  const { rows, said } = await read(['Date,Bill No,Item,Qty,Amount', ...bills((bill, day) => `${day},${bill},Tea,-2,-100`)])
  expect(rows).toEqual([{ line_type: 'RETURN', lines: 20, units: -40, net: -2000, tax: null }])
  expect(said).toEqual(['W_ONLY_RETURNS'])
})

test('returns that a word names are returns, however many there are', async () => {
  const { rows, said } = await read([
    'Date,Bill No,Type,Item,Qty,Amount',
    ...bills((bill, day) => `${day},${bill},Credit Note,Tea,-2,-100`),
    '2024-03-21,21,Sale,Tea,3,150',
  ])
  expect(rows).toEqual([
    { line_type: 'SALE', lines: 1, units: 3, net: 150, tax: null },
    { line_type: 'RETURN', lines: 20, units: -40, net: -2000, tax: null },
  ])
  expect(said).toEqual([])
})

test('a few returns among few sales are what they say', async () => {
  const { rows } = await read([
    'Date,Bill No,Item,Qty,Amount',
    '2024-03-01,1,Tea,-2,-100',
    '2024-03-01,2,Tea,-2,-100',
    '2024-03-02,3,Tea,4,200',
  ])
  expect(rows.map(({ line_type, units }) => [line_type, units])).toEqual([
    ['SALE', 4],
    ['RETURN', -4],
  ])
})

test('money given back for goods whose number has no sign is a return', async () => {
  for (const [header, price] of [
    ['Date,Bill No,Item,Qty,Amount', ''],
    ['Date,Bill No,Item,Qty,Rate,Amount', '50,'],
  ] as const) {
    const { rows } = await read([header, ...bills((bill, day) => `${day},${bill},Tea,2,${price}100`), `2024-03-21,21,Tea,1,${price}-50`])
    expect(rows).toEqual([
      { line_type: 'SALE', lines: 20, units: 40, net: 2000, tax: null },
      { line_type: 'RETURN', lines: 1, units: -1, net: -50, tax: null },
    ])
  }
})

test('a discount on a line of its own takes money and no units, whatever quantity stands beside it', async () => {
  const { rows } = await read(['Date,Bill No,Item,Qty,Amount', '2024-03-01,1,Tea,2,100', '2024-03-01,1,Discount,1,-10'])
  expect(rows).toEqual([
    { line_type: 'SALE', lines: 1, units: 2, net: 100, tax: null },
    { line_type: 'ADJ', lines: 1, units: 0, net: -10, tax: null },
  ])
})

test('books that write what is earned below zero, beside units above it', async () => {
  const { rows, said } = await read([
    'Date,Document No.,Item,Quantity,Amount',
    ...bills((bill, day) => `${day},${bill},Tea,2,-100`),
    '2024-03-21,21,Tea,-1,50',
  ])
  expect(rows).toEqual([
    { line_type: 'SALE', lines: 20, units: 40, net: 2000, tax: null },
    { line_type: 'RETURN', lines: 1, units: -1, net: -50, tax: null },
  ])
  expect(said).toEqual(['W_SOLD_BELOW_ZERO'])
})
