import { beforeEach, describe, expect, test } from 'vitest'
import type { StoredDataset } from '../../src/catalog/records'
import { raw, sql } from '../db/sql'
import { correctedCsv } from '../ingest/rejects'
import type { JobRunner } from './job-runner'
import { committedDatasets } from './shop'
import { type Dropped, openTestShop, UPLOADED } from './shop-fixture'

const HEAD = 'Date,Invoice No,Item Name,Qty,Rate,Amount\n'
const JANUARY = `${HEAD}2026-01-01,A1,Soap,2,10,20\n2026-01-02,A2,Tea,1,50,50\n2026-01-03,A3,Soap,1,10,10\n`
/** repeats A3, tells A2 otherwise, and rejects a line */
const FEBRUARY = `${HEAD}2026-01-02,A2,Tea,2,50,100\n2026-01-03,A3,Soap,1,10,10\n2026-02-01,B1,Tea,3,50,150\n2026-02-02,B2,Rice,many,60,60\n`
const VAGUE = 'Day,Bill,Product,Quantity,Price,Total\n03/04/2026,V1,Soap,1,10,10\n'
const PROOF = 'Day,Bill,Product,Quantity,Price,Total\n04/25/2026,P1,Tea,1,50,50\n'
/** a till that names no store */
const TILL = 'Date,Invoice No,Item Code,Item Name,Qty,Rate,Amount\n'
const ANDHERI = { store: 'Andheri Bazaar', channel: null, kind: null }
const at = (n: number) => `2026-11-20T10:00:0${n}.000Z`

/** One of each: overlapping sales, masters that give names and prices, stock, purchases, proof of another's dates, what is said, questions, rejects. */
const DROP: readonly Dropped[] = [
  { name: 'jan.csv', text: JANUARY },
  { name: 'vague.csv', text: VAGUE },
  { name: 'stores.csv', text: 'Store Code,Store Name,City\nS1,Andheri Bazaar,Mumbai\nS2,Pune Bazaar,Pune\n' },
  { name: 'feb.csv', text: FEBRUARY, uploaded_at: at(1) },
  { name: 'said.csv', text: `${TILL}2026-03-01,C1,P1,Soap,1,10,10\n`, uploaded_at: at(2), said: ANDHERI },
  { name: 'again.csv', text: `${TILL}2026-03-02,C2,P2,Tea,1,50,50\n`, uploaded_at: at(3), said: ANDHERI },
  { name: 'unsaid.csv', text: `${TILL}2026-03-03,C3,P2,Tea,1,50,50\n`, uploaded_at: at(4) },
  { name: 'colours.csv', text: 'Colour,Taste\nred,sweet\n' },
  { name: 'proof.csv', text: PROOF, uploaded_at: at(5) },
  { name: 'products.csv', text: 'Item Code,Item Name,Category,MRP,Cost Price\nP1,Soap,Care,12,7\nP2,Tea,Food,60,40\n', uploaded_at: at(6) },
  { name: 'stock.csv', text: 'Date,Store,Item Code,Item Name,Stock Qty\n2026-03-01,S1,P1,Soap,20\n', uploaded_at: at(7) },
  {
    name: 'bought.csv',
    text: 'Purchase Date,Supplier,Purchase Invoice No,Store,Item Code,Item Name,Qty,Purchase Rate,Amount\n2026-01-01,Mill,M1,S1,P1,Soap,30,7,210\n',
    uploaded_at: at(8),
  },
]

type Shop = Awaited<ReturnType<typeof openTestShop>>
let it: Shop
beforeEach(async () => {
  it = await openTestShop()
}, 60_000)

/** All that a question can see, and what is kept of each file; without the numbers that mean nothing outside a database. */
async function state({ shop }: Shop) {
  const rows = async (table: string) =>
    (await shop.db.all<{ row: string }>(sql`SELECT t::VARCHAR AS row FROM (${raw(table)}) t ORDER BY 1`)).map(({ row }) => row)
  const of = 'JOIN dataset d USING (dataset_no)'
  const datasets = await shop.catalog.datasets.toArray()
  return {
    sales: await rows(`SELECT d.dataset_id, l.* EXCLUDE (dataset_no) FROM sales_line l ${of}`),
    outcomes: await rows(`SELECT d.dataset_id, f.row_no, f.state FROM sales_fact f ${of}`),
    stock: await rows(`SELECT d.dataset_id, l.* EXCLUDE (dataset_no) FROM inventory_line l ${of}`),
    purchases: await rows(`SELECT d.dataset_id, l.* EXCLUDE (dataset_no) FROM purchase_line l ${of}`),
    issues: await rows(`SELECT d.dataset_id, i.* EXCLUDE (dataset_no) FROM row_issue i ${of}`),
    rejects: await rows(`SELECT d.dataset_id, r.* EXCLUDE (dataset_no) FROM reject_row r ${of}`),
    products: await rows(
      `SELECT * EXCLUDE (item_no) FROM item JOIN (SELECT item_no FROM sales_fact UNION SELECT item_no FROM product_fact) USING (item_no)`,
    ),
    stores: await rows(`SELECT * EXCLUDE (store_no) FROM store_key`),
    costs: await rows(`SELECT * FROM cost_step`),
    datasets: datasets.sort((a, b) => (a.dataset_id < b.dataset_id ? -1 : 1)).map(({ scan: _scan, ...kept }) => kept),
    mappings: await shop.catalog.mappings.toArray(),
  }
}

async function oneByOne(files: readonly Dropped[]): Promise<Shop> {
  const alone = await openTestShop()
  for (const { name, text, uploaded_at, said } of files) await alone.drop(name, text, undefined, uploaded_at, said)
  return alone
}

test('files that are dropped together are committed together, and end where they do one by one', async () => {
  const expected = await state(await oneByOne(DROP))
  it = await openTestShop() // the engine in Node is one for all
  const { jobs, commits } = await it.dropTogether(DROP)
  expect(jobs.map(({ filename, status, result }) => [filename, status, result?.needs_mapping])).toEqual(
    DROP.map(({ name }) => (name === 'colours.csv' ? [name, 'failed', undefined] : [name, 'completed', name === 'unsaid.csv'])),
  )
  // said.csv waits for the stores to be known, unsaid.csv asks about one of them
  expect(commits.map((one) => one.length)).toEqual([4, 2, 4])
  expect(await state(it)).toEqual(expected)
})

test('a row that was rejected, and its correction in the same drop, end as one by one', async () => {
  const { dataset_id } = await it.drop('feb.csv', FEBRUARY)
  const rejected = (await it.shop.catalog.datasets.get(dataset_id as string)) as StoredDataset
  const cells = ['2026-02-02', 'B2', 'Rice', '1', '60', '60']
  const text = correctedCsv(rejected, [{ file: 'feb.csv', row_no: 4, code: 'E_QTY_PARSE', suggestion: null, cells }])
  const files = [
    { name: 'feb.csv', text: FEBRUARY },
    { name: 'jan.csv', text: JANUARY, uploaded_at: at(1) },
    { name: 'feb-corrected.csv', text, uploaded_at: at(2) },
  ]
  const expected = await state(await oneByOne(files))
  it = await openTestShop()
  expect((await it.dropTogether(files)).commits).toHaveLength(1)
  expect(await state(it)).toEqual(expected)
  expect(expected.sales.filter((line) => line.includes('Rice'))).toHaveLength(1)
})

describe('in the middle of a drop', () => {
  const THREE: readonly Dropped[] = [DROP[0], DROP[3], { name: 'mar.csv', text: `${HEAD}2026-03-01,D1,Tea,1,50,50\n` }] as Dropped[]
  const names = async () => (await committedDatasets(it.shop.catalog)).map(({ name }) => name).sort()

  test('a file that was read already can be cancelled; the others are committed', async () => {
    const { db, files, catalog } = it.shop
    db.cancel = async () => {} // nothing runs beside the engine in Node
    let runner: JobRunner | undefined
    let reads = 0
    const source = files.source
    files.source = async (folder, name) => {
      if (++reads === 3) {
        const february = (await catalog.jobs.toArray()).find(({ filename }) => filename === 'feb.csv')
        await runner?.cancel(february?.job_id ?? '')
      }
      return source(folder, name)
    }
    const { jobs } = await it.dropTogether(THREE, {
      begun: (one) => {
        runner = one
      },
    })
    expect(jobs.map(({ status }) => status)).toEqual(['completed', 'cancelled', 'completed'])
    expect(await names()).toEqual(['jan.csv', 'mar.csv'])
    expect([...it.stored.keys()]).toHaveLength(2)
  })

  test('what cannot be committed together is tried one by one, and only what fails by itself fails', async () => {
    const { db } = it.shop
    const run = db.run.bind(db)
    // a disk that is full for February
    db.run = async (query) => {
      if (query.text.includes('UPDATE dataset SET dataset_id')) {
        const [found] = await db.all(
          sql`SELECT 1 AS one FROM sales_fact JOIN dataset USING (dataset_no) WHERE transaction_id = 'B1' AND starts_with(dataset_id, 'loading:')`,
        )
        if (found) throw new Error('the disk is full')
      }
      return run(query)
    }
    const { jobs, commits } = await it.dropTogether(THREE)
    db.run = run
    expect(jobs.map(({ status }) => status)).toEqual(['completed', 'failed', 'completed'])
    expect(commits).toHaveLength(2)
    expect(await names()).toEqual(['jan.csv', 'mar.csv'])
  })

  test('when the owner is killed the next one reads again what was not committed', async () => {
    const expected = await state(await oneByOne(THREE))
    it = await openTestShop()
    const killed = new Promise<void>((resolve) => {
      const step = (name: string) => {
        if (name !== 'committed') return
        resolve()
        return new Promise(() => {}) // it never comes to the next step
      }
      void it.dropTogether(THREE, { step })
    })
    await killed
    expect((await it.start('kept')).length).toBe(3)
    expect(await state(it)).toEqual(expected)
    expect((await it.shop.catalog.jobs.toArray()).map(({ status }) => status)).toEqual(['completed', 'completed', 'completed'])
  })
})

test('a file by itself, and one that comes much later, are committed at once', async () => {
  const { commits } = await it.dropTogether([{ name: 'jan.csv', text: JANUARY, uploaded_at: UPLOADED }])
  expect(commits).toHaveLength(1)
})
