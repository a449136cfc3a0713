import type { MetricResult } from '../../src/domain/metric'
import type { StoreSettings } from '../../src/domain/store-settings'
import batchRisk from '../metrics/batch-risk.metric'
import { hashOf } from '../metrics/cache'
import { type MetricDeps, runMetric } from '../metrics/run'
import { dayNumber } from '../models/day-number'
import { demandAt } from '../models/demand'
import { nameProposals, type ShopProposal } from './name-proposals'
import { byStake, givingOutRoom, together } from './propose'
import { type Reserved, shopSkus } from './shop-skus'
import { solveTogether } from './solve-together'
import type { Solver } from './solver'
import { type KnownOfShop, termsOf } from './terms-of'

export interface ProposedForShop {
  as_of: string | null
  proposals: ShopProposal[]
  greedy: number
}

/** Shares of the whole at which the risk of every batch, the shelves of every product, and the plans are known. Only ever shown. */
const [RISK_DONE, SHELVES_DONE, SOLVED] = [0.35, 0.5, 0.9]
/** Products that are done before another thread has started. */
const FEW = 200

/** Everything that should be done about the stock as it is, approved actions taken as carried out. The same data, settings and approvals give the same ids. `threads` starts others that share the work. */
export async function proposeForShop(
  deps: MetricDeps,
  store_settings: StoreSettings,
  approved: readonly (Reserved & { action_id: string })[],
  {
    progress = () => {},
    threads = () => ({ solvers: [], end: () => {} }),
  }: {
    progress?: (fraction: number) => void
    threads?: (settings: StoreSettings, known: KnownOfShop) => { solvers: readonly Solver[]; end(): void }
  } = {},
): Promise<ProposedForShop> {
  const { results: rows, as_of } = await everyBatch(deps)
  if (as_of === null || rows.length === 0) return { as_of, proposals: [], greedy: 0 }
  progress(RISK_DONE)
  const { removal_lead_days: removal_lead, fefo_share } = deps.settings
  const { skus, facts } = await shopSkus(deps.db, {
    rows,
    demand: await demandAt(deps.db, as_of),
    as_of,
    reserved: approved,
    store_settings,
    removal_lead,
    fefo_share,
  })
  progress(SHELVES_DONE)
  const on_hand = new Map<string, number>()
  for (const row of rows) on_hand.set(String(row.store_id), (on_hand.get(String(row.store_id)) ?? 0) + Math.max(0, Number(row.on_hand)))
  const known = { as_of: dayNumber(as_of), removal_lead, on_hand }
  const terms = termsOf(store_settings, known)
  // where stores are full, what one product takes is not there for the next one: then they are worked out one after the other
  const is_limited = store_settings.capacity.length > 0
  const { solvers, end } = is_limited || skus.length < FEW ? { solvers: [], end: () => {} } : threads(store_settings, known)
  const solved = await solveTogether(byStake(skus, terms.min_score), givingOutRoom(terms), solvers, (done) =>
    progress(SHELVES_DONE + ((SOLVED - SHELVES_DONE) * done) / skus.length),
  ).finally(end)
  const { proposals, greedy } = together(solved)
  const params_hash = await hashOf({ store_settings, removal_lead, fefo_share })
  const named = await nameProposals(proposals, { as_of, data_hash: deps.data_hash, params_hash, rows, skus, facts, approved })
  return { as_of, proposals: named, greedy }
}

/** All rows of batch-risk. A page has mostly asked for them before, without a limit of its own: that answer is in the cache. */
async function everyBatch(deps: MetricDeps): Promise<MetricResult> {
  const first = await runMetric(deps, { metric_id: 'batch-risk' })
  const is_all = first.results.length < Number(batchRisk.params.find(({ name }) => name === 'limit')?.default)
  return is_all ? first : await runMetric(deps, { metric_id: 'batch-risk', args: { limit: 1_000_000 } })
}
