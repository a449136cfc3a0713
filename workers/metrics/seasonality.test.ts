import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { NO_FILTER } from '../../src/domain/filter'
import type { Database } from '../db/database'
import { ENGINE_RUNS } from '../db/engine-runs'
import { openNodeDatabase } from '../db/open-node'
import { depsOn, fill, type Line } from './made-shop'
import { addMonths, lastOfMonth } from './period'
import { plainMetric } from './plain/plain-metric'
import { runMetric } from './run'

/** domain.md 11: units of an average-length month, from January on. */
const GOLDEN = [100, 90, 95, 100, 105, 98, 97, 110, 120, 160, 190, 130, 112, 101, 103, 108, 118, 110, 109, 119, 131, 178, 205, 140]

let db: Database
beforeAll(async () => {
  db = await openNodeDatabase()
})

/** Sells on the 1st of each month what makes these monthly units when a month's length is taken out. */
function monthly(units: readonly number[], start: string): Line[] {
  return units.flatMap((y, i): Line[] => {
    const date = addMonths(start, i)
    const days = Number(lastOfMonth(date).slice(8))
    if (y === 0) return []
    const base = {
      row_no: i + 2,
      dataset_id: 'd1',
      date,
      store_id: 'MAIN',
      channel: 'offline',
      transaction_id: String(i),
      sku_id: 'A',
    } as const
    return [{ ...base, line_type: 'SALE', qty: y * days * 1000, net: 10_000, category: 'Dairy' }]
  })
}

const ask = (as_of: string) => ({ args: { min_seasonality_score: 0 }, filter: NO_FILTER, as_of })
const run = async (metric_id: string, as_of: string) =>
  (await runMetric(depsOn(db), { metric_id, ...ask(as_of), args: metric_id === 'seasonality' ? { min_seasonality_score: 0 } : {} })).results

test('the golden series gives the score, the peaks and the months of the specification', async () => {
  await fill(db, monthly(GOLDEN, '2024-01-01'))
  const [season] = await run('seasonality', '2025-12-31')
  expect(season?.seasonality_score).toBeCloseTo(0.995021, 6)
  expect(season).toMatchObject({ peak_months: '11, 10', is_seasonal: true, provisional_flag: false, months: 24, confidence: 'medium' })
  const months = await run('season-months', '2025-12-31')
  expect(months.map(({ month_index }) => Number(Number(month_index).toFixed(6)))).toEqual([
    0.912495, 0.819018, 0.839683, 0.872579, 0.925857, 0.856839, 0.840816, 0.926707, 1.008521, 1.355312, 1.579806, 1.062366,
  ])
})

const series = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 12, maxLength: 40 })
const start = fc.integer({ min: 0, max: 11 }).map((n) => addMonths('2022-01-01', n))
const end = (first: string, n: number) => lastOfMonth(addMonths(first, n - 1))

test('is what ordinary least squares gives, for any series of 12 to 40 months', { timeout: 600_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(series, start, async (units, first) => {
      const lines = monthly([1, ...units.slice(1)], first)
      await fill(db, lines)
      const as_of = end(first, units.length)
      for (const [id, args] of [['seasonality', { min_seasonality_score: 0 }] as const, ['season-months', {}] as const]) {
        const expected = plainMetric(id, lines, { filter: NO_FILTER, as_of, args })
        const found = (await runMetric(depsOn(db), { metric_id: id, filter: NO_FILTER, as_of, args })).results
        expect(found.length).toBe(expected.length)
        found.forEach((row, i) => {
          for (const [name, value] of Object.entries(row))
            if (typeof value === 'number') expect(value, name).toBeCloseTo(expected[i]?.[name] as number, 6)
            else if (name !== 'peak_months') expect(value, name).toBe(expected[i]?.[name])
        })
      }
    }),
    { seed: 34, numRuns: ENGINE_RUNS },
  )
})

test('25: the score is the same for more of the same, and for a straight trend on top', { timeout: 600_000 }, async () => {
  const score = async (units: number[]) => {
    await fill(db, monthly(units, '2022-01-01'))
    return Number((await run('seasonality', end('2022-01-01', units.length)))[0]?.seasonality_score)
  }
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 24, maxLength: 40 }),
      fc.integer({ min: 2, max: 40 }),
      fc.integer({ min: 1, max: 9 }),
      async (units, k, step) => {
        const plain = await score(units)
        expect(await score(units.map((y) => y * k))).toBeCloseTo(plain, 9)
        expect(await score(units.map((y, i) => y + step * i))).toBeCloseTo(plain, 6)
      },
    ),
    { seed: 25, numRuns: ENGINE_RUNS },
  )
})

test('eleven months say nothing, and a product that sold the same every month has no season', async () => {
  await fill(db, monthly(GOLDEN.slice(0, 11), '2024-01-01'))
  expect(await run('seasonality', '2024-11-30')).toMatchObject([
    { seasonality_score: null, peak_months: null, is_seasonal: false, months: null },
  ])
  await fill(
    db,
    monthly(
      Array.from({ length: 24 }, () => 10),
      '2024-01-01',
    ),
  )
  expect(await run('seasonality', '2025-12-31')).toMatchObject([{ seasonality_score: 0, peak_months: '', is_seasonal: false }])
})
