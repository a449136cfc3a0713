import { expect, test } from 'vitest'
import type { StoredDataset } from '../../src/catalog/records'
import type { Mapping, SaidOfFile } from '../../src/domain/mapping'
import { sql } from '../db/sql'
import { rejectsCsv } from '../ingest/rejects'
import { buildReport } from '../ingest/report'
import { openTestShop } from './shop-fixture'

const said = (store: string | null, more: Partial<SaidOfFile> = {}): SaidOfFile => ({ kind: null, channel: null, store, ...more })
/** The till of every shop writes this: no column of a store, and bill numbers that begin at 1. */
const till = (amount: number) => `Date,Invoice No,Item Name,Qty,Amount\n2026-01-01,1,Tea,1,${amount}\n2026-01-02,2,Soap,1,${amount}\n`
const PLACES = 'Date,Invoice No,Branch,Channel,Item Name,Qty,Amount\n2026-02-01,1,Agra,,Tea,1,10\n2026-02-02,2,,online,Tea,1,20\n'

type It = Awaited<ReturnType<typeof openTestShop>>
const sales = async (it: It) =>
  Object.fromEntries(
    (
      await it.shop.db.all<{ place: string; r: number }>(
        sql`SELECT store_id || ' ' || channel AS place, sum(net_ex_tax)::DOUBLE / 10000 AS r FROM sales_line GROUP BY 1 ORDER BY 1`,
      )
    ).map(({ place, r }) => [place, r]),
  )
const datasetOf = async (it: It, dataset_id: string | null) => (await it.shop.catalog.datasets.get(dataset_id ?? '')) as StoredDataset

test('two files of the same till are of two shops: the second is asked about, and a rebuild gives the same', async () => {
  const it = await openTestShop()
  await it.drop('pune.csv', till(100), undefined, undefined, said('Pune'))
  expect(await sales(it)).toEqual({ 'Pune offline': 200 })
  const second = await it.drop('nashik.csv', till(7))
  expect(await sales(it), 'nothing is attributed in silence').toEqual({ 'Pune offline': 200 })
  const { status, recognition } = await datasetOf(it, second.dataset_id)
  expect([status, recognition?.questions, recognition?.remembered]).toEqual([
    'needs_mapping',
    [{ about: 'store', guess: 'nashik', options: ['Pune'] }],
    true,
  ])
  const mapping = { ...(recognition?.mapping as Mapping), defaults: { store: 'Nashik', channel: 'online' as const } }
  expect(await it.readAs(second.dataset_id ?? '', mapping)).toMatchObject({ status: 'completed' })
  const both = { 'Nashik online': 14, 'Pune offline': 200 }
  expect(await sales(it)).toEqual(both)
  await it.start('lost')
  expect(await sales(it)).toEqual(both)
  const third = await it.drop('third.csv', till(5))
  expect((await datasetOf(it, third.dataset_id)).recognition?.questions).toEqual([
    { about: 'store', guess: 'Nashik', options: ['Nashik', 'Pune'] },
  ])
  // changed back, the file counts where it did, and its header is asked about no more
  await it.readAs(second.dataset_id ?? '', { ...mapping, defaults: { store: 'PUNE', channel: null } })
  expect((await datasetOf(it, second.dataset_id)).mapping?.defaults, 'stores match by name_norm').toEqual({ store: 'Pune', channel: null })
  const { defaults: _, ...bare } = mapping
  await it.readAs(second.dataset_id ?? '', bare)
  expect(await sales(it)).toEqual({ 'MAIN offline': 14, 'Pune offline': 200 })
  expect((await it.drop('fourth.csv', till(3))).job).toMatchObject({ status: 'completed', result: { needs_mapping: false } })
})

test('a filled cell wins, a blank one takes what was said; a file of which nothing was said stays in MAIN, unasked', async () => {
  const it = await openTestShop()
  await it.drop('silent.csv', till(1))
  expect((await it.drop('silent-2.csv', till(2).replace(',1,Tea', ',3,Tea').replace(',2,Soap', ',4,Soap'))).job).toMatchObject({
    result: { needs_mapping: false },
  })
  await it.drop('places.csv', PLACES, undefined, undefined, said('Pune', { channel: 'online' }))
  expect(await sales(it)).toEqual({ 'Agra online': 10, 'MAIN offline': 6, 'Pune online': 20 })
})

test('stock and purchases are of the shop that was said; a store is found by its name too', async () => {
  const it = await openTestShop()
  await it.drop('stores.csv', 'Store,Store Name,City\nS1,Main Bazaar,Pune\nS2,Camp,Pune\n')
  await it.drop('stock.csv', 'Stock Date,Item Name,Closing Stock\n2026-01-01,Tea,5\n', undefined, undefined, said('main  bazaar'))
  const bought = 'Purchase Date,Supplier,Item Name,Qty,Rate\n2026-01-01,Asha,Tea,5,10\n'
  const purchases = await it.drop('bought.csv', bought, undefined, undefined, said('s2', { kind: 'purchases', channel: 'online' }))
  const rows = await it.shop.db.all(sql`
    SELECT 'stock' AS what, store_id FROM inventory_fact JOIN store_key USING (store_no)
    UNION ALL SELECT 'bought', store_id FROM purchase_fact JOIN store_key USING (store_no) ORDER BY what`)
  expect(rows).toEqual([
    { what: 'bought', store_id: 'S2' },
    { what: 'stock', store_id: 'S1' },
  ])
  expect((await datasetOf(it, purchases.dataset_id)).mapping?.defaults).toEqual({ store: 'S2', channel: null })
})

test('the kind that was said is read, and what it lacks is named', async () => {
  const it = await openTestShop()
  // by its columns it is a list of products
  const list = 'Item Code,Item Name,Category,MRP,Closing Stock\nT1,Tea,Drinks,20,5\n'
  const stock = await it.drop('list.csv', list, undefined, undefined, said('Pune', { kind: 'inventory' }))
  expect(await datasetOf(it, stock.dataset_id)).toMatchObject({ status: 'ready', kind: 'inventory' })
  const sold = await it.drop('other.csv', list.replace('5', '6'), undefined, undefined, said(null, { kind: 'stores' }))
  expect(sold.job).toMatchObject({ status: 'failed', error: { code: 'bad_request', details: { missing: ['store'] } } })
  const products = await it.drop('third.csv', 'Colour,Size\nred,L\nblue,M\n', undefined, undefined, said(null, { kind: 'sales' }))
  expect(products.job).toMatchObject({ status: 'failed', error: { code: 'E_NO_DATE', details: { missing: ['date', 'product', 'qty'] } } })
})

test('corrected rows are of the shop that their file is of', async () => {
  const it = await openTestShop()
  const store = 'Pune: "Camp" & Co, ~1'
  const broken = 'Date,Invoice No,Item Name,Qty,Amount\n2026-01-01,1,Tea,1,10\n2026-13-45,2,Tea,1,20\n'
  const first = await it.drop('broken.csv', broken, undefined, undefined, said(store, { channel: 'online' }))
  const rejected = await rejectsCsv(it.shop.db, await datasetOf(it, first.dataset_id))
  const corrected = await it.drop('corrected.csv', rejected.replace('2026-13-45', '2026-01-02'))
  expect(corrected.job).toMatchObject({ result: { needs_mapping: false, row_count: 1 } })
  expect(await sales(it)).toEqual({ [`${store} online`]: 30 })
})

test('a store of the shop that the file name says is taken, told, and given back; words of files are no store', async () => {
  const it = await openTestShop()
  await it.drop('places.csv', PLACES.replaceAll('Agra', 'MG Road').replace(',,online', ',MG Road,online'))
  const stock = 'Item Name,Closing Stock\nTea,5\nSoap,7\n'
  const named = await it.drop('Stock_MG Road_31-03-2026.csv', stock)
  await it.drop('Stock_31-03-2026.csv', stock.replace('5', '6'))
  const lying = async () =>
    (
      await it.shop.db.all<{ place: string }>(
        sql`SELECT store_id || ' ' || date::VARCHAR || ' ' || CAST(sum(on_hand) / 1000 AS INTEGER) AS place FROM inventory_line GROUP BY store_id, date ORDER BY place`,
      )
    ).map(({ place }) => place)
  expect(await lying()).toEqual(['MAIN 2026-03-31 13', 'MG Road 2026-03-31 12'])
  const findings = async () => {
    const { issues } = await buildReport(it.shop.db, await datasetOf(it, named.dataset_id))
    return issues.map(({ code }) => code)
  }
  expect(await findings()).toEqual(['I_STORE_IN_NAME'])
  await it.start('lost')
  expect([await lying(), await findings()]).toEqual([['MAIN 2026-03-31 13', 'MG Road 2026-03-31 12'], ['I_STORE_IN_NAME']])
  const { mapping } = await datasetOf(it, named.dataset_id)
  await it.readAs(named.dataset_id ?? '', { ...(mapping as Mapping), defaults: { store: 'Camp', channel: null } })
  expect([await lying(), await findings()]).toEqual([['Camp 2026-03-31 12', 'MAIN 2026-03-31 13'], []])
})

test('a till that was said to be of one store is taken for the store that the next file names', async () => {
  const it = await openTestShop()
  await it.drop('stores.csv', 'Store,Store Name,City\nS1,Main Bazaar,Pune\nS2,Camp,Pune\n')
  await it.drop('first.csv', till(100), undefined, undefined, said('S1'))
  expect((await it.drop('sales-camp-jan.csv', till(7))).job).toMatchObject({ status: 'completed', result: { needs_mapping: false } })
  expect(await sales(it)).toEqual({ 'S1 offline': 200, 'S2 offline': 14 })
})
