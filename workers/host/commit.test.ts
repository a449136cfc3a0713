import { beforeEach, describe, expect, test } from 'vitest'
import { publicDataset, type StoredDataset } from '../../src/catalog/records'
import { sql } from '../db/sql'
import { rejectedRows } from '../ingest/rejected-rows'
import { correctedCsv } from '../ingest/rejects'
import { committedDatasets } from './shop'
import { type Killed, openTestShop } from './shop-fixture'

const HEAD = 'Date,Invoice No,Item Name,Qty,Rate,Amount\n'
const JANUARY = `${HEAD}2026-01-01,A1,Soap,2,10,20\n2026-01-02,A2,Tea,1,50,50\n2026-01-03,A3,Soap,1,10,10\n`
/** repeats A3 and goes on */
const FEBRUARY = `${HEAD}2026-01-03,A3,Soap,1,10,10\n2026-02-01,B1,Tea,3,50,150\n`

let it: Awaited<ReturnType<typeof openTestShop>>
beforeEach(async () => {
  it = await openTestShop()
})
const figures = async () =>
  (await it.shop.db.all(sql`SELECT count(*) AS lines, coalesce(sum(net_ex_tax), 0)::BIGINT AS revenue FROM sales_line`))[0]
const raw = () => [...it.stored.keys()].sort()

test('a file becomes a ready dataset with its Overview; the same bytes again change nothing', async () => {
  const { job, dataset_id } = await it.drop('jan.csv', JANUARY)
  expect(job).toMatchObject({ status: 'completed', result: { dataset_id, needs_mapping: false, row_count: 3 } })
  expect(await figures()).toEqual({ lines: 3, revenue: 800_000 })
  await it.rest()
  const { catalog } = it.shop
  expect((await catalog.overview.get('overview'))?.snapshot).toMatchObject({ data_version: 1, as_of: '2026-01-03' })
  expect(await it.drop('again.csv', JANUARY)).toMatchObject({ duplicate: true, dataset_id })
  expect(await figures()).toEqual({ lines: 3, revenue: 800_000 })
  expect(raw()).toHaveLength(1)
})

test('an overlapping export is not counted twice, and its delete brings back what was there, file and all', async () => {
  const { dataset_id: january } = await it.drop('jan.csv', JANUARY)
  const { dataset_id } = await it.drop('feb.csv', FEBRUARY)
  expect(await figures()).toEqual({ lines: 4, revenue: 2_300_000 })
  expect(await it.remove(january as string)).toMatchObject({ status: 'completed' })
  expect(await figures()).toEqual({ lines: 2, revenue: 1_600_000 })
  await it.remove(dataset_id as string)
  expect(await figures()).toEqual({ lines: 0, revenue: 0 })
  expect(raw()).toEqual([])
  await it.rest()
  expect(await it.shop.catalog.overview.count()).toBe(0)
})

describe('killed at each point of a commit', () => {
  for (const point of ['before_commit', 'committed', 'checkpointed', 'ready'] satisfies Killed[]) {
    test(`import, ${point}: the next owner ends with the whole file, counted once`, async () => {
      await it.drop('jan.csv', JANUARY)
      await it.drop('feb.csv', FEBRUARY, point)
      const restarted = await it.start('kept')
      expect(restarted).toHaveLength(point === 'ready' ? 0 : 1)
      expect(await figures()).toEqual({ lines: 4, revenue: 2_300_000 })
      expect((await it.shop.catalog.jobs.toArray()).map(({ status }) => status)).toEqual(['completed', 'completed'])
      expect(raw().filter((path) => path.startsWith('incoming'))).toEqual([])
    })
    test(`delete, ${point}: the next owner ends without the dataset`, async () => {
      const { dataset_id } = await it.drop('jan.csv', JANUARY)
      await it.drop('feb.csv', FEBRUARY)
      await it.remove(dataset_id as string, point)
      await it.start('kept')
      expect(await figures()).toEqual({ lines: 2, revenue: 1_600_000 })
      expect((await committedDatasets(it.shop.catalog)).map(({ name }) => name)).toEqual(['feb.csv'])
      expect(raw()).toHaveLength(1)
    })
  }
})

test('without its database file the shop is rebuilt from the kept files to the same figures', async () => {
  await it.drop('jan.csv', JANUARY)
  await it.drop('feb.csv', FEBRUARY, undefined, '2026-11-20T11:00:00.000Z')
  const before = await figures()
  await it.start('lost')
  expect(await figures()).toEqual(before)
  expect(
    (await it.shop.catalog.jobs.where('status').equals('completed').toArray()).filter(({ job_type }) => job_type === 'rebuild'),
  ).toHaveLength(2)
})

test('a row that was corrected twice is rebuilt to the same figures, and each correction can be taken back', async () => {
  const { dataset_id } = await it.drop('jan.csv', JANUARY.replace(',1,50,50', ',one,50,fifty'))
  const dataset = publicDataset((await it.shop.catalog.datasets.get(dataset_id as string)) as StoredDataset)
  const correct = async (quantity: string, day: string) => {
    const [row] = (await rejectedRows(it.shop.db, dataset, { offset: 0, limit: 9 })).rows
    const cells = (row?.cells ?? ['2026-01-02', 'A2', 'Tea', '', '', '']).with(3, quantity).with(5, String(Number(quantity) * 50))
    const rows = [{ file: 'jan.csv', row_no: 2, code: 'E_QTY_PARSE' as const, suggestion: null, cells: cells.with(4, '50') }]
    return (await it.drop('jan-corrected.csv', correctedCsv(dataset, rows), undefined, `2026-11-${day}T10:00:00.000Z`)).dataset_id as string
  }
  const first = await correct('1', '21')
  expect(await figures()).toEqual({ lines: 3, revenue: 800_000 })
  const second = await correct('2', '22')
  expect(await figures()).toEqual({ lines: 3, revenue: 1_300_000 })
  await it.start('lost')
  expect(await figures()).toEqual({ lines: 3, revenue: 1_300_000 })
  await it.remove(second)
  expect(await figures()).toEqual({ lines: 3, revenue: 800_000 })
  await it.remove(first)
  expect(await figures()).toEqual({ lines: 2, revenue: 300_000 })
})

test('an owner that lost its epoch commits nothing', async () => {
  const { shop } = it
  const { job_id } = await it.receive('jan.csv', JANUARY)
  await it.start('lost') // the next owner does the import
  expect(await figures()).toMatchObject({ lines: 3 })
  await expect(shop.board.start(job_id)).rejects.toMatchObject({ shape: { code: 'owner_lost' } })
})

test('a guessed date order is read again when a file with the same header proves another, and again when that file goes', async () => {
  const vague = `${HEAD}03/04/2026,V1,Soap,1,10,10\n`
  const proof = `${HEAD}04/25/2026,P1,Tea,1,50,50\n`
  const dates = async () =>
    (await it.shop.db.all<{ d: string }>(sql`SELECT date::VARCHAR AS d FROM sales_line ORDER BY date`)).map(({ d }) => d)
  await it.drop('vague.csv', vague)
  expect(await dates()).toEqual(['2026-04-03'])
  const { dataset_id } = await it.drop('proof.csv', proof)
  expect(await dates()).toEqual(['2026-03-04', '2026-04-25'])
  await it.start('lost')
  expect(await dates()).toEqual(['2026-03-04', '2026-04-25'])
  await it.remove(dataset_id as string)
  expect(await dates()).toEqual(['2026-04-03'])
})
