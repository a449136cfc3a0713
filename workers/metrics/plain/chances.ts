import { atMost, type DemandDistribution } from '../../risk/demand-distribution'

/** The fewest whole units that meet the demand with at least this chance, counted up from 0. */
export function enoughFor(demand: DemandDistribution, share: number): number {
  let k = 0
  while (atMost(demand, k) < share - 1e-12) k++
  return k
}
