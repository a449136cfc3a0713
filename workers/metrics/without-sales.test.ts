import { beforeAll, expect, test } from 'vitest'
import type { MetricArgs } from '../../src/domain/metric'
import type { Database } from '../db/database'
import { openNodeDatabase } from '../db/open-node'
import { filterOptions } from './filter-options'
import { type Batch, depsOn, fill, NO_GOODS } from './made-shop'
import { runMetric } from './run'

let db: Database
const MILK: Batch = {
  date: '2025-05-20',
  store_id: 'MAIN',
  sku_id: 'A',
  batch: 'M1',
  on_hand: 5000,
  unit_cost: 20_000,
  received: null,
  expiry: '2025-05-30',
}
beforeAll(async () => {
  db = await openNodeDatabase()
  await fill(db, [], { ...NO_GOODS, stock: [MILK, { ...MILK, store_id: 'ST2', batch: 'M2', on_hand: 3000, expiry: '2025-05-10' }] })
})
const ask = (metric_id: string, args: MetricArgs = {}) => runMetric(depsOn(db), { metric_id, args })

test('a shop that has only dropped a stock file sees its batches, as of the day of the count', async () => {
  const { as_of, results } = await ask('stock-batches')
  expect(as_of).toBe('2025-05-20')
  expect(results).toMatchObject([
    { store_id: 'ST2', batch: 'M2', days_to_expiry: -10, on_hand: 3, stock_value: 6 },
    { store_id: 'MAIN', batch: 'M1', days_to_expiry: 10, on_hand: 5, stock_value: 10 },
  ])
})

test('its products and stores have stock; what sold is unknown, not zero', async () => {
  expect((await ask('products')).results).toMatchObject([
    { sku_id: 'A', revenue: null, units: null, velocity_30d: null, on_hand: 8, next_expiry: '2025-05-30', days_of_cover: null },
  ])
  expect((await ask('stores')).results).toMatchObject([
    { store_id: 'MAIN', revenue: null, units: null, orders: null, total_profit: null, stock_value: 10 },
    { store_id: 'ST2', revenue: null, units: null, orders: null, total_profit: null, stock_value: 6 },
  ])
})

test('how its stock stands is known as far as dates tell', async () => {
  expect((await ask('inventory-health', { by: 'all' })).results).toMatchObject([{ expired: 6, at_risk: 10, total: 16 }])
})

test('its stores and categories can be filtered by', async () => {
  expect(await filterOptions(db)).toMatchObject({
    stores: [{ store_id: 'MAIN' }, { store_id: 'ST2' }],
    channels: [],
    categories: ['Dairy'],
    first_date: null,
  })
})
