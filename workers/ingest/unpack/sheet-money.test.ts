import { type CellObject, utils, type WorkBook, write } from '@e965/xlsx'
import { describe, expect, test } from 'vitest'
import { bytesSource } from '../../db/byte-source'
import { sql } from '../../db/sql'
import { tryImport } from '../normalise/try-import'
import { unpackerOf } from './registry'
import { formatKind } from './sheet/number-format'
import { textOf } from './unpack.fixture'
import { unpackTables } from './unpack-tables'

test.each([
  ['[$€-407] #,##0.00', 'EUR'],
  ['"₹"#,##0', 'INR'],
  ['[$₹-4009]\\ #,##0.00;[Red]-[$₹-4009]\\ #,##0.00', 'INR'],
  ['"Rs." #,##0.00', 'INR'],
  ['#,##0.00\\ "€"', 'EUR'],
  ['_("$"* #,##0.00_);_("$"* (#,##0.00)', 'USD'],
  ['[$£-809]#,##0', 'GBP'],
  ['[$USD] #,##0', 'USD'],
  ['[$-409]#,##0.00', undefined],
  ['#,##0.00', undefined],
  ['0 "hours"', undefined],
  ['[Red]General', undefined],
])('the money that %s shows', (code, currency) =>
  expect(formatKind(code)).toEqual(currency ? { type: 'plain', currency } : { type: 'plain' }),
)

test('dates and shares stay what they are beside a sign', () => {
  expect(formatKind('[$-409]d\\-mmm\\-yy').type).toBe('date')
  expect(formatKind('0.0%').type).toBe('percent')
})

type Row = [date: string, item: string, qty: number, rate: number, amount: number]
const ROWS: Row[] = [
  ['2026-03-01', 'Tea', 2, 10, 20],
  ['2026-03-02', 'Soap', 1, 35, 35],
  ['2026-03-03', 'Salt', 3, 5, 15],
]

function book(format: 'xlsx' | 'xlsb' | 'ods' | 'xls', formats: { rate?: string; amount?: string }): Uint8Array {
  const sheet = utils.aoa_to_sheet([['Date', 'Item', 'Qty', 'Rate', 'Amount'], ...ROWS])
  const put = (column: string, code: string | undefined) => {
    for (let row = 2; code && row < 5; row++) (sheet[`${column}${row}`] as CellObject).z = code
  }
  put('D', formats.rate)
  put('E', formats.amount)
  const made: WorkBook = utils.book_new()
  utils.book_append_sheet(made, sheet, 'Sales')
  return new Uint8Array(write(made, { type: 'buffer', bookType: format }))
}

async function moneyOf(bytes: Uint8Array) {
  const unpacker = unpackerOf(bytes, 'sales')
  if (!unpacker) throw new Error('no unpacker')
  const tables = unpackTables(unpacker, bytesSource(bytes), 'sales', { signal: new AbortController().signal, progress: () => {} })
  const first = await tables.next()
  if (first.done) throw new Error('no table')
  const text = await textOf(first.value.stream.bytes)
  const last = await tables.next()
  return { money: first.value.money, text, left_out: last.done ? last.value.map(({ code }) => code) : [] }
}

describe.each(['xlsx', 'xls', 'xlsb'] as const)('a currency in the formats of .%s', (format) => {
  test('is that of the sheet where all columns of money agree, and the numbers stay numbers', async () => {
    const { money, text } = await moneyOf(book(format, { rate: '[$€-407] #,##0.00', amount: '#,##0.00 "€"' }))
    expect(money).toEqual({ currency: 'EUR', columns: [3, 4], seen: ['EUR'] })
    expect(text).toMatch(/\n2026-03-01,Tea,2,10,20\n/)
    expect((await moneyOf(book(format, { amount: '"₹"#,##0' }))).money).toEqual({ currency: 'INR', columns: [4], seen: ['INR'] })
  })
  test('is none where they disagree, which is told', async () => {
    const { money, left_out } = await moneyOf(book(format, { rate: '[$€-407] #,##0', amount: '[$£-809]#,##0' }))
    expect(money.currency).toBeNull()
    expect(left_out).toEqual(['L_CURRENCIES'])
  })
})

test('lines are in the currency of the formats, but for those that name another themselves', async () => {
  const csv = 'Date,Bill No,Item,Qty,Amount\n2026-03-01,B1,Tea,2,20\n2026-03-02,B2,Soap,1,35\n'
  const at = '2026-03-10T00:00:00Z'
  const { db, outcome } = await tryImport(csv, { currency: 'EUR', uploaded_at: at })
  expect(outcome).toMatchObject({ profile: { currency: 'EUR' } })
  expect(await db.all(sql`SELECT DISTINCT currency FROM sales_fact`)).toEqual([{ currency: 'EUR' }])
  const named = await tryImport(csv.replace(/,(\d+)\n/g, ',$$$1\n'), { currency: 'EUR', uploaded_at: at })
  expect(named.outcome).toMatchObject({ profile: { currency: 'USD' } })
  expect(await named.db.all(sql`SELECT DISTINCT currency FROM sales_fact`)).toEqual([{ currency: 'USD' }])
})
