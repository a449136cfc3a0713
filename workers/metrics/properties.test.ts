import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { NO_FILTER } from '../../src/domain/filter'
import type { MetricArgs, Row } from '../../src/domain/metric'
import type { Database } from '../db/database'
import { ENGINE_RUNS } from '../db/engine-runs'
import { openNodeDatabase } from '../db/open-node'
import { anyGoods, anyShop, depsOn, fill, type Line, steadyShop } from './made-shop'
import { addDays, daysBetween } from './period'
import { runMetric } from './run'

/** The numbered properties of domain.md 9 that the metrics of today are bound by. */

let db: Database
beforeAll(async () => {
  db = await openNodeDatabase()
})
const RUNS = { seed: 9, numRuns: ENGINE_RUNS }
/** of metrics that work out demand day by day */
const FEW_RUNS = { seed: 9, numRuns: Math.ceil(ENGINE_RUNS / 5) }
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
    { seed: 9, numRuns: ENGINE_RUNS },
  )
})

const THREE_WEEKS = 21
const later = (day: string | null) => (day === null ? null : addDays(day, THREE_WEEKS))

test('19: everything moved by whole weeks leaves velocity and dead stock as they are', LONG, async () => {
  const pace = async (as_of: string) =>
    [
      await runMetric(depsOn(db), { metric_id: 'inventory-velocity', as_of }),
      await runMetric(depsOn(db), { metric_id: 'dead-stock', as_of, args: { days_threshold: 30 } }),
    ].flatMap(({ results }) => results.map(({ first_seen: _f, last_sale: _l, ...row }) => row))
  await fc.assert(
    fc.asyncProperty(anyShop({ min: 1 }), anyGoods(), async (lines, goods) => {
      await fill(db, lines, goods)
      const before = await pace('2025-05-20')
      await fill(
        db,
        lines.map((line) => ({ ...line, date: addDays(line.date, THREE_WEEKS) })),
        {
          ...goods,
          stock: goods.stock.map((one) => ({
            ...one,
            date: addDays(one.date, THREE_WEEKS),
            received: later(one.received),
            expiry: later(one.expiry),
          })),
          deliveries: goods.deliveries.map((one) => ({ ...one, date: addDays(one.date, THREE_WEEKS) })),
        },
      )
      expect(await pace(addDays('2025-05-20', THREE_WEEKS))).toEqual(before)
    }),
    FEW_RUNS,
  )
})

test('20: a sale and its return on the same bill change no profit', LONG, async () => {
  await fc.assert(
    fc.asyncProperty(anyShop({ min: 1 }), anyGoods(), fc.integer({ min: 0, max: 30 }), async (lines, goods, days) => {
      const model = lines[0] as Line
      // goods that come in between are averaged with more or less than before: the sale itself is undone, the average is not
      const calm = { ...goods, deliveries: goods.deliveries.filter(({ date }) => date <= model.date) }
      await fill(db, lines, calm)
      const before = sum(await rows('profitability', ALL), 'total_profit')
      const sale: Line = { ...model, line_type: 'SALE', transaction_id: 'own bill', qty: 3000, net: 77700, line_cost: null, row_no: 5001 }
      const back: Line = { ...sale, date: addDays(sale.date, days), line_type: 'RETURN', qty: -3000, net: -77700, row_no: 5002 }
      if (calm.method === 'FIFO') return // what goes out next is another unit: the layers move
      await fill(db, [...lines, sale, back], calm)
      expect(sum(await rows('profitability', ALL), 'total_profit')).toBeCloseTo(before, 6)
    }),
    RUNS,
  )
})

test('22: the A products make 80 % of revenue, and would not without their last one', LONG, async () => {
  await fc.assert(
    fc.asyncProperty(anyShop({ min: 1 }), async (lines) => {
      await fill(db, lines)
      const listed = await rows('abc-xyz', ALL)
      const total = listed.reduce((all, row) => all + Math.max(0, Number(row.revenue ?? 0)), 0)
      const best = listed.filter((row) => row.abc === 'A').map((row) => Number(row.revenue))
      if (best.length === 0) {
        expect(total).toBe(0)
        return
      }
      const made = best.reduce((all, one) => all + one, 0)
      expect(made).toBeGreaterThanOrEqual(0.8 * total - 1e-6)
      expect(made - (best.at(-1) as number)).toBeLessThan(0.8 * total + 1e-6)
    }),
    RUNS,
  )
})

test(
  '23: the last 7 days never sold more than the last 30. 26: profit stays below the covered revenue, and margins need coverage',
  LONG,
  async () => {
    await fc.assert(
      fc.asyncProperty(anyShop({ min: 1 }), anyGoods(), async (lines, goods) => {
        await fill(
          db,
          lines.map((line) => ({
            ...line,
            line_type: 'SALE',
            qty: Math.abs(line.qty),
            net: line.net === null ? null : Math.abs(line.net),
          })),
          goods,
        )
        for (const row of await rows('inventory-velocity')) {
          const seen =
            daysBetween(
              String(row.first_seen),
              lines
                .map(({ date }) => date)
                .sort()
                .at(-1) as string,
            ) + 1
          if (seen >= 30) expect(Number(row.velocity_7d) * 7).toBeLessThanOrEqual(Number(row.velocity_30d) * 30 + 1e-9)
        }
        for (const row of await rows('profitability', ALL)) {
          const covered = Number(row.revenue ?? 0) * Number(row.cost_coverage ?? 0)
          if (row.total_profit !== null && Number(row.revenue) > 0) expect(Number(row.total_profit)).toBeLessThanOrEqual(covered + 1e-6)
          if (row.cost_coverage === null || Number(row.cost_coverage) < 0.6) expect(row.profit_margin).toBeNull()
        }
      }),
      FEW_RUNS,
    )
  },
)

test('31: two stores made one give the sum of their figures', LONG, async () => {
  await fc.assert(
    fc.asyncProperty(anyShop(), async (lines) => {
      await fill(db, lines)
      const apart = await rows('top-stores', ALL)
      await fill(
        db,
        lines.map((line) => ({ ...line, store_id: 'MAIN' })),
      )
      const merged = await rows('top-stores', ALL)
      expect(merged.length).toBe(Math.min(1, apart.length))
      expect(sum(merged, 'revenue')).toBeCloseTo(sum(apart, 'revenue'), 8)
      expect(sum(merged, 'units')).toBeCloseTo(sum(apart, 'units'), 8)
    }),
    RUNS,
  )
})
