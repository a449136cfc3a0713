import 'fake-indexeddb/auto'
import { utils, write } from '@e965/xlsx'
import { gzipSync, strToU8, zipSync } from 'fflate'
import { expect, test, vi } from 'vitest'
import { openCatalog } from '../../src/catalog/catalog'
import type { ReceivedFile } from '../../src/domain/engine'
import { LucidError } from '../../src/domain/errors'
import { EventLog } from './event-log'
import { JobBoard } from './job-board'
import { receive } from './receive'

const AT = '2026-11-20T10:00:00.000Z'
const CSV = 'Date,Bill No,Item,Qty,Amount\n2026-03-01,B1,Tea,2,20.00\n2026-03-02,B2,Soap,1,35.00\n'
const ROWS = CSV.trimEnd()
  .split('\n')
  .map((line) => line.split(','))
const NOTES = [['Please file this away'], [], ['by Friday']]

let serial = 0
/** A tab that receives files: OPFS in memory, Dexie over fake-indexeddb, locks that are granted at once and counted. */
function tab() {
  const catalog = openCatalog(`receive-${serial++}`)
  const stored = new Map<string, Uint8Array>()
  const locks = new Set<string>()
  vi.stubGlobal('navigator', {
    storage: { estimate: async () => ({}) },
    locks: {
      request: async <T>(name: string, work: () => Promise<T>) => {
        locks.add(name)
        return await work().finally(() => locks.delete(name))
      },
    },
  })
  const board = new JobBoard(catalog, new EventLog(catalog, () => AT), null, { ms: () => Date.parse(AT), iso: () => AT })
  const abort = new AbortController()
  const handed: ReceivedFile[] = []
  const files = {
    write: async (_folder: string, name: string) => {
      const chunks: Uint8Array[] = []
      const keep = () => stored.set(name, new Uint8Array(Buffer.concat(chunks)))
      keep()
      return {
        write: async (chunk: Uint8Array) => void chunks.push(chunk.slice()),
        close: async () => void keep(),
        abort: async () => void stored.delete(name),
      }
    },
    remove: async (_folder: string, name: string) => void stored.delete(name),
  }
  const drop = (name: string, bytes: Uint8Array | string, stop?: 'at_second_job' | { part: { name: string; sha256: string } }) =>
    receive(
      new File([bytes as BlobPart], name),
      { job_id: 'drop', is_sample: false, uploaded_at: AT, ...(typeof stop === 'object' ? stop : {}) },
      {
        files,
        board,
        signal: abort.signal,
        mappings: () => catalog.mappings.toArray(),
        locale: async () => 'en-IN',
        announce: (job_id) => {
          if (stop === 'at_second_job' && job_id !== 'drop') abort.abort()
        },
      },
      async (received) => {
        handed.push(received)
        return received.job_id
      },
    )
  const jobs = async () => (await catalog.jobs.toArray()).map(({ filename, status, error }) => [filename, status, error?.code ?? null])
  const text = (job_id: string) => new TextDecoder().decode(stored.get(job_id))
  return { drop, handed, stored, jobs, locks, text }
}

function book(sheets: Record<string, { rows: unknown[][]; hidden?: boolean }>): Uint8Array {
  const made = utils.book_new()
  for (const [name, { rows }] of Object.entries(sheets)) utils.book_append_sheet(made, utils.aoa_to_sheet(rows), name)
  made.Workbook = { Sheets: Object.values(sheets).map(({ hidden }) => ({ Hidden: hidden ? 1 : 0 })) }
  return new Uint8Array(write(made, { type: 'buffer', bookType: 'xlsx' }))
}
const codeOf = (dropped: Promise<unknown>) =>
  dropped.then(
    () => 'taken',
    (error) => (error instanceof LucidError ? error.code : String(error)),
  )

test('each sheet with a table is handed over under a job of its own; of the others it is told why not', async () => {
  const { drop, handed, text, jobs, locks } = tab()
  const april = ROWS.map((row) => row.map((cell) => cell.replace('2026-03', '2026-04')))
  await drop(
    'sales.xlsx',
    book({ March: { rows: ROWS }, Notes: { rows: NOTES }, Empty: { rows: [] }, April: { rows: april }, Old: { rows: ROWS, hidden: true } }),
  )
  expect(handed.map(({ filename, format, origin }) => ({ filename, format, path: origin?.path }))).toEqual([
    { filename: 'sales.xlsx › March', format: 'xlsx', path: ['March'] },
    { filename: 'sales.xlsx › April', format: 'xlsx', path: ['April'] },
  ])
  expect(handed[0]?.job_id).toBe('drop')
  expect(handed[0]?.origin).toMatchObject({
    filename: 'sales.xlsx',
    table: true,
    left_out: [
      { name: 'Notes', code: 'L_NO_TABLE', count: 1 },
      { name: 'Old', code: 'L_HIDDEN_SHEET', count: 1 },
    ],
  })
  expect(text('drop')).toBe(CSV)
  expect((await jobs()).map(([filename]) => filename).sort()).toEqual(['sales.xlsx › April', 'sales.xlsx › March'])
  expect(locks).toEqual(new Set())
})

test('a hidden sheet is taken when it is the only table', async () => {
  const { drop, handed } = tab()
  await drop('sales.xlsx', book({ Cover: { rows: NOTES }, Data: { rows: ROWS, hidden: true } }))
  expect(handed.map(({ filename }) => filename)).toEqual(['sales.xlsx › Data'])
})

test('a packed CSV is the CSV: same bytes, same hash, its own name', async () => {
  const plain = tab()
  await plain.drop('sales.csv', CSV)
  const packed = tab()
  await packed.drop('sales.csv.gz', gzipSync(strToU8(CSV)))
  const zipped = tab()
  await zipped.drop('all.zip', zipSync({ 'a/sales.csv': strToU8(CSV), 'a/logo.png': new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0]) }))
  expect(packed.handed.map(({ filename, sha256, format }) => [filename, sha256, format])).toEqual([
    ['sales.csv', plain.handed[0]?.sha256, 'gzip'],
  ])
  expect(zipped.handed.map(({ filename, sha256, format }) => [filename, sha256, format])).toEqual([
    ['all.zip › a/sales.csv', plain.handed[0]?.sha256, 'zip'],
  ])
  expect(zipped.handed[0]?.origin?.left_out).toEqual([{ name: 'a/logo.png', code: 'E_BINARY', count: 1 }])
})

test('what is wrong with the only table is said as if it had been dropped alone; without any there is none', async () => {
  expect(
    await codeOf(
      tab().drop(
        'stock.xlsx',
        book({
          List: {
            rows: [
              ['Date', 'Remark'],
              ['2026-03-01', 'closed'],
              ['2026-03-02', 'open'],
            ],
          },
        }),
      ),
    ),
  ).toMatch(/^E_NO_/)
  expect(await codeOf(tab().drop('two.xlsx', book({ A: { rows: NOTES }, B: { rows: NOTES } })))).toBe('E_NO_TABLE')
  expect(await codeOf(tab().drop('empty.xlsx', book({ A: { rows: [] } })))).toBe('E_NO_TABLE')
})

test('what breaks at its end, or is cancelled on the way, leaves nothing behind', async () => {
  const broken = tab()
  const bytes = zipSync({ 'a.csv': strToU8(CSV), 'b.csv': strToU8(CSV), 'c.csv': strToU8(CSV.replaceAll('Tea', 'Oil')) }, { level: 0 })
  const at = Buffer.from(bytes).indexOf('Oil')
  bytes[at] = 0x4f + 1
  expect(await codeOf(broken.drop('all.zip', bytes))).toBe('E_DAMAGED')
  expect(broken.stored.size).toBe(0)
  expect(broken.handed).toEqual([])
  expect((await broken.jobs()).sort()).toEqual([
    ['all.zip › b.csv', 'cancelled', null],
    ['all.zip', 'failed', 'E_DAMAGED'],
  ])

  const cancelled = tab()
  const two = zipSync({ 'a.csv': strToU8(CSV), 'b.csv': strToU8(CSV.replaceAll('Tea', 'Oil')) })
  expect(await codeOf(cancelled.drop('all.zip', two, 'at_second_job'))).toBe('cancelled')
  expect(cancelled.stored.size).toBe(0)
  expect((await cancelled.jobs()).map(([, status]) => status)).toEqual(['cancelled', 'cancelled'])
  expect(cancelled.locks).toEqual(new Set())
})

test('a table with a column for each month is kept turned, as a file and as a sheet, and both are the same', async () => {
  const wide = [
    ['Product', 'Jan-25', 'Feb-25', 'Mar-25', 'Total'],
    ['Tea', '3.50', '4.25', '', '7.75'],
    ['Salt', '1.10', '2.20', '3.30', '6.60'],
  ]
  const alone = tab()
  await alone.drop('revenue.csv', `${wide.map((row) => row.join(',')).join('\n')}\n`)
  const packed = tab()
  await packed.drop('revenue.xlsx', book({ Months: { rows: wide }, Bills: { rows: ROWS } }))
  expect(alone.text('drop')).toMatch(/^Product,Date,Amount,File row,File column\nTea,2025-01-31,3.50,2,Jan-25\n/)
  expect(packed.text('drop')).toBe(alone.text('drop'))
  const left_out = [{ name: 'Total', code: 'L_TOTAL_COLUMN', count: 1 }]
  const counts = { by: 'month', columns: 3, first: '2025-01', last: '2025-03', rows: 2, lines: 5, empty: 1, others: 0 }
  expect(alone.handed[0]?.origin).toMatchObject({ filename: 'revenue.csv', path: [], table: true, left_out, wide: counts })
  expect(packed.handed[0]?.origin).toMatchObject({ path: ['Months'], table: true, left_out, wide: counts })
  expect(packed.handed[1]?.origin).toMatchObject({ path: ['Bills'], left_out: [] })
  expect(packed.handed[1]?.origin?.wide).toBeUndefined()
})

test('a sheet that was left out is read when a person asks for it, out of the same file only', async () => {
  const undated = [
    ['Item', 'Qty'],
    ['Tea', 1],
    ['Salt', 2],
  ]
  const file = book({
    March: { rows: ROWS },
    Old: { rows: ROWS.slice(0, 2), hidden: true },
    Undated: { rows: undated },
    Notes: { rows: NOTES },
  })
  const first = tab()
  await first.drop('sales.xlsx', file)
  const origin = first.handed[0]?.origin
  expect(origin?.left_out.map(({ name, code }) => [name, code])).toEqual([
    ['Old', 'L_HIDDEN_SHEET'],
    ['Undated', 'E_NO_DATE'],
    ['Notes', 'L_NO_TABLE'],
  ])
  const sha256 = origin?.sha256 ?? ''
  for (const name of ['Old', 'Undated']) {
    const again = tab()
    await again.drop('sales.xlsx', file, { part: { name, sha256 } })
    expect(again.handed.map(({ filename }) => filename)).toEqual([`sales.xlsx › ${name}`])
    expect(again.handed[0]?.origin).toMatchObject({ path: [name], sha256 })
  }
  for (const part of [
    { name: 'Notes', sha256 },
    { name: 'Gone', sha256 },
    { name: 'Old', sha256: 'other' },
  ]) {
    const again = tab()
    expect(await codeOf(again.drop('sales.xlsx', file, { part }))).toMatch(/^E_(NO_TABLE|HEADER_ONLY|UNKNOWN_FORMAT)$/)
    expect([again.handed, again.stored.size]).toEqual([[], 0])
  }
})
