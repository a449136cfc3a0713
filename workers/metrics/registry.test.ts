import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type Filter, NO_FILTER } from '../../src/domain/filter'
import { MetricInfo } from '../../src/domain/metric'
import { DEFAULT_SETTINGS } from '../../src/domain/settings'
import { openNodeDatabase } from '../db/open-node'
import { contextOf } from './context'
import { fill, type Line } from './made-shop'
import { infoOf, TYPE_OF_UNIT } from './metric'
import { METRICS, metricById } from './registry'

const LINE: Line = {
  row_no: 2,
  dataset_id: 'd1',
  date: '2025-03-05',
  store_id: 'MAIN',
  channel: 'offline',
  transaction_id: '1',
  sku_id: 'A',
  line_type: 'SALE',
  qty: 1000,
  net: 10000,
  category: null,
  customer: 'Asha',
}
const FILTERS: Filter[] = [
  NO_FILTER,
  {
    dataset_id: 'd1',
    store_id: ['MAIN', `x'`],
    channel: ['offline'],
    category: ['Dairy'],
    sku_id: ['A'],
    customer_id: ['Asha'],
    from: '2025-03-01',
    to: '2025-03-31',
  },
]

test('every definition file is registered under its name, in order of id', () => {
  const files = readdirSync(import.meta.dirname).flatMap((name) => /^(.+)\.metric\.ts$/.exec(name)?.[1] ?? [])
  expect(files.length).toBeGreaterThan(0)
  expect(METRICS.map((metric) => metric.id)).toEqual(files.sort())
  expect(() => metricById('nope')).toThrow(expect.objectContaining({ code: 'not_found' }))
})

test.each(METRICS.map((metric) => [metric.id, metric] as const))('%s gives exactly its declared columns', async (_, metric) => {
  expect(() => MetricInfo.parse(infoOf(metric))).not.toThrow()
  const db = await openNodeDatabase()
  await fill(db, [LINE, { ...LINE, row_no: 3, date: '2025-01-01' }])
  const choices = metric.params.flatMap((param) => (param.options ?? []).map((option) => ({ [param.name]: option })))
  const defaults = Object.fromEntries(metric.params.map((param) => [param.name, param.default]))
  for (const filter of FILTERS)
    for (const choice of [{}, ...choices]) {
      const ctx = await contextOf(db, metric, { args: { ...defaults, ...choice }, filter, as_of: '2025-03-31', settings: DEFAULT_SETTINGS })
      if (!ctx) throw new Error('the shop should not be empty')
      expect(await db.describe(metric.sql(ctx))).toEqual(
        (metric.of ?? metric).columns.map(({ name, unit }) => ({ name, type: TYPE_OF_UNIT[unit] })),
      )
    }
})

test.each(METRICS.map((metric) => [metric.id, metric] as const))(
  '%s: every figure opens, every column is explained in words',
  (_, metric) => {
    const figures = ['money', 'units', 'count', 'number', 'days', 'ratio', 'change', 'rank']
    for (const column of metric.columns) {
      expect(column.definition, column.name).toMatch(/\.$/)
      if (figures.includes(column.unit)) expect(column.opens, column.name).toBeDefined()
    }
  },
)
