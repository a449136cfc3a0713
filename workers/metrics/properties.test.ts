import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { NO_FILTER } from '../../src/domain/filter'
import type { MetricArgs, Row } from '../../src/domain/metric'
import type { Database } from '../db/database'
import { openNodeDatabase } from '../db/open-node'
import { anyShop, depsOn, fill, type Line, steadyShop } from './made-shop'
import { runMetric } from './run'

/** The numbered properties of domain.md 9 that the metrics of today are bound by. */

let db: Database
beforeAll(async () => {
  db = await openNodeDatabase()
})
const RUNS = { seed: 9, numRuns: 100 }
const LONG = { timeout: 600_000 }
const rows = async (metric_id: string, args: MetricArgs = {}): Promise<Row[]> =>
  (await runMetric(depsOn(db), { metric_id, args: args, filter: NO_FILTER })).results
const sum = (all: Row[], column: string): number => all.reduce((total, row) => total + Number(row[column] ?? 0), 0)
const ALL = { limit: 10_000 }

test('16: revenue by product, category, store, channel or day adds up to the total. 17: shares add up to 1', LONG, async () => {
  await fc.assert(
    fc.asyncProperty(anyShop(), async (lines) => {
      await fill(db, lines)
      const total = sum(await rows('overview-kpis'), 'revenue')
      const categories = await rows('top-categories', ALL)
      const stores = await rows('top-stores', ALL)
      const channels = await rows('channels')
      for (const part of [await rows('best-sellers', ALL), categories, stores, channels, await rows('daily-sales')])
        expect(sum(part, 'revenue')).toBeCloseTo(total, 8)
      for (const part of [categories, stores, channels])
        if (part.some((row) => row.share !== null)) expect(Math.abs(sum(part, 'share') - 1)).toBeLessThan(1e-12)
    }),
    RUNS,
  )
})

test('18: every price x k makes revenue x k and leaves units and the rank by units', LONG, async () => {
  await fc.assert(
    fc.asyncProperty(anyShop(), fc.integer({ min: 2, max: 1000 }), async (lines, k) => {
      await fill(db, lines)
      const before = await rows('best-sellers', ALL)
      await fill(
        db,
        lines.map((line) => ({ ...line, net: line.net === null ? null : line.net * k })),
      )
      const after = await rows('best-sellers', ALL)
      expect(after).toEqual(
        before.map((row) => ({ ...row, revenue: row.revenue === null ? null : (Math.round(Number(row.revenue) * 10000) * k) / 10000 })),
      )
    }),
    RUNS,
  )
})

test('20: a sale and its exact return change no revenue and no units', LONG, async () => {
  await fc.assert(
    fc.asyncProperty(anyShop(), fc.nat(), async (lines, n) => {
      const model = lines[n % (lines.length || 1)]
      if (!model || model.net === null) return
      await fill(db, lines)
      const before = await rows('overview-kpis')
      const sale: Line = { ...model, line_type: 'SALE', qty: 3000, net: 77700, row_no: 5001 }
      await fill(db, [...lines, sale, { ...sale, line_type: 'RETURN', qty: -3000, net: -77700, row_no: 5002 }])
      const after = await rows('overview-kpis')
      for (const column of ['revenue', 'units', 'first_date', 'last_date']) expect(after[0]?.[column]).toBe(before[0]?.[column])
    }),
    RUNS,
  )
})

test('21: one more category never raises the share of another', LONG, async () => {
  await fc.assert(
    fc.asyncProperty(anyShop(), fc.integer({ min: 0, max: 500_000 }), async (lines, net) => {
      const model = lines[0]
      if (!model) return
      await fill(db, lines)
      const before = await rows('top-categories', ALL)
      await fill(db, [...lines, { ...model, sku_id: 'new', category: 'new', net, row_no: 5001 }])
      const after = await rows('top-categories', ALL)
      for (const row of before) {
        const now = after.find((one) => one.category === row.category)
        if (row.share !== null) expect(Number(now?.share)).toBeLessThanOrEqual(Number(row.share) + 1e-15)
      }
    }),
    RUNS,
  )
})

test('28: partial months are never compared with full ones', LONG, async () => {
  await fc.assert(
    fc.asyncProperty(steadyShop(), fc.constantFrom('revenue', 'units', 'orders'), async (lines, metric) => {
      await fill(db, lines)
      const months = await rows('trends', { metric, months: 600 })
      months.forEach((month, i) => {
        const before = months[i - 1]
        if (month.change_percent === null) return
        expect([month, before].map((one) => one?.is_partial || one?.suspect_gap)).toEqual([false, false])
      })
      const [mtd] = await rows('month-to-date', { metric })
      if (mtd?.prior_value !== null)
        expect(String(mtd?.prior_to).slice(8) <= String(mtd?.to).slice(8) || mtd?.is_partial === false).toBe(true)
    }),
    { seed: 9, numRuns: 40 },
  )
})
