/**
 * Demand over some days: negative binomial with mean `mu` and variance `phi` x mu, Poisson at phi = 1, nothing at mu = 0 (domain.md 4.5). Only + - x ÷, so that
 * every machine gives the same digits: the terms are built both ways from the most likely value and then made to sum to 1.
 */
export interface DemandDistribution {
  /** the value of the first term */
  from: number
  /** probabilities of from, from + 1, ... */
  terms: Float64Array
}

const SMALLEST = 1e-18

/** `mu` in units, finite and not negative; `phi` = variance / mean, taken as 1 below that. */
export function demandDistribution(mu: number, phi: number): DemandDistribution {
  const { from, values, start, end, sum } = weighedDemand(mu, phi)
  const terms = values.slice(start, end)
  for (let i = 0; i < terms.length; i++) terms[i] = (terms[i] as number) / sum
  return { from, terms }
}

/** Weights that are to be divided by their sum; `values` from `start` to before `end`, until the next demand is weighed. */
export interface WeighedDemand {
  from: number
  values: Float64Array
  start: number
  end: number
  /** of all weights, those that are left out too */
  sum: number
}

/**
 * demandDistribution, as it is before it sums to 1, in memory that is used again: it is worked out for tens of thousands of batches at many prices each. Weights of more than
 * `up_to` units and the most likely value are only added up: of demand far above a small stock there are thousands.
 */
export function weighedDemand(mu: number, phi: number, up_to: number = Number.POSITIVE_INFINITY): WeighedDemand {
  const poisson = phi <= 1 + 1e-9
  const r = mu / (phi - 1)
  const q = 1 - 1 / phi
  const mode = mu <= 0 ? 0 : poisson ? Math.floor(mu) : r > 1 ? Math.max(0, Math.floor((r - 1) * (phi - 1))) : 0
  // p(k + 1) / p(k) = mu / (k + 1), or (k + r) / (k + 1) x q; written out in each loop, which takes half the time
  let values: Float64Array = room
  let middle = values.length >> 1
  values[middle] = 1
  let start = middle
  for (let k = mode - 1, term = 1; k >= 0; k--) {
    term /= poisson ? mu / (k + 1) : ((k + r) / (k + 1)) * q
    if (term < SMALLEST) break
    if (start === 0) {
      values = twiceAsMuch()
      start = values.length / 4
      middle += start
    }
    values[--start] = term
  }
  let sum = 0
  for (let i = start; i <= middle; i++) sum += values[i] as number
  let end = middle + 1
  let k = mode
  let term = mu > 0 ? 1 : 0
  for (; k < up_to; k++) {
    term *= poisson ? mu / (k + 1) : ((k + r) / (k + 1)) * q
    if (!(term >= SMALLEST)) break
    if (end === values.length) {
      values = twiceAsMuch()
      start += values.length / 4
      middle += values.length / 4
      end += values.length / 4
    }
    values[end++] = term
    sum += term
  }
  for (; term >= SMALLEST; k++) {
    term *= poisson ? mu / (k + 1) : ((k + r) / (k + 1)) * q
    if (term >= SMALLEST) sum += term
  }
  return { from: mode - (middle - start), values, start, end, sum }
}

let room = new Float64Array(4096)
/** What was written moves by a quarter of the new length. */
function twiceAsMuch(): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(room.length * 2)
  larger.set(room, room.length / 2)
  room = larger
  return larger
}

/** P(D <= x). */
export function atMost({ from, terms }: DemandDistribution, x: number): number {
  let sum = 0
  for (let i = 0; i < terms.length && from + i <= x; i++) sum += terms[i] as number
  return Math.min(1, sum)
}

/** The smallest x with P(D <= x) >= share. */
export function quantile({ from, terms }: DemandDistribution, share: number): number {
  let sum = 0
  for (let i = 0; i < terms.length; i++) {
    sum += terms[i] as number
    if (sum >= share - 1e-12) return from + i
  }
  return from + terms.length - 1
}

/** E[(stock - D)+]: what is expected to be left of `stock` units. */
export function expectedLeft({ from, terms }: DemandDistribution, stock: number): number {
  let sum = 0
  for (let i = 0; i < terms.length && from + i < stock; i++) sum += (stock - from - i) * (terms[i] as number)
  return sum
}
