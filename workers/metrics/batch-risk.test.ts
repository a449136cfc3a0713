import { beforeAll, expect, test } from 'vitest'
import { NO_FILTER } from '../../src/domain/filter'
import type { Database } from '../db/database'
import { openNodeDatabase } from '../db/open-node'
import { sql } from '../db/sql'
import { type Batch, batchOf, dailyLines, depsOn, fill, type Line, NO_GOODS } from './made-shop'
import { addDays } from './period'
import { runMetric } from './run'

const TODAY = '2025-05-20'
let db: Database
beforeAll(async () => {
  db = await openNodeDatabase()
}, 60_000)

/** Sells `units` of A every day of the last eight weeks. */
const steady = (units: number): Line[] => dailyLines(TODAY, 56, { qty: units * 1000, net: units * 100_000, category: 'Dairy' })
const batch = (more: Partial<Batch>): Batch => batchOf(TODAY, 'X', 10_000, more)
const risk = async (args = {}) => (await runMetric(depsOn(db), { metric_id: 'batch-risk', args, filter: NO_FILTER, as_of: TODAY })).results
const shop = (stock: Batch[], lines = steady(2)) => fill(db, lines, { ...NO_GOODS, stock })

test('the arithmetic of a batch: ten days of two sell twenty of thirty', async () => {
  await shop([batch({ on_hand: 30_000, expiry: addDays(TODAY, 10) })])
  const [one] = await risk()
  expect(one).toMatchObject({
    status: 'ACTIVE',
    sell_days: 10,
    at_risk_units: 10,
    at_risk_value: 20,
    ahead_units: 0,
    reasons: 'TOO_MANY=10',
  })
  expect(one?.daily_units).toBeCloseTo(2, 6)
})

test('what if it is taken off the shelf earlier, and what if it is cheaper', async () => {
  await shop([batch({ on_hand: 30_000, expiry: addDays(TODAY, 10) })])
  const units = async (args: object) => Number((await risk(args))[0]?.at_risk_units)
  expect(await units({ removal_lead_days: 5 })).toBe(20)
  expect(await units({ discount_pct: 30 })).toBeLessThan(10)
})

test('a batch without a date takes that of its purchase, else lives as long as the product keeps', async () => {
  await shop([batch({ batch: 'P' }), batch({ batch: 'R', received: addDays(TODAY, -3) }), batch({ batch: 'N', sku_id: 'B' })])
  await db.run(sql`
    INSERT INTO purchase_fact (dataset_no, row_no, state, date, store_no, item_no, batch, qty, free_qty, expiry, supplier)
      SELECT 9, 2, 0, DATE '2025-05-01', store_no, item_no, 'P', 10000, 0, DATE '2025-05-28', 'Mehta' FROM store_key, item WHERE store_id = 'MAIN' AND sku_id = 'A';
    DELETE FROM product_fact; INSERT INTO product_fact (dataset_no, row_no, item_no, shelf_life_days, perishable) SELECT 9, 2, item_no, 7, TRUE FROM item WHERE sku_id = 'A'`)
  const rows = await risk()
  const told = Object.fromEntries(rows.map((row) => [row.batch_id, [row.status, row.expiry_date, row.expiry_from]]))
  await db.run(sql`DELETE FROM product_fact`)
  expect(told).toEqual({ P: ['ACTIVE', '2025-05-28', 'purchase'], R: ['ACTIVE', '2025-05-24', 'received'], N: ['UNDATED', null, null] })
  expect(rows.find((row) => row.batch_id === 'P')?.supplier).toBe('Mehta')
})

test('what its own row says of how long a batch keeps comes before what the product file says', async () => {
  await shop([batch({ batch: 'own' }), batch({ batch: 'product' })])
  await db.run(sql`
    UPDATE inventory_fact SET mfg = DATE '2025-05-01', shelf_life_days = CASE batch WHEN 'own' THEN 30 END;
    INSERT INTO product_fact (dataset_no, row_no, item_no, shelf_life_days) SELECT 9, 2, item_no, 60 FROM item WHERE sku_id = 'A'`)
  const rows = await risk()
  await db.run(sql`DELETE FROM product_fact`)
  expect(Object.fromEntries(rows.map((row) => [row.batch_id, [row.expiry_date, row.expiry_from]]))).toEqual({
    own: ['2025-05-31', 'made'],
    product: ['2025-06-30', 'made'],
  })
})

test('stock counted long ago is brought forward, and that is said', async () => {
  const counted = addDays(TODAY, -20)
  await shop([
    batch({ batch: 'old', date: counted, on_hand: 30_000, expiry: addDays(TODAY, 5) }),
    batch({ batch: 'new', date: counted, on_hand: 30_000, expiry: addDays(TODAY, 50) }),
  ])
  const rows = await risk()
  // forty sold since: all thirty of the first to expire, ten of the other
  expect(rows.map(({ batch_id, on_hand, qty, status, confidence }) => [batch_id, on_hand, qty, status, confidence])).toEqual([
    ['new', 30, 20, 'ACTIVE', 'low'],
    ['old', 30, 0, 'ZERO', 'low'],
  ])
  expect(rows[0]?.reasons).toContain('OLD_COUNT=20')
})

test('dates that cannot be, a shop without sales, hundreds of batches: said, never a crash and never NaN', async () => {
  await shop([batch({ expiry: addDays(TODAY, -2), received: addDays(TODAY, 3) })])
  expect((await risk())[0]).toMatchObject({
    status: 'EXPIRED',

    risk_score: 100,
    reasons: 'EXPIRED=2 EXPIRES_BEFORE_RECEIPT=5',
  })

  await shop([batch({ expiry: addDays(TODAY, 9) })], [])
  expect((await risk())[0]).toMatchObject({ at_risk_units: 10, p_unsold: 1, confidence: 'low', reasons: 'NO_SALES NEW_PRODUCT=1' })

  await shop(
    Array.from({ length: 300 }, (_, i) => batch({ batch: `b${i}`, on_hand: 1000 * (1 + (i % 3)), expiry: addDays(TODAY, i % 300) })),
  )
  const many = await risk()
  expect(many).toHaveLength(300)
  expect(JSON.stringify(many)).not.toMatch(/NaN|Infinity/)
  // two a day for 299 days sell at most 598 of the 600 that lie there; what lies too long at the start stays
  const stays = many.reduce((sum, row) => sum + Number(row.at_risk_units), 0)
  expect(stays).toBeGreaterThanOrEqual(600 - 2 * 299)
}, 60_000)
