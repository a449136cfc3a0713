import type { Action } from './action'

type Known = Pick<Action, 'action_id' | 'from_store' | 'sku_id' | 'batch_id' | 'expiry_date' | 'rank' | 'status' | 'as_of'>

const batchOf = ({ from_store, sku_id, batch_id, expiry_date }: Known): string =>
  JSON.stringify([from_store, sku_id, batch_id, expiry_date])

/**
 * The proposals that a person is asked about. The plan's own (rank 1) always; what could be done instead is offered in its place, the best first, once every one of the plan's
 * for its batch was said no to. While one of them is open, approved, or done since the last count the others stay behind it: they are about the same units.
 */
export function leadingActions<T extends Known>(actions: readonly T[]): T[] {
  const newest = actions.reduce((day, { as_of, status }) => (status === 'PROPOSED' && as_of > day ? as_of : day), '')
  const planned = new Set<string>()
  const next = new Map<string, T>()
  for (const one of actions) {
    const batch = batchOf(one)
    if ((one.status === 'PROPOSED' && one.rank === 1) || one.status === 'APPROVED' || (one.status === 'DONE' && one.as_of === newest))
      planned.add(batch)
    if (one.status !== 'PROPOSED') continue
    const best = next.get(batch)
    if (!best || one.rank < best.rank || (one.rank === best.rank && one.action_id < best.action_id)) next.set(batch, one)
  }
  return actions.filter(
    (one) => one.status === 'PROPOSED' && (one.rank === 1 || (!planned.has(batchOf(one)) && next.get(batchOf(one)) === one)),
  )
}
