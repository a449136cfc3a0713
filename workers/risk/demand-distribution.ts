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
  if (mu <= 0) return { from: 0, terms: Float64Array.of(1) }
  const poisson = phi <= 1 + 1e-9
  const r = mu / (phi - 1)
  const q = 1 - 1 / phi
  const mode = poisson ? Math.floor(mu) : r > 1 ? Math.max(0, Math.floor((r - 1) * (phi - 1))) : 0
  above[0] = 1
  let up = 1
  // p(k + 1) / p(k) = mu / (k + 1), or (k + r) / (k + 1) x q
  for (let k = mode, term = 1; ; k++) {
    term *= poisson ? mu / (k + 1) : ((k + r) / (k + 1)) * q
    if (!(term >= SMALLEST)) break
    if (up === above.length) above = grown(above)
    above[up++] = term
  }
  let down = 0
  for (let k = mode - 1, term = 1; k >= 0; k--) {
    term /= poisson ? mu / (k + 1) : ((k + r) / (k + 1)) * q
    if (term < SMALLEST) break
    if (down === below.length) below = grown(below)
    below[down++] = term
  }
  const terms = new Float64Array(down + up)
  for (let i = 0; i < down; i++) terms[i] = below[down - 1 - i] as number
  terms.set(above.subarray(0, up), down)
  let sum = 0
  for (let i = 0; i < terms.length; i++) sum += terms[i] as number
  for (let i = 0; i < terms.length; i++) terms[i] = (terms[i] as number) / sum
  return { from: mode - down, terms }
}

// worked out for tens of thousands of batches at fifteen prices each: where the terms are put together is kept
let above = new Float64Array(1024)
let below = new Float64Array(1024)
function grown(full: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(full.length * 2)
  larger.set(full)
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
