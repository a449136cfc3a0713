import type { StoredAction } from '../../src/catalog/action-records'

/** Days of the data for which a no stands. */
const STANDS_DAYS = 14
/** A batch that has changed by more than this share, or its price, is another question. */
const CHANGED = 0.25

type Proposal = Pick<
  StoredAction,
  'action_type' | 'sub_type' | 'from_store' | 'to_store' | 'sku_id' | 'batch_id' | 'expiry_date' | 'as_of'
> & { baseline: Pick<StoredAction['baseline'], 'batch_units' | 'price'> }

const whatItIs = ({ action_type, sub_type, from_store, to_store, sku_id, batch_id, expiry_date }: Proposal): string =>
  JSON.stringify([action_type, sub_type, from_store, to_store, sku_id, batch_id, expiry_date])

/**
 * Whether a person said no to the same thing a while ago. The id of a proposal follows from the data, so that the next day's is a new one; without this a no would last for a
 * day. `decided`: all actions that somebody decided about.
 */
export function standingRefusals(
  decided: readonly (Proposal & Pick<StoredAction, 'status' | 'superseded'>)[],
): (proposal: Proposal) => boolean {
  const refused = new Map<string, Proposal[]>()
  for (const action of decided) {
    if (action.status !== 'REJECTED' || action.superseded) continue
    const what = whatItIs(action)
    refused.set(what, [...(refused.get(what) ?? []), action])
  }
  return (proposal) => (refused.get(whatItIs(proposal)) ?? []).some((action) => stands(action, proposal))
}

function stands(refused: Proposal, now: Proposal): boolean {
  const days = Math.abs(Date.parse(now.as_of) - Date.parse(refused.as_of)) / 86_400_000
  return (
    days <= STANDS_DAYS &&
    !hasChanged(refused.baseline.batch_units, now.baseline.batch_units) &&
    !hasChanged(refused.baseline.price, now.baseline.price)
  )
}

const hasChanged = (before: number | null, now: number | null): boolean =>
  before === null || now === null ? before !== now : Math.abs(now - before) > CHANGED * Math.abs(before)
