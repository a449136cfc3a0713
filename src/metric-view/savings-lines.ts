import type { Action } from '../domain/action'

/** One line of a sum. `key` names its words (`actions:sum`); a line that is taken off is below 0. */
export interface SumLine {
  key: string
  value: number
  unit: 'money' | 'units'
  is_total?: boolean
}

const money = (key: string, value: number, is_total = false): SumLine => ({ key, value, unit: 'money', is_total })
const units = (key: string, value: number, is_total = false): SumLine => ({ key, value, unit: 'units', is_total })

/** The saving of an action taken apart (domain.md 6, 12 Actions), from its frozen baseline. The last line is the figure that the card shows. */
export function savingsLines(action: Action): SumLine[] {
  const { baseline: b, outcome, expected_savings } = action
  if (action.status === 'DONE' && outcome) {
    const anyway = b.hold_units > 0 ? (b.hold_value * Math.min(outcome.cleared_units, b.hold_units)) / b.hold_units : 0
    return [
      money('brought', outcome.recovered_value),
      money('spent', -outcome.action_cost),
      money('anyway', -anyway),
      money('saved', action.realised_savings ?? 0, true),
    ]
  }
  const saves = money('saves', expected_savings, true)
  if (action.action_type === 'TRANSFER') {
    const cost = (b.unit_cost ?? 0) - b.s_end
    return [
      units('lost_here', b.hold_unsold),
      units('lost_there', -b.rise),
      units('kept', b.hold_unsold - b.rise, true),
      money('times_cost', cost),
      money('kept_value', cost * (b.hold_unsold - b.rise), true),
      money('moving', -b.lane_cost),
      saves,
    ]
  }
  const sells = b.hold_units - b.hold_unsold
  const held = [
    ...(sells > 0 ? [units('sells', sells), money('times_price', b.price ?? 0)] : []),
    units('stays', b.hold_unsold),
    money('times_end', b.s_end),
    money('held', b.hold_value, true),
  ]
  if (action.action_type === 'MARKDOWN') return [...held, money('reduced', b.hold_value + expected_savings), saves]
  return [
    ...held,
    units('let_out', action.qty),
    money('times_value', b.unit_value),
    money('brings', action.qty * b.unit_value, true),
    saves,
  ]
}
