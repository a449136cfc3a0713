import { describe, expect, test } from 'vitest'
import { openNodeDatabase } from '../../db/open-node'
import { ident, sql } from '../../db/sql'
import { tryImport } from './try-import'

const db = await openNodeDatabase()
async function read(text: string) {
  for (const table of ['dataset', 'item', 'store_key', 'sales_fact', 'row_issue', 'reject_row'])
    await db.run(sql`DELETE FROM ${ident(table)}`)
  return tryImport(text, { db, uploaded_at: '2026-12-31T10:00:00Z' })
}
const line = (date: string, i: number): string => `${date},B${i},Product ${i % 4},${1 + (i % 3)},10,${(1 + (i % 3)) * 10}`
const HEADER = 'Date,Bill No,Item,Qty,Rate,Amount'

test('a second table further down is set aside from its header on, until the first one’s header comes again', async () => {
  await read(
    [
      HEADER,
      line('13/02/2026', 1),
      line('14/02/2026', 2),
      '',
      'Date,Voucher No,Supplier,Items,Freight,Paid',
      '15/02/2026,P1,Agro,3,10,900',
      '16/02/2026,P2,Dairy,2,10,400',
      HEADER,
      line('17/02/2026', 3),
      '',
    ].join('\n'),
  )
  expect(await db.all(sql`SELECT row_no, code FROM row_issue WHERE severity <> 'info' ORDER BY row_no`)).toEqual([
    { row_no: 3, code: 'I_BLANK' },
    { row_no: 4, code: 'I_OTHER_TABLE' },
    { row_no: 5, code: 'I_OTHER_TABLE' },
    { row_no: 6, code: 'I_OTHER_TABLE' },
    { row_no: 7, code: 'I_REPEATED_HEADER' },
  ])
  expect(await db.all(sql`SELECT count(*) AS lines, sum(net_ex_tax)::BIGINT AS net FROM sales_fact`)).toEqual([{ lines: 3, net: 600_000 }])
})

describe('days up to 12 written with another separator than the others', () => {
  const days = Array.from({ length: 80 }, (_, i) => new Date(Date.UTC(2026, 0, 3 + i)).toISOString().slice(0, 10))
  const file = (of: (year: string, month: string, day: string) => string, order = days): string =>
    `${[HEADER, ...order.map((iso, i) => line(of(...(iso.split('-') as [string, string, string])), i))].join('\n')}\n`
  const dates = async (): Promise<string[]> =>
    (await db.all<{ date: string }>(sql`SELECT date::VARCHAR AS date FROM sales_fact ORDER BY row_no`)).map((row) => row.date)

  test('month first in the one, day first in the other: the order of the rows tells, and it is said', async () => {
    await read(file((year, month, day) => (Number(day) <= 12 ? `${month}/${day}/${year}` : `${day}-${month}-${year}`)))
    expect(await dates()).toEqual(days)
    expect(await db.all(sql`SELECT code FROM row_issue WHERE code LIKE 'W_DATE%'`)).toEqual([{ code: 'W_DATES_TWO_WAYS' }])
  })

  test('day first in both: nothing is turned', async () => {
    await read(file((year, month, day) => (Number(day) <= 12 ? `${day}/${month}/${year}` : `${day}-${month}-${year}`)))
    expect(await dates()).toEqual(days)
    expect(await db.all(sql`SELECT code FROM row_issue WHERE code LIKE 'W_DATE%'`)).toEqual([])
  })

  test('rows in no order: the owner is asked, and nothing is taken', async () => {
    const shuffled = days.map((_, i) => days[(i * 37) % days.length] as string)
    const { outcome } = await read(
      file((year, month, day) => (Number(day) <= 12 ? `${month}/${day}/${year}` : `${day}-${month}-${year}`), shuffled),
    )
    expect(outcome).toMatchObject({ status: 'questions', questions: [{ about: 'date_order', mixed: true }] })
  })
})
