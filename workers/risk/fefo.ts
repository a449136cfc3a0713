import { leftover } from './leftover'

/** A batch in the order in which it is sold: first to expire first out. Units as counted (PlaceDemand.unit), more than 0. */
export interface QueuedBatch {
  qty: number
  /** days on which it can be sold; never falls along the queue */
  sell_days: number
}

/** The demand that a queue of batches meets. */
export interface QueueDemand {
  /** mu(H) */
  over: (days: number) => number
  /** variance / mean of the demand with mean mu */
  dispersion: (mu: number) => number
}

export interface BatchOutlook {
  mu: number
  phi: number
  /** units in front of it and its own */
  queue: number
  /** units that must be asked for so that all of it sells: the queue, less what is expected to be lost in front of it */
  needed: number
  /** units that stay unsold if every day sells exactly what is expected */
  waste: number
  /** mean of the units that stay unsold */
  expected_unsold: number
  /** chance that not all of it sells */
  p_unsold: number
}

/**
 * First expired, first out (domain.md 5.2, 5.3). Waste up to a batch is the most that any batch up to it has too many: W_j = max(0, max over i <= j of Q_i - mu(H_i)). With
 * chance, the same over L_j = E[(Q_j - D)+]; a batch is in danger when demand stays below what the queue up to it holds, less what is already lost in front of it.
 */
export function firstExpiredFirstOut(batches: readonly QueuedBatch[], demand: QueueDemand): BatchOutlook[] {
  let queue = 0
  let lost = 0
  let expected_lost = 0
  return batches.map(({ qty, sell_days }) => {
    queue += qty
    const mu = demand.over(sell_days)
    const phi = demand.dispersion(mu)
    const lost_now = Math.max(lost, queue - mu, 0)
    const in_reach = queue - expected_lost
    const { expected, chances } = leftover(mu, phi, queue, [in_reach])
    const expected_now = Math.max(expected_lost, expected)
    const outlook = {
      mu,
      phi,
      queue,
      needed: in_reach,
      waste: Math.min(qty, lost_now - lost),
      expected_unsold: expected_now - expected_lost,
      p_unsold: chances[0] as number,
    }
    lost = lost_now
    expected_lost = expected_now
    return outlook
  })
}

/** Last in, first out: customers who take the freshest. What stands behind a batch is in front of it here (domain.md 5.6). */
export function lastInFirstOut(batches: readonly QueuedBatch[], demand: QueueDemand): BatchOutlook[] {
  let behind = batches.reduce((all, { qty }) => all + qty, 0)
  return batches.map(({ qty, sell_days }) => {
    const mu = demand.over(sell_days)
    const phi = demand.dispersion(mu)
    const whole = leftover(mu, phi, behind, [behind])
    const others = leftover(mu, phi, behind - qty, [])
    const outlook = {
      mu,
      phi,
      queue: behind,
      needed: behind,
      waste: Math.min(qty, Math.max(0, behind - mu)),
      expected_unsold: Math.max(0, whole.expected - others.expected),
      p_unsold: whole.chances[0] as number,
    }
    behind -= qty
    return outlook
  })
}

/** `share` of the customers take what expires first, the others the freshest. */
export function mixedQueue(batches: readonly QueuedBatch[], demand: QueueDemand, share: number): BatchOutlook[] {
  const first = firstExpiredFirstOut(batches, demand)
  if (share >= 1) return first
  const last = lastInFirstOut(batches, demand)
  return first.map((one, i) => {
    const other = last[i] as BatchOutlook
    const mix = (a: number, b: number) => share * a + (1 - share) * b
    return {
      ...one,
      waste: mix(one.waste, other.waste),
      expected_unsold: mix(one.expected_unsold, other.expected_unsold),
      p_unsold: mix(one.p_unsold, other.p_unsold),
    }
  })
}
