import { beforeEach, expect, test } from 'vitest'
import { sql } from '../db/sql'
import { openTestShop } from './shop-fixture'

/** Amounts as the customer paid them; the file does not say what of them is tax. Tea has a GST rate of its own, ginger none that is known. */
const TILL = 'Date,Invoice No,Item Code,Item Name,Qty,Amount\n2026-01-01,A1,T1,Tea,2,105\n2026-01-02,A2,G1,Ginger,1,118\n'
const PRODUCTS = 'Item Code,Item Name,GST %\nT1,Tea,5\n'
/** says itself what is tax */
const TAXED = 'Date,Invoice No,Item Code,Item Name,Qty,Taxable Value,Tax Amount,Total\n2026-02-01,B1,T1,Tea,1,100,5,105\n'

let it: Awaited<ReturnType<typeof openTestShop>>
beforeEach(async () => {
  it = await openTestShop()
  await it.drop('till.csv', TILL)
})
const revenue = async () =>
  Object.fromEntries(
    (
      await it.shop.db.all<{ sku: string; r: number }>(
        sql`SELECT sku_id AS sku, sum(net_ex_tax)::DOUBLE / 10000 AS r FROM sales_line GROUP BY 1 ORDER BY 1`,
      )
    ).map(({ sku, r }) => [sku, r]),
  )

test('amounts without tax count as they are, unless Settings say what is inside; a product keeps its own rate; amounts with tax stay', async () => {
  expect(await revenue()).toEqual({ G1: 118, T1: 105 })
  await it.set({ included_tax_pct: 18 })
  expect(await revenue()).toEqual({ G1: 100, T1: 88.9831 }) // 105 / 1.18
  await it.drop('products.csv', PRODUCTS)
  expect(await revenue()).toEqual({ G1: 100, T1: 100 })
  await it.drop('taxed.csv', TAXED)
  expect(await revenue()).toEqual({ G1: 100, T1: 200 })
  await it.start('lost')
  expect(await revenue()).toEqual({ G1: 100, T1: 200 })
  await it.set({ included_tax_pct: 0 })
  expect(await revenue()).toEqual({ G1: 118, T1: 205 })
})

test('killed between the two stores the change is done by the next owner, figures and setting together', async () => {
  await it.set({ included_tax_pct: 18 }, 'checkpointed')
  await it.start('kept')
  expect(await revenue()).toEqual({ G1: 100, T1: 88.9831 })
  expect((await it.shop.catalog.settings.get('settings'))?.included_tax_pct).toBe(18)
})
