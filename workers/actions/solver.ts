import type { StoreSettings } from '../../src/domain/store-settings'
import { ForecastDemand } from './forecast-demand'
import type { ActionSku } from './place'
import type { Proposed } from './propose'
import type { KnownOfShop } from './terms-of'

/** Another thread that finds what to do about products. */
export interface Solver {
  solve(skus: readonly ActionSku[]): Promise<Proposed[]>
}

/** What such a thread offers: the terms first, then products as often as there are any. */
export interface RemoteSolver {
  begin(settings: StoreSettings, known: KnownOfShop): void
  solve(skus: readonly ActionSku[]): Proposed[]
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
