import { beforeEach, describe, expect, test } from 'vitest'
import { readAliases } from '../../src/catalog/aliases'
import type { AliasDecision } from '../../src/domain/alias'
import { aliasPair } from '../../src/domain/alias'
import { sql } from '../db/sql'
import { listAliases } from '../ingest/derive/list-aliases'
import { metricDeps } from './shop'
import { type Killed, openTestShop } from './shop-fixture'

const TILL = `Date,Invoice No,Item Name,Qty,Rate,Amount
2026-01-01,A1,Parle-G Biscuit 100 gm,2,10,20
2026-01-02,A2,Parle G Biscuit 100g,1,10,10
2026-01-02,A3,Parle-G Biscuit 100 gm,1,10,10
2026-01-03,A4,Coke 250 ml,1,20,20
2026-01-03,A5,Coke 500 ml,1,40,40
2026-01-04,A6,Britania Bread,1,45,45
2026-01-05,A7,Britannia Bread,3,45,135
`
const PARLE: AliasDecision = {
  from_sku: 'parle g biscuit 100g',
  into_sku: 'parle-g biscuit 100 gm',
  decision: 'same',
  decided_at: '2026-11-20T10:00:00.000Z',
}

let it: Awaited<ReturnType<typeof openTestShop>>
beforeEach(async () => {
  it = await openTestShop()
  await it.drop('till.csv', TILL)
})
const revenue = async () =>
  Object.fromEntries(
    (
      await it.shop.db.all<{ sku: string; r: number }>(
        sql`SELECT sku_id AS sku, (sum(net_ex_tax) // 10000)::INTEGER AS r FROM sales_line GROUP BY 1 ORDER BY 1`,
      )
    ).map(({ sku, r }) => [sku, r]),
  )
const list = async () => listAliases(it.shop.db, await readAliases(it.shop.catalog))
const SEPARATE = {
  'britania bread': 45,
  'britannia bread': 135,
  'coke 250 ml': 20,
  'coke 500 ml': 40,
  'parle g biscuit 100g': 10,
  'parle-g biscuit 100 gm': 30,
}
const { 'parle g biscuit 100g': _, ...others } = SEPARATE
const MERGED = { ...others, 'parle-g biscuit 100 gm': 40 }

test('products written in two ways are suggested, the one that sold more to stay; other sizes are not', async () => {
  const { suggestions } = await list()
  expect(suggestions.map(({ from, into, reason }) => [from.name, into.name, reason])).toEqual([
    ['Parle G Biscuit 100g', 'Parle-G Biscuit 100 gm', 'same_words'],
    ['Britania Bread', 'Britannia Bread', 'spelling'],
  ])
  expect(suggestions[0]?.into).toMatchObject({ lines: 2, revenue: 300_000, units: 3000, first_date: '2026-01-01', last_date: '2026-01-02' })
})

test('said to be one they count as one, also in files that come later; taken back they are two again', async () => {
  expect(await revenue()).toEqual(SEPARATE)
  expect(await it.decide({ decide: [PARLE] })).toMatchObject({ status: 'completed' })
  expect(await revenue()).toEqual(MERGED)
  await it.drop('more.csv', `${TILL.split('\n')[0]}\n2026-02-01,B1,Parle G Biscuit 100g,5,10,50\n`)
  expect(await revenue()).toEqual({ ...MERGED, 'parle-g biscuit 100 gm': 90 })
  const { suggestions, decided } = await list()
  expect(suggestions).toHaveLength(1)
  expect(decided).toMatchObject([{ from_name: 'Parle G Biscuit 100g', into_name: 'Parle-G Biscuit 100 gm', decision: 'same' }])
  await it.decide({ undo: [aliasPair(PARLE.from_sku, PARLE.into_sku)] })
  expect(await revenue()).toEqual({ ...SEPARATE, 'parle g biscuit 100g': 60 })
})

test('said to be two, they are not suggested again', async () => {
  await it.decide({ decide: [{ ...PARLE, decision: 'different' }] })
  expect((await list()).suggestions.map(({ from }) => from.name)).toEqual(['Britania Bread'])
  expect(await revenue()).toEqual(SEPARATE)
})

test('a merge makes results kept from before unusable, and its undoing makes them usable again', async () => {
  const hash = async () => {
    const { catalog, db } = it.shop
    const datasets = await catalog.datasets.toArray()
    const state = { db, settings: {} as never, datasets, aliases: await readAliases(catalog), data_version: 1 }
    return (await metricDeps(it.shop, state)).data_hash
  }
  const before = await hash()
  await it.decide({ decide: [PARLE] })
  expect(await hash()).not.toBe(before)
  await it.decide({ undo: [aliasPair(PARLE.from_sku, PARLE.into_sku)] })
  expect(await hash()).toBe(before)
})

test('without its database file the shop is rebuilt with its merges', async () => {
  await it.decide({ decide: [PARLE] })
  await it.start('lost')
  expect(await revenue()).toEqual(MERGED)
})

describe('killed at each point', () => {
  for (const point of ['before_commit', 'committed', 'checkpointed', 'ready'] satisfies Killed[])
    test(`${point}: the next owner ends with the merge`, async () => {
      await it.decide({ decide: [PARLE] }, point)
      await it.start('kept')
      expect(await revenue()).toEqual(MERGED)
      expect((await it.shop.catalog.jobs.toArray()).every(({ status }) => status === 'completed')).toBe(true)
    })
})

test('a code-less spelling from another source is the coded product of that name, by itself', async () => {
  const { db } = it.shop
  await it.drop('coded.csv', 'Date,Invoice No,Item Code,Item Name,Qty,Rate,Amount\n2026-03-01,C1,P9,Coke 500 ml,1,40,40\n')
  expect(await revenue()).toMatchObject({ P9: 40, 'coke 500 ml': 40 }) // one source: the shop itself may mean two
  await db.run(sql`UPDATE item SET source = 'shopify' WHERE code = 'P9'`)
  const { deriveMasters } = await import('../ingest/derive/derive')
  await deriveMasters(db)
  expect(await revenue()).toMatchObject({ P9: 80 })
})
