import Papa from 'papaparse'
import { expect, test } from 'vitest'
import { openNodeDatabase } from '../db/open-node'
import { ident, sql } from '../db/sql'
import { overrideCorrections } from './derive/override-corrections'
import { removeDataset } from './derive/remove-dataset'
import { tryImport } from './normalise/try-import'
import { correctionsFile, rejectedRows } from './rejected-rows'
import { rejectsCsv } from './rejects'

const HEADER = 'Date,Bill No,Store,Item,Note,Qty,Rate,Amount'
/** Two bills. Of the first two lines of Tea one is broken: the same product, quantity and price in the same bill. */
const RIGHT = [
  '13/02/2026,B1,Hill Road,Tea,=SUM(A1),2,10,20',
  '13/02/2026,B1,Hill Road,Tea,,2,10,20',
  '13/02/2026,B1,Hill Road,Salt,,1,30,30',
  '02/03/2026,B2,Fort,Tea,-,3,10,30',
  '02/03/2026,B2,Fort,Rice,,1,500,500',
]
const BROKEN = RIGHT.map((line, i) =>
  i === 0 ? line.replace('13/02/2026', '13/022026') : i === 3 ? line.replace(',3,10,30', ',three,10,30') : line,
)
const file = (lines: readonly string[]): string => `${[HEADER, ...lines].join('\n')}\n`
const TABLES = ['dataset', 'correction', 'correction_row', 'overridden_row', 'item', 'store_key', 'sales_fact', 'row_issue', 'reject_row']

const db = await openNodeDatabase()
const figures = () =>
  db.all(sql`
    SELECT store_id, date::VARCHAR AS date, transaction_id, product_name, count(*) AS lines, sum(qty)::BIGINT AS qty, sum(net_ex_tax)::BIGINT AS net
    FROM sales_line GROUP BY ALL ORDER BY ALL`)
async function emptyShop(): Promise<void> {
  for (const table of TABLES) await db.run(sql`DELETE FROM ${ident(table)}`)
}

/** What a person does in a spreadsheet: some cells of the list of rejected rows are typed anew. */
function corrected(csv: string, fixes: Record<string, string>): string {
  const rows = Papa.parse<string[]>(csv.replace(/^\ufeff/, ''), { skipEmptyLines: true }).data
  return Papa.unparse(rows.map((row) => row.map((cell) => fixes[cell] ?? cell)))
}

test('corrected rows come to stand as if the file had been right from the start, and go with their dataset', async () => {
  await emptyShop()
  await tryImport(file(RIGHT), { db, uploaded_at: '2026-05-01T10:00:00Z' })
  const wanted = await figures()

  await emptyShop()
  const first = await tryImport(file(BROKEN), { db, uploaded_at: '2026-05-01T10:00:00Z' })
  const before = await figures()
  const csv = await rejectsCsv(db, first.dataset)
  expect(csv).toContain("'=SUM(A1)")
  const fixed = corrected(csv, { '13/022026': '13/02/2026', three: '3' })
  const second = await tryImport(fixed, { db, uploaded_at: '2026-05-02T10:00:00Z', filename: 'sales-rejected.csv' })
  expect(second.outcome.status).toBe('done')
  expect(second.recognition).toMatchObject({ source_type: 'generic', questions: [], remembered: true })
  expect(await figures()).toEqual(wanted)

  await removeDataset(db, second.dataset.dataset_id)
  expect(await figures()).toEqual(before)
})

test('a row that is still wrong is rejected again, the others are taken', async () => {
  await emptyShop()
  const first = await tryImport(file(BROKEN), { db, uploaded_at: '2026-05-01T10:00:00Z' })
  const fixed = corrected(await rejectsCsv(db, first.dataset), { three: '3' })
  await tryImport(fixed, { db, uploaded_at: '2026-05-02T10:00:00Z' })
  const [sum] = await db.all(sql`SELECT count(*) AS lines, sum(net_ex_tax) / 1e4 AS net FROM sales_line`)
  expect(sum).toEqual({ lines: 4, net: 580 })
})

test('the platform and the date order of the first file hold for its corrected rows', async () => {
  await emptyShop()
  const header = 'Date,Receipt number,Receipt type,Item,Quantity,Gross sales,Discounts,Net sales,Taxes,Status,Store'
  const first = await tryImport(
    `${header}\n5/13/26 2:05 PM,1-1,Sale,Tea,1,10,0,10,1,Closed,Fort\n3/4/26 2:05 PM,1-2,Sale,Tea,one,10,0,10,1,Closed,Fort\n`,
    { db, uploaded_at: '2026-06-01T10:00:00Z' },
  )
  const second = await tryImport(corrected(await rejectsCsv(db, first.dataset), { one: '1' }), { db, uploaded_at: '2026-06-02T10:00:00Z' })
  expect(second.recognition.source_type).toBe('loyverse')
  expect(await db.all(sql`SELECT date::VARCHAR AS date, store_id FROM sales_line ORDER BY date`)).toEqual([
    { date: '2026-03-04', store_id: 'Fort' },
    { date: '2026-05-13', store_id: 'Fort' },
  ])
})

const ALL = { offset: 0, limit: 200 }
const AT = '2026-05-02T10:00:00Z'

test('rows are listed, corrected one by one, and the same row counts once however often it is corrected', async () => {
  await emptyShop()
  await tryImport(file(RIGHT), { db, uploaded_at: '2026-05-01T10:00:00Z' })
  const wanted = await figures()
  await emptyShop()
  const { dataset } = await tryImport(file(BROKEN), { db, uploaded_at: '2026-05-01T10:00:00Z' })
  const listed = await rejectedRows(db, dataset, ALL)
  expect(listed).toMatchObject({ header: HEADER.split(','), open: 2, corrected: 0 })
  expect(listed.rows.map(({ row_no, code, column, tried }) => ({ row_no, code, column, tried }))).toEqual([
    { row_no: 1, code: 'E_DATE_PARSE', column: 0, tried: 0 },
    { row_no: 4, code: 'E_QTY_PARSE', column: 5, tried: 0 },
  ])
  expect(await rejectedRows(db, dataset, { offset: 1, limit: 1 })).toMatchObject({ open: 2, rows: [{ row_no: 4 }] })

  // one row is right now, one still wrong
  const [date, quantity] = listed.rows.map(({ cells }) => cells) as [string[], string[]]
  const right = date.with(0, '13/02/2026')
  const wrong = quantity.with(5, 'tree')
  const first_file = await correctionsFile(db, dataset, [
    { row_no: 4, cells: wrong },
    { row_no: 1, cells: right },
  ])
  const first = await tryImport(first_file, { db, uploaded_at: AT })
  expect(first.recognition).toMatchObject({ questions: [], remembered: true })
  const after = await rejectedRows(db, dataset, ALL)
  expect(after).toMatchObject({ open: 1, corrected: 1, rows: [{ row_no: 4, cells: wrong, tried: 1 }] })
  expect(await rejectedRows(db, first.dataset, ALL)).toMatchObject({ header: HEADER.split(','), rows: [{ row_no: 4, cells: wrong }] })
  await expect(correctionsFile(db, dataset, [{ row_no: 1, cells: right }])).rejects.toMatchObject({ shape: { code: 'conflict' } })
  // the list of a file of corrections is one of the first file's rows
  expect(await rejectsCsv(db, first.dataset)).toMatch(/\r\ninput\.csv,4,E_QTY_PARSE,/)

  const second_file = await correctionsFile(db, first.dataset, [{ row_no: 4, cells: quantity.with(5, '3') }])
  await tryImport(second_file, { db, uploaded_at: '2026-05-03T10:00:00Z' })
  expect(await figures()).toEqual(wanted)
  expect(await rejectedRows(db, dataset, ALL)).toMatchObject({ open: 0, corrected: 2, rows: [] })

  // the whole list comes once more, mended in a spreadsheet: nothing counts twice, and it goes again without a trace
  const whole = await tryImport(corrected(await rejectsCsv(db, dataset), { '13/022026': '13/02/2026', three: '3' }), {
    db,
    uploaded_at: '2026-05-04T10:00:00Z',
  })
  expect(await figures()).toEqual(wanted)
  await removeDataset(db, whole.dataset.dataset_id)
  expect(await figures()).toEqual(wanted)
})

test('a corrected row gives way when its file is read again and rejects it no more; a row with cells too many is wrong until they are gone', async () => {
  await emptyShop()
  const ragged = `${HEADER}\n13/02/2026,B1,Fort,Tea,,2,10,20\n14/02/2026,B2,Fort,Tea,,2,10,20,left\n`
  const { dataset, dataset_no } = await tryImport(ragged, { db, uploaded_at: '2026-05-01T10:00:00Z' })
  const [row] = (await rejectedRows(db, dataset, ALL)).rows
  expect(row).toMatchObject({ row_no: 2, code: 'E_RAGGED', column: null, cells: [...'14/02/2026,B2,Fort,Tea,,2,10,20,left'.split(',')] })
  const unchanged = await tryImport(await correctionsFile(db, dataset, [{ row_no: 2, cells: row?.cells ?? [] }]), { db, uploaded_at: AT })
  expect(await rejectedRows(db, unchanged.dataset, ALL)).toMatchObject({ open: 1, rows: [{ code: 'E_RAGGED', tried: 1 }] })
  const emptied = await correctionsFile(db, dataset, [{ row_no: 2, cells: (row?.cells ?? []).with(8, '') }])
  const taken = await tryImport(emptied, { db, uploaded_at: '2026-05-03T10:00:00Z' })
  const lines = async () => (await db.all(sql`SELECT count(*) AS n FROM sales_line`))[0]
  expect(await lines()).toEqual({ n: 2 })

  // as if another reading had accepted it
  await db.run(sql`DELETE FROM row_issue WHERE dataset_no = ${dataset_no}`)
  await overrideCorrections(db)
  expect(await db.all(sql`SELECT dataset_no FROM overridden_row`)).toEqual([{ dataset_no: taken.dataset_no }])
})

test('corrected rows of stock are of one count with those of their file', async () => {
  await emptyShop()
  const stock = 'Item,Batch,Stock,Expiry\nTea,B1,5,12/2027\nTea,B1,seven,12/2027\n'
  const { dataset } = await tryImport(stock, { db, uploaded_at: '2026-05-01T10:00:00Z' })
  expect(dataset.kind).toBe('inventory')
  const on_hand = async () => (await db.all(sql`SELECT sum(on_hand)::BIGINT AS n FROM inventory_line`))[0]
  for (const [day, quantity] of [
    ['02', '6'],
    ['03', '7'],
  ] as const) {
    const list = corrected(await rejectsCsv(db, dataset), { seven: quantity })
    await tryImport(list, { db, uploaded_at: '2026-05-01T10:00:00Z'.replace('01T', `${day}T`) })
  }
  expect(await on_hand()).toEqual({ n: 12_000 })
})
