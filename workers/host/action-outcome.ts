import type { StoredAction } from '../../src/catalog/action-records'
import { type Action, type Outcome, type OutcomeInput, unitsOf } from '../../src/domain/action'
import { type ActionState, canUndo, realisedSavings } from '../../src/domain/action-life'
import { LucidError } from '../../src/domain/errors'
import type { Finding } from '../actions/measure'

/** What an action brought: as said, else as files tell, else as it was expected. */
export function outcomeFor(action: StoredAction, said: OutcomeInput | null, found: Finding | undefined, at: string): Outcome {
  if (said) {
    const most = unitsOf(action)
    if (said.cleared_units > most + 1e-9)
      throw new LucidError('bad_request', 'More units than the action is about.', { details: { reason: 'too_many_units', most } })
    return { ...said, measured_at: at, from: 'person' }
  }
  if (found && found.cleared_units > 0) {
    const { through, is_over: _, ...input } = found
    return { ...input, measured_at: through, from: 'files' }
  }
  const { unit_value, lane_cost } = action.baseline
  return {
    recovered_value: Math.round(unit_value * action.qty * 1e4) / 1e4,
    action_cost: lane_cost,
    cleared_units: action.qty,
    notes: '',
    measured_at: at,
    from: 'person',
  }
}

/** An action as it is handed out. `found`: what files tell of it. */
export function publicAction(action: StoredAction, states: readonly ActionState[], found: Finding | undefined): Action {
  const { expected_savings_e4, superseded: _s, reserved: _r, ...rest } = action
  const { outcome } = states.at(-1) as ActionState
  const measured = found && found.cleared_units > 0 ? found : null
  return {
    ...rest,
    expected_savings: expected_savings_e4 / 1e4,
    outcome,
    realised_savings: action.status === 'DONE' && outcome ? realisedSavings(outcome, action.baseline) : null,
    measured: measured && {
      recovered_value: measured.recovered_value,
      action_cost: measured.action_cost,
      cleared_units: measured.cleared_units,
      notes: measured.notes,
      through: measured.through,
    },
    can_undo: canUndo(states),
  }
}
