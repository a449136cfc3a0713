import { weekdayOfDay } from './made-skus.fixture'
import type { ActionPlace, ActionSku, PlaceDemand, QueueBatch } from './place'

export interface TruthAction {
  store: string
  sku: string
  batch: string
  act_units: number
  price_net: number
  unit_cost: number
  s_end: number
  kappa: number
  elasticity: number | null
  hold_sold: number
  hold_unsold: number
  hold_value: number
  source_drop: number[]
  liquidate: { joblot_per_unit: number; joblot_curve: number[]; donate_curve: number[]; dispose_savings: number }
  markdown: {
    best_discount_pct: number
    best_savings: number
    break_even_pct: number | null
    grid: { d: number; mult: number; sold: number; value: number; savings: number }[]
  } | null
  transfers: {
    to: string
    best_units: number
    best_savings: number
    curve: { x: number; delta_waste: number; saved: number; savings: number }[]
  }[]
}
interface TruthFeature {
  store: string
  sku: string
  category: string
  level: number
  phi: number
  n_eff: number
  dow_profile: number[]
}
interface TruthBatch {
  store: string
  sku: string
  batch: string
  category: string
  status: string
  expiry: string | null
  received: string | null
  qty: number
  sell_days: number | null
  score: number | null
  band: QueueBatch['band'] | null
  at_risk_units: number
  unit_cost: number | null
  fefo_rank: number | null
}
export interface ExpiryTruth {
  as_of: string
  features: TruthFeature[]
  batches: TruthBatch[]
  actions: TruthAction[]
}

export const dayOf = (iso: string): number => Date.parse(`${iso}T00:00:00Z`) / 86_400_000

/** The made grocery chain as its truth file describes it, product by product. */
export function truthSkus(
  { as_of, features, batches, actions }: ExpiryTruth,
  elasticity: (category: string) => number | null,
): ActionSku[] {
  const today = dayOf(as_of)
  return [...new Set(features.map(({ sku }) => sku))].sort().map((sku): ActionSku => {
    const own = features.filter((one) => one.sku === sku).sort((a, b) => (a.store < b.store ? -1 : 1))
    const category = own[0]?.category ?? ''
    return {
      sku_id: sku,
      category,
      unit: 1,
      gst: 0,
      elasticity: elasticity(category),
      places: own.map((feature): ActionPlace => {
        const lying = batches.filter((one) => one.sku === sku && one.store === feature.store)
        const plain = (one: TruthBatch) => ({
          batch_id: one.batch,
          expiry: dayOf(one.expiry as string),
          qty: one.qty,
          unit_cost: one.unit_cost,
          supplier: null,
        })
        return {
          store_id: feature.store,
          demand: demandOf(feature, today),
          queue: lying
            .filter(({ status }) => status === 'ACTIVE')
            .sort((a, b) => (a.fefo_rank as number) - (b.fefo_rank as number))
            .map((one) => ({
              ...plain(one),
              sell_days: one.sell_days as number,
              score: one.score as number,
              band: one.band as QueueBatch['band'],
              at_risk_units: one.at_risk_units,
            })),
          expired: lying.filter(({ status }) => status === 'EXPIRED').map(plain),
          price: actions.find((one) => one.sku === sku && one.store === feature.store)?.price_net ?? null,
        }
      }),
    }
  })
}

function demandOf({ level, phi, n_eff, dow_profile }: TruthFeature, today: number): PlaceDemand {
  return {
    over: (days) => {
      let sum = 0
      for (let t = 1; t <= days; t++) sum += level * (dow_profile[weekdayOfDay(today + t)] as number)
      return sum
    },
    dispersion: (mu) => (level > 0 ? phi * (1 + mu / level / n_eff) : phi),
  }
}
