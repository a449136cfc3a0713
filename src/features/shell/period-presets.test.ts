import { expect, it } from 'vitest'
import { presetOf, presetsAt } from './period-presets'

const at = (as_of: string) => Object.fromEntries(presetsAt(as_of).map(({ id, from, to }) => [id, [from, to]]))

it('counts both ends and keeps to calendar months', () => {
  expect(at('2026-11-21')).toEqual({
    all: [undefined, undefined],
    this_month: ['2026-11-01', '2026-11-21'],
    last_month: ['2026-10-01', '2026-10-31'],
    last_30: ['2026-10-23', '2026-11-21'],
    last_90: ['2026-08-24', '2026-11-21'],
    last_365: ['2025-11-22', '2026-11-21'],
    this_fy: ['2026-04-01', '2026-11-21'],
    last_fy: ['2025-04-01', '2026-03-31'],
  })
})

it('crosses years and leap days', () => {
  expect(at('2028-01-31').last_month).toEqual(['2027-12-01', '2027-12-31'])
  expect(at('2028-03-01').last_month).toEqual(['2028-02-01', '2028-02-29'])
  expect(at('2028-03-31').this_fy).toEqual(['2027-04-01', '2028-03-31'])
})

it('recognises its own periods and no others', () => {
  expect(presetOf('2026-11-21', undefined, undefined)).toBe('all')
  expect(presetOf('2026-11-21', '2026-10-01', '2026-10-31')).toBe('last_month')
  expect(presetOf('2026-11-21', '2026-10-02', '2026-10-31')).toBeNull()
})
