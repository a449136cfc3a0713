import { beforeAll, expect, test } from 'vitest'
import { NO_FILTER } from '../../src/domain/filter'
import type { Row } from '../../src/domain/metric'
import type { Database } from '../db/database'
import { openNodeDatabase } from '../db/open-node'
import { type Batch, depsOn, fill, type Line, NO_GOODS } from './made-shop'
import { addDays } from './period'
import { runMetric } from './run'

const TODAY = '2025-05-20'
let db: Database

/** Four a day for eight weeks in MAIN, and one a day in ST2. */
const LINES: Line[] = [4, 1].flatMap((units, store) =>
  Array.from({ length: 56 }, (_, i) => ({
    row_no: i + 2 + 100 * store,
    dataset_id: 'd1',
    date: addDays(TODAY, i - 55),
    store_id: store === 0 ? 'MAIN' : 'ST2',
    channel: 'offline' as const,
    transaction_id: String(i),
    sku_id: 'A',
    line_type: 'SALE' as const,
    qty: units * 1000,
    net: 50_000,
    category: null,
  })),
)
const stock = (store_id: string, units: number): Batch => ({
  date: TODAY,
  store_id,
  sku_id: 'A',
  batch: '',
  on_hand: units * 1000,
  unit_cost: 20_000,
  received: null,
  expiry: null,
})
beforeAll(async () => {
  db = await openNodeDatabase()
  await fill(db, LINES, { ...NO_GOODS, stock: [stock('MAIN', 800), stock('ST2', 100)] })
}, 60_000)

test('how long stock lasts is one figure wherever it stands: on hand by what an average day is expected to sell', async () => {
  const of = async (metric_id: string, store_id: string[]): Promise<Row> =>
    (await runMetric(depsOn(db), { metric_id, as_of: TODAY, filter: { ...NO_FILTER, store_id } })).results[0] as Row
  for (const metric_id of ['products', 'slow-stock', 'inventory-velocity'])
    expect((await of(metric_id, ['MAIN'])).days_of_cover, metric_id).toBeCloseTo(200, 6)
  // over two stores: 900 by five a day
  expect((await of('products', [])).days_of_cover).toBeCloseTo(180, 6)
  expect(await of('slow-stock', ['MAIN'])).toMatchObject({ on_hand: 800 })
  expect((await of('slow-stock', ['MAIN'])).excess_units).toBeCloseTo(800 - 90 * 4, 6)
  expect(await of('slow-stock', ['ST2'])).toBeUndefined()
})
