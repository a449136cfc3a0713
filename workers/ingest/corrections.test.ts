import Papa from 'papaparse'
import { expect, test } from 'vitest'
import { openNodeDatabase } from '../db/open-node'
import { ident, sql } from '../db/sql'
import { removeDataset } from './derive/remove-dataset'
import { tryImport } from './normalise/try-import'
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
const TABLES = ['dataset', 'correction', 'item', 'store_key', 'sales_fact', 'row_issue', 'reject_row']

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
