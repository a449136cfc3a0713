import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Filter, NO_FILTER } from '../../src/domain/filter'
import type { Row } from '../../src/domain/metric'
import { DEFAULT_SETTINGS } from '../../src/domain/settings'
import type { Database } from '../db/database'
import { openNodeDatabase } from '../db/open-node'
import { explainFigure, openingOf } from './explain'
import { anyShop, depsOn, FIRST_DAY, fill, type Line } from './made-shop'
import { addDays } from './period'
import { plainMetric } from './plain-loops'
import { METRICS } from './registry'
import { runMetric } from './run'

let db: Database
beforeAll(async () => {
  db = await openNodeDatabase()
})

const anyDay = fc.integer({ min: -10, max: 150 }).map((n) => addDays(FIRST_DAY, n))
const anyEdge = fc.option(fc.oneof(anyDay, fc.constantFrom('2025-02-01', '2025-02-28', '2025-03-01', '2025-03-31', '2025-04-18')), {
  nil: null,
})
const anyFilter: fc.Arbitrary<Filter> = fc
  .record({
    dataset_id: fc.option(fc.constantFrom('d1', 'd2'), { nil: null, freq: 1 }),
    store_id: fc.constantFrom([], [], ['MAIN'], ['MAIN', 'ST2'], ['none']),
    channel: fc.constantFrom([], [], ['online']),
    category: fc.constantFrom([], [], ['Dairy'], ['Snacks', 'ऑ']),
    from: anyEdge,
    to: anyEdge,
  })
  .map((filter) => (filter.from && filter.to && filter.from > filter.to ? { ...filter, to: null } : filter))
const anyArgs = (id: string): fc.Arbitrary<Record<string, string | number>> => {
  const params = METRICS.find((metric) => metric.id === id)?.params ?? []
  return fc.record(
    Object.fromEntries(
      params.map((param) => [param.name, param.options ? fc.constantFrom(...param.options) : fc.constantFrom<string | number>(1, 3, 10)]),
    ),
  ) as fc.Arbitrary<Record<string, string | number>>
}

/** Equal, but for the last bits of divisions done in another order. */
function expectRows(found: Row[], expected: Row[]) {
  const rounded = (rows: Row[]) =>
    rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([name, value]) => [name, typeof value === 'number' ? Number(value.toPrecision(12)) + 0 : value]),
      ),
    )
  expect(rounded(found)).toEqual(rounded(expected))
}

describe.each(METRICS.map((metric) => [metric.id, metric] as const))('%s', (id, metric) => {
  test('equals a plain loop over the lines, under any filter, period and as-of date', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(anyShop(), anyShop({ days: 100, max: 250 })),
        anyFilter,
        anyArgs(id),
        fc.option(anyDay, { nil: null }),
        async (lines, filter, args, as_of) => {
          await fill(db, lines)
          const { results } = await runMetric(depsOn(db), { metric_id: id, args, filter, as_of })
          expectRows(results, plainMetric(id, lines, { filter, args, as_of }))
          for (const row of results)
            for (const column of metric.columns) {
              expect(row[column.name] === null && !column.nullable, `${column.name} is NULL`).toBe(false)
              if (typeof row[column.name] === 'number') expect(Number.isFinite(row[column.name])).toBe(true)
            }
        },
      ),
      { seed: 21, numRuns: 60 },
    )
  })

  test('every figure opens down to rows whose contributions make the figure', async () => {
    await fc.assert(
      fc.asyncProperty(anyShop({ days: 75, max: 120 }), anyFilter, anyArgs(id), async (lines, filter, args) => {
        await fill(db, lines)
        const { results } = await runMetric(depsOn(db), { metric_id: id, args, filter, as_of: null })
        const rows = [results[0], results.at(-1)].filter((row) => row !== undefined)
        for (const row of rows)
          for (const column of metric.columns) if (column.opens) await expectOpens(id, { args, filter }, column.name, row, lines)
      }),
      { seed: 22, numRuns: 12 },
    )
  })

  test.each<[string, Line[]]>([
    ['empty', []],
    ['one row', [line({})]],
    ['one row without bill, price or category', [line({ transaction_id: null, net: null, sku_id: 'क', category: null })]],
    ['returns only', [line({ line_type: 'RETURN', qty: -1000, net: -5000 }), line({ row_no: 3, line_type: 'RETURN', qty: -1000, net: 0 })]],
    ['one day', [line({}), line({ row_no: 3, sku_id: 'B', transaction_id: '2' }), line({ row_no: 4, net: 0, qty: 0 })]],
  ])('an extreme shop: %s', async (_, lines) => {
    await fill(db, lines)
    for (const filter of [NO_FILTER, { ...NO_FILTER, from: '2025-02-01', to: '2025-02-28' }]) {
      const { results, warnings } = await runMetric(depsOn(db), { metric_id: id, filter })
      expectRows(results, plainMetric(id, lines, { filter, args: {}, as_of: null }))
      expect(JSON.stringify([results, warnings])).not.toMatch(/NaN|Infinity|undefined/)
    }
  })
})

/** Opens one figure and adds its rows up again, from the explanation and from the lines themselves. */
async function expectOpens(id: string, ask: { args: Row; filter: Filter }, column: string, row: Row, lines: Line[]) {
  const full = { args: ask.args as Record<string, string | number>, filter: ask.filter, as_of: null, settings: DEFAULT_SETTINGS }
  const opened = await explainFigure(db, id, full, column, row)
  expect(opened.figure).toBe(row[column])
  expect(opened.rows).toHaveLength(Math.min(opened.rows_total, 200))
  const order = opened.rows.map((one) => [one.dataset_id, one.row_no] as [string, number])
  expect(order).toEqual([...order].sort((a, b) => (a[0] === b[0] ? a[1] - b[1] : a[0] < b[0] ? -1 : 1)))
  for (const one of opened.rows) {
    const source = lines.find((candidate) => candidate.row_no === one.row_no)
    expect(one).toMatchObject({
      dataset_id: source?.dataset_id,
      date: source?.date,
      qty: (source?.qty ?? NaN) / 1000,
      sku_id: source?.sku_id,
    })
  }
  const sums = opened.sums.map(({ name }) => opened.rows.reduce((sum, one) => sum + Number(one[name] ?? 0), 0))
  opened.sums.forEach((sum, i) => {
    expect(sums[i]).toBeCloseTo(sum.value, 6)
  })
  const metric = METRICS.find((one) => one.id === id)
  const definition = metric?.columns.find((one) => one.name === column)
  if (!metric || !definition) throw new Error('no column')
  const { contextOf } = await import('./context')
  const as_of = opened.as_of as string
  const defaults = Object.fromEntries(metric.params.map((param) => [param.name, param.default]))
  const ctx = await contextOf(db, { ...full, args: { ...defaults, ...full.args }, as_of })
  if (!ctx) throw new Error('no context')
  if (definition.opens && 'like' in definition.opens(ctx, row)) return
  const { opening } = openingOf(metric, definition, ctx, row)
  if (typeof opened.figure !== 'number') return
  const remade = opening.combine ? opening.combine(sums) : sums[0]
  expect(remade, `${id}.${column}`).toBeCloseTo(opened.figure, 6)
}

function line(more: Partial<Line>): Line {
  return {
    row_no: 2,
    dataset_id: 'd1',
    date: '2025-02-10',
    store_id: 'MAIN',
    channel: 'offline',
    transaction_id: '1',
    sku_id: 'A',
    line_type: 'SALE',
    qty: 1000,
    net: 25000,
    category: 'Dairy',
    ...more,
  }
}
