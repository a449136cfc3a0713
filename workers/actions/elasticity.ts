/** One week of one product in one store; weeks without a sale have no price and are not told. */
export interface PriceWeek {
  /** any number that tells stores apart */
  store: number
  /** any number that orders weeks */
  week: number
  units: number
  price: number
  /** units that the rest of the category sold in the week, over their weekly mean; 1 when there is no rest */
  market: number
}

/** `weeks`: how many it was seen in, over all stores. */
export interface SeenElasticity {
  elasticity: number
  weeks: number
}

const FEWEST_WEEKS = 8
const WEEKS_AT_A_PRICE = 3
const PRICES_APART = 1.05
/** Prices within so much are one price. */
const SAME_PRICE = 1.02
/** How far from the usual value a product may be, standard deviation. */
const SPREAD = 0.8
const [STEEPEST, FLATTEST] = [-5, -0.2]

/**
 * The elasticity seen in the shop's own price changes, drawn to the usual value as far as it is uncertain; null when the prices moved too little to see any (domain.md 6).
 * Regression of ln(units + 0.5), less the market's, on ln(price) within each store. `weeks`: store by store, in order.
 */
export function seenElasticity(weeks: readonly PriceWeek[], usual: number): SeenElasticity | null {
  if (weeks.length < FEWEST_WEEKS || !hasTwoPrices(weeks.map(({ price }) => price))) return null
  let stores = 0
  let sxx = 0
  let sxy = 0
  let syy = 0
  for (let from = 0; from < weeks.length; stores++) {
    let to = from
    while (to < weeks.length && weeks[to]?.store === weeks[from]?.store) to++
    const own = weeks.slice(from, to)
    const x = own.map(({ price }) => Math.log(price))
    const y = own.map(({ units, market }) => Math.log(units + 0.5) - Math.log(market > 0 ? market : 1))
    const [mean_x, mean_y] = [mean(x), mean(y)]
    for (let i = 0; i < own.length; i++) {
      const [dx, dy] = [(x[i] as number) - mean_x, (y[i] as number) - mean_y]
      sxx += dx * dx
      sxy += dx * dy
      syy += dy * dy
    }
    from = to
  }
  const freedom = weeks.length - stores - 1
  if (sxx <= 1e-9 || freedom <= 0) return null
  const slope = sxy / sxx
  const error2 = Math.max(1e-6, Math.max(0, syy - slope * sxy) / freedom / sxx)
  const drawn = (usual / SPREAD ** 2 + slope / error2) / (1 / SPREAD ** 2 + 1 / error2)
  return { elasticity: Math.round(Math.min(FLATTEST, Math.max(STEEPEST, drawn)) * 1e6) / 1e6, weeks: weeks.length }
}

/** Two prices at least 5 % apart, each for three weeks or more. */
function hasTwoPrices(prices: readonly number[]): boolean {
  const sorted = Float64Array.from(prices).sort()
  const levels: number[] = []
  for (let i = 0; i < sorted.length; ) {
    const lowest = sorted[i] as number
    let to = i
    while (to < sorted.length && (sorted[to] as number) <= lowest * SAME_PRICE) to++
    if (to - i >= WEEKS_AT_A_PRICE) levels.push(lowest)
    i = to
  }
  return levels.length >= 2 && (levels.at(-1) as number) >= (levels[0] as number) * PRICES_APART
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
