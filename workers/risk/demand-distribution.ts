/**
 * Demand over some days: negative binomial with mean `mu` and variance `phi` x mu, Poisson at phi = 1, nothing at mu = 0 (domain.md 4.5). Only + - x ÷, so that
 * every machine gives the same digits: the terms are built both ways from the most likely value and then made to sum to 1.
 */
export interface DemandDistribution {
  /** the value of the first term */
  from: number
  /** probabilities of from, from + 1, ... */
  terms: readonly number[]
}

const SMALLEST = 1e-18

/** `mu` in units, finite and not negative; `phi` = variance / mean, taken as 1 below that. */
export function demandDistribution(mu: number, phi: number): DemandDistribution {
  if (mu <= 0) return { from: 0, terms: [1] }
  const poisson = phi <= 1 + 1e-9
  const r = mu / (phi - 1)
  const q = 1 - 1 / phi
  /** p(k + 1) / p(k) */
  const ratio = poisson ? (k: number) => mu / (k + 1) : (k: number) => ((k + r) / (k + 1)) * q
  const mode = poisson ? Math.floor(mu) : r > 1 ? Math.max(0, Math.floor((r - 1) * (phi - 1))) : 0
  const above = [1]
  for (let k = mode, term = ratio(k); term >= SMALLEST; term *= ratio(k)) {
    above.push(term)
    k++
  }
  const below: number[] = []
  for (let k = mode, term = 1; k > 0; k--) {
    term /= ratio(k - 1)
    if (term < SMALLEST) break
    below.push(term)
  }
  const terms = [...below.reverse(), ...above]
  const sum = terms.reduce((all, term) => all + term, 0)
  return { from: mode - below.length, terms: terms.map((term) => term / sum) }
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
