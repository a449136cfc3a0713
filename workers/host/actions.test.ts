import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readAliases } from '../../src/catalog/aliases'
import { readSettings } from '../../src/catalog/settings'
import { SHARED_DATA } from '../truths/shared-data'
import { actionHandlers } from './action-handlers'
import { committedDatasets, metricDeps } from './shop'
import { openTestShop, UPLOADED } from './shop-fixture'

test('x', async () => {
  const it = await openTestShop()
  for (const f of ['products', 'stores', 'purchases', 'stock_by_batch', 'sales']) {
    const r = await it.drop(`${f}.csv`, readFileSync(join(SHARED_DATA, 'expiry_shop', `${f}.csv`), 'utf8'))
    console.log(f, r.job?.status, r.job?.error)
  }
  const { catalog } = it.shop
  const h = actionHandlers(it.shop, () => UPLOADED, async (work) => work(await metricDeps(it.shop, { db: it.shop.db, settings: await readSettings(catalog), datasets: await committedDatasets(catalog), aliases: await readAliases(catalog), data_version: 1 })))
  console.log(await h['actions.generate']({}, ''))
  console.log(await h['actions.generate']({}, ''))
  const l = await h['actions.list']({ status: null }, '')
  console.log(l.is_current, l.as_of, l.greedy)
  for (const a of l.actions) console.log(a.rank, a.status, a.action_type, a.sub_type, a.from_store, a.to_store, a.sku_id, a.batch_id, a.qty, a.discount_pct, a.expected_savings, a.score)
  console.log(JSON.stringify(await h['kpis.get']({}, '')))
}, 120000)
