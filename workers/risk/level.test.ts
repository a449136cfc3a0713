import fc from 'fast-check'
import { expect, test } from 'vitest'
import { demandClass, demandShape } from './demand-class'
import { seldomSold, smoothed } from './level'

/** domain.md 11: fourteen days of one product. */
const Y = [0, 3, 0, 0, 2, 0, 5, 0, 0, 0, 1, 0, 0, 4]

test('levels and class of the golden series', () => {
  expect(smoothed(Y)).toBeCloseTo(1.119369899, 9)
  const from_first_sale = Y.slice(1)
  expect(seldomSold(from_first_sale)).toBeCloseTo(1.154758231, 9)
  const shape = demandShape(from_first_sale)
  expect(shape.adi).toBeCloseTo(2.6, 9)
  expect(shape.cv2).toBeCloseTo(0.277777778, 9)
  expect(demandClass(shape, 28, 5)).toBe('intermittent')
  expect(demandClass(shape, 27, 5)).toBe('new')
  expect(demandClass(shape, 28, 2)).toBe('new')
})

const RUNS = { seed: 32, numRuns: 300 }
const some_days = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 120 })

test('32, 33: a level is finite and not negative, 0 without demand, and of equal days their number', () => {
  fc.assert(
    fc.property(some_days, fc.integer({ min: 1, max: 50 }), (y, c) => {
      for (const level of [smoothed(y), seldomSold(y)]) {
        expect(Number.isFinite(level)).toBe(true)
        expect(level > 0).toBe(y.some((units) => units > 0))
      }
      const equal = y.map(() => c)
      expect(smoothed(equal)).toBeCloseTo(c, 9)
      expect(seldomSold(equal)).toBeCloseTo(c, 9)
    }),
    RUNS,
  )
})

test('34: what stops selling is expected to sell less with every day', () => {
  fc.assert(
    fc.property(some_days, fc.integer({ min: 1, max: 60 }), (y, more) => {
      const before = [1, ...y]
      const after = [...before, ...Array.from({ length: more }, () => 0)]
      if (before.length >= 28) expect(seldomSold(after)).toBeLessThan(seldomSold(before))
      expect(seldomSold([...after, 0])).toBeLessThan(seldomSold(after))
    }),
    RUNS,
  )
})
