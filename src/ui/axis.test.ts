import fc from 'fast-check'
import { expect, it } from 'vitest'
import { axisTicks } from './axis'

it('starts bars at zero and ends above the highest', () => {
  expect(axisTicks(3, 87)).toEqual([0, 25, 50, 75, 100])
  expect(axisTicks(-12, 30)).toEqual([-20, 0, 20, 40])
  expect(axisTicks(0, 0)).toEqual([0, 1])
})

it('always encloses the data and holds zero, with a handful of steps', () => {
  const value = fc.double({ min: -1e12, max: 1e12, noNaN: true })
  fc.assert(
    fc.property(value, value, (a, b) => {
      const [low, high] = a < b ? [a, b] : [b, a]
      const ticks = axisTicks(low, high)
      expect(ticks).toContain(0)
      expect(ticks.length).toBeLessThanOrEqual(8)
      const slack = Math.max(Math.abs(low), Math.abs(high), 1) * 1e-6
      expect(ticks[0]).toBeLessThanOrEqual(Math.min(0, low) + slack)
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(Math.max(0, high) - slack)
    }),
    { seed: 2026, numRuns: 200 },
  )
})
