import { beforeAll, beforeEach, expect, test } from 'vitest'
import { NO_FILTER } from '../../src/domain/filter'
import { OverviewSnapshot } from '../../src/domain/overview'
import { DEFAULT_SETTINGS } from '../../src/domain/settings'
import type { Database } from '../db/database'
import { openNodeDatabase } from '../db/open-node'
import { type Sql, sql } from '../db/sql'
import { memoryCache } from './cache'
import { explainFigure } from './explain'
import { filterOptions } from './filter-options'
import { depsOn, fill, type Line } from './made-shop'
import { overviewSnapshot } from './overview'
import { runMetric } from './run'

let db: Database
const MILK: Line = {
  row_no: 2,
  dataset_id: 'd1',
  date: '2025-02-03',
  store_id: 'MAIN',
  channel: 'offline',
  transaction_id: '1',
  sku_id: 'A',
  line_type: 'SALE',
  qty: 2000,
  net: 1_000_000,
  category: 'Dairy',
}
const SHOP: Line[] = [
  MILK,
  { ...MILK, row_no: 3, sku_id: 'B', qty: 1000, net: 500_000 },
  { ...MILK, row_no: 4, date: '2025-02-20', transaction_id: '2', store_id: 'ST2', channel: 'online' },
  { ...MILK, row_no: 5, date: '2025-03-05', transaction_id: '1', qty: 3000, net: 1_500_000 },
  { ...MILK, row_no: 6, date: '2025-03-05', transaction_id: 'CN1', line_type: 'RETURN', qty: -1000, net: -500_000 },
  { ...MILK, row_no: 7, date: '2025-03-06', transaction_id: null, sku_id: 'क', category: null, qty: 1000, net: 250_000 },
]
beforeAll(async () => {
  db = await openNodeDatabase()
})
beforeEach(() => fill(db, SHOP))

test('the key figures of March beside the same six days of February', async () => {
  const { results, warnings, as_of } = await runMetric(depsOn(db), {
    metric_id: 'overview-kpis',
    filter: { ...NO_FILTER, from: '2025-03-01' },
  })
  expect(as_of).toBe('2025-03-06')
  // February starts on the 3rd in this shop: its first six days are not whole, so they are not compared with
  expect(results[0]).toMatchObject({
    revenue: 125,
    units: 3,
    units_sold: 4,
    orders: 1,
    average_bill: 150,
    returns: 50,
    revenue_prev: null,
    revenue_change: null,
  })
  expect(warnings).toEqual(['1 of 3 lines have no bill number and are not in orders or the average bill.'])
  const week = await runMetric(depsOn(db), { metric_id: 'overview-kpis', filter: { ...NO_FILTER, from: '2025-03-05', to: '2025-03-06' } })
  expect(week.results[0]).toMatchObject({ compared_from: '2025-03-03', compared_to: '2025-03-04', revenue_prev: 0, revenue_change: null })
})

test('best sellers carry the columns of the API', async () => {
  const { results } = await runMetric(depsOn(db), { metric_id: 'best-sellers', args: { limit: 2 } })
  expect(results).toEqual([
    {
      rank: 1,
      product_name: 'Product A',
      sku_id: 'A',
      category: 'Dairy',
      total_quantity: 6,
      units_sold: 7,
      revenue: 300,
      total_profit: null,
    },
    {
      rank: 2,
      product_name: 'Product B',
      sku_id: 'B',
      category: 'Dairy',
      total_quantity: 1,
      units_sold: 1,
      revenue: 50,
      total_profit: null,
    },
  ])
})

test('a figure opens: the units of one product, down to its file rows', async () => {
  const opened = await explainFigure(db, 'best-sellers', { settings: DEFAULT_SETTINGS }, 'total_quantity', { sku_id: 'A' })
  expect(opened).toMatchObject({ figure: 6, rows_total: 4, sums: [{ name: 'contribution', value: 6 }] })
  expect(opened.rows.map((row) => [row.dataset_id, row.row_no, row.contribution])).toEqual([
    ['d1', 2, 2],
    ['d1', 4, 2],
    ['d1', 5, 3],
    ['d1', 6, -1],
  ])
})

test('questions that cannot be answered say why, field by field', async () => {
  const deps = depsOn(db)
  const refused = (ask: Parameters<typeof runMetric>[1]) => runMetric(deps, ask).catch((error) => error.shape)
  expect(await refused({ metric_id: 'profit-of-moon' })).toMatchObject({ code: 'not_found' })
  expect(await refused({ metric_id: 'best-sellers', args: { limit: 0, by: 'magic', x: 1 } })).toMatchObject({
    code: 'bad_request',
    details: { fields: { limit: 'must be at least 1', by: 'must be one of units, revenue, profit', x: 'not a parameter of this metric' } },
  })
  expect(await refused({ metric_id: 'channels', filter: { ...NO_FILTER, from: '2025-02-30' } })).toMatchObject({ code: 'bad_request' })
  expect(await refused({ metric_id: 'channels', filter: { ...NO_FILTER, from: '2025-02-02', to: '2025-02-01' } })).toMatchObject({
    code: 'bad_request',
  })
  expect(await refused({ metric_id: 'channels', filter: { ...NO_FILTER, dataset_id: 'gone' } })).toMatchObject({ code: 'not_found' })
  const explain = (column: string, row: Record<string, string>) =>
    explainFigure(db, 'best-sellers', { settings: DEFAULT_SETTINGS }, column, row).catch((error) => error.shape)
  expect(await explain('nope', { sku_id: 'A' })).toMatchObject({ code: 'bad_request' })
  expect(await explain('product_name', { sku_id: 'A' })).toMatchObject({ code: 'bad_request' })
  expect(await explain('revenue', {})).toMatchObject({ code: 'bad_request' })
  expect(await explain('revenue', { sku_id: 'Z' })).toMatchObject({ code: 'not_found' })
})

test('one dataset filters the lines by lineage; as-of stays that of all', async () => {
  await fill(db, [...SHOP, { ...MILK, row_no: 8, dataset_id: 'd2', date: '2025-03-09' }])
  const one = await runMetric(depsOn(db), { metric_id: 'overview-kpis', filter: { ...NO_FILTER, dataset_id: 'd1' } })
  expect(one).toMatchObject({ as_of: '2025-03-09', results: [{ lines: 6, to: '2025-03-09', last_date: '2025-03-06' }] })
})

test('the Overview as one plain object, empty and filled', async () => {
  const full = await overviewSnapshot(depsOn(db))
  expect(OverviewSnapshot.parse(JSON.parse(JSON.stringify(full)))).toEqual(full)
  expect(full).toMatchObject({ as_of: '2025-03-06', currency: 'INR', parts: { kpis: { results: [{ revenue: 375 }] } } })
  await fill(db, [])
  const empty = await overviewSnapshot(depsOn(db))
  expect(empty.as_of).toBeNull()
  expect(Object.values(empty.parts).flatMap((part) => part.results)).toEqual([])
})

test('the filter offers what has been sold', async () => {
  expect(await filterOptions(db)).toEqual({
    stores: [
      { store_id: 'MAIN', name: 'MAIN', last_date: '2025-03-06' },
      { store_id: 'ST2', name: 'Second', last_date: '2025-02-20' },
    ],
    channels: ['offline', 'online'],
    categories: ['Dairy'],
    first_date: '2025-02-03',
    last_date: '2025-03-06',
  })
  await fill(db, [])
  expect(await filterOptions(db)).toEqual({ stores: [], channels: [], categories: [], first_date: null, last_date: null })
})

test('the same question asked by several at once is computed once', async () => {
  let asked = 0
  const counting = new Proxy(db, {
    get: (target, name) => {
      if (name === 'all') asked++
      const found: unknown = Reflect.get(target, name)
      return typeof found === 'function' ? found.bind(target) : found
    },
  })
  const deps = { ...depsOn(counting), cache: memoryCache() }
  const ask = { metric_id: 'channels', filter: NO_FILTER, as_of: '2025-03-06' }
  const alone = await runMetric({ ...deps, cache: memoryCache() }, ask)
  const statements = asked
  asked = 0
  const answers = await Promise.all([runMetric(deps, ask), runMetric(deps, ask), runMetric(deps, ask)])
  expect(answers).toEqual([alone, alone, alone])
  expect(asked).toBe(statements)
})

test('what every metric needs to know of a state of the data is asked once for all of them', async () => {
  const asked: string[] = []
  const all = (query: Sql) => {
    asked.push(query.text)
    return db.all(query)
  }
  const watched: Database = Object.create(db, { all: { value: all } })
  const newest = () => asked.filter((text) => text.includes('inventory_fact') && text.includes('greatest')).length
  const cache = memoryCache()
  await overviewSnapshot(depsOn(watched, { cache }))
  expect(newest()).toBe(1)
  const spans = asked.filter((text) => text.includes('AS data_from'))
  expect(spans).toHaveLength(new Set(spans).size)
  await db.run(sql`DELETE FROM sales_fact WHERE date > DATE '2025-03-01'`)
  const { as_of } = await runMetric(depsOn(watched, { cache, data_hash: 'after' }), { metric_id: 'trends' })
  expect([newest(), as_of], 'another state is asked for anew').toEqual([2, '2025-02-20'])
})
