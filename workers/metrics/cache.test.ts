import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { NO_FILTER } from '../../src/domain/filter'
import type { Cell, Row } from '../../src/domain/metric'
import { packRows, unpackRows } from '../../src/domain/packed-rows'
import type { Database } from '../db/database'
import { openNodeDatabase } from '../db/open-node'
import { NUMBER_KEYS } from '../db/schema'
import { raw } from '../db/sql'
import { type CacheKey, type CacheStore, cacheName, evict, memoryCache, readCached, writeCached } from './cache'
import { depsOn, fill } from './made-shop'
import { type ColumnDefinition, defineMetric, TYPE_OF_UNIT } from './metric'
import { type MetricAsk, runMetric } from './run'

const KEY: CacheKey = { metric_id: 'm', args_hash: 'a', as_of: '2025-01-01', params_hash: 'p', data_hash: 'd', engine_version: 'e' }
const column = (name: string, unit: ColumnDefinition['unit']): ColumnDefinition => ({
  name,
  unit,
  title: name,
  definition: `${name}.`,
  nullable: true,
})
const METRIC = defineMetric({
  id: 'm',
  title: 'm',
  definition: 'm.',
  params: [],
  columns: [column('text', 'text'), column('count', 'count'), column('money', 'money'), column('flag', 'flag')],
  keys: {},
  sql: () => raw('SELECT 1'),
})

let db: Database
beforeAll(async () => {
  db = await openNodeDatabase()
})

test('property: rows of every type survive the round trip', async () => {
  const cells: Record<string, fc.Arbitrary<Cell>> = {
    VARCHAR: fc.string({ unit: 'grapheme' }),
    BIGINT: fc.maxSafeInteger().map((n) => n + 0),
    DOUBLE: fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n + 0),
    BOOLEAN: fc.boolean(),
  }
  const row = fc.record(
    Object.fromEntries(
      METRIC.columns.map(({ name, unit }) => [name, fc.option(cells[TYPE_OF_UNIT[unit]] as fc.Arbitrary<Cell>, { nil: null, freq: 3 })]),
    ),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 40 }), fc.array(fc.string({ unit: 'grapheme' })), async (rows, warnings) => {
      const store = memoryCache()
      const packed = packRows(METRIC.columns, rows as Row[])
      await writeCached(store, KEY, METRIC, { rows: packed, warnings })
      expect(await readCached(store, KEY, METRIC)).toEqual({ rows: packed, warnings })
      expect(unpackRows(packed)).toEqual(rows)
    }),
    { seed: 3, numRuns: 200 },
  )
})

test('property: a damaged file is a miss, never an error and never another figure', async () => {
  const whole = memoryCache()
  const result = {
    rows: packRows(METRIC.columns, [
      { text: 'दूध', count: 3, money: 12.5, flag: true },
      { text: null, count: null, money: null, flag: null },
    ]),
    warnings: ['w'],
  }
  await writeCached(whole, KEY, METRIC, result)
  const name = await cacheName(KEY)
  const bytes = new Uint8Array((await whole.read(name)) as ArrayBuffer)
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), fc.boolean(), async (at, flip, cut) => {
      const damaged = cut ? bytes.slice(0, at) : bytes.map((byte, i) => (i === at ? byte ^ flip : byte))
      const store = memoryCache()
      await store.write(name, damaged.buffer)
      const found = await readCached(store, KEY, METRIC)
      if (found !== null) expect(found).toEqual(result)
    }),
    { seed: 5, numRuns: 500 },
  )
})

test('a store that fails only costs time', async () => {
  await fill(db, [])
  const broken: CacheStore = {
    read: () => Promise.reject(new Error('gone')),
    write: () => Promise.reject(new DOMException('full', 'QuotaExceededError')),
    remove: async () => {},
    list: async () => [],
  }
  expect((await runMetric(depsOn(db, { cache: broken }), { metric_id: 'trends', as_of: '2025-01-01' })).results).toEqual([])
})

test('a long list is answered before it is kept, and is the same from then on', async () => {
  await fill(db, [])
  const skus = Array.from({ length: 5_001 }, (_, i) => `Z${i}`)
  await db.run(
    raw(`INSERT INTO item SELECT 100 + i, 'generic', 'Z' || i, 'Z' || i, 'Z' || i, NULL, 'Z' || i, 'Product', NULL, NULL, NULL, NULL, NULL FROM (SELECT range AS i FROM range(5001)); ${NUMBER_KEYS.text};
    INSERT INTO sales_fact SELECT 9, i + 1, 0, DATE '2025-01-01', NULL, 0, NULL, NULL, NULL, 100 + i, 'SALE', 1000 * (i + 1), NULL, NULL, NULL, 10000, NULL, NULL, NULL, NULL, NULL, NULL, NULL, FALSE FROM (SELECT range AS i FROM range(5001))`),
  )
  const deps = depsOn(db, { cache: memoryCache() })
  const ask = { metric_id: 'best-sellers', args: { limit: 6_000, by: 'units' } }
  const first = await runMetric(deps, ask)
  expect(first.cached).toBe(false)
  expect(first.results.map(({ sku_id }) => sku_id)).toEqual(skus.toReversed())
  expect(await deps.cache?.list()).toEqual([])
  expect(await runMetric(deps, ask)).toEqual({ ...first, cached: true })
  await expect.poll(async () => (await deps.cache?.list())?.length).toBe(1)
  expect(await runMetric(deps, ask)).toEqual({ ...first, cached: true })
})

test('everything that a figure depends on is in the key', async () => {
  await fill(db, [])
  const cache = memoryCache()
  const deps = depsOn(db, { cache })
  const base = { metric_id: 'best-sellers', as_of: '2025-01-01' }
  await runMetric(deps, base)
  expect(await runMetric(deps, { ...base, args: { limit: '10', by: 'units' } })).toMatchObject({ cached: true })
  const others: [typeof deps, MetricAsk][] = [
    [deps, { ...base, metric_id: 'trends' }],
    [deps, { ...base, args: { limit: 11 } }],
    [deps, { ...base, as_of: '2025-01-02' }],
    [deps, { ...base, filter: { ...NO_FILTER, channel: ['online'] } }],
    [depsOn(db, { cache, data_hash: 'other' }), base],
    [depsOn(db, { cache, engine_version: 'other' }), base],
    [depsOn(db, { cache, settings: { ...deps.settings, costing_method: 'FIFO' } }), base],
    [depsOn(db, { cache, settings: { ...deps.settings, dead_days: 7 } }), { ...base, metric_id: 'dead-stock' }],
  ]
  for (const [other, ask] of others) expect((await runMetric(other, ask)).cached).toBe(false)
  expect(await cache.list()).toHaveLength(1 + others.length)
  // a setting that a figure does not follow leaves its result good
  expect(await runMetric(depsOn(db, { cache, settings: { ...deps.settings, week_start: 7, dead_days: 7 } }), base)).toMatchObject({
    cached: true,
  })
})

test('the oldest results go first, and only as many as must', async () => {
  const store = memoryCache()
  for (const name of ['a', 'b', 'c', 'd']) await store.write(name, new ArrayBuffer(10))
  await store.write('a', new ArrayBuffer(10))
  expect(await evict(store, 25)).toEqual(['b', 'c'])
  expect((await store.list()).map((file) => file.name)).toEqual(['d', 'a'])
  expect(await evict(store, 25)).toEqual([])
})
