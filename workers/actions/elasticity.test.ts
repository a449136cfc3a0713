import { expect, test } from 'vitest'
import { type PriceWeek, seenElasticity } from './elasticity'

/** Weeks of a shop that sells 100 x price^elasticity, in a store at its own scale, at two prices in turn. */
const weeks = (elasticity: number, prices: readonly number[], count = 12): PriceWeek[] =>
  [0, 1].flatMap((store) =>
    Array.from({ length: count }, (_, week) => {
      const price = prices[week % prices.length] as number
      return { store, week, price, units: 1e5 * (store + 1) * (price / 100) ** elasticity, market: 1 }
    }),
  )

test('what the own prices show replaces the usual value when it is clear', () => {
  expect(seenElasticity(weeks(-2.4, [100, 80]), -1.5)?.elasticity).toBeCloseTo(-2.4, 2)
})
test('a market that moves as the prices do is not taken for them', () => {
  const risen = weeks(-2, [100, 80]).map((one) => ({ ...one, units: one.units * (one.price < 90 ? 2 : 1), market: one.price < 90 ? 2 : 1 }))
  expect(seenElasticity(risen, -1.5)?.elasticity).toBeCloseTo(-2, 2)
})
test.each([
  ['one price', weeks(-2, [100])],
  ['prices 3 % apart', weeks(-2, [100, 97])],
  ['too few weeks', weeks(-2, [100, 80], 3)],
])('%s shows nothing', (_, seen) => expect(seenElasticity(seen, -1.5)).toBeNull())
test('nothing is believed beyond -5 and -0.2', () => {
  expect(seenElasticity(weeks(-9, [100, 80]), -1.5)?.elasticity).toBe(-5)
  expect(seenElasticity(weeks(1, [100, 80]), -1.5)?.elasticity).toBe(-0.2)
})
