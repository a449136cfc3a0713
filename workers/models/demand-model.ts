import type { DemandClass } from '../risk/demand-class'
import type { WeekdayProfile } from '../risk/weekday-profile'

/** How one product sells in one store (domain.md 3.5, 4; the row of features_store_sku). Days count from 1970-01-01. */
export interface PlaceDemand {
  place_no: number
  sku_no: number
  store_id: string
  sku_id: string
  category: string | null
  first_seen: number
  /** base units a day over the last 7, 14 and 30 days, or the days since first seen if fewer */
  velocity_7d: number
  velocity_14d: number
  velocity_30d: number
  /** sample standard deviation / mean of the last 30 days; null without a sale or with one day */
  volatility: number | null
  /** observed days, days with a sale among them, and days without stock among the last 365 */
  n: number
  sale_days: number
  out_days: number
  adi: number | null
  cv2: number | null
  demand_class: DemandClass
  /** base units a day */
  level: number
  /** variance / mean of daily demand in counting units, at least 1; phi_own before it was drawn to its category */
  phi: number
  phi_own: number | null
  /** days that the level is worth */
  n_eff: number
  /** base units in a counting unit: 1, or the usual quantity of goods that are sold in fractions */
  unit: number
  seasonality_flag: boolean
  profile: WeekdayProfile
  /** base units a day of the products that a new one is drawn to; null where it is not new */
  prior: number | null
  /** base units a day over the last 28 days, or the days since first seen if fewer */
  average_28: number
  /** what `level`, `profile` and `n_eff` are of: the model, or the average of 28 days where that foretells better (forecast-ways.ts) */
  way: 'model' | 'ma28'
}

export interface DemandModel {
  /** ISO day */
  as_of: string
  places: readonly PlaceDemand[]
  /** by placeKey */
  at: (store_id: string, sku_id: string) => PlaceDemand | undefined
  /** index by month of the products with a season, by sku_no */
  seasons: ReadonlyMap<number, readonly number[]>
}

/** Month indexes that the forecast of a place follows; null without any. */
export const seasonOf = ({ seasons }: DemandModel, { way, sku_no }: PlaceDemand): readonly number[] | null =>
  way === 'model' ? (seasons.get(sku_no) ?? null) : null

export function modelOf(as_of: string, places: readonly PlaceDemand[], seasons: ReadonlyMap<number, readonly number[]>): DemandModel {
  const by_store = new Map<string, Map<string, PlaceDemand>>()
  for (const place of places) {
    const own = by_store.get(place.store_id) ?? new Map<string, PlaceDemand>()
    by_store.set(place.store_id, own)
    own.set(place.sku_id, place)
  }
  return { as_of, places, seasons, at: (store_id, sku_id) => by_store.get(store_id)?.get(sku_id) }
}
