import { expect, test } from 'vitest'
import { bytesSource } from '../db/byte-source'
import { openNodeDatabase } from '../db/open-node'
import { sql } from '../db/sql'
import { importFile } from './import-file'
import { tryImport } from './normalise/try-import'
import { buildReport } from './report'

const HEADER = 'Bill Date,Bill No,Item Name,Qty,Rate,Amount\n'
const LINE = '13/03/2024,B1,Tea,2,10.00,20.00\n'

test('a line beyond the limit is set aside and the file goes on', async () => {
  const { db, dataset } = await tryImport(
    `${HEADER}${LINE}14/03/2024,B2,${'x'.repeat(1024 ** 2 + 10)},1,1,1\n14/03/2024,B3,Tea,2,10.00,20.00\n`,
  )
  const { counts, issues } = await buildReport(db, dataset)
  expect(counts).toMatchObject({ total: 3, ok: 2, rejected: 0, set_aside: 1 })
  expect(issues.find(({ code }) => code === 'E_LINE_TOO_LONG')).toMatchObject({ severity: 'set_aside', rows: 1, examples: [{ row_no: 2 }] })
})

test('mixed date orders that the user has settled: what the order cannot read is rejected', async () => {
  const text = `${HEADER}${LINE}03/14/2024,B2,Tea,2,10.00,20.00\n`
  const { recognition } = await tryImport(text)
  const { db, dataset } = await tryImport(text, { mapping: { ...recognition.mapping, date_order: 'DMY' } })
  const { counts, issues } = await buildReport(db, dataset)
  expect(counts).toMatchObject({ ok: 1, rejected: 1 })
  expect(issues[0]).toMatchObject({ code: 'E_DATE_PARSE', examples: [{ row_no: 2, suggestion: '2024-03-14' }] })
})

test('bytes that are not valid in the encoding are reported', async () => {
  const head = new TextEncoder().encode(`${HEADER}${LINE}14/03/2024,B2,चाय`)
  const { db, dataset, outcome } = await tryImport(new Uint8Array([...head, 0xff, ...new TextEncoder().encode(',2,10.00,20.00\n')]))
  const bad = outcome.status === 'done' ? outcome.profile.bad_bytes : 0
  const { issues, counts } = await buildReport(db, dataset)
  expect(counts.ok).toBe(2)
  expect(bad).toBe(1)
  expect(issues.find(({ code }) => code === 'E_MIXED_ENCODING')).toMatchObject({ severity: 'warn', examples: [{ raw_value: '1' }] })
})

test('lines without a price anywhere are warned about until a products file brings one', async () => {
  const sales = await tryImport('OrderDate,OrderNumber,ProductKey,OrderQuantity\n1/13/2024,S1,310,1\n1/14/2024,S2,311,2\n')
  const before = await buildReport(sales.db, sales.dataset)
  expect(before.issues.find(({ code }) => code === 'W_NO_PRICE')?.rows).toBe(2)
  expect(before.counts.warned).toBe(2)
  await tryImport('ProductKey,ProductName,ProductCost,ProductPrice\n310,Bike,60,100.50\n', { db: sales.db, filename: 'products.csv' })
  expect((await buildReport(sales.db, sales.dataset)).issues.find(({ code }) => code === 'W_NO_PRICE')?.rows).toBe(1)
  expect(await sales.db.all(sql`SELECT sum(net_ex_tax)::DOUBLE / 1e4 AS revenue FROM sales_line`)).toEqual([{ revenue: 100.5 }])
})

test('a bill told anew by a newer file supersedes the older one', async () => {
  const old = await tryImport(`${HEADER}${LINE}`)
  await tryImport(`${HEADER}13/03/2024,B1,Tea,3,10.00,30.00\n`, { db: old.db, uploaded_at: '2024-06-16T10:00:00Z' })
  const { counts, issues } = await buildReport(old.db, old.dataset)
  expect(counts).toMatchObject({ total: 1, ok: 0, set_aside: 1 })
  expect(issues.find(({ code }) => code === 'I_SUPERSEDED')?.rows).toBe(1)
})

test('a cancelled import rejects, and the rolled back transaction leaves nothing', async () => {
  const db = await openNodeDatabase()
  const source = bytesSource(new TextEncoder().encode(HEADER + LINE.repeat(10)))
  const signal = AbortSignal.abort()
  const input = {
    dataset_no: 1,
    filename: 'a.csv',
    source,
    remembered: null,
    mapping: null,
    uploaded_at: '2024-06-15T10:00:00Z',
    source_type: 'generic',
    date_context: { remembered: null, locale: 'en-IN' },
  }
  await expect(db.transaction(() => importFile(db, input, { progress: () => {}, signal }))).rejects.toMatchObject({
    shape: { code: 'cancelled' },
  })
  expect(
    await db.all(sql`SELECT (SELECT count(*) FROM sales_fact) + (SELECT count(*) FROM row_issue) + (SELECT count(*) FROM item) AS n`),
  ).toEqual([{ n: 0 }])
})
