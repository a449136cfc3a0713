import { expect, test } from 'vitest'
import { unpackRows } from '../../src/domain/packed-rows'
import { openNodeDatabase } from '../db/open-node'
import { type Batch, fill, NO_GOODS } from './made-shop'
import { productNames } from './product-names'

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

test('products that never sold can be found: those of a shop that has only dropped a stock file', async () => {
  const db = await openNodeDatabase()
  await fill(db, [], { ...NO_GOODS, stock: [MILK, { ...MILK, store_id: 'ST2', batch: 'M2' }] })
  const found = unpackRows(await productNames(db))
  expect(found.filter(({ sku_id }) => sku_id === 'A')).toMatchObject([{ revenue: null, spellings: expect.any(String) }])
})
