import { z } from 'zod'
import { Action, ActionEvent, Outcome } from '../domain/action'
import { StoreSettings } from '../domain/store-settings'

/**
 * A proposal as it was made. What became of it is in its events; `status` is where they lead, written with them so that it can be searched for.
 * Money that is added up is a whole number of 1/10000.
 */
export const StoredAction = Action.omit({
  outcome: true,
  realised_savings: true,
  measured: true,
  can_undo: true,
  expected_savings: true,
}).extend({
  expected_savings_e4: z.number().int(),
  /** the proposal was replaced by newer ones: a search for open work passes it by */
  superseded: z.boolean(),
  /** approved actions whose units were taken as gone when it was proposed */
  reserved: z.array(z.string()),
})
export type StoredAction = z.infer<typeof StoredAction>

export const StoredActionEvent = ActionEvent.extend({ outcome: Outcome.nullable() })
export type StoredActionEvent = z.infer<typeof StoredActionEvent>

/** One row: from what state of the data and the settings the proposals are. */
export const StoredActionRun = z.object({
  key: z.literal('run'),
  state: z.string(),
  as_of: z.string().nullable(),
  greedy: z.number().int(),
})
export type StoredActionRun = z.infer<typeof StoredActionRun>

export const StoreSettingsRecord = StoreSettings.extend({ key: z.literal('store_settings') })
export type StoreSettingsRecord = z.infer<typeof StoreSettingsRecord>
