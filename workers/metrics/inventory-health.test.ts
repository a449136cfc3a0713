import { beforeAll, expect, test } from 'vitest'
import type { MetricArgs, Row } from '../../src/domain/metric'
import type { Database } from '../db/database'
import { openNodeDatabase } from '../db/open-node'
import { type Batch, batchOf, depsOn, fill, type Goods, type Line, NO_GOODS } from './made-shop'
import { addDays } from './period'
import { runMetric } from './run'

const TODAY = '2025-05-20'
let db: Database
beforeAll(async () => {
  db = await openNodeDatabase()
}, 60_000)

/** A sells twice a day for eight weeks; B sold on the first day only, seventeen weeks ago. */
const LINES: Line[] = [
  ...Array.from({ length: 56 }, (_, i) => ({ date: addDays(TODAY, i - 55), sku_id: 'A', qty: 2000 })),
  { date: addDays(TODAY, -119), sku_id: 'B', qty: 1000 },
].map((one, i) => ({
  ...one,
  row_no: i + 2,
  dataset_id: 'd1',
  store_id: 'MAIN',
  channel: 'offline',
  transaction_id: String(i),
  line_type: 'SALE',
  net: 50_000,
  category: null,
}))
const batch = (sku_id: string, name: string, units: number, expires: number | null, more: Partial<Batch> = {}): Batch =>
  batchOf(TODAY, name, units * 1000, { sku_id, expires, ...more })
const health = async (args: MetricArgs = {}): Promise<Row[]> =>
  (await runMetric(depsOn(db), { metric_id: 'inventory-health', as_of: TODAY, args: { by: 'all', ...args } })).results
const shop = (stock: Batch[], more: Partial<Goods> = {}) => fill(db, LINES, { ...NO_GOODS, stock, ...more })

test('every unit is in one bucket, and the buckets make the stock value', async () => {
  await shop([
    batch('A', 'gone', 3, -1),
    batch('A', 'soon', 30, 10), // twenty of them sell in time
    batch('A', 'late', 200, 300), // a hundred and eighty is what ninety days sell
    batch('B', 'B1', 5, 300, { unit_cost: 40_000 }),
  ])
  const [all] = await health()
  expect(all).toMatchObject({ batches: 4, on_hand: 238, expired: 6, at_risk: 20, dead: 20, total: 486, uncosted_units: 0 })
  // the twenty that sell in time are of the same ninety days
  expect(all?.healthy).toBeCloseTo(2 * 180, 6)
  expect(all?.excess).toBeCloseTo(2 * 40, 6)
  expect(all?.health).toBeCloseTo(360 / 486, 6)
  expect(await health({ dead_days: 125 })).toMatchObject([{ dead: 0 }])
})

test('a cost that nobody knows is not 0', async () => {
  await shop([batch('B', 'B1', 5, 300, { unit_cost: null, sku_id: 'क' })])
  expect(await health()).toMatchObject([{ batches: 1, healthy: null, total: null, health: null, uncosted_units: 5 }])
})

test('stock that was sold since the count is not in excess for having been counted', async () => {
  await shop([batch('A', 'late', 60, 300, { date: addDays(TODAY, -20) })])
  const [all] = await health({ excess_days: 10 })
  expect(all).toMatchObject({ on_hand: 60, total: 40 })
  expect(all?.healthy).toBeCloseTo(40, 6)
  expect(all?.excess).toBeCloseTo(0, 6)
})
