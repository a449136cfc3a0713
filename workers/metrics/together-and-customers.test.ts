import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { NO_FILTER } from '../../src/domain/filter'
import { DEFAULT_SETTINGS } from '../../src/domain/settings'
import type { Database } from '../db/database'
import { ENGINE_RUNS } from '../db/engine-runs'
import { openNodeDatabase } from '../db/open-node'
import { explainFigure } from './explain'
import { depsOn, FIRST_DAY, fill, type Line } from './made-shop'
import { addDays } from './period'
import { plainMetric } from './plain/plain-metric'
import { runMetric } from './run'

let db: Database
beforeAll(async () => {
  db = await openNodeDatabase()
})

const line = (row_no: number, more: Partial<Line>): Line => ({
  row_no,
  dataset_id: 'd1',
  date: FIRST_DAY,
  store_id: 'MAIN',
  channel: 'offline',
  transaction_id: '1',
  sku_id: 'A',
  line_type: 'SALE',
  qty: 1000,
  net: 10_000,
  category: null,
  ...more,
})

/** Many bills over few products: `A` and `B` are together more often than chance has it, the rest falls as it will. */
const bills = fc
  .array(fc.record({ pair: fc.nat({ max: 3 }).map((n) => n === 0), others: fc.subarray(['क', '😀|x', 'b']) }), {
    minLength: 30,
    maxLength: 90,
  })
  .map((all) =>
    all.flatMap(({ pair, others }, i) =>
      [...new Set([...(pair ? ['A', 'B'] : []), ...others])].map((sku_id, j) =>
        line(2 + 10 * i + j, { sku_id, transaction_id: String(i) }),
      ),
    ),
  )

test('pairs are those that counting bills by hand finds; each opens to its bills', { timeout: 600_000 }, async () => {
  let listed = 0
  await fc.assert(
    fc.asyncProperty(bills, fc.constantFrom('', 'A', 'B'), async (lines, sku) => {
      await fill(db, lines)
      const ask = { filter: NO_FILTER, as_of: null, args: { sku } }
      const { results } = await runMetric(depsOn(db), { metric_id: 'basket', ...ask })
      const expected = plainMetric('basket', lines, ask)
      expect(results.map(({ sku_a, sku_b, bills_together }) => [sku_a, sku_b, bills_together])).toEqual(
        expected.map(({ sku_a, sku_b, bills_together }) => [sku_a, sku_b, bills_together]),
      )
      results.forEach((row, i) => {
        for (const name of ['lift', 'lift_low', 'confidence']) expect(row[name]).toBeCloseTo(Number(expected[i]?.[name]), 6)
      })
      listed += results.length
      const [pair] = results
      if (!pair) return
      for (const column of ['bills_together', 'bills_a', 'bills_b', 'lift']) {
        const opened = await explainFigure(db, 'basket', { ...ask, settings: DEFAULT_SETTINGS }, column, pair)
        if (column !== 'lift') expect(opened.sums[0]?.value).toBe(opened.figure)
        expect(opened.rows_total).toBeGreaterThan(4)
      }
    }),
    { seed: 312, numRuns: ENGINE_RUNS },
  )
  expect(listed).toBeGreaterThan(ENGINE_RUNS / 2)
})

test('29: the lift of a pair is the same from either side', async () => {
  const [lines = []] = fc.sample(bills, { seed: 2, numRuns: 1 })
  await fill(db, lines)
  const from = async (sku: string, other: string) =>
    (await runMetric(depsOn(db), { metric_id: 'basket', args: { sku } })).results.find((row) => row.sku_b === other)
  const [one, back] = [await from('A', 'B'), await from('B', 'A')]
  expect(one?.lift).toBe(back?.lift)
  expect(one?.bills_a).toBe(back?.bills_b)
})

const visits = fc
  .array(
    fc.record({ customer: fc.integer({ min: 1, max: 70 }), ago: fc.integer({ min: 0, max: 400 }), net: fc.integer({ min: 0, max: 30 }) }),
    {
      minLength: 190,
      maxLength: 220,
    },
  )
  .map((all) =>
    all.map(({ customer, ago, net }, i) =>
      line(i + 2, {
        customer: `C${customer}`,
        date: addDays('2026-03-01', -ago),
        net: net * 10_000,
        transaction_id: i % 9 === 0 ? null : String(i),
      }),
    ),
  )

test('30: scores and kinds are those of a plain count, and better never scores less', { timeout: 600_000 }, async () => {
  const kinds = new Set<unknown>()
  await fc.assert(
    fc.asyncProperty(visits, async (lines) => {
      await fill(db, lines)
      const ask = { filter: NO_FILTER, as_of: '2026-03-01', args: {} }
      const { results } = await runMetric(depsOn(db), { metric_id: 'customers-rfm', ...ask })
      expect(results).toEqual(plainMetric('customers-rfm', lines, ask).map((row) => expect.objectContaining(row)))
      for (const row of results) kinds.add(row.segment)
      for (const [score, of, sign] of [
        ['r', 'recency_days', -1],
        ['f', 'visits', 1],
        ['m', 'revenue', 1],
      ] as const) {
        const sorted = [...results].sort((a, b) => sign * (Number(a[of]) - Number(b[of])))
        for (const [i, row] of sorted.slice(1).entries()) expect(Number(row[score])).toBeGreaterThanOrEqual(Number(sorted[i]?.[score]))
      }
    }),
    { seed: 30, numRuns: 30 },
  )
  expect([...kinds].filter((kind) => kind !== null).sort()).toEqual(['at_risk', 'champion', 'lost', 'loyal', 'new', 'regular'])
})

test('sales to nobody in particular make no customer', async () => {
  const nobody = ['Cash', 'WALK-IN', 'walk in customer', 'Counter Sale', 'cash sales', ' Guest ', 'Retail Customer', '-', 'N/A']
  await fill(
    db,
    [...nobody, 'Cashew Traders', 'Asha'].map((customer, i) => line(i + 2, { customer })),
  )
  const { results, warnings } = await runMetric(depsOn(db), { metric_id: 'customers-rfm' })
  expect(results.map(({ customer }) => customer)).toEqual(['Asha', 'Cashew Traders'])
  expect(warnings).toEqual([expect.stringContaining('fewer than 50')])
})
