import { demandDistribution } from './demand-distribution'

export interface DemandBin {
  /** units from ... to, both included */
  from: number
  to: number
  chance: number
}

/** Tails left out at either end; what is beyond belongs to the outermost bins. */
const TAIL = 0.001
/** Standard deviation in units, and dispersion, from which on units are put together before anything is worked out. */
const MOST = 5000

/** Units that are put together as one. */
const blockOf = (mu: number, phi: number): number => Math.max(1, Math.ceil(Math.sqrt(phi * mu) / MOST), Math.ceil(phi / MOST))

/**
 * The chance of one of `bins` when demand has the mean `mu`, which is that of the bins up to rounding: as demandBins says it, from the mean alone.
 */
export function binChance(mu: number, phi: number, bins: readonly DemandBin[], i: number): number {
  const block = blockOf(mu, phi)
  const { from, terms } = demandDistribution(mu / block, block === 1 ? phi : Math.max(1, phi / block))
  const upto = (units: number) => terms.slice(0, Math.max(0, Math.round(units / block) - from + 1)).reduce((sum, one) => sum + one, 0)
  const below = i === 0 ? 0 : upto((bins[i - 1] as DemandBin).to)
  return (i === bins.length - 1 ? 1 : Math.min(1, upto((bins[i] as DemandBin).to))) - below
}

/** Demand of mean `mu` and variance `phi` x mu as at most `most` bins of equal width, for a chart. The chances add up to 1. */
export function demandBins(mu: number, phi: number, most: number): DemandBin[] {
  const block = blockOf(mu, phi)
  const { from, terms } = demandDistribution(mu / block, block === 1 ? phi : Math.max(1, phi / block))
  const sums: number[] = []
  for (const term of terms) sums.push((sums.at(-1) ?? 0) + term)
  const reach = (share: number) => {
    const at = sums.findIndex((sum) => Math.min(1, sum) >= share - 1e-12)
    return at < 0 ? sums.length - 1 : at
  }
  const [low, high] = [reach(TAIL), reach(1 - TAIL)]
  const width = Math.ceil((high - low + 1) / most)
  const bins: DemandBin[] = []
  let before = 0
  for (let i = low; i <= high; i += width) {
    const is_last = i + width > high
    const upto = is_last ? 1 : Math.min(1, sums[i + width - 1] as number)
    bins.push({ from: (from + i) * block, to: (from + i + width - 1) * block, chance: upto - before })
    before = upto
  }
  return bins
}
