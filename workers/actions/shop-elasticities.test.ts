import { expect, test } from 'vitest'
import { openNodeDatabase } from '../db/open-node'
import { sql } from '../db/sql'
import { shopElasticities } from './shop-elasticities'

test('what prices showed is looked at once for the same weeks; a product whose price stayed shows nothing', {
  timeout: 30_000,
}, async () => {
  const db = await openNodeDatabase()
  // tea sells 40 a day at 10 and 90 at 8 rupees, month by month; salt always the same
  await db.run(sql`
    INSERT INTO dataset VALUES (1, 'd1', 'sales', 'generic', NULL, '2030-01-01T00:00:00Z', 1, 1); INSERT INTO store_key VALUES (1, 'MAIN', 'main', 'MAIN', NULL, NULL, 1);
    INSERT INTO item (item_no, source, sku_id, product_name, category, sku_no) VALUES (1, 'generic', 'tea', 'Tea', 'Drinks', 1), (2, 'generic', 'salt', 'Salt', 'Staples', 2);
    INSERT INTO sales_fact (dataset_no, row_no, state, date, store_no, item_no, line_type, qty, net_ex_tax, tax_unknown)
      SELECT 1, d * 2 + i, 0, DATE '2026-01-05' + d::INTEGER, 1, i, 'SALE', units * 1000, units * price * 10000, FALSE FROM (
        SELECT d, i, CASE WHEN i = 2 THEN 50 WHEN (d // 28) % 2 = 0 THEN 40 ELSE 90 END AS units, CASE WHEN i = 2 THEN 20 WHEN (d // 28) % 2 = 0 THEN 10 ELSE 8 END AS price
        FROM range(170) t(d), range(1, 3) u(i))`)
  const tuesday = await shopElasticities(db, '2026-06-23')
  expect([...tuesday.keys()]).toEqual(['tea'])
  expect(tuesday.get('tea')?.elasticity).toBeCloseTo(Math.log(90.5 / 40.5) / Math.log(8 / 10), 1)
  const nextDay = sql`INSERT INTO dataset VALUES (2, 'd2', 'sales', 'generic', NULL, '2030-01-01T00:00:00Z', 1, 1);
    INSERT INTO sales_fact (dataset_no, row_no, state, date, store_no, item_no, line_type, qty, net_ex_tax, tax_unknown) VALUES (2, 1, 0, DATE '2026-06-24', 1, 1, 'SALE', 1000, 100000, FALSE)`
  await db.run(nextDay)
  expect(await shopElasticities(db, '2026-06-24')).toBe(tuesday)
  await db.run(sql`UPDATE item SET category = 'Tobacco' WHERE sku_id = 'tea'`)
  expect(await shopElasticities(db, '2026-06-24')).not.toBe(tuesday)
})
