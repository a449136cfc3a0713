import { type DemandCurve, dispersionOver, expectedDemand } from '../risk/expected-demand'
import type { PlaceDemand } from './place'

/** What a place is forecast to sell, as plain data. Units as counted. */
export interface PlaceForecast extends DemandCurve {
  /** variance / mean of a day, and the days that the level is worth */
  phi: number
  n_eff: number
}

const NOTHING: PlaceForecast = {
  level: 0,
  profile: [1, 1, 1, 1, 1, 1, 1],
  season: null,
  phi: 1,
  n_eff: 1,
}

/** The demand that a forecast amounts to. What it is made of can be sent to another thread, which makes it anew. `as_of` in days from 1970-01-01. */
export class ForecastDemand implements PlaceDemand {
  readonly #over: (days: number) => number

  constructor(
    readonly forecast: PlaceForecast,
    readonly as_of: number,
  ) {
    this.#over = expectedDemand(forecast, as_of)
  }

  /** Of a place that is not known to sell anything. */
  static none = (as_of: number): ForecastDemand => new ForecastDemand(NOTHING, as_of)

  over(days: number): number {
    return this.#over(days)
  }

  dispersion(mu: number): number {
    const { phi, level, n_eff } = this.forecast
    return dispersionOver(phi, mu, level, n_eff)
  }
}
