import { describe, expect, test } from 'vitest'
import { sql } from '../../db/sql'
import { tryImport } from '../normalise/try-import'
import marg from './marg.unpacker'
import { unpackerOf } from './registry'
import { unpackAll } from './unpack.fixture'

interface Line {
  name: string
  qty: number
  rate: number
  off?: number
  free?: number
  expiry?: string
  batch?: string
}

/** Cells in their places, the rest empty. */
function record(width: number, at: Record<number, string | number>): string {
  return Array.from({ length: width }, (_, k) => at[k] ?? '').join(',')
}
const paise = (amount: number) => Number(amount.toFixed(2))
const amountOf = ({ qty, rate, off = 0 }: Line) => paise(qty * rate - off)

/** An invoice as the 50-cell layout writes it. `told` = the total of its F record. */
function invoice(no: string, day: string, lines: readonly Line[], told?: number): string {
  const items = lines.map((line) => {
    const amount = amountOf(line)
    return record(50, {
      ...{ 0: 'T', 1: 'AB', 2: 'ACME LTD', 3: `C-${line.name.slice(0, 3)}`, 5: line.name, 6: '10S', 8: line.batch ?? 'B1' },
      ...{ 9: line.expiry ?? '00000000', 12: 5, 14: line.rate, 16: line.rate * 2, 18: 0, 20: line.qty, 21: line.free ?? 0, 22: 0 },
      ...{ 23: line.off ?? 0, 25: amount, 26: paise(amount * 0.05), 29: 'G', 38: '30049099', 39: line.name },
    })
  })
  const net = lines.reduce((sum, line) => sum + amountOf(line), 0)
  const head = record(53, { 0: 'H', 1: 1, 2: no, 3: day, 9: day, 30: 'SHARMA MEDICOS', 52: '<MARGERP FORMAT>' })
  return [head, ...items, `F,${told ?? Math.round(net * 1.05)},0,0,0,0,0,,0,${paise(net * 0.05)},`, ''].join('\r\n')
}
const FIRST = invoice('GC1', '08102025', [
  { name: 'PARACETAMOL 500', qty: 71, rate: 13, off: 590.07, expiry: '01102028' },
  { name: 'COUGH SYRUP', qty: 10, rate: 55.5, free: 2, expiry: '01042029', batch: 'N5' },
])
const SECOND = invoice('GC2', '13102025', [{ name: 'BANDAGE 6"', qty: 3, rate: 20 }])

const bytesOf = (text: string) => new TextEncoder().encode(text)
const read = async (text: string) => {
  const { tables, left_out } = await unpackAll(marg, bytesOf(text), 'bills.csv')
  const [csv = ''] = tables.values()
  return { csv, rows: csv.trimEnd().split('\n').slice(1), left_out }
}

test('lines become rows with the number and day of their invoice, and purchases after one question', async () => {
  const { csv, rows, left_out } = await read(FIRST + SECOND)
  expect(rows).toEqual([
    'GC1,2025-10-08,SHARMA MEDICOS,ACME LTD,C-PAR,PARACETAMOL 500,10S,30049099,B1,10/2028,71,0,13,26,590.07,332.93,16.65,2',
    'GC1,2025-10-08,SHARMA MEDICOS,ACME LTD,C-COU,COUGH SYRUP,10S,30049099,N5,04/2029,10,2,55.5,111,0,555,27.75,3',
    'GC2,2025-10-13,SHARMA MEDICOS,ACME LTD,C-BAN,"BANDAGE 6""",10S,30049099,B1,,3,0,20,40,0,60,3,6',
  ])
  expect(left_out).toEqual([])
  const asked = await tryImport(csv)
  expect(asked.recognition).toMatchObject({
    source_type: 'marg',
    questions: [{ about: 'kind', guess: 'purchases', options: ['purchases', 'sales'] }],
  })
  const { db, outcome } = await tryImport(csv, { mapping: asked.recognition.mapping, uploaded_at: '2025-11-01T00:00:00Z' })
  expect(outcome.status).toBe('done')
  expect(
    await db.all(sql`SELECT date::VARCHAR AS date, invoice_no, product_name, batch, received_qty / 1000 AS units, unit_cost / 1e4 AS cost, expiry::VARCHAR AS expiry
      FROM purchase_line ORDER BY row_no`),
  ).toEqual([
    {
      date: '2025-10-08',
      invoice_no: 'GC1',
      product_name: 'PARACETAMOL 500',
      batch: 'B1',
      units: 71,
      cost: expect.closeTo(4.6892, 4),
      expiry: '2028-10-31',
    },
    { date: '2025-10-08', invoice_no: 'GC1', product_name: 'COUGH SYRUP', batch: 'N5', units: 12, cost: 46.25, expiry: '2029-04-30' },
    { date: '2025-10-13', invoice_no: 'GC2', product_name: 'BANDAGE 6"', batch: 'B1', units: 3, cost: 20, expiry: null },
  ])
})

test('the same records are sales where the person says so, with what went free', async () => {
  const { csv } = await read(FIRST)
  const { recognition } = await tryImport(csv)
  const { db } = await tryImport(csv, { mapping: { ...recognition.mapping, kind: 'sales' }, uploaded_at: '2025-11-01T00:00:00Z' })
  expect(
    await db.all(sql`SELECT transaction_id, customer_id, qty / 1000 AS qty, net_ex_tax / 1e4 AS net FROM sales_line ORDER BY row_no`),
  ).toEqual([
    { transaction_id: 'GC1', customer_id: expect.stringMatching(/sharma medicos/i), qty: 71, net: 332.93 },
    { transaction_id: 'GC1', customer_id: expect.stringMatching(/sharma medicos/i), qty: 12, net: 555 },
  ])
})

describe('orders of the cells', () => {
  test('another known one, and one that the arithmetic alone gives away', async () => {
    const known = [
      'H,,77,05032026,x',
      ...[4, 6, 9].map((qty) =>
        record(33, { 0: 'T', 1: 0, 4: 'P1', 5: 'Tea', 9: '', 10: qty, 11: 1, 13: 12.5, 14: qty * 12.5, 16: 20, 31: qty * 12.5 }),
      ),
    ]
    expect((await read(known.join('\n'))).rows[0]).toBe('77,2026-03-05,,,P1,Tea,,,,,4,1,12.5,20,,50,,2')
    const other = [
      'H,A,88,05032026',
      ...[4, 6, 9].map((qty) => record(20, { 0: 'T', 5: 'Tea', 8: 'b', 9: '31122027', 11: qty, 12: 7.25, 13: qty * 7.25, 14: 99 })),
    ]
    expect((await read(other.join('\n'))).rows[2]).toBe('88,2026-03-05,,,,Tea,,,b,2027-12-31,9,,7.25,,,65.25,,4')
  })

  test('none that the arithmetic proves: every cell is kept under a number, and asked about', async () => {
    const odd = ['H,A,99,05032026', ...[4, 6, 9].map((qty) => record(14, { 0: 'T', 5: `Tea ${qty}`, 11: qty, 12: 7, 13: qty * 7 + 1 }))]
    const { csv } = await read(odd.join('\n'))
    expect(csv.split('\n').slice(0, 2)).toEqual([
      'Invoice No,Invoice Date,T 1,T 2,T 3,T 4,Item Name,T 6,T 7,T 8,T 9,T 10,T 11,T 12,T 13,File Line',
      '99,2026-03-05,,,,,Tea 4,,,,,,4,7,29,2',
    ])
    const { outcome, recognition } = await tryImport(csv)
    expect(outcome.status).toBe('questions')
    expect(recognition.source_type).toBe('generic')
  })
})

test('nothing is lost: a comma in a name, a line that is cut, lines without an invoice, records nobody knows, bills that do not add up', async () => {
  const comma = FIRST.replaceAll('COUGH SYRUP', 'COUGH, SYRUP')
  const cut = SECOND.replace(/(BANDAGE 6",10S).*/, '$1')
  const text = `${comma}${invoice('GC3', '14102025', [{ name: 'GAUZE', qty: 2, rate: 30 }], 500)}P,cash,1\r\n${cut}`
  const { rows, left_out, csv } = await read(text)
  const goods = text.split('\r\n').filter((line) => line.startsWith('T,')).length
  expect(rows).toHaveLength(goods)
  expect(rows[1]).toContain(',"COUGH, SYRUP",10S,30049099,N5,04/2029,10,2,55.5,')
  expect(left_out).toEqual([
    { name: '@bills', code: 'W_BILL_RESIDUE', count: 2 },
    { name: 'P', code: 'W_UNKNOWN_RECORD', count: 1 },
  ])
  const { recognition } = await tryImport(csv)
  const { db, outcome } = await tryImport(csv, { mapping: recognition.mapping, uploaded_at: '2025-11-01T00:00:00Z' })
  expect(outcome.status === 'done' && outcome.profile.rows_total).toBe(goods)
  expect(await db.all(sql`SELECT code FROM row_issue WHERE severity = 'reject'`)).toEqual([{ code: 'E_RAGGED' }])
  const orphan = await read(`${FIRST.split('\r\n')[1]}\r\n${FIRST}`.replace(/^T/, 'H,1,0,01012026\r\nT'))
  expect(orphan.rows).toHaveLength(3)
})

describe('recognised by its records', () => {
  test.each([
    [FIRST, 1],
    [FIRST.replaceAll('<MARGERP FORMAT>', ''), 0.95],
    [`\uFEFF${FIRST}`, 1],
    ['H,T,F\n1,2,3\n', 0],
    ['H,1,A1,08102025\nF,1,2\n', 0],
    ['Half,of,it\nTea,1,2\n', 0],
    ['H,1,A1,99999999\nT,1,2,3,4,5,6,7,8,9,10\n', 0],
    ['', 0],
  ])('%#', (text, score) => {
    expect(marg.detect(bytesOf(text), 'x.csv')).toBe(score)
    expect(unpackerOf(bytesOf(text), 'x.csv')?.format ?? null).toBe(score > 0 ? 'marg' : null)
  })
})

test('what is hostile takes no longer than it is long, and throws nothing that is no error of a file', async () => {
  const quotes = `H,1,A,08102025\nT,${'"a,'.repeat(200_000)}\n`
  expect(marg.detect(bytesOf(quotes), 'x')).toBe(0)
  expect((await read(quotes)).rows).toHaveLength(1)
  for (const text of [
    'H,1,A,08102025\nT,1,2,3,4,5,6,7,8,9\n',
    'H,08102025\nT,,,,,,,,,,,\n\0\nF\n',
    'H,08102025\nT,1,"2,3",4,5,6,7,8,9,10,11\nX\nH\nT',
  ])
    expect((await read(text)).csv).toContain('Invoice No')
})
