import fc from 'fast-check'
import { expect, test } from 'vitest'
import { demandDistribution, expectedLeft } from '../risk/demand-distribution'
import { bestMarkdown, bestMarkdownOf, markdownGrid } from './markdown.action'
import { type Lot, Shelf } from './unsold'

const anyShelf = fc
  .record({ a_day: fc.constantFrom(0, 0.003, 0.05, 0.7, 4, 60), phi: fc.constantFrom(1, 1.2, 3, 40) })
  .map(({ a_day, phi }) => ({ over: (days: number) => a_day * days, dispersion: (mu: number) => phi * (1 + mu / 100) }))
const anyLot: fc.Arbitrary<Lot> = fc.record({
  qty: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.double({ min: 0.1, max: 400, noNaN: true })),
  sell_days: fc.integer({ min: 0, max: 90 }),
})
const anyLots = fc.array(anyLot, { minLength: 1, maxLength: 5 }).map((lots) => lots.sort((a, b) => a.sell_days - b.sell_days))
const RUNS = { seed: 7, numRuns: 500 }

test('what is left of a stock is as the distribution says, also between whole units and beyond its last term', () => {
  fc.assert(
    fc.property(anyShelf, fc.double({ min: 0, max: 9000, noNaN: true }), fc.integer({ min: 0, max: 90 }), (demand, stock, days) => {
      const mu = demand.over(days)
      const left = expectedLeft(demandDistribution(mu, demand.dispersion(mu)), stock)
      expect(new Shelf(demand).unsold(stock, days)).toBeCloseTo(left, 6)
    }),
    RUNS,
  )
})

test('a table reaches as far as it was asked, whatever was asked first', () => {
  fc.assert(
    fc.property(
      anyShelf,
      fc.array(fc.double({ min: 0, max: 900, noNaN: true }), { minLength: 2 }),
      fc.integer({ min: 0, max: 90 }),
      fc.nat(60),
      (demand, stocks, days, most) => {
        const grown = new Shelf(demand, most)
        for (const stock of stocks) expect(grown.unsold(stock, days)).toBe(new Shelf(demand, 1e6).unsold(stock, days))
      },
    ),
    RUNS,
  )
})

test('what is told without a table is never more than what the table says', () => {
  fc.assert(
    fc.property(anyShelf, anyLots, anyLot, fc.double({ min: 1, max: 5, noNaN: true }), (demand, lots, more, boost) => {
      const shelf = new Shelf(demand)
      const close = 1e-9 * (1 + more.qty + lots.reduce((sum, { qty }) => sum + qty, 0))
      expect(shelf.wasteWithAtLeast(lots, more)).toBeLessThanOrEqual(shelf.wasteWith(lots, [more]) + close)
      expect(shelf.unsoldAtLeast(more.qty, more.sell_days, boost)).toBeLessThanOrEqual(
        shelf.unsoldAt(more.qty, more.sell_days, boost) + close,
      )
    }),
    RUNS,
  )
})

test('the best discount is the best of all, though most are not worked out', () => {
  const money = fc.integer({ min: 1, max: 200 })
  fc.assert(
    fc.property(
      fc.tuple(anyShelf, anyLots, money, money, fc.constantFrom(0, -5), fc.constantFrom(-0.8, -1.6, -2.2), fc.boolean(), fc.nat(4)),
      ([demand, lots, price, unit_cost, s_end, elasticity, has_fresher, label_cost]) => {
        const at = lots.length - 1
        const terms = { shelf: new Shelf(demand), lots, at, price, unit_cost, s_end, elasticity, has_fresher, label_cost }
        expect(bestMarkdownOf(terms)).toEqual(bestMarkdown(markdownGrid(terms)))
      },
    ),
    RUNS,
  )
})
