import { beforeAll, expect, test } from 'vitest'
import type { Database } from '../db/database'
import { openNodeDatabase } from '../db/open-node'
import { depsOn, FIRST_DAY, fill, type Line, NO_GOODS } from './made-shop'
import { addDays } from './period'
import { runMetric } from './run'

let db: Database
beforeAll(async () => {
  db = await openNodeDatabase()
})

const sale = (offset: number, sku_id: string, row_no: number): Line => ({
  row_no,
  dataset_id: 'd1',
  date: addDays(FIRST_DAY, offset),
  store_id: 'MAIN',
  channel: 'offline',
  transaction_id: '1',
  sku_id,
  line_type: 'SALE',
  qty: 1000,
  net: 10_000,
  category: null,
})
const lying = (sku_id: string, received: number) => ({
  date: addDays(FIRST_DAY, 200),
  store_id: 'MAIN',
  sku_id,
  batch: '',
  on_hand: 5000,
  unit_cost: 20_000,
  received: addDays(FIRST_DAY, received),
  expiry: null,
})
const SHOP = [sale(0, 'A', 2), sale(100, 'A', 3), sale(195, 'B', 4)]
const STOCK = { ...NO_GOODS, stock: [lying('A', 0), lying('B', 0), lying('क', 5), lying('b', 150)] }

test('dead is what lies and did not sell for longer than the setting says; what never sold counts from the day it came', async () => {
  await fill(db, SHOP, STOCK)
  const dead = async (dead_days: number) => {
    const deps = depsOn(db)
    const { results } = await runMetric(
      { ...deps, settings: { ...deps.settings, dead_days } },
      { metric_id: 'dead-stock', as_of: addDays(FIRST_DAY, 200) },
    )
    return results.map(({ sku_id, days_since_sale, estimated_value }) => [sku_id, days_since_sale, estimated_value])
  }
  expect(await dead(90)).toEqual([
    ['A', 100, 10],
    ['क', null, 10],
  ])
  expect(await dead(120)).toEqual([['क', null, 10]])
})

test('24: a larger threshold never adds to what is dead, and a sale today takes a product out', async () => {
  await fill(db, SHOP, STOCK)
  const at = async (days_threshold: number) =>
    (await runMetric(depsOn(db), { metric_id: 'dead-stock', args: { days_threshold }, as_of: addDays(FIRST_DAY, 200) })).results.map(
      ({ sku_id }) => sku_id,
    )
  let before = await at(1)
  for (const threshold of [10, 49, 50, 51, 99, 100, 101, 194, 195, 196, 199]) {
    const now = await at(threshold)
    expect(before).toEqual(expect.arrayContaining(now))
    before = now
  }
  await fill(db, [...SHOP, sale(200, 'क', 5)], STOCK)
  expect(await at(90)).toEqual(['A'])
})

test('without a stock file it says what to drop; with too little data it calls nothing dead', async () => {
  await fill(db, [sale(0, 'A', 2)])
  expect(await runMetric(depsOn(db), { metric_id: 'dead-stock' })).toMatchObject({
    results: [],
    warnings: [expect.stringContaining('begin on'), expect.stringContaining('Drop one')],
  })
})
