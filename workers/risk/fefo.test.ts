import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assessBatches, type LyingBatch } from './assess-batches'
import { firstExpiredFirstOut, lastInFirstOut, type QueueDemand, type QueuedBatch } from './fefo'
import { halfLife, rawScore, riskScore } from './risk-score'

/** Demand of `rate` units every day. */
const steady = (rate: number, phi = 1.6, n_eff = 19): QueueDemand => ({
  over: (days) => rate * days,
  dispersion: (mu) => (rate > 0 ? phi * (1 + mu / rate / n_eff) : phi),
})
const score = (batch: QueuedBatch, outlook: { expected_unsold: number; p_unsold: number }, half_life = 14) =>
  riskScore(
    rawScore({
      loss: Math.min(1, outlook.expected_unsold / batch.qty),
      chance: outlook.p_unsold,
      days_to_expiry: batch.sell_days,
      half_life,
    }),
  )

test('three batches of the specification', () => {
  const batches = [
    { qty: 10, sell_days: 5 },
    { qty: 20, sell_days: 12 },
    { qty: 5, sell_days: 30 },
  ]
  const outlooks = firstExpiredFirstOut(batches, steady(1.2))
  const six = (x: number) => Number(x.toFixed(6))
  expect(outlooks.map(({ waste, expected_unsold, p_unsold }) => [six(waste), six(expected_unsold), six(p_unsold)])).toEqual([
    [4, 4.318031, 0.848237],
    [11.6, 11.336539, 0.949641],
    [0, 0, 0.067722],
  ])
  expect(outlooks.map((one, i) => score(batches[i] as QueuedBatch, one))).toEqual([59, 68, 2])
})

test('a batch that comes to be sold first is in less danger than before', () => {
  const scores = (days: number[]) => {
    const batches = days.map((sell_days) => ({ qty: 10, sell_days }))
    return firstExpiredFirstOut(batches, steady(1, 1)).map((one, i) => score(batches[i] as QueuedBatch, one))
  }
  expect(scores([10, 11])).toEqual([27, 78])
  expect(scores([9, 10])).toEqual([34, 82])
})

test.each([
  ['Dairy', 5],
  ['Amul MILK', 5],
  ['Medicines', 60],
  ['Bakery', 3],
  ['Fresh fruit', 3],
  ['Snacks', 14],
  [null, 14],
])('%s: urgency halves in %d days', (category, days) => {
  expect(halfLife(category)).toBe(days)
})

const queue = fc
  .array(fc.record({ qty: fc.integer({ min: 1, max: 40 }), sell_days: fc.integer({ min: 0, max: 40 }) }), { minLength: 1, maxLength: 6 })
  .map((all) => all.sort((a, b) => a.sell_days - b.sell_days))
const rates = fc.integer({ min: 0, max: 30 }).map((tenths) => tenths / 10)

/** Day by day: every day's demand is met from the first batch in `order` that is still good. Gives what each batch has left. */
function simulate(batches: readonly QueuedBatch[], order: readonly number[], demand: (day: number) => number): number[] {
  const left = batches.map(({ qty }) => qty)
  for (let day = 1; day <= Math.max(...batches.map(({ sell_days }) => sell_days)); day++) {
    let wanted = demand(day)
    for (const i of order) {
      if ((batches[i] as QueuedBatch).sell_days < day) continue
      const sold = Math.min(wanted, left[i] as number)
      left[i] = (left[i] as number) - sold
      wanted -= sold
    }
  }
  return left
}

describe('39: closed form = day-by-day simulation, any demand', () => {
  const days = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 40, maxLength: 40 })
  test.each([
    ['first expired first out', firstExpiredFirstOut, 5000],
    ['last in first out', lastInFirstOut, 5000],
  ] as const)('%s', (name, allocate, numRuns) => {
    fc.assert(
      fc.property(queue, days, (batches, sold) => {
        const over = (n: number) => sold.slice(0, n).reduce((sum, one) => sum + one, 0)
        const indexes = batches.map((_, i) => i)
        const order = name.startsWith('last') ? indexes.reverse() : indexes
        const expected = simulate(batches, order, (day) => sold[day - 1] as number)
        const found = allocate(batches, { over, dispersion: () => 1 })
        for (const [i, { waste }] of found.entries()) expect(waste).toBeCloseTo(expected[i] as number, 9)
      }),
      { seed: 39, numRuns },
    )
  })
})

const RUNS = { seed: 37, numRuns: 400 }

test('37, 38, 42: what is wasted and what sells make the stock; no demand is counted twice', () => {
  fc.assert(
    fc.property(queue, rates, (batches, rate) => {
      const found = firstExpiredFirstOut(batches, steady(rate))
      let sells = 0
      found.forEach(({ waste, p_unsold, expected_unsold }, i) => {
        const { qty } = batches[i] as QueuedBatch
        expect(waste).toBeGreaterThanOrEqual(0)
        expect(waste).toBeLessThanOrEqual(qty)
        expect(p_unsold >= 0 && p_unsold <= 1).toBe(true)
        expect(expected_unsold).toBeGreaterThanOrEqual(0)
        sells += qty - waste
      })
      expect(sells).toBeLessThanOrEqual(rate * Math.max(...batches.map(({ sell_days }) => sell_days)) + 1e-9)
      const total = (of: 'waste' | 'expected_unsold') => found.reduce((sum, one) => sum + one[of], 0)
      expect(total('expected_unsold')).toBeGreaterThanOrEqual(total('waste') - 1e-9)
    }),
    RUNS,
  )
})

test('40: more units, less time or slower sales are never less dangerous for the first batch', () => {
  const first = (qty: number, sell_days: number, rate: number) => {
    const batch = { qty, sell_days }
    return score(batch, firstExpiredFirstOut([batch], steady(rate))[0] as never)
  }
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 0, max: 60 }),
      rates,
      fc.integer({ min: 1, max: 20 }),
      (qty, days, rate, more) => {
        const now = first(qty, days, rate)
        expect(Number.isInteger(now) && now >= 0 && now <= 100).toBe(true)
        expect(first(qty + more, days, rate)).toBeGreaterThanOrEqual(now)
        expect(first(qty, days + more, rate)).toBeLessThanOrEqual(now)
        expect(first(qty, days, rate + more / 10)).toBeLessThanOrEqual(now)
      },
    ),
    RUNS,
  )
})

test('41: a batch told as two with one expiry wastes as much', () => {
  fc.assert(
    fc.property(queue, rates, fc.nat(), (batches, rate, n) => {
      const at = n % batches.length
      const { qty, sell_days } = batches[at] as QueuedBatch
      if (qty < 2) return
      const split = [...batches.slice(0, at), { qty: 1, sell_days }, { qty: qty - 1, sell_days }, ...batches.slice(at + 1)]
      const total = (all: QueuedBatch[], of: 'waste' | 'expected_unsold') =>
        firstExpiredFirstOut(all, steady(rate)).reduce((sum, one) => sum + one[of], 0)
      expect(total(split, 'waste')).toBeCloseTo(total(batches, 'waste'), 9)
      expect(total(split, 'expected_unsold')).toBeCloseTo(total(batches, 'expected_unsold'), 9)
    }),
    RUNS,
  )
})

const HOW = { as_of: 100, removal_lead: 0, fefo_share: 1, half_life: 14, unit: 1, demand: steady(1) }
const lying = (batch_id: string, expiry: number | null, on_hand: number): LyingBatch => ({ batch_id, expiry, received: null, on_hand })

test('43 and the special cases: expired, undated, netted, nothing, below nothing', () => {
  const batches = [
    lying('gone', 99, 4),
    lying('soon', 100, 3),
    lying('later', 110, 8),
    lying('salt', null, 5),
    lying('none', 120, 0),
    lying('', null, -6),
  ]
  const found = assessBatches(batches, HOW)
  expect(found.map(({ status, qty, score, band, at_risk_units }) => [status, qty, score, band, at_risk_units])).toEqual([
    ['EXPIRED', 4, 100, 'critical', 0],
    ['NETTED', 0, null, null, null],
    ['ACTIVE', 5, 7, 'low', 0],
    ['UNDATED', 5, null, null, null],
    ['ZERO', 0, null, null, null],
    ['NEGATIVE', -6, null, null, null],
  ])
  expect(found.every(({ unexplained }) => unexplained === 0)).toBe(true)
  expect(assessBatches([lying('x', 110, 2), lying('', null, -5)], HOW)[1]).toMatchObject({ status: 'NEGATIVE', unexplained: 3 })
})

test('the last day: nothing of it sells any more, and without any demand nothing ever does', () => {
  expect(assessBatches([lying('a', 100, 4)], HOW)[0]).toMatchObject({ at_risk_units: 4, p_unsold: 1, score: 100, band: 'critical' })
  const [never] = assessBatches([lying('a', 400, 4)], { ...HOW, demand: steady(0) })
  expect(never).toMatchObject({ at_risk_units: 4, expected_unsold: 4, p_unsold: 1, score: 85 })
})

test('goods by weight are counted in their usual quantity and shown in kilograms', () => {
  const [half] = assessBatches([lying('a', 102, 3)], { ...HOW, unit: 0.5, demand: steady(2) })
  // six halves, four sell: two halves are a kilogram
  expect(half).toMatchObject({ at_risk_units: 1, outlook: { waste: 1, mu: 2 } })
})

test('mistyped quantities and five thousand batches take no time and give no nonsense', () => {
  const many = Array.from({ length: 5000 }, (_, i) => lying(`b${i}`, 100 + (i % 400), 1 + (i % 7)))
  const huge = [lying('a', 110, 9e12), lying('b', 3_000_000, 5)]
  for (const [batches, rate, phi] of [
    [many, 3, 1.6],
    [huge, 2, 1.6],
    [huge, 9e12, 4],
    [huge, 6e11, 9e11],
  ] as const)
    for (const one of assessBatches(batches, { ...HOW, demand: steady(rate, phi) })) {
      expect(Number.isFinite(one.expected_unsold) && Number.isFinite(one.p_unsold)).toBe(true)
      expect((one.score as number) >= 0 && (one.score as number) <= 100).toBe(true)
      expect((one.expected_unsold as number) <= one.qty).toBe(true)
    }
})
