import { expect, test } from 'vitest'
import type { Action } from '../domain/action'
import { savingsLines } from './savings-lines'

const baseline: Action['baseline'] = {
  batch_units: 30,
  act_units: 20,
  hold_value: 0,
  hold_units: 20,
  hold_unsold: 12,
  price: 10,
  unit_cost: 6,
  s_end: -1,
  unit_value: 6,
  sell_days: 5,
  mu: 8,
  phi: 1,
  elasticity: -1.6,
  elasticity_from: 'usual',
  rise: 2,
  lane_cost: 15,
  daily_units: 2,
  daily_units_there: 4,
}
const action = (more: Partial<Action>): Action =>
  ({ status: 'PROPOSED', qty: 20, outcome: null, realised_savings: null, ...more, baseline: { ...baseline, ...more.baseline } }) as Action
const at = (lines: ReturnType<typeof savingsLines>) => Object.fromEntries(lines.map(({ key, value }) => [key, value]))

test('the lines of an action make the figure of its card', () => {
  const moved = at(savingsLines(action({ action_type: 'TRANSFER', expected_savings: 7 * 10 - 15 })))
  expect((moved.kept_value as number) + (moved.moving as number)).toBe(moved.saves)
  const hold_value = 8 * 10 - 12
  const sold = at(
    savingsLines(action({ action_type: 'LIQUIDATE', expected_savings: 20 * 6 - hold_value, baseline: { ...baseline, hold_value } })),
  )
  expect((sold.sells as number) * (sold.times_price as number) + (sold.stays as number) * (sold.times_end as number)).toBe(sold.held)
  expect((sold.brings as number) - (sold.held as number)).toBe(sold.saves)
  const reduced = at(savingsLines(action({ action_type: 'MARKDOWN', expected_savings: 9, baseline: { ...baseline, hold_value } })))
  expect((reduced.reduced as number) - (reduced.held as number)).toBe(reduced.saves)
  const outcome = { recovered_value: 90, action_cost: 5, cleared_units: 10, notes: '', measured_at: '', from: 'person' as const }
  const done = at(
    savingsLines(action({ status: 'DONE', outcome, realised_savings: 90 - 5 - hold_value / 2, baseline: { ...baseline, hold_value } })),
  )
  expect((done.brought as number) + (done.spent as number) + (done.anyway as number)).toBe(done.saved)
})
