import { type WeekdayProfile, weekdayOf } from './weekday-profile'

/** What is expected to sell from one place: a store and a product. Everything in counting units (see PlaceDemand.unit). */
export interface DemandCurve {
  /** units an average day sells */
  level: number
  profile: WeekdayProfile
  /** index by month, January first, 1 = an average month; null without a season */
  season: readonly number[] | null
}

/** Days of a season that are added one by one; beyond them months are taken as average. */
const SEASON_DAYS = 3660

/**
 * mu(H): units expected to sell on the days as_of + 1 ... as_of + H (domain.md 4.3), as a function of H that never falls. `as_of` in days from 1970-01-01.
 * The season of the as-of month is in the level already, so only the change from it counts.
 */
export function expectedDemand({ level, profile, season }: DemandCurve, as_of: number): (days: number) => number {
  const after: number[] = [0]
  for (let t = 1; t <= 7; t++) after.push((after[t - 1] as number) + (profile[weekdayOf(as_of + t)] as number))
  const week = after[7] as number
  const even = (days: number): number => level * (Math.floor(days / 7) * week + (after[days % 7] as number))
  if (season === null) return (days) => (days <= 0 ? 0 : even(days))
  const now = season[monthOf(as_of)] as number
  const sums: number[] = [0]
  return (days) => {
    if (days <= 0) return 0
    const near = Math.min(days, SEASON_DAYS)
    for (let t = sums.length; t <= near; t++) {
      const factor = now <= 0 ? 1 : Math.max(0, season[monthOf(as_of + t)] as number) / now
      sums.push((sums[t - 1] as number) + level * (profile[weekdayOf(as_of + t)] as number) * factor)
    }
    return (sums[near] as number) + (days > near ? even(days) - even(near) : 0)
  }
}

/** Month 0..11 of a day counted from 1970-01-01. */
export const monthOf = (day: number): number => new Date(day * 86_400_000).getUTCMonth()

/** Variance / mean of the demand of H days: the days' own, widened for how few days the level is known from (domain.md 4.5). */
export const dispersionOver = (phi: number, mu: number, level: number, n_eff: number): number =>
  level > 0 ? phi * (1 + mu / level / n_eff) : phi
