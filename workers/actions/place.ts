/**
 * What actions are proposed from: one product in one store, as the expiry risk sees it. Units are counting units (1, or the usual quantity of goods that are sold in fractions);
 * money is in major units per counting unit, without tax. Days count from 1970-01-01.
 */
export interface ActionPlace {
  store_id: string
  demand: PlaceDemand
  /** what can be sold, in the order in which it is sold: first to expire first */
  queue: readonly QueueBatch[]
  /** what expired and still lies there */
  expired: readonly ExpiredBatch[]
  /** usual net price; null when none is known */
  price: number | null
}

export interface PlaceDemand {
  /** mean of what sells in so many days, never falling */
  over: (days: number) => number
  /** variance / mean of the demand with mean mu */
  dispersion: (mu: number) => number
}

interface Batch {
  batch_id: string
  expiry: number
  qty: number
  /** null when no cost is known: nothing can be said about money then */
  unit_cost: number | null
  supplier: string | null
}

export interface QueueBatch extends Batch {
  /** days on which it can still be sold; never falls along the queue */
  sell_days: number
  score: number
  band: 'critical' | 'high' | 'medium' | 'low'
  /** its price is reduced already: it is not reduced once more */
  is_reduced?: boolean
  /** units of it that stay unsold if every day sells what is expected */
  at_risk_units: number
}

export type ExpiredBatch = Batch

/** One product in every store that knows it. */
export interface ActionSku {
  sku_id: string
  category: string | null
  /** base units in a counting unit */
  unit: number
  /** tax on top of the net price as a share, 0.05 = 5 % */
  gst: number
  /** change of units sold per change of price, below 0; null where a reduced price is not allowed */
  elasticity: number | null
  places: readonly ActionPlace[]
}
