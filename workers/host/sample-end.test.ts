import { beforeEach, describe, expect, test } from 'vitest'
import { readProposals } from '../../src/catalog/proposals'
import { publicDataset, type StoredDataset } from '../../src/catalog/records'
import { sql } from '../db/sql'
import { rejectedRows } from '../ingest/rejected-rows'
import { correctedCsv } from '../ingest/rejects'
import { actionsOf, type Killed, openTestShop } from './shop-fixture'

const dayAt = (n: number) => new Date(Date.UTC(2026, 8, 1 + n)).toISOString().slice(0, 10)
const LAST = dayAt(59)
const HEAD = 'Date,Bill No,Store,Item,Category,Qty,Rate,Amount'
/** Something sells once a day in this store for sixty days. */
const sales = (store: string, item: string) =>
  [HEAD, ...Array.from({ length: 60 }, (_, n) => `${dayAt(n)},${store}${n},${store},${item},Dairy,1,50,50`)].join('\n')
/** Four of it went off. */
const stock = (store: string, item: string) =>
  `As on date,Store,Item,Category,Batch,Closing Stock,Expiry,Purchase Rate\n${LAST},${store},${item},Dairy,X1,4,${dayAt(57)},30\n`

let it: Awaited<ReturnType<typeof openTestShop>>
beforeEach(async () => {
  it = await openTestShop()
})

const engine = () => actionsOf(it.shop)
const ofSample = (dataset_id: string) => it.shop.catalog.datasets.update(dataset_id, { is_sample: true })
/** Drops both files of a shop; gives their ids. */
async function open(store: string, item: string, is_sample: boolean): Promise<string[]> {
  const dropped = [await it.drop(`${store}-sales.csv`, sales(store, item)), await it.drop(`${store}-stock.csv`, stock(store, item))]
  const ids = dropped.map(({ dataset_id }) => dataset_id as string)
  if (is_sample) for (const id of ids) await ofSample(id)
  return ids
}
async function approve(store: string): Promise<string> {
  await engine()['actions.generate']({}, '')
  const { actions } = await engine()['actions.list']({ status: 'PROPOSED' }, '')
  const action_id = actions.find(({ from_store }) => from_store === store)?.action_id as string
  await engine()['actions.transition']({ action_ids: [action_id], step: 'approve', notes: '', outcome: null }, '')
  return action_id
}
const kept = async () => {
  const { catalog } = it.shop
  const events = (await catalog.action_events.toArray()).map(({ action_id }) => action_id)
  const ids = (await catalog.actions.toArray()).map(({ action_id }) => action_id)
  return { ids, events: [...new Set(events)], proposals: (await readProposals(catalog)).map(({ from_store }) => from_store) }
}

test('with the sample shop go its actions, their events and its proposals', async () => {
  const [sold, stocked] = await open('Sample', 'Curd', true)
  const action_id = await approve('Sample')
  // what is still known of the store and the product keeps them
  await it.remove(stocked as string)
  expect((await kept()).ids).toEqual([action_id])
  await it.remove(sold as string)
  expect(await kept()).toEqual({ ids: [], events: [], proposals: [] })
  const { counts } = await engine()['kpis.get']({}, '')
  expect(counts).toEqual({ PROPOSED: 0, APPROVED: 0, DONE: 0, REJECTED: 0 })
})

test('a person’s own actions stay: beside the sample shop, and when own files are removed to be dropped anew', async () => {
  const own = await open('Mine', 'Paneer', false)
  const sample = await open('Sample', 'Curd', true)
  const [mine] = [await approve('Mine'), await approve('Sample')]
  await engine()['actions.generate']({}, '')
  for (const id of sample) await it.remove(id)
  expect(await kept()).toMatchObject({ ids: [mine], events: [mine] })
  for (const id of own) await it.remove(id)
  expect((await kept()).ids).toEqual([mine])
})

describe('killed while the last file of the sample shop goes', () => {
  for (const point of ['before_commit', 'committed', 'checkpointed', 'ready'] satisfies Killed[]) {
    test(`${point}: the next owner ends without its actions`, async () => {
      const [sold, stocked] = await open('Sample', 'Curd', true)
      await approve('Sample')
      await it.remove(stocked as string)
      await it.remove(sold as string, point)
      await it.start('kept')
      expect(await kept()).toEqual({ ids: [], events: [], proposals: [] })
    })
  }
  test('before its job was written: the next owner finishes the delete', async () => {
    const ids = await open('Sample', 'Curd', true)
    await approve('Sample')
    for (const id of ids) await it.shop.catalog.datasets.update(id, { doomed: true })
    await it.start('kept')
    expect(await kept()).toEqual({ ids: [], events: [], proposals: [] })
  })
})

describe('corrected rows of the sample shop', () => {
  const broken = `${HEAD}\n${LAST},S1,Sample,Curd,Dairy,1,50,50\n${LAST},S2,Sample,Curd,Dairy,one,50,fifty\n`
  /** Types the rejected row anew and takes it in. */
  const correct = async (dataset_id: string): Promise<StoredDataset> => {
    const { catalog, db } = it.shop
    const dataset = publicDataset((await catalog.datasets.get(dataset_id)) as StoredDataset)
    const [row] = (await rejectedRows(db, dataset, { offset: 0, limit: 9 })).rows
    const cells = (row?.cells ?? []).with(5, '1').with(7, '50')
    const csv = correctedCsv(dataset, [{ file: 'sales.csv', row_no: 2, code: 'E_QTY_PARSE', suggestion: null, cells }])
    const made = await it.drop('sales-corrected.csv', csv)
    return (await catalog.datasets.get(made.dataset_id as string)) as StoredDataset
  }
  const lines = async () => (await it.shop.db.all<{ n: number }>(sql`SELECT count(*) AS n FROM sales_line`))[0]?.n

  test('are marked as of the sample; those of an own file are not', async () => {
    const { dataset_id } = await it.drop('sales.csv', broken)
    expect((await correct(dataset_id as string)).is_sample).toBe(false)
    it = await openTestShop()
    const again = await it.drop('sales.csv', broken)
    await ofSample(again.dataset_id as string)
    expect((await correct(again.dataset_id as string)).is_sample).toBe(true)
  })

  test('go with the file that they correct, marked or not', async () => {
    const { dataset_id } = await it.drop('sales.csv', broken)
    const corrected = await correct(dataset_id as string)
    expect([corrected.is_sample, await lines()]).toEqual([false, 2])
    await ofSample(dataset_id as string) // an older Lucid left the mark out
    await it.remove(dataset_id as string)
    expect([await lines(), await it.shop.catalog.datasets.count(), it.stored.size]).toEqual([0, 0, 0])
  })
})
