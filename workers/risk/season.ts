/** 5 % points of the F-test on twelve month effects from 24 months on; below them a season may be chance (domain.md 3.4). */
const CRITICAL = [0.476, 0.451, 0.428, 0.408, 0.389, 0.372, 0.357, 0.343, 0.329, 0.317, 0.306]
const LEAST = 0.3
/** Months from which a season can be told from a trend. */
export const SEASON_MONTHS = 24

export interface Season {
  score: number
  /** by month, January first; 1 = an average month */
  index: number[]
}

/**
 * The season of monthly units (of average-length months, the first one in month `start`, 0 = January): least squares on a trend and twelve month effects. Null when there
 * are fewer than 24 months, or when the months explain no more than chance would.
 */
export function seasonOf(units: readonly number[], start: number): Season | null {
  const n = units.length
  if (n < SEASON_MONTHS) return null
  const months = Array.from({ length: 12 }, () => ({ count: 0, t: 0, y: 0 }))
  const of = (i: number) => months[(start + i) % 12] as (typeof months)[number]
  units.forEach((y, i) => {
    const month = of(i)
    month.count++
    month.t += i
    month.y += y
  })
  let along = 0
  let spread = 0
  units.forEach((y, i) => {
    const { count, t, y: sum } = of(i)
    along += (i - t / count) * (y - sum / count)
    spread += (i - t / count) ** 2
  })
  const slope = along / spread
  const effects = months.map(({ count, t, y }) => y / count - slope * (t / count))
  const straight = units.map((y, i) => y - slope * i)
  const mean = straight.reduce((all, one) => all + one, 0) / n
  let unexplained = 0
  let all = 0
  straight.forEach((y, i) => {
    unexplained += (y - (effects[(start + i) % 12] as number)) ** 2
    all += (y - mean) ** 2
  })
  const score = all > 0 ? Math.max(0, 1 - unexplained / (n - 13) / (all / (n - 2))) : 0
  if (score < (CRITICAL[n - SEASON_MONTHS] ?? LEAST)) return null
  const average = effects.reduce((sum, one) => sum + one, 0) / 12
  const level = units.reduce((sum, one) => sum + one, 0) / n
  return { score, index: effects.map((a) => (level > 0 ? 1 + (score * (a - average)) / level : 1)) }
}
