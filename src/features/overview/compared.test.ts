import { expect, it } from 'vitest'
import { comparedMonth, comparedPeriod } from './compared'

it('names the compared period of the key figures, and whether it is a whole month', () => {
  const row = { revenue_change: 0.1, compared_from: '2026-02-01', compared_to: '2026-02-28' }
  expect(comparedPeriod(row, 'revenue')).toEqual({
    change: 0.1,
    month: null,
    before: { from: '2026-02-01', to: '2026-02-28', days: 28, whole_month: true },
  })
  expect(comparedPeriod({ ...row, compared_to: '2026-02-27' }, 'revenue')?.before).toMatchObject({ days: 27, whole_month: false })
  expect(comparedPeriod({ revenue_change: null, compared_from: null, compared_to: null }, 'revenue')).toBeNull()
})

it('compares a month to date with the same days of the month before', () => {
  const row = { month: '2026-11', is_partial: true, prior_change: -0.04, prior_from: '2026-10-01', prior_to: '2026-10-20' }
  expect(comparedMonth(row)).toEqual({
    change: -0.04,
    month: { iso: '2026-11', partial: true },
    before: { from: '2026-10-01', to: '2026-10-20', days: 20, whole_month: false },
  })
  expect(comparedMonth(undefined)).toBeNull()
  expect(comparedMonth({ ...row, prior_from: null })).toBeNull()
})
