import { beforeEach, expect, test } from 'vitest'
import type { ReceivedFile } from '../../src/domain/engine'
import { raw, sql } from '../db/sql'
import { ComingScan } from '../ingest/read/coming-scan'
import { TableScanner } from '../ingest/read/scanner'
import { HEAD_BYTES, sniff } from '../ingest/read/sniff'
import { accept } from './accept'
import { JobRunner } from './job-runner'
import { loadedNumbers } from './load-dataset'
import { openTestShop, UPLOADED } from './shop-fixture'

const HEAD = 'Date,Bill No,Item,Qty,Rate,Amount\n'
const BILLS = 30_000
/** A till's export that is long enough to be read while it comes: 90,000 lines of a hundred products; fewer could be a table in sections, which is looked through whole. */
const TILL =
  HEAD +
  Array.from(
    { length: BILLS * 3 },
    (_, i) => `2026-0${1 + (i % 9)}-1${i % 10},B${Math.floor(i / 3)},Item ${i % 100},${1 + (i % 4)},10,${10 * (1 + (i % 4))}\n`,
  ).join('')
const OTHER = `${HEAD}2026-03-01,X1,Milk,1,40,40\n`

type Shop = Awaited<ReturnType<typeof openTestShop>>
let it: Shop
beforeEach(async () => {
  it = await openTestShop()
}, 60_000)

/** A runner, and a promise of the day when it has nothing left to do. */
function runnerOf({ shop }: Shop) {
  let rested: () => void = () => {}
  const rest = new Promise<void>((resolve) => {
    rested = resolve
  })
  const runner = new JobRunner(shop, { ended: async () => {}, failed: async () => {}, idle: async () => rested() })
  return { runner, rest }
}

/** A tab that receives a file in pieces while the owner's runner reads what is there. */
function receiveSlowly(runner: JobRunner, text: string | Uint8Array) {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text
  const sniffed = sniff(bytes.subarray(0, HEAD_BYTES), bytes.length)
  const scanner = new TableScanner(sniffed, { slice_rows: 10_000 })
  const coming = new ComingScan(sniffed)
  const known = { job_id: 'coming', filename: 'till.csv', bytes: bytes.length, uploaded_at: UPLOADED, is_sample: false }
  const is_read = runner.readEarly({ file: new Blob([bytes as BlobPart]), coming, received: known })
  let at = 0
  return {
    is_read,
    coming,
    /** up to this share of the file */
    arrive(share: number) {
      const to = Math.floor(bytes.length * share)
      scanner.push(bytes.subarray(at, to))
      at = to
      coming.grew(scanner.slices)
    },
    /** The rest of it; its job is queued, or it is answered as a duplicate. */
    async end() {
      scanner.push(bytes.subarray(at))
      const scan = scanner.finish()
      coming.ended(scan)
      const { shop, stored } = it
      const { job_id } = known
      stored.set(`incoming/${job_id}`, bytes)
      const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as BufferSource))
      const received: ReceivedFile = { ...known, sha256: Buffer.from(digest).toString('hex'), scan }
      await shop.board.create({
        job_id,
        job_type: 'import',
        filename: known.filename,
        dataset_id: null,
        work: { type: 'import', received },
      })
      const accepted = await accept(shop, received)
      if (accepted.duplicate) await runner.forgetEarly(job_id)
      else runner.enqueue(job_id)
      return accepted
    },
  }
}

const rowsRead = async ({ shop }: Shop) => (await shop.db.all<{ n: number }>(sql`SELECT count(*) AS n FROM sales_fact`))[0]?.n ?? 0
const untilRead = async (shop: Shop, rows: number) => {
  while ((await rowsRead(shop)) < rows) await new Promise((resolve) => setTimeout(resolve, 10))
}
const sales = ({ shop }: Shop) =>
  shop.db.all(
    raw(
      'SELECT dataset_id, l.* EXCLUDE (dataset_no), l.date::VARCHAR AS day FROM sales_line l JOIN dataset d USING (dataset_no) ORDER BY ALL',
    ),
  )

test('a file that is read while it comes ends as one that is read afterwards', async () => {
  const { runner, rest } = runnerOf(it)
  const file = receiveSlowly(runner, TILL)
  expect(file.is_read).toBe(true)
  file.arrive(0.8)
  await untilRead(it, 10_000) // it is being read, and its job does not exist yet
  const { dataset_id } = await file.end()
  await rest
  const early = { sales: await sales(it), dataset: await it.shop.catalog.datasets.get(dataset_id as string) }
  it = await openTestShop()
  await it.drop('till.csv', TILL)
  const late = { sales: await sales(it), dataset: await it.shop.catalog.datasets.get(dataset_id as string) }
  expect(early.sales).toHaveLength(BILLS * 3)
  expect(early.sales).toEqual(late.sales)
  expect({ ...early.dataset, scan: null }).toEqual({ ...late.dataset, scan: null })
})

test('another job comes first: what was read is given up, and the file is read by its own job', async () => {
  const { runner } = runnerOf(it)
  const file = receiveSlowly(runner, TILL)
  file.arrive(0.8)
  await untilRead(it, 10_000)
  const other = await it.receive('other.csv', OTHER)
  runner.enqueue(other.job_id)
  while ((await it.shop.board.get(other.job_id))?.status !== 'completed') await new Promise((resolve) => setTimeout(resolve, 10))
  expect(await rowsRead(it)).toBe(1)
  expect(await loadedNumbers(it.shop.db)).toEqual([])
  const { job_id } = await file.end()
  while ((await it.shop.board.get(job_id))?.status !== 'completed') await new Promise((resolve) => setTimeout(resolve, 10))
  expect(await rowsRead(it)).toBe(BILLS * 3 + 1)
})

test('a file that breaks off, or is there already, leaves nothing', async () => {
  const first = runnerOf(it)
  const broken = receiveSlowly(first.runner, TILL)
  broken.arrive(0.8)
  await untilRead(it, 10_000)
  broken.coming.broke(new Error('the stick was pulled out'))
  await first.runner.forgetEarly('coming')
  expect([await rowsRead(it), await loadedNumbers(it.shop.db)]).toEqual([0, []])
  expect(first.runner.busy).toBe(false)

  await it.drop('before.csv', TILL)
  const second = runnerOf(it)
  const again = receiveSlowly(second.runner, TILL)
  again.arrive(0.9)
  await untilRead(it, BILLS * 3 + 10_000)
  expect((await again.end()).duplicate).toBe(true)
  expect([await rowsRead(it), await loadedNumbers(it.shop.db)]).toEqual([BILLS * 3, []])
})

test('a file whose end is written otherwise than its beginning is read anew', async () => {
  const { runner, rest } = runnerOf(it)
  const bytes = new Uint8Array([
    ...new TextEncoder().encode(TILL),
    ...new TextEncoder().encode('2026-09-30,Z1,Caf'),
    0xe9,
    ...new TextEncoder().encode(',1,10,10\n'),
  ])
  const file = receiveSlowly(runner, bytes)
  file.arrive(0.8)
  await untilRead(it, 10_000)
  await file.end()
  await rest
  expect(await it.shop.db.all(raw(`SELECT product_name FROM sales_line WHERE transaction_id = 'Z1'`))).toEqual([{ product_name: 'Café' }])
  expect(await rowsRead(it)).toBe(BILLS * 3 + 1)
})

test('a question about the file is asked as of any other', async () => {
  const { runner, rest } = runnerOf(it)
  const file = receiveSlowly(
    runner,
    TILL.replaceAll('2026-0', '0')
      .replaceAll(/^0(\d)-(\d\d),/gm, '$2/0$1/2026,')
      .replace('Date,', 'Was,'),
  )
  file.arrive(0.9)
  const { job_id, dataset_id } = await file.end()
  await rest
  const job = await it.shop.board.get(job_id)
  expect([job?.status, job?.error, job?.result]).toEqual([
    'completed',
    null,
    { dataset_id, duplicate: false, needs_mapping: true, row_count: 0 },
  ])
  expect([await rowsRead(it), await loadedNumbers(it.shop.db)]).toEqual([0, []])
})
