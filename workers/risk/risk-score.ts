/** Bands of the 0-100 score (domain.md 5.4). */
export type RiskBand = 'critical' | 'high' | 'medium' | 'low'

const LOSS_WEIGHT = 0.55
const CHANCE_WEIGHT = 0.3
const URGENCY_WEIGHT = 0.15

/** Days in which the urgency halves, by words in the category: fresh goods 3, dairy 5, medicines 60, the rest 14. */
const HALF_LIVES: readonly [RegExp, number][] = [
  [/dairy|milk/i, 5],
  [/medicine|pharma|drug/i, 60],
  [/bakery|bread|fruit|vegetable|produce|meat|fish|fresh/i, 3],
]
const HALF_LIFE = 14
export const halfLife = (category: string | null): number =>
  HALF_LIVES.find(([words]) => category !== null && words.test(category))?.[1] ?? HALF_LIFE

const rounded6 = (x: number): number => Math.floor(x * 1e6 + 0.5) / 1e6

export interface Danger {
  /** share of the batch that is expected to stay unsold, 0..1 */
  loss: number
  /** chance that not all of it sells */
  chance: number
  days_to_expiry: number
  half_life: number
}

/** The score before it is rounded. */
export function rawScore({ loss, chance, days_to_expiry, half_life }: Danger): number {
  const urgency = rounded6(2 ** (-Math.max(0, days_to_expiry) / half_life)) // powers differ between engines in their last digits
  return 100 * (LOSS_WEIGHT * loss + CHANCE_WEIGHT * chance + URGENCY_WEIGHT * chance * urgency)
}

/** 0..100, a whole number. */
export const riskScore = (raw: number): number => Math.min(100, Math.floor(rounded6(raw) + 0.5))

export const bandOf = (score: number): RiskBand => (score >= 80 ? 'critical' : score >= 60 ? 'high' : score >= 30 ? 'medium' : 'low')
