import { weighedDemand } from './demand-distribution'

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
  const { from, values, start, end, sum } = weighedDemand(mu, phi)
  return shares.map((share) => {
    let reached = 0
    for (let i = start; i < end; i++) {
      reached += values[i] as number
      if (reached >= (share - 1e-12) * sum) return from + i - start
    }
    return from + end - 1 - start
  })
}

const pinball = (actual: number, foretold: number, share: number): number =>
  actual >= foretold ? share * (actual - foretold) : (1 - share) * (foretold - actual)

/** What one trial adds to the score of a method. */
export interface Mark {
  units: number
  absolute: number
  signed: number
  pinball_50: number
  pinball_90: number
  is_inside: boolean
  /** null where the series has no scale */
  rmsse: number | null
}

export function markOf({ actual, scale, forecasts }: Trial, method: Method): Mark {
  const { means, dispersion } = forecasts[method]
  let [units, absolute, signed, pinball_50, pinball_90, squares, mu] = [0, 0, 0, 0, 0, 0, 0]
  const known = new Map<number, number[]>() // of equal days the distribution is the same
  for (let i = 0; i < actual.length; i++) {
    const y = actual[i] as number
    const mean = means[i] as number
    const name = Math.round(mean * 1e9) // means of the same weekday differ in their last digits
    let told = known.get(name)
    if (!told) {
      told = quantiles(mean, dispersion(mean), [0.5, 0.9])
      known.set(name, told)
    }
    const [q50, q90] = told as [number, number]
    squares += (y - mean) ** 2
    absolute += Math.abs(y - mean)
    signed += mean - y
    units += y
    mu += mean
    pinball_50 += pinball(y, q50, 0.5)
    pinball_90 += pinball(y, q90, 0.9)
  }
  const [low, high] = quantiles(mu, dispersion(mu), [0.1, 0.9]) as [number, number]
  return {
    units,
    absolute,
    signed,
    pinball_50,
    pinball_90,
    is_inside: units >= low && units <= high,
    rmsse: scale > 0 ? Math.sqrt(squares / actual.length / scale) : null,
  }
}

/** The score of one method over some trials (domain.md 4.6). */
export function scoreOf(marks: readonly Mark[]): ForecastScore {
  const sum = (of: (mark: Mark) => number) => marks.reduce((all, mark) => all + of(mark), 0)
  const units = sum((mark) => mark.units)
  const per_unit = (one: number) => (units > 0 ? one / units : null)
  const scaled = marks.flatMap(({ rmsse }) => rmsse ?? [])
  return {
    trials: marks.length,
    units,
    rmsse: scaled.length > 0 ? scaled.reduce((all, one) => all + one, 0) / scaled.length : null,
    wape: per_unit(sum((mark) => mark.absolute)),
    bias: per_unit(sum((mark) => mark.signed)),
    pinball_50: per_unit(sum((mark) => mark.pinball_50)),
    pinball_90: per_unit(sum((mark) => mark.pinball_90)),
    coverage_80: marks.length > 0 ? marks.filter(({ is_inside }) => is_inside).length / marks.length : 0,
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
