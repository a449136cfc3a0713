import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { Filter } from '../../src/domain/filter'
import { OVERVIEW_ASKS } from '../../src/domain/overview'
import type { Database } from '../db/database'
import { ENGINE_RUNS } from '../db/engine-runs'
import { openNodeDatabase } from '../db/open-node'
import { sql } from '../db/sql'
import { anyShop, depsOn, fill, type Line } from '../metrics/made-shop'
import { runMetric } from '../metrics/run'
import { refreshDayTotals } from './day-totals'
import { markModel, modelStates } from './model-state'

let db: Database
beforeAll(async () => {
  db = await openNodeDatabase()
})

/** of thirteen metrics asked twice */
const RUNS = { seed: 9, numRuns: Math.ceil(ENGINE_RUNS / 3) }

const totals = () =>
  db.all(sql`SELECT date::VARCHAR AS date, place_no, channel, lines, with_bill, with_price, CAST(revenue AS BIGINT) AS revenue, CAST(units AS BIGINT) AS units,
    CAST(units_sold AS BIGINT) AS units_sold, CAST(returns AS BIGINT) AS returns, orders, CAST(bill_revenue AS BIGINT) AS bill_revenue FROM day_total ORDER BY ALL`)
const overview = (filter: Filter) =>
  Promise.all(
    Object.values(OVERVIEW_ASKS).map(async ({ metric_id, args }) => {
      const { results, warnings } = await runMetric(depsOn(db), { metric_id, args, filter })
      return { metric_id, args, results, warnings }
    }),
  )
/** The same as if day_total were of other facts, so that all is added up from the lines. */
async function withoutTotals<T>(ask: () => Promise<T>): Promise<T> {
  const { day_totals } = await modelStates(db)
  await markModel(db, 'day_totals', 'other facts')
  const answer = await ask()
  await markModel(db, 'day_totals', day_totals ?? '')
  return answer
}

const anyFilter: fc.Arbitrary<Filter> = fc.record({
  dataset_id: fc.constant(null),
  sku_id: fc.constant([]),
  customer_id: fc.constant([]),
  store_id: fc.subarray(['MAIN', 'ST2']),
  channel: fc.subarray(['offline', 'online']),
  category: fc.constantFrom([], [], ['Dairy']),
  from: fc.constantFrom(null, '2025-02-01', '2025-02-13'),
  to: fc.constantFrom(null, '2025-03-31', '2025-03-09'),
})

test('the Overview is the same from days as from lines, for any shop and filter', { timeout: 600_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(anyShop(), anyFilter, async (lines, filter) => {
      await fill(db, lines)
      expect(await overview(filter)).toEqual(await withoutTotals(() => overview(filter)))
    }),
    RUNS,
  )
})

test('only days whose lines changed are added up again, and that leaves what adding up all gives', { timeout: 600_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(anyShop({ min: 1 }), anyShop({ max: 5 }), async (lines, more) => {
      await fill(db, lines)
      await fill(db, [...lines, ...more.map((line, i) => ({ ...line, row_no: 5000 + i }))])
      expect(await refreshDayTotals(db)).toBe(0)
      const step_by_step = await totals()
      await db.run(sql`DELETE FROM day_total; DELETE FROM day_total_mark`)
      await refreshDayTotals(db)
      expect(step_by_step).toEqual(await totals())
    }),
    RUNS,
  )
})

const LINE: Line = {
  row_no: 2,
  dataset_id: 'd1',
  date: '2025-02-01',
  store_id: 'MAIN',
  channel: 'offline',
  transaction_id: '7',
  sku_id: 'A',
  line_type: 'SALE',
  qty: 1000,
  net: 100_0000,
  category: null,
}

test('a bill of two channels is one order of the store, and one of each channel', async () => {
  await fill(db, [LINE, { ...LINE, row_no: 3, channel: 'online', net: 50_0000 }])
  const orders = await db.all(
    sql`SELECT channel, orders, CAST(bill_revenue AS BIGINT) AS bill_revenue FROM day_total ORDER BY channel NULLS FIRST`,
  )
  expect(orders).toEqual([
    { channel: null, orders: 1, bill_revenue: 150_0000 },
    { channel: 'offline', orders: 1, bill_revenue: 100_0000 },
    { channel: 'online', orders: 1, bill_revenue: 50_0000 },
  ])
})

test('days that are gone leave nothing; a line that changed only its bill is seen', async () => {
  await fill(db, [LINE, { ...LINE, row_no: 3, date: '2025-02-02' }, { ...LINE, row_no: 4, date: '2025-02-02' }])
  expect((await totals()).map(({ date, channel, orders }) => [date, channel, orders])).toEqual([
    ['2025-02-01', 'offline', 1],
    ['2025-02-01', null, 1],
    ['2025-02-02', 'offline', 1],
    ['2025-02-02', null, 1],
  ])
  await fill(db, [
    { ...LINE, row_no: 3, date: '2025-02-02' },
    { ...LINE, row_no: 4, date: '2025-02-02', transaction_id: '8' },
  ])
  expect((await totals()).map(({ date, channel, orders }) => [date, channel, orders])).toEqual([
    ['2025-02-02', 'offline', 2],
    ['2025-02-02', null, 2],
  ])
})
