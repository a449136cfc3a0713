import type { StoredAction } from './action-records'
import type { Catalog } from './catalog'
import { readProposals, replaceProposals } from './proposals'

/** The tables that `keepActions` needs in its transaction. */
export const actionTables = (catalog: Catalog) => [catalog.actions, catalog.proposals, catalog.action_events, catalog.action_run]

/** Takes out actions with their events, and proposals, as if they had never been. Inside a transaction. */
export async function keepActions(catalog: Catalog, stays: (action: StoredAction) => boolean): Promise<void> {
  const gone = (await catalog.actions.toArray()).filter((action) => !stays(action)).map(({ action_id }) => action_id)
  await catalog.action_events.where('action_id').anyOf(gone).delete()
  await catalog.actions.bulkDelete(gone)
  const open = await readProposals(catalog)
  const left = open.filter(stays)
  if (left.length < open.length) await replaceProposals(catalog, left)
  // what they were worked out from is not there any more
  if (left.length === 0) await catalog.action_run.clear()
}
