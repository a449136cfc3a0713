import type { StoredAction, StoredActionEvent } from '../../src/catalog/action-records'
import type { Catalog } from '../../src/catalog/catalog'
import type { ActionStatus, Kpis } from '../../src/domain/action'
import { realisedSavings, statesOf, wastedCost } from '../../src/domain/action-life'
import type { Row } from '../../src/domain/metric'
import { type MetricDeps, runMetric } from '../metrics/run'

/** What actions were to save and saved, by month of their approval and of their completion (domain.md 6, KPIs). Money in whole 1/10000. */
export interface Savings {
  expected_e4: number
  realised_e4: number
  cost_e4: number
  /** cost of goods that were given or thrown away */
  wasted_e4: number
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
    wasted_e4: 0,
    months: new Map(),
    counts: { PROPOSED: 0, APPROVED: 0, DONE: 0, REJECTED: 0 },
  }
  const month = (at: string) => {
    const key = at.slice(0, 7)
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
    month(own.findLast(({ step }) => step === 'approve')?.at ?? action.created_at).expected_e4 += action.expected_savings_e4
    if (state.status !== 'DONE' || !state.outcome) continue
    const saved = Math.round(realisedSavings(state.outcome, action.baseline) * 1e4)
    sum.realised_e4 += saved
    sum.cost_e4 += Math.round(state.outcome.action_cost * 1e4)
    month(own.findLast(({ step }) => step === 'complete')?.at ?? action.created_at).realised_e4 += saved
    sum.wasted_e4 += Math.round(wastedCost(action, state.outcome) * 1e4)
  }
  return sum
}

/** The figures of the shop and of what was done about its stock, over all data. */
export async function kpisOf(catalog: Catalog, deps: MetricDeps): Promise<Kpis> {
  const [actions, events] = [await catalog.actions.toArray(), await catalog.action_events.toArray()]
  const saved = replaySavings(actions, events)
  const stock = await runMetric(deps, { metric_id: 'inventory-health', args: { by: 'all' } })
  const profit = (await runMetric(deps, { metric_id: 'profit-total' })).results[0]
  const inventory = inventoryOf(stock.results[0])
  const let_go = saved.wasted_e4 / 1e4
  const cost_of_sales = numberOr(profit?.cost_of_sales, null)
  const wasted = inventory.expired === null ? null : inventory.expired + let_go
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
    waste: { expired: inventory.expired, let_go, cost_of_sales },
    action_cost: saved.cost_e4 / 1e4,
    counts: saved.counts,
  }
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
