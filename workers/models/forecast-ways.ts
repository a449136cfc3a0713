import { averageWins, type ClassScore } from '../risk/forecast-score'
import { AVERAGE_DAYS } from '../risk/place-series'
import { type DemandModel, modelOf, type PlaceDemand } from './demand-model'

const EVEN = [1, 1, 1, 1, 1, 1, 1] as const

/**
 * The model with the average of the last 28 days in its place for the kinds of demand that this foretells better (domain.md 4.6), flat and without a season as it
 * was tested. New products keep the model: most of them have no 28 days.
 */
export function withWays(model: DemandModel, scores: readonly ClassScore[]): DemandModel {
  const averaged = averagedClasses(scores)
  if (averaged.size === 0) return model
  const places = model.places.map(
    (place): PlaceDemand =>
      averaged.has(place.demand_class) ? { ...place, level: place.average_28, profile: EVEN, n_eff: AVERAGE_DAYS, way: 'ma28' } : place,
  )
  return modelOf(model.as_of, places, model.seasons)
}

/** Kinds of demand that follow the average of 28 days. */
export function averagedClasses(scores: readonly ClassScore[]): ReadonlySet<string> {
  const of = (demand_class: string, method: string) => scores.find((one) => one.demand_class === demand_class && one.method === method)
  const classes = new Set(scores.map(({ demand_class }) => demand_class))
  return new Set(
    [...classes].filter((name) => {
      const [model, average] = [of(name, 'model'), of(name, 'ma28')]
      return name !== 'all' && name !== 'new' && model && average && averageWins(model, average)
    }),
  )
}
