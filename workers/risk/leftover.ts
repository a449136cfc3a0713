import { type WeighedDemand, weighedDemand } from './demand-distribution'

/** Terms beyond which demand is counted in blocks of units. */
const MOST_SPREAD = 5000
/** Standard deviations below the mean at which a chance is under 1e-17. */
const NO_CHANCE = 9

export interface Leftover {
  /** E[(stock - D)+] */
  expected: number
  /** P(D < c) for each of the asked c */
  chances: number[]
}

/**
 * What is expected to be left of `stock` units under demand of mean `mu` and variance `phi` x mu, and the chances that demand stays below each of `below`. Where stock is out
 * of demand's reach nothing is summed up, and demand of millions is counted in blocks, so that a quantity that was mistyped costs no time.
 */
export function leftover(mu: number, phi: number, stock: number, below: readonly number[]): Leftover {
  const deviation = Math.sqrt(phi * mu)
  const highest = Math.max(stock, ...below)
  if (mu > 0 && highest < mu - NO_CHANCE * deviation) return { expected: 0, chances: below.map(() => 0) }
  const block = Math.max(1, Math.ceil(deviation / MOST_SPREAD), Math.ceil(phi / MOST_SPREAD))
  const demand = weighedDemand(mu / block, block === 1 ? phi : Math.max(1, phi / block), highest / block)
  return {
    expected: block * expectedOf(demand, stock / block),
    chances: below.map((c) => chanceUpTo(demand, Math.ceil(c / block - 1e-9) - 1)),
  }
}

/** expectedLeft and atMost of demand-distribution.ts, over the few terms that are asked for. */
function expectedOf({ from, values, start, end, sum }: WeighedDemand, stock: number): number {
  let left = 0
  for (let i = start, k = from; i < end && k < stock; i++, k++) left += (stock - k) * ((values[i] as number) / sum)
  return left
}
function chanceUpTo({ from, values, start, end, sum }: WeighedDemand, x: number): number {
  let chance = 0
  for (let i = start, k = from; i < end && k <= x; i++, k++) chance += (values[i] as number) / sum
  return Math.min(1, chance)
}
