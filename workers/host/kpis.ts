import type { StoredAction, StoredActionEvent } from '../../src/catalog/action-records'
import type { Catalog } from '../../src/catalog/catalog'
import { readProposals } from '../../src/catalog/proposals'
import type { ActionStatus, Kpis } from '../../src/domain/action'
import { realisedSavings, savingsMonths, statesOf, wastedCost } from '../../src/domain/action-life'
import type { Row } from '../../src/domain/metric'
import { sql } from '../db/sql'
import { type MetricDeps, runMetric } from '../metrics/run'

/** What actions were to save and saved, by month of their approval and of their completion (domain.md 6, KPIs). Money in whole 1/10000. */
export interface Savings {
  expected_e4: number
  realised_e4: number
  cost_e4: number
  /** what was given or thrown away, and its cost */
  let_go: { action: StoredAction; cost_e4: number }[]
  months: Map<string, { expected_e4: number; realised_e4: number }>
  counts: Record<ActionStatus, number>
}

/** Replays the events of every action: nothing else is asked what became of it. */
export function replaySavings(actions: readonly StoredAction[], events: readonly StoredActionEvent[]): Savings {
  const by_action = new Map<string, StoredActionEvent[]>()
  for (const event of [...events].sort((a, b) => a.seq - b.seq)) {
    const own = by_action.get(event.action_id)
    if (own) own.push(event)
    else by_action.set(event.action_id, [event])
  }
  const sum: Savings = {
    expected_e4: 0,
    realised_e4: 0,
    cost_e4: 0,
    let_go: [],
    months: new Map(),
    counts: { PROPOSED: 0, APPROVED: 0, DONE: 0, REJECTED: 0 },
  }
  const month = (key: string) => {
    const known = sum.months.get(key) ?? { expected_e4: 0, realised_e4: 0 }
    sum.months.set(key, known)
    return known
  }
  for (const action of actions) {
    const own = by_action.get(action.action_id) ?? []
    const state = statesOf(own).at(-1)
    if (!state || state.step === 'supersede') continue
    sum.counts[state.status]++
    if (state.status !== 'APPROVED' && state.status !== 'DONE') continue
    sum.expected_e4 += action.expected_savings_e4
    const months = savingsMonths(own, action.created_at)
    month(months.savings_expected).expected_e4 += action.expected_savings_e4
    if (state.status !== 'DONE' || !state.outcome) continue
    const saved = Math.round(realisedSavings(state.outcome, action.baseline) * 1e4)
    sum.realised_e4 += saved
    sum.cost_e4 += Math.round(state.outcome.action_cost * 1e4)
    month(months.savings_realised).realised_e4 += saved
    const cost_e4 = Math.round(wastedCost(action, state.outcome) * 1e4)
    if (cost_e4 > 0) sum.let_go.push({ action, cost_e4 })
  }
  return sum
}

/** The figures of the shop and of what was done about its stock, over all data. */
export async function kpisOf(catalog: Catalog, deps: MetricDeps): Promise<Kpis> {
  const actions = [...(await catalog.actions.toArray()), ...(await readProposals(catalog))]
  const events = await catalog.action_events.toArray()
  const saved = replaySavings(actions, events)
  const stock = await runMetric(deps, { metric_id: 'inventory-health', args: { by: 'all' } })
  const profit = (await runMetric(deps, { metric_id: 'profit-total' })).results[0]
  const inventory = inventoryOf(stock.results[0])
  const let_go = saved.let_go.reduce((sum, { cost_e4 }) => sum + cost_e4, 0) / 1e4
  const cost_of_sales = numberOr(profit?.cost_of_sales, null)
  const both = Math.min(inventory.expired ?? 0, await stillCounted(deps, saved.let_go, stock.as_of))
  const wasted = inventory.expired === null ? null : inventory.expired + let_go - both
  return {
    as_of: stock.as_of,
    dashboard: {
      revenue: numberOr(profit?.revenue, null),
      profit: numberOr(profit?.total_profit, null),
      at_risk_value: inventory.at_risk,
      expired_value: inventory.expired,
      savings_expected: saved.expected_e4 / 1e4,
      savings_realised: saved.realised_e4 / 1e4,
      capture: saved.expected_e4 > 0 ? saved.realised_e4 / saved.expected_e4 : null,
      waste_pct: cost_of_sales !== null && wasted !== null && cost_of_sales + wasted > 0 ? wasted / (cost_of_sales + wasted) : null,
      action_roi: saved.cost_e4 > 0 ? saved.realised_e4 / saved.cost_e4 : null,
      inventory_health: inventory.health,
    },
    savings: [...saved.months]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([month, { expected_e4, realised_e4 }]) => ({ month, expected: expected_e4 / 1e4, realised: realised_e4 / 1e4 })),
    inventory,
    waste: { expired: inventory.expired, let_go, both, cost_of_sales },
    action_cost: saved.cost_e4 / 1e4,
    counts: saved.counts,
  }
}

/** Cost of what was let go but lies among the expired goods all the same, because its store was not counted since. */
async function stillCounted({ db }: MetricDeps, let_go: Savings['let_go'], as_of: string | null): Promise<number> {
  if (let_go.length === 0 || as_of === null) return 0
  const counts = await db.all<{ store_id: string; counted_on: string }>(sql`
    SELECT store_id, CAST(max(date) AS VARCHAR) AS counted_on FROM inventory_line GROUP BY store_id ORDER BY store_id`)
  const counted = new Map(counts.map(({ store_id, counted_on }) => [store_id, counted_on]))
  const there = let_go.filter(({ action }) => action.expiry_date < as_of && (counted.get(action.from_store) ?? '') <= action.as_of)
  return there.reduce((sum, { cost_e4 }) => sum + cost_e4, 0) / 1e4
}

const numberOr = <T>(cell: unknown, other: T): number | T => (typeof cell === 'number' ? cell : other)

/** The one row of inventory-health over the whole shop; undefined without stock. */
function inventoryOf(row: Row | undefined): Kpis['inventory'] {
  const [healthy, total] = [numberOr(row?.healthy, null), numberOr(row?.total, null)]
  return {
    healthy,
    excess: numberOr(row?.excess, null),
    dead: numberOr(row?.dead, null),
    at_risk: numberOr(row?.at_risk, null),
    expired: numberOr(row?.expired, null),
    total,
    health: healthy !== null && total !== null && total > 0 ? (100 * healthy) / total : null,
    uncosted_units: numberOr(row?.uncosted_units, 0),
  }
}
