import { expect, test } from 'vitest'
import { coverage } from './normalise/health-score'
import { tryImport } from './normalise/try-import'
import { sniff } from './read/sniff'
import { rejectsCsv } from './rejects'
import { buildReport } from './report'
import { unpivot, widePlan } from './unpivot/unpivot'

const HEADER = 'Bill Date,Bill No,Item Name,Qty,Rate,Amount\n'

test('a report counts rows, names codes with examples, and gives the parts of the score', async () => {
  const { db, dataset } = await tryImport(
    `${HEADER}13/06/2024,B1,Tea,2,10.00,20.00\n14/06/2024,B2,Tea,2,10.00,25.00\nsoon,B3,Tea,1,10.00,10.00\n,,,,,\n`,
  )
  const report = await buildReport(db, dataset)
  expect(report.counts).toEqual({ total: 4, ok: 2, rejected: 1, set_aside: 1, warned: 1 })
  expect(report.issues.map(({ code, severity, rows }) => [code, severity, rows])).toEqual([
    ['E_DATE_PARSE', 'reject', 1],
    ['W_AMOUNT_MISMATCH', 'warn', 1],
    ['I_BLANK', 'set_aside', 1],
    ['W_TAX_UNKNOWN', 'info', 2],
  ])
  expect(report.issues[1]?.examples).toEqual([{ row_no: 2, field: 'total', raw_value: '25.00', suggestion: '20.00' }])
  // complete: only the bill number is filled
  expect(report.parts).toEqual({ valid: 2 / 3, complete: 0.25, consistent: 0.5, unique: 1, coverage: 1, timely: 1 })
  // 100 x (.25 x 2/3 + .20 x .25 + .15 x .5 + .10 + .20 + .10) = 69.17
  expect(report.health_score).toBe(69)
  expect(report.band).toBe('usable')
  expect([report.first_date, report.last_date]).toEqual(['2024-06-13', '2024-06-14'])
})

test('a file of which nothing counts says so, with what it was taken for', async () => {
  const { db, dataset } = await tryImport(
    'Purchase Date,Bill No,Supplier,Item Name,Qty,Purchase Rate,Voucher Type\n01/06/2024,1,Asha,Tea,2,9,Purchase Order\n02/06/2024,2,Asha,Salt,2,9,Purchase Order\n',
  )
  const report = await buildReport(db, dataset)
  expect(report.counts).toMatchObject({ total: 2, ok: 0, set_aside: 2 })
  expect(report.issues).toContainEqual(expect.objectContaining({ code: 'W_NOTHING_READ', severity: 'warn' }))
})

test('the same lines in a second file are set aside there as duplicates', async () => {
  const file = `${HEADER}13/06/2024,B1,Tea,2,10.00,20.00\n14/06/2024,B2,Tea,2,10.00,20.00\n`
  const first = await tryImport(file)
  const second = await tryImport(file, { db: first.db, uploaded_at: '2024-06-16T10:00:00Z' })
  const reports = [await buildReport(first.db, first.dataset), await buildReport(first.db, second.dataset)]
  expect(reports.map(({ counts }) => counts.ok).sort()).toEqual([0, 2])
  for (const { counts } of reports) expect(counts.ok + counts.rejected + counts.set_aside).toBe(counts.total)
  expect(reports.flatMap(({ issues }) => issues).find((one) => one.code === 'I_DUPLICATE')?.rows).toBe(2)
})

test('rejected rows come back whole, with a reason, and safe to open in a spreadsheet', async () => {
  const { db, dataset } = await tryImport(
    `${HEADER}13/06/2024,B1,Tea,2,10.00,20.00\nsoon,=1+1,"Tea, loose",-2,10.00,20.00\n14/06/2024,B3,Tea,1,10.00,10.00,beyond\n`,
  )
  expect(await rejectsCsv(db, dataset)).toBe(
    '\uFEFFfile,row,code,reason,suggestion,lucid:1:test-0:generic:sales:DMY:.:date transaction_id product qty unit_price total,Bill Date,Bill No,Item Name,Qty,Rate,Amount,\r\n' +
      'input.csv,2,E_DATE_PARSE,The date could not be read.,,,soon,\'=1+1,"Tea, loose",-2,10.00,20.00,\r\n' +
      'input.csv,3,E_RAGGED,The row has more cells than the header.,,,14/06/2024,B3,Tea,1,10.00,10.00,beyond\r\n',
  )
})

test('a weekday that is nearly always silent is closed and not missing', () => {
  const days = Array.from({ length: 140 }, (_, i) => new Date(Date.UTC(2024, 0, 1 + i)).toISOString().slice(0, 10))
  const open = days.filter((day) => new Date(day).getUTCDay() !== 2)
  expect(coverage(open)).toBe(1)
  expect(coverage(open.filter((_, i) => i !== 50))).toBeCloseTo(119 / 120)
  expect(coverage([])).toBe(0)
})

test('mixed date orders are a question; the caller rolls back what was read', async () => {
  const { outcome } = await tryImport('Bill Date,Item Name,Qty,Amount\n13/03/2024,Tea,1,10\n03/14/2024,Tea,1,10\n')
  expect(outcome).toMatchObject({ status: 'questions', questions: [{ about: 'date_order', mixed: true, options: ['DMY', 'MDY'] }] })
})

test('a turned table: every row has an outcome, its total row checks the figures, and month sums are labelled', async () => {
  const csv = 'Product,Shop,Jan-25,Feb-25,Total\nTea,A,30.50,40.25,70.75\nSalt,A,n/k,20.00,20.00\n,,,,\nGrand Total,,30.50,60.25,90.75\n'
  const bytes = new TextEncoder().encode(csv)
  const sniffed = sniff(bytes, bytes.length)
  const plan = widePlan(sniffed.head_rows, ['months.csv'], 'en-IN')
  const turned = plan && unpivot(bytes, sniffed, plan)
  if (!turned) throw new Error('not turned')
  const { db, dataset } = await tryImport(await turned.csv.text(), { uploaded_at: '2025-04-01T10:00:00Z' })
  const origin = { filename: 'months.csv', sha256: '', path: [], table: true, ...turned }
  const { counts, footer, issues } = await buildReport(db, { ...dataset, origin })
  expect(counts).toMatchObject({ total: 6, ok: 3, rejected: 1, set_aside: 2 })
  expect(turned.wide).toMatchObject({ lines: 4, empty: 0, others: 2 })
  expect(footer).toMatchObject({ expected: 90.75, found: 90.75, ok: true })
  expect(issues.map(({ code, severity, rows }) => [code, severity, rows])).toEqual([
    ['E_AMOUNT_PARSE', 'reject', 1],
    ['I_BLANK', 'set_aside', 1],
    ['I_TOTAL_ROW', 'set_aside', 1],
    ['I_DERIVED', 'info', 3],
    ['I_MONTH_LINES', 'info', 3],
    ['W_TAX_UNKNOWN', 'info', 3],
  ])
})
