import fc from 'fast-check'
import { expect, test } from 'vitest'
import { atMost, demandDistribution, expectedLeft, quantile } from './demand-distribution'

/** domain.md 11: mean, variance / mean, P(D <= 11), E[(12 - D)+], 90 % quantile. */
test.each([
  [10, 1, 0.696776146, 2.530916254, 14],
  [10, 2, 0.668188095, 3.018257141, 16],
  [3, 4, 0.968323648, 9.095029056, 8],
  [0.2, 1.5, 0.999999764, 11.80000011, 1],
  [900, 3, 0, 0, 967],
])('mean %d, dispersion %d', (mu, phi, cdf11, left12, q90) => {
  const demand = demandDistribution(mu, phi)
  expect(atMost(demand, 11)).toBeCloseTo(cdf11, 9)
  expect(expectedLeft(demand, 12)).toBeCloseTo(left12, 8)
  expect(quantile(demand, 0.9)).toBe(q90)
})

const demands = fc.record({ mu: fc.double({ min: 0, max: 500, noNaN: true }), phi: fc.double({ min: 1, max: 12, noNaN: true }) })
const RUNS = { seed: 35, numRuns: 300 }

test('35: the terms sum to 1, have the mean and the variance, and quantiles undo probabilities', () => {
  fc.assert(
    fc.property(demands, ({ mu, phi }) => {
      const { from, terms } = demandDistribution(mu, phi)
      const moment = (n: number) => terms.reduce((sum, term, i) => sum + term * (from + i) ** n, 0)
      expect(terms.reduce((sum, term) => sum + term, 0)).toBeCloseTo(1, 12)
      if (mu < 1e-6) return
      expect(moment(1) / mu).toBeCloseTo(1, 9)
      expect((moment(2) - moment(1) ** 2) / (phi * mu)).toBeCloseTo(1, 6)
      const x = Math.round(mu)
      expect(quantile({ from, terms }, atMost({ from, terms }, x))).toBeLessThanOrEqual(x)
    }),
    RUNS,
  )
})

test('36: more demand is more at every quantile', () => {
  fc.assert(
    fc.property(demands, fc.double({ min: 0.01, max: 50, noNaN: true }), fc.constantFrom(0.1, 0.5, 0.95), ({ mu, phi }, more, share) => {
      expect(quantile(demandDistribution(mu + more, phi), share)).toBeGreaterThanOrEqual(quantile(demandDistribution(mu, phi), share))
    }),
    RUNS,
  )
})
