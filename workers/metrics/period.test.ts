import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, addMonths, daysBetween, isDay, lastOfMonth, previousPeriod, sameDays } from './period'

test.each([
  ['a whole month with the whole month before', '2025-03-01', '2025-03-31', '2025-02-01', '2025-02-28'],
  ['a month to date with the same day numbers', '2025-10-01', '2025-10-18', '2025-09-01', '2025-09-18'],
  ['day 30 against February stops at its end', '2025-03-01', '2025-03-30', '2025-02-01', '2025-02-28'],
  ['whole months with as many whole months', '2025-01-01', '2025-03-31', '2024-10-01', '2024-12-31'],
  ['anything else with as many days before', '2025-01-10', '2025-01-19', '2024-12-31', '2025-01-09'],
  ['one day with the day before', '2025-03-09', '2025-03-09', '2025-03-08', '2025-03-08'],
])('compares %s', (_, from, to, prev_from, prev_to) => {
  expect(previousPeriod({ from, to })).toEqual({ from: prev_from, to: prev_to })
})

test('same days last year, through a leap day', () => {
  expect(sameDays('2025-02-28', -12)).toEqual({ from: '2024-02-01', to: '2024-02-29' })
  expect(sameDays('2024-02-29', -12)).toEqual({ from: '2023-02-01', to: '2023-02-28' })
  expect(sameDays('2025-01-15', -1)).toEqual({ from: '2024-12-01', to: '2024-12-15' })
})

test('days that do not exist are not days', () => {
  expect(['2025-02-29', '2025-13-01', '2025-00-10', '0000-01-01', '9999-12-31', '2025-1-1'].filter(isDay)).toEqual([])
  expect(isDay('2024-02-29')).toBe(true)
})

test('property: the compared period ends before the period and no part is compared with a whole month', () => {
  const any_day = fc.integer({ min: 0, max: 3000 }).map((n) => addDays('2020-01-01', n))
  fc.assert(
    fc.property(any_day, fc.integer({ min: 0, max: 400 }), (from, length) => {
      const to = addDays(from, length)
      const before = previousPeriod({ from, to })
      expect(before.to < from).toBe(true)
      const whole = (p: { from: string; to: string }) => p.from.endsWith('-01') && p.to === lastOfMonth(p.to)
      if (whole({ from, to })) expect(whole(before)).toBe(true)
      else expect(daysBetween(before.from, before.to)).toBeLessThanOrEqual(length)
      expect(addMonths(addMonths(from, -13), 13)).toBe(`${from.slice(0, 7)}-01`)
    }),
    { seed: 1, numRuns: 300 },
  )
})
