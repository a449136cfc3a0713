import type { DemandClass } from './demand-class'
import { medianOf } from './level'
import { type PlaceSeries, spikeCap } from './place-series'

/** What one day adds to a level. */
export interface LevelDay {
  /** its place in the series */
  at: number
  /** what each of its units adds: to the level, or to the size of a sale where a product sells seldom */
  per_unit: number
  /** what it adds to the chance of a sale where a product sells seldom; else 0 */
  chance: number
}

const START_DAYS = 28
const [ALPHA, ALPHA_CHANCE] = [0.1, 0.05]

/**
 * The level of a place taken apart into its days with a sale (domain.md 4.3): smoothing is a weighted sum, the newest days weighing most. With u = units of a day,
 * smooth and erratic: level = sum of per_unit x u. Intermittent and lumpy: level = sum of chance x sum of per_unit x u.
 * New: sum of per_unit x u is what was sold, spikes cut.
 */
export function levelDays({ units, out, as_of, profile }: PlaceSeries, kind: DemandClass): LevelDay[] {
  const { length } = units
  const factorOf = (i: number) => profile[(((as_of - length + 1 + i + 3) % 7) + 7) % 7] as number
  const observed = Array.from({ length }, (_, i) => i).filter((i) => factorOf(i) !== 0 && !out?.[i])
  const at = (i: number) => units[i] as number
  const cap = spikeCap(medianOf(observed.map(at).filter((y) => y > 0)))
  const first = observed.findIndex((i) => at(i) > 0)
  if (first < 0) return []
  const share = (i: number) => Math.min(1, cap / at(i))
  if (kind === 'new') return observed.filter((i) => at(i) > 0).map((i) => ({ at: i, per_unit: share(i), chance: 0 }))

  const known = observed.slice(first)
  const sold = known.filter((i) => at(i) > 0)
  const even = (i: number, weight: number) => (weight * share(i)) / factorOf(i)
  if (kind === 'smooth' || kind === 'erratic') {
    const weights = smoothingWeights(known.length, Math.min(START_DAYS, known.length), ALPHA)
    return known.flatMap((i, k) => (at(i) > 0 ? [{ at: i, per_unit: even(i, weights[k] as number), chance: 0 }] : []))
  }
  const start = Math.min(START_DAYS, known.length)
  const chances = smoothingWeights(known.length, start, ALPHA_CHANCE)
  const sizes = smoothingWeights(sold.length, known.slice(0, start).filter((i) => at(i) > 0).length, ALPHA)
  const chance_of = new Map(known.map((i, k) => [i, chances[k] as number]))
  return sold.map((i, k) => ({ at: i, per_unit: even(i, sizes[k] as number), chance: chance_of.get(i) as number }))
}

/** Weights of `count` values under exponential smoothing that starts from the mean of the first `start`. They add up to 1. */
function smoothingWeights(count: number, start: number, alpha: number): number[] {
  const weights = new Array<number>(count).fill(0)
  let left = 1
  for (let i = count - 1; i >= 0; i--) {
    weights[i] = alpha * left
    left *= 1 - alpha
  }
  for (let i = 0; i < start; i++) weights[i] = (weights[i] as number) + left / start
  return weights
}
