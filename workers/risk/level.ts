/**
 * Estimators of the units that sell a day (domain.md 4.3), over observed days in their order, the first one with a sale. Sums and products only, so that
 * every machine gives the same digits.
 */

/** Days from whose mean an estimate starts. */
const START_DAYS = 28

/** Simple exponential smoothing with alpha 0.1, for what sells nearly every day. `y` is not empty. */
export function smoothed(y: ArrayLike<number>, alpha = 0.1): number {
  let level = meanOf(y, Math.min(START_DAYS, y.length))
  for (let i = 0; i < y.length; i++) level = alpha * (y[i] as number) + (1 - alpha) * level
  return level
}

/**
 * Teunter, Syntetos and Babai: how often it sells and how much then, smoothed apart. The chance of a sale falls with every day without one,
 * so that the estimate of a product that stopped selling goes to nothing. `y` is not empty.
 */
export function seldomSold(y: ArrayLike<number>, alpha_size = 0.1, alpha_chance = 0.05): number {
  const start = Math.min(START_DAYS, y.length)
  let count = 0
  let sum = 0
  for (let i = 0; i < start; i++)
    if ((y[i] as number) > 0) {
      count++
      sum += y[i] as number
    }
  let chance = count / start
  let size = count > 0 ? sum / count : 0
  for (let i = start; count === 0 && size === 0 && i < y.length; i++) size = y[i] as number // the first sale there is
  for (let i = 0; i < y.length; i++) {
    const units = y[i] as number
    chance = alpha_chance * (units > 0 ? 1 : 0) + (1 - alpha_chance) * chance
    if (units > 0) size = alpha_size * units + (1 - alpha_size) * size
  }
  return chance * size
}

export function meanOf(y: ArrayLike<number>, count = y.length): number {
  let sum = 0
  for (let i = 0; i < count; i++) sum += y[i] as number
  return sum / count
}

/** The middle value, or the mean of the two middle ones; null without values. */
export function medianOf(values: ArrayLike<number>): number | null {
  if (values.length === 0) return null
  const sorted = Float64Array.from(values).sort()
  const half = sorted.length >> 1
  return sorted.length % 2 === 1 ? (sorted[half] as number) : ((sorted[half - 1] as number) + (sorted[half] as number)) / 2
}
