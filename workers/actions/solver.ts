import type { StoreSettings } from '../../src/domain/store-settings'
import { ForecastDemand } from './forecast-demand'
import type { ActionSku } from './place'
import { type Proposed, proposeSku } from './propose'
import { counted, type KnownOfShop, termsOf } from './terms-of'

/** Finds what to do about products, one at a time, in this thread or in another. */
export interface Solver {
  solve(skus: readonly ActionSku[]): Proposed[] | Promise<Proposed[]>
}

/** What another thread offers: the terms first, then products as often as there are any. */
export interface RemoteSolver {
  begin(settings: StoreSettings, known: KnownOfShop): void
  solve(skus: readonly ActionSku[]): Proposed[]
}

/** For stores that have room for anything: what is proposed for one product leaves the others as they are. */
export function solverOf(settings: StoreSettings, known: KnownOfShop): { solve(skus: readonly ActionSku[]): Proposed[] } {
  const terms = termsOf(settings, known)
  return { solve: (skus) => skus.map((sku) => proposeSku(sku, counted(terms, sku.unit, terms.room))) }
}

/** Products as they arrive from another thread: their demands have lost what they can do. */
export const received = (skus: readonly ActionSku[]): ActionSku[] =>
  skus.map((sku) => ({
    ...sku,
    places: sku.places.map((place) => {
      const { forecast, as_of } = place.demand as ForecastDemand
      return { ...place, demand: new ForecastDemand(forecast, as_of) }
    }),
  }))
