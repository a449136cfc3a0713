import { expect, test } from 'vitest'
import { openNodeDatabase } from '../db/open-node'
import { sql } from '../db/sql'
import { recover } from './recover'
import { recoverOrRenew } from './recover-or-renew'
import { openTestShop } from './shop-fixture'

const SALES = 'Date,Bill No,Item,Qty,Rate,Amount\n2026-10-01,1,Tea,2,40,80\n2026-10-02,2,Salt,1,20,20\n'
const REVENUE = sql`SELECT sum(net_ex_tax) / 1e4 AS revenue FROM sales_line`
const nobody = async () => new Set<undefined>()
const freshDatabase = async () => {
  const node = await openNodeDatabase()
  return Object.assign(node, { reader: node, explorer: node })
}

test('a database that recovery fails on is left for an empty one, which the kept files fill again', async () => {
  const { shop, drop } = await openTestShop()
  await drop('october.csv', SALES)
  await shop.db.run(sql`DROP TABLE dataset`)
  await expect(recover(shop, nobody)).rejects.toThrow()

  const renewed = await recoverOrRenew(shop, freshDatabase, nobody)
  expect(await renewed.shop.db.all(REVENUE)).toEqual([{ revenue: 100 }])
  expect(renewed.shop.db).not.toBe(shop.db)
})

test('a sound database stays, and what is no fault of it is thrown', async () => {
  const { shop, drop } = await openTestShop()
  await drop('october.csv', SALES)
  const never = async () => {
    throw new Error('not asked for')
  }
  expect((await recoverOrRenew(shop, never, nobody)).shop.db).toBe(shop.db)

  const files = { ...shop.files, list: async () => Promise.reject(new DOMException('files are refused', 'SecurityError')) }
  await expect(recoverOrRenew({ ...shop, files }, never, nobody)).rejects.toThrow('files are refused')
})
