import type { Catalog } from '../../src/catalog/catalog'
import { readProposals, replaceProposals } from '../../src/catalog/proposals'
import { next, statesOf } from '../../src/domain/action-life'
import type { ShopProposal } from '../actions/name-proposals'
import { eventsOf, writeStep } from './action-steps'
import { standingRefusals } from './standing-refusals'

/**
 * Puts new proposals in the place of the old ones and counts them; `at` is the ISO instant of it. What somebody decided about stays, what was proposed once and is
 * not any more is superseded with its history. Inside a transaction.
 */
export async function takeProposals(
  catalog: Catalog,
  proposals: readonly ShopProposal[],
  at: string,
): Promise<{ proposed: number; superseded: number; kept: number }> {
  const known = new Map((await catalog.actions.toArray()).map((one) => [one.action_id, one]))
  const wanted = new Set(proposals.map(({ action_id }) => action_id))
  // what nobody decided about is replaced as a whole: it has no history to keep
  const open = new Map((await readProposals(catalog)).map((one) => [one.action_id, one]))
  const isRefused = standingRefusals([...known.values()])
  const fresh = proposals.filter((proposal) => !known.has(proposal.action_id) && !isRefused(proposal))
  const lasting = fresh.filter(({ action_id }) => open.has(action_id)).length
  await replaceProposals(
    catalog,
    fresh.map((proposal) => ({
      ...proposal,
      status: 'PROPOSED' as const,
      superseded: false,
      created_at: open.get(proposal.action_id)?.created_at ?? at,
    })),
  )
  let [proposed, superseded, kept] = [fresh.length - lasting, open.size - lasting, lasting]
  const gone = [...known.values()].filter(({ status, action_id }) => status === 'PROPOSED' && !wanted.has(action_id))
  const states = await eventsOf(catalog, gone)
  await catalog.action_events.bulkAdd(
    gone.map(({ action_id, status }) => ({
      action_id,
      step: 'supersede' as const,
      from: status,
      to: next(statesOf(states.get(action_id) ?? []), 'supersede'),
      outcome: null,
      at,
      who: 'lucid' as const,
      note: 'SUPERSEDED',
    })),
  )
  await catalog.actions.bulkPut(
    gone.map((action) => ({ ...action, status: next(statesOf(states.get(action.action_id) ?? []), 'supersede'), superseded: true })),
  )
  superseded += gone.length
  for (const proposal of proposals) {
    const same = known.get(proposal.action_id)
    if (!same) continue
    if (same.superseded && !isRefused(proposal)) {
      await writeStep(catalog, same, 'revive', { at, who: 'lucid', note: '', outcome: null, superseded: false })
      proposed++
    } else if (!same.superseded) kept++
  }
  return { proposed, superseded, kept }
}
