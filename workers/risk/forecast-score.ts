import { demandDistribution, quantile } from './demand-distribution'

/** Ways to foretell demand: the model; the average of the last 28 days; the same weekday of the last week. */
export const METHODS = ['model', 'ma28', 'snaive'] as const
export type Method = (typeof METHODS)[number]

export interface Forecast {
  /** units of each day */
  means: readonly number[]
  /** variance / mean of demand with mean mu */
  dispersion: (mu: number) => number
}

/** One series forecast once, in counting units. */
export interface Trial {
  demand_class: string
  actual: readonly number[]
  /** mean of the squared differences from day to day before, from the first sale on */
  scale: number
  forecasts: Readonly<Record<Method, Forecast>>
}

export interface ForecastScore {
  trials: number
  /** what was sold in the days that were forecast */
  units: number
  /** root of the mean squared error over that of "as yesterday", averaged over the series; null where no series has a scale */
  rmsse: number | null
  /** sum of absolute errors / units, and sum of (forecast - units) / units; null without units */
  wape: number | null
  bias: number | null
  /** pinball loss of the daily quantiles / units; null without units */
  pinball_50: number | null
  pinball_90: number | null
  /** share of the sums over all days that lie between the 10 % and the 90 % quantile */
  coverage_80: number
}

export interface ClassScore extends ForecastScore {
  /** `all`: all kinds together */
  demand_class: string
  method: Method
}

/** Beyond so many units a day a distribution is not drawn up for a score; what sells that much is told by its mean. */
const MOST = 100_000

function quantiles(mu: number, phi: number, shares: readonly number[]): number[] {
  if (mu > MOST || phi > MOST) return shares.map(() => mu)
  const demand = demandDistribution(mu, phi)
  return shares.map((share) => quantile(demand, share))
}

const pinball = (actual: number, foretold: number, share: number): number =>
  actual >= foretold ? share * (actual - foretold) : (1 - share) * (foretold - actual)

/** The scores of one method over some trials (domain.md 4.6). */
export function scoresOf(trials: readonly Trial[], method: Method): ForecastScore {
  let [units, absolute, signed, p50, p90, inside, scaled, with_scale] = [0, 0, 0, 0, 0, 0, 0, 0]
  for (const { actual, scale, forecasts } of trials) {
    const { means, dispersion } = forecasts[method]
    let squares = 0
    const known = new Map<number, number[]>() // of equal days the distribution is the same
    actual.forEach((y, i) => {
      const mean = means[i] as number
      const [q50, q90] = (known.get(mean) ?? known.set(mean, quantiles(mean, dispersion(mean), [0.5, 0.9])).get(mean)) as [number, number]
      squares += (y - mean) ** 2
      absolute += Math.abs(y - mean)
      signed += mean - y
      units += y
      p50 += pinball(y, q50, 0.5)
      p90 += pinball(y, q90, 0.9)
    })
    if (scale > 0) {
      scaled += Math.sqrt(squares / actual.length / scale)
      with_scale++
    }
    const total = actual.reduce((sum, y) => sum + y, 0)
    const mu = means.reduce((sum, one) => sum + one, 0)
    const [low, high] = quantiles(mu, dispersion(mu), [0.1, 0.9]) as [number, number]
    if (total >= low && total <= high) inside++
  }
  const per_unit = (sum: number) => (units > 0 ? sum / units : null)
  return {
    trials: trials.length,
    units,
    rmsse: with_scale > 0 ? scaled / with_scale : null,
    wape: per_unit(absolute),
    bias: per_unit(signed),
    pinball_50: per_unit(p50),
    pinball_90: per_unit(p90),
    coverage_80: trials.length > 0 ? inside / trials.length : 0,
  }
}

/** Share of the pinball loss by which the average has to be better before it takes the model's place. */
export const WIN = 0.02

/** Forecasts from which on the average is believed: with fewer, chance decides (twenty products, three times each). */
export const ENOUGH_TRIALS = 60

/** Whether the average of the last 28 days foretells a class better than the model, by more than 2 % of the pinball loss over enough forecasts (domain.md 4.6). */
export function averageWins(model: ForecastScore, average: ForecastScore): boolean {
  if (model.trials < ENOUGH_TRIALS) return false
  const loss = ({ pinball_50, pinball_90 }: ForecastScore) => (pinball_50 ?? 0) + (pinball_90 ?? 0)
  return loss(average) < (1 - WIN) * loss(model)
}
