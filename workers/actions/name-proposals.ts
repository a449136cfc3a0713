import { createSHA256 } from 'hash-wasm'
import type { ActionBaseline, ActionType, WayOut } from '../../src/domain/action'
import { inItsWay } from '../../src/domain/in-its-way'
import type { Row } from '../../src/domain/metric'
import { isoDay } from '../models/day-number'
import { namingText } from './naming-text'
import type { ActionSku } from './place'
import type { Proposal } from './propose'
import type { Reserved, SkuFacts } from './shop-skus'

/** A proposal about the shop, with its words; base units and major units. */
export interface ShopProposal {
  action_id: string
  action_type: ActionType
  sub_type: WayOut | null
  from_store: string
  to_store: string | null
  sku_id: string
  product_name: string
  category: string | null
  batch_id: string
  expiry_date: string
  supplier: string | null
  qty: number
  discount_pct: number | null
  expected_savings_e4: number
  rank: number
  score: number
  band: 'critical' | 'high' | 'medium' | 'low'
  as_of: string
  baseline: ActionBaseline
  reserved: string[]
}

/** What proposals are named with. */
interface Known {
  as_of: string
  data_hash: string
  /** of the settings that they follow */
  params_hash: string
  /** all rows of the metric batch-risk */
  rows: readonly Row[]
  skus: readonly ActionSku[]
  facts: ReadonlyMap<string, SkuFacts>
  approved: readonly (Reserved & { action_id: string })[]
}

/** The proposals in base units and major units, with names; the same data, settings and approvals give the same ids. */
export async function nameProposals(
  proposals: readonly Proposal[],
  { as_of, data_hash, params_hash, rows, skus, facts, approved }: Known,
): Promise<ShopProposal[]> {
  const reserved_of = new Map<string, string[]>()
  for (const { sku_id, action_id } of approved) reserved_of.set(sku_id, [...(reserved_of.get(sku_id) ?? []), action_id].sort())
  const unit_of = new Map(skus.map(({ sku_id, unit }) => [sku_id, unit]))
  const row_of = new Map(rows.map((row) => [JSON.stringify([row.store_id, row.sku_id, row.batch_id, row.expiry_date]), row]))
  const textOf = namingText({ as_of, data_hash, params_hash })
  const sha256 = await createSHA256() // at once: a promise for each of many thousand proposals takes longer than all the rest
  return proposals.map((proposal): ShopProposal => {
    const { action_type, sub_type, from_store, to_store, sku_id, batch_id } = proposal
    const unit = unit_of.get(sku_id) ?? 1
    const fact = facts.get(sku_id)
    const expiry_date = isoDay(proposal.expiry)
    const row = row_of.get(JSON.stringify([from_store, sku_id, batch_id, expiry_date]))
    const reserved = reserved_of.get(sku_id) ?? []
    const hash = sha256
      .init()
      .update(textOf({ action_type, batch_id, expiry_date, from_store, reserved, sku_id, sub_type, to_store }))
      .digest('hex')
    return {
      action_id: hash.slice(0, 32),
      action_type,
      sub_type,
      from_store,
      to_store,
      sku_id,
      product_name: fact?.product_name ?? sku_id,
      category: fact?.category ?? null,
      batch_id,
      expiry_date,
      supplier: row?.supplier ? String(row.supplier) : null,
      qty: tidy(proposal.qty * unit),
      discount_pct: proposal.discount_pct,
      expected_savings_e4: Math.round(proposal.expected_savings * 1e4),
      rank: proposal.rank,
      score: Number(row?.risk_score ?? 0),
      band: (row?.band ?? 'low') as ShopProposal['band'],
      as_of,
      baseline: baseUnits(proposal.baseline, unit, {
        elasticity_from: fact?.elasticity_from ?? 'usual',
        gst: fact?.gst ?? 0,
        daily_units: fact?.daily_units.get(from_store) ?? 0,
        daily_units_there: to_store === null ? null : (fact?.daily_units.get(to_store) ?? 0),
        ahead_units: row ? aheadOf(row) : 0,
      }),
      reserved,
    }
  })
}

/** Units that are sold before the batch of a row of batch-risk, when they are why it stays. */
const aheadOf = ({ qty, ahead_units, at_risk_units, expected_demand }: Row): number =>
  inItsWay({
    qty: Number(qty),
    ahead_units: Number(ahead_units),
    at_risk_units: Number(at_risk_units),
    expected_demand: Number(expected_demand),
  })

type Words = Pick<ActionBaseline, 'elasticity_from' | 'gst' | 'daily_units' | 'daily_units_there' | 'ahead_units'>

/** Counted units as base units: so many of them, and money per one of them. Field by field: copies of many thousand objects take longer. */
function baseUnits(one: Proposal['baseline'], unit: number, words: Words): ActionBaseline {
  return {
    batch_units: tidy(one.batch_units * unit),
    act_units: tidy(one.act_units * unit),
    hold_value: one.hold_value,
    hold_units: tidy(one.hold_units * unit),
    hold_unsold: one.hold_unsold * unit,
    price: one.price === null ? null : one.price / unit,
    gst: words.gst ?? 0,
    unit_cost: one.unit_cost === null ? null : one.unit_cost / unit,
    s_end: one.s_end / unit,
    unit_value: one.unit_value / unit,
    sell_days: one.sell_days,
    mu: one.mu * unit,
    phi: one.phi,
    elasticity: one.elasticity,
    rise: one.rise * unit,
    lane_cost: one.lane_cost,
    elasticity_from: words.elasticity_from,
    daily_units: words.daily_units,
    daily_units_there: words.daily_units_there,
    ahead_units: words.ahead_units ?? 0,
  }
}

/** Quantities are whole thousandths. */
const tidy = (units: number): number => Math.round(units * 1000) / 1000
