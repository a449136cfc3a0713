import type { StoredAction, StoredActionEvent } from '../../src/catalog/action-records'
import type { Catalog } from '../../src/catalog/catalog'
import type { ActionStep, Outcome } from '../../src/domain/action'
import { next, statesOf } from '../../src/domain/action-life'
import { LucidError } from '../../src/domain/errors'

/** Keys from which on a whole table is read rather than searched. */
const MANY_KEYS = 100

/** What happened to each of these actions, in order, by action_id. */
export async function eventsOf(catalog: Catalog, actions: readonly StoredAction[]): Promise<Map<string, StoredActionEvent[]>> {
  const ids = actions.map(({ action_id }) => action_id)
  const by_action = new Map<string, StoredActionEvent[]>(ids.map((id) => [id, []]))
  // a search key by key is dearer than reading all where there are many keys
  const events =
    ids.length > MANY_KEYS
      ? await catalog.action_events.orderBy('seq').toArray()
      : await catalog.action_events.where('action_id').anyOf(ids).sortBy('seq')
  for (const event of events) by_action.get(event.action_id)?.push(event)
  return by_action
}

/** One event and where it leads. Inside a transaction; throws conflict for an illegal step. */
export async function writeStep(
  catalog: Catalog,
  action: StoredAction,
  step: ActionStep,
  {
    superseded = action.superseded,
    outcome,
    ...said
  }: { at: string; who: 'person' | 'lucid'; note: string; outcome: Outcome | null; superseded?: boolean },
): Promise<void> {
  const states = statesOf(await catalog.action_events.where('action_id').equals(action.action_id).sortBy('seq'))
  const to = next(states, step)
  await catalog.action_events.add({ action_id: action.action_id, step, from: action.status, to, outcome, ...said })
  await catalog.actions.update(action.action_id, { status: to, superseded })
}

/** Throws conflict when the batch, or what is at risk of it, has been promised already. */
export async function mayPromise(catalog: Catalog, action: StoredAction): Promise<void> {
  const others = (await catalog.actions.where('sku_id').equals(action.sku_id).toArray()).filter(
    (one) =>
      one.action_id !== action.action_id &&
      one.from_store === action.from_store &&
      one.batch_id === action.batch_id &&
      one.expiry_date === action.expiry_date &&
      (one.status === 'APPROVED' || (one.status === 'DONE' && one.as_of === action.as_of)) &&
      !action.reserved.includes(one.action_id), // these were taken off before it was proposed
  )
  const promised = others.reduce((sum, { qty }) => sum + qty, 0)
  if (promised + action.qty > action.baseline.act_units + 1e-9)
    throw new LucidError('conflict', 'These units are promised to another action.', {
      details: { reason: 'promised', action_id: action.action_id, promised, left: Math.max(0, action.baseline.act_units - promised) },
    })
}

/** Throws conflict when another decision rests on this one. */
export async function mayUndo(catalog: Catalog, action: StoredAction): Promise<void> {
  if (action.status === 'REJECTED') {
    const states = statesOf(await catalog.action_events.where('action_id').equals(action.action_id).sortBy('seq'))
    if (states.at(-2)?.status === 'APPROVED') await mayPromise(catalog, action)
    return
  }
  const rests = (await catalog.actions.where('sku_id').equals(action.sku_id).toArray()).some(
    (one) => (one.status === 'APPROVED' || one.status === 'DONE') && one.reserved.includes(action.action_id),
  )
  if (rests && action.status === 'APPROVED')
    throw new LucidError('conflict', 'Another approved action was made with this one in mind.', { details: { reason: 'depended_on' } })
}
