import { mixedQueue, type QueueDemand } from './fefo'
import { bandOf, type RiskBand, rawScore, riskScore } from './risk-score'

export type BatchStatus = 'ACTIVE' | 'EXPIRED' | 'UNDATED' | 'NETTED' | 'ZERO' | 'NEGATIVE'

/** A batch as it lies there, in base units; days from 1970-01-01. */
export interface LyingBatch {
  batch_id: string
  expiry: number | null
  received: number | null
  /** below 0 where more was billed than there was */
  on_hand: number
}

export interface AssessedBatch {
  status: BatchStatus
  /** what is left of on_hand after what was billed too much is taken off; base units */
  qty: number
  /** null without an expiry date */
  days_to_expiry: number | null
  /** null unless ACTIVE */
  outlook: {
    sell_days: number
    /** place in the order of selling, from 1 */
    fefo_rank: number
    /** base units that go before it */
    ahead: number
    /** base units that must be asked for so that all of it sells */
    needed: number
    /** mean and variance / mean of what sells in its sell_days; mean in base units, dispersion in counting units */
    mu: number
    phi: number
    /** waste of 5.2; expected_sales = qty - waste */
    waste: number
  } | null
  /** null without a score: UNDATED, NETTED, ZERO, NEGATIVE */
  at_risk_units: number | null
  expected_unsold: number | null
  p_unsold: number | null
  score: number | null
  band: RiskBand | null
  /** units billed too much in its place that no batch could take off; on NEGATIVE rows only */
  unexplained: number
}

export interface AssessWith {
  as_of: number
  /** days before the expiry from which on a batch is not sold any more */
  removal_lead: number
  /** share of customers who take what expires first, 0..1 */
  fefo_share: number
  half_life: number
  /** base units in a counting unit */
  unit: number
  /** in counting units */
  demand: QueueDemand
}

/** Less than this is nothing: quantities are whole thousandths. */
const NOTHING = 1e-9

/** Order in which batches are sold: first to expire, then first to come (unknown first), then by name; without a date last. */
export function sellingOrder(a: LyingBatch, b: LyingBatch): number {
  if (a.expiry !== b.expiry) return a.expiry === null ? 1 : b.expiry === null ? -1 : a.expiry - b.expiry
  if (a.received !== b.received) return a.received === null ? -1 : b.received === null ? 1 : a.received - b.received
  return a.batch_id < b.batch_id ? -1 : a.batch_id > b.batch_id ? 1 : 0
}

/**
 * The batches of one store and product, in the order given (domain.md 5). What was billed without stock is taken off the batches that can be sold, those that expire
 * first at first; what can be sold queues up before the demand.
 */
export function assessBatches(batches: readonly LyingBatch[], how: AssessWith): AssessedBatch[] {
  const order = batches.map((_, i) => i).sort((a, b) => sellingOrder(batches[a] as LyingBatch, batches[b] as LyingBatch) || a - b)
  const is_expired = ({ expiry }: LyingBatch) => expiry !== null && expiry < how.as_of
  const left = batches.map(({ on_hand }) => on_hand)
  let missing = -batches.reduce((sum, { on_hand }) => sum + Math.min(0, on_hand), 0)
  for (const i of order) {
    const batch = batches[i] as LyingBatch
    if (missing <= 0 || batch.on_hand <= 0 || is_expired(batch)) continue
    const taken = Math.min(missing, batch.on_hand)
    left[i] = batch.on_hand - taken
    missing -= taken
  }
  const queue = order.filter((i) => {
    const batch = batches[i] as LyingBatch
    return batch.expiry !== null && !is_expired(batch) && (left[i] as number) > NOTHING
  })
  const sellDays = (i: number) => Math.max(0, (batches[i]?.expiry as number) - how.as_of - how.removal_lead)
  const outlooks = mixedQueue(
    queue.map((i) => ({ qty: (left[i] as number) / how.unit, sell_days: sellDays(i) })),
    how.demand,
    how.fefo_share,
  )
  const rank_of = new Map(queue.map((i, rank) => [i, rank]))
  return batches.map((batch, i): AssessedBatch => {
    const days_to_expiry = batch.expiry === null ? null : batch.expiry - how.as_of
    const kept = left[i] as number
    if (batch.on_hand < 0) return unscored('NEGATIVE', batch.on_hand, days_to_expiry, missing)
    if (batch.on_hand === 0) return unscored('ZERO', kept, days_to_expiry)
    if (is_expired(batch))
      return {
        status: 'EXPIRED',
        qty: kept,
        days_to_expiry,
        outlook: null,
        at_risk_units: 0,
        expected_unsold: batch.on_hand,
        p_unsold: 1,
        score: 100,
        band: 'critical',
        unexplained: 0,
      }
    const rank = rank_of.get(i)
    if (rank === undefined) return kept > NOTHING ? unscored('UNDATED', kept, days_to_expiry) : unscored('NETTED', 0, days_to_expiry)
    const outlook = outlooks[rank] as (typeof outlooks)[number]
    const qty = kept / how.unit
    const score = riskScore(
      rawScore({
        loss: Math.min(1, outlook.expected_unsold / qty),
        chance: outlook.p_unsold,
        days_to_expiry: days_to_expiry as number,
        half_life: how.half_life,
      }),
    )
    return {
      status: 'ACTIVE',
      qty: kept,
      days_to_expiry,
      outlook: {
        sell_days: sellDays(i),
        fefo_rank: rank + 1,
        ahead: Math.max(0, outlook.queue - qty) * how.unit,
        needed: outlook.needed * how.unit,
        mu: outlook.mu * how.unit,
        phi: outlook.phi,
        waste: outlook.waste * how.unit,
      },
      at_risk_units: Math.min(qty, Math.max(0, Math.ceil(outlook.waste - 1e-9))) * how.unit,
      expected_unsold: Math.min(qty, outlook.expected_unsold) * how.unit,
      p_unsold: outlook.p_unsold,
      score,
      band: bandOf(score),
      unexplained: 0,
    }
  })
}

const unscored = (status: BatchStatus, qty: number, days_to_expiry: number | null, unexplained = 0): AssessedBatch => ({
  status,
  qty,
  days_to_expiry,
  outlook: null,
  at_risk_units: null,
  expected_unsold: null,
  p_unsold: null,
  score: null,
  band: null,
  unexplained,
})
