import { expect, test } from 'vitest'
import type { Row } from '../../src/domain/metric'
import { openNodeDatabase } from '../db/open-node'
import { sql } from '../db/sql'
import { batchOf, dailyLines, depsOn, fill, NO_GOODS } from './made-shop'
import { runMetric } from './run'

const TODAY = '2025-05-20'
const LINES = dailyLines(TODAY, 56, { qty: 4000, net: 50_000 })
const STOCK = batchOf(TODAY, '', 2000)

test('of what does not keep no more is ordered than sells in time, and that is said', async () => {
  const db = await openNodeDatabase()
  await fill(db, LINES, { ...NO_GOODS, stock: [STOCK] })
  const order = async (): Promise<Row> => (await runMetric(depsOn(db), { metric_id: 'reorder', as_of: TODAY })).results[0] as Row
  const free = await order()
  expect(free.is_capped).toBe(false)
  expect(free.reorder_qty).toBeGreaterThan(38)
  await db.run(
    sql`INSERT INTO product_fact (dataset_no, row_no, item_no, shelf_life_days) SELECT 9, 2, item_no, 5 FROM item WHERE sku_id = 'A'`,
  )
  expect(await order()).toMatchObject({ is_capped: true, reorder_qty: 5 * 4 - 2, shelf_life: 5, needed_units: free.needed_units })
})
