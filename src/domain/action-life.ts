import type { Action, ActionEvent, ActionStatus, ActionStep, Outcome } from './action'
import { LucidError } from './errors'

/** Where an action stands after its events. */
export interface ActionState {
  status: ActionStatus
  outcome: Outcome | null
  /** the step that led here; null = as it was proposed */
  step: ActionStep | null
}

const LEGAL: Record<Exclude<ActionStep, 'undo'>, { from: readonly ActionStatus[]; to: ActionStatus }> = {
  approve: { from: ['PROPOSED'], to: 'APPROVED' },
  reject: { from: ['PROPOSED', 'APPROVED'], to: 'REJECTED' },
  complete: { from: ['APPROVED'], to: 'DONE' },
  correct: { from: ['DONE'], to: 'DONE' },
  supersede: { from: ['PROPOSED'], to: 'REJECTED' },
  revive: { from: ['REJECTED'], to: 'PROPOSED' },
}

/** The states of one action from the first to the present one; an undone step is gone from it. `events` in their order. */
export function statesOf(events: readonly Pick<ActionEvent, 'step' | 'to' | 'outcome'>[]): ActionState[] {
  const states: ActionState[] = [{ status: 'PROPOSED', outcome: null, step: null }]
  for (const { step, to, outcome } of events) {
    if (step === 'undo') states.pop()
    else states.push({ status: to, outcome, step })
  }
  return states
}

export const stateOf = (events: readonly Pick<ActionEvent, 'step' | 'to' | 'outcome'>[]): ActionState =>
  statesOf(events).at(-1) as ActionState

/** Where `step` leads from the present state. Throws conflict when it is not legal there (domain.md 6, Lifecycle). */
export function next(states: readonly ActionState[], step: ActionStep): ActionStatus {
  const now = states.at(-1) as ActionState
  if (step === 'undo') {
    const before = states.at(-2)
    if (!before || now.step === 'supersede' || now.step === 'revive')
      throw new LucidError('conflict', 'There is no step of yours to take back.', {
        details: { status: now.status, reason: 'nothing_to_undo' },
      })
    return before.status
  }
  const { from, to } = LEGAL[step]
  const is_legal = from.includes(now.status) && (step !== 'revive' || now.step === 'supersede')
  if (!is_legal)
    throw new LucidError('conflict', `An action that is ${now.status} cannot be taken through ${step}.`, {
      details: { status: now.status, step, reason: 'illegal_step' },
    })
  return to
}

/** The months (YYYY-MM) in which an action counts as expected and as saved: of its last approval and of its last completion, of the proposal where there was none. */
export function savingsMonths(
  events: readonly Pick<ActionEvent, 'step' | 'at'>[],
  created_at: string,
): { savings_expected: string; savings_realised: string } {
  const monthOf = (wanted: ActionStep) => (events.findLast(({ step }) => step === wanted)?.at ?? created_at).slice(0, 7)
  return { savings_expected: monthOf('approve'), savings_realised: monthOf('complete') }
}

export const canUndo = (states: readonly ActionState[]): boolean => {
  const { step } = states.at(-1) as ActionState
  return step !== null && step !== 'supersede' && step !== 'revive'
}

/**
 * What an action saved: what it brought, less what it cost, less what the same units would have brought if nothing were done, as that was reckoned when it was
 * proposed. Major units, to 1/10000.
 */
export function realisedSavings(
  { recovered_value, action_cost, cleared_units }: Outcome,
  { hold_value, hold_units }: { hold_value: number; hold_units: number },
): number {
  const anyway = hold_units > 0 ? (hold_value * Math.min(cleared_units, hold_units)) / hold_units : 0
  return Math.round((recovered_value - action_cost - anyway) * 1e4) / 1e4
}

/** What the goods had cost that an action gave or threw away, in major units; 0 for what was moved, sold or sent back, and where no cost is known. */
export const wastedCost = ({ sub_type, baseline }: Pick<Action, 'sub_type' | 'baseline'>, { cleared_units }: Outcome): number =>
  sub_type === 'DISPOSE' || sub_type === 'DONATE' ? cleared_units * (baseline.unit_cost ?? 0) : 0
