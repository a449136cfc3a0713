import type { StoredAction, StoredActionEvent } from '../../src/catalog/action-records'
import type { Catalog } from '../../src/catalog/catalog'
import type { ActionStatus, Kpis } from '../../src/domain/action'
import { realisedSavings, statesOf } from '../../src/domain/action-life'
import { inventoryHealth, placeName } from '../actions/inventory-health'
import { type MetricDeps, runMetric } from '../metrics/run'
import { demandAt } from '../models/demand'

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
    if (action.sub_type === 'DISPOSE' || action.sub_type === 'DONATE')
      sum.wasted_e4 += Math.round(state.outcome.cleared_units * (action.baseline.unit_cost ?? 0) * 1e4)
  }
  return sum
}

/** The figures of the shop and of what was done about its stock, over all data. */
export async function kpisOf(catalog: Catalog, deps: MetricDeps): Promise<Kpis> {
  const [actions, events] = [await catalog.actions.toArray(), await catalog.action_events.toArray()]
  const saved = replaySavings(actions, events)
  const risk = await runMetric(deps, { metric_id: 'batch-risk', args: { limit: 1_000_000 } })
  const profit = (await runMetric(deps, { metric_id: 'profit-total' })).results[0]
  const dead = await runMetric(deps, { metric_id: 'dead-stock', args: { limit: 200_000 } })
  const demand = risk.as_of === null ? null : await demandAt(deps.db, risk.as_of)
  const inventory = inventoryHealth(risk.results, {
    dead: new Set(dead.results.map((row) => placeName(row.store_id, row.sku_id))),
    level: (store_id, sku_id) => demand?.at(store_id, sku_id)?.level ?? 0,
    excess_days: deps.settings.excess_days,
  })
  const has_stock = risk.results.length > 0
  const sold_cost =
    typeof profit?.revenue === 'number' && typeof profit.cost_coverage === 'number' && typeof profit.total_profit === 'number'
      ? profit.revenue * profit.cost_coverage - profit.total_profit // over the lines whose cost is known
      : null
  const wasted = inventory.expired + saved.wasted_e4 / 1e4
  return {
    as_of: risk.as_of,
    dashboard: {
      revenue: (profit?.revenue as number | null | undefined) ?? null,
      profit: (profit?.total_profit as number | null | undefined) ?? null,
      at_risk_value: has_stock ? inventory.at_risk : null,
      expired_value: has_stock ? inventory.expired : null,
      savings_expected: saved.expected_e4 / 1e4,
      savings_realised: saved.realised_e4 / 1e4,
      capture: saved.expected_e4 > 0 ? saved.realised_e4 / saved.expected_e4 : null,
      waste_pct: sold_cost !== null && has_stock && sold_cost + wasted > 0 ? wasted / (sold_cost + wasted) : null,
      action_roi: saved.cost_e4 > 0 ? saved.realised_e4 / saved.cost_e4 : null,
      inventory_health: inventory.health,
    },
    savings: [...saved.months]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([month, { expected_e4, realised_e4 }]) => ({ month, expected: expected_e4 / 1e4, realised: realised_e4 / 1e4 })),
    inventory,
    counts: saved.counts,
  }
}
