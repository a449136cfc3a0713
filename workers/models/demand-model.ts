import type { Database } from '../db/database'
import { type Sql, sql } from '../db/sql'
import { type DemandClass, NEW_DAYS } from '../risk/demand-class'
import { medianOf } from '../risk/level'
import {
  AVERAGE_DAYS,
  drawnDispersion,
  newLevel,
  PRIOR_DAYS,
  pooledDispersion,
  SERIES_DAYS,
  type SeriesFigures,
  SMOOTHED_DAYS,
  seriesFigures,
  USUAL_DISPERSION,
} from '../risk/place-series'
import type { WeekdayProfile } from '../risk/weekday-profile'
import { dayNumber } from './days'
import { seasonsAt } from './demand-seasons'
import { type Place, placesOf, type Sku, type Store, skusOf, storesOf, weekOf } from './demand-sources'
import { placeDays } from './place-days'
import { profilesOf } from './place-profiles'

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

/** Cells of a working table: what is read of the days at once. */
const CELLS = 4_000_000

/**
 * How every product sells in every store at the end of `as_of`, over all data up to that day whatever a page filters. `days` is where daily sales are read
 * from (demand-days.ts); `of` leaves out all stores but these, by place_no. Grouping is SQL; what runs from day to day is worked out here, store by store, so that memory stays small.
 */
export async function computeDemand(db: Database, as_of: string, days: Sql, of?: readonly number[]): Promise<DemandModel> {
  const today = dayNumber(as_of)
  const everywhere = sql`(SELECT place_no, sku_no, date, sold, gone, sales FROM ${days} JOIN store_key USING (store_no) JOIN item USING (item_no) WHERE date <= CAST(${as_of} AS DATE))`
  const daily = of ? sql`(SELECT * FROM ${everywhere} WHERE place_no IN (SELECT unnest(${of})))` : everywhere
  const stores = await storesOf(db, as_of, daily)
  const places = (await placesOf(db, as_of, daily)).filter(({ place_no }) => !of || of.includes(place_no))
  const skus = await skusOf(db, as_of)
  const seasons = await seasonsAt(db, as_of, everywhere)
  const everybody = await weekOf(db, today, daily)
  const drafts: Draft[] = []
  for (let from = 0; from < places.length; ) {
    let to = from
    while (to < places.length && (to === from || (to - from) * SERIES_DAYS < CELLS || places[to]?.place_no === places[to - 1]?.place_no))
      to++
    // one by one: a chain's hundred thousand products are more arguments than a call can have
    for (const draft of await draftsOf(db, places.slice(from, to), { today, as_of, daily, stores, skus, everybody })) drafts.push(draft)
    from = to
  }
  return finished(drafts, { as_of, stores, skus, seasons })
}

interface Sources {
  today: number
  as_of: string
  daily: Sql
  stores: ReadonlyMap<number, Store>
  skus: ReadonlyMap<number, Sku>
  /** milli-units by weekday over all stores */
  everybody: readonly number[]
}

interface Draft extends SeriesFigures {
  place: Place
  velocities: [number, number, number]
  average_28: number
  volatility: number | null
  out_days: number
  profile: WeekdayProfile
}

/** The places of whole stores, before what they learn from one another. */
async function draftsOf(db: Database, places: readonly Place[], sources: Sources): Promise<Draft[]> {
  const { today, stores, skus, everybody } = sources
  const { units, sale_dates, out: outOf } = await placeDays(db, places, sources)
  const profiles = profilesOf(places, { units, today, stores, skus, sale_dates, everybody })
  return places.map((place, row): Draft => {
    const sku = skus.get(place.sku_no) as Sku
    const age = today - place.first_seen + 1
    const length = Math.min(SERIES_DAYS, age)
    const all = units.subarray((row + 1) * SERIES_DAYS - length, (row + 1) * SERIES_DAYS)
    const out = outOf(row, length)
    const counted = sku.unit === 1 ? all : all.map((milli) => milli / sku.unit)
    const profile = profiles(place)
    return {
      place,
      velocities: [velocity(all, 7), velocity(all, 14), velocity(all, 30)],
      average_28: velocity(all, AVERAGE_DAYS),
      volatility: volatility(all),
      out_days: out === null ? 0 : out.reduce((sum, one) => sum + one, 0),
      profile,
      ...seriesFigures({ units: counted, out, as_of: today, profile }),
    }
  })
}

/** Base units a day over the last `window` days, or all there are if fewer. */
function velocity(milli: Float64Array, window: number): number {
  const days = Math.min(window, milli.length)
  let sum = 0
  for (let i = milli.length - days; i < milli.length; i++) sum += milli[i] as number
  return sum / 1000 / days
}

function volatility(milli: Float64Array): number | null {
  const recent = milli.subarray(Math.max(0, milli.length - 30))
  const { length } = recent
  let sum = 0
  for (const one of recent) sum += one
  if (length < 2 || sum <= 0) return null
  const mean = sum / length
  let squares = 0
  for (const one of recent) squares += (one - mean) ** 2
  return Math.sqrt(squares / (length - 1)) / mean
}

/** What places learn from one another: the dispersion of their category, and the level of what is new. */
function finished(
  drafts: readonly Draft[],
  known: {
    as_of: string
    stores: ReadonlyMap<number, Store>
    skus: ReadonlyMap<number, Sku>
    seasons: ReadonlyMap<number, readonly number[]>
  },
): DemandModel {
  const sku = ({ place }: Draft) => known.skus.get(place.sku_no) as Sku
  const category = (draft: Draft) => sku(draft).category ?? ''
  const pooled = new Map([...grouped(drafts, category)].map(([key, own]) => [key, pooledDispersion(own)]))
  const everywhere = pooledDispersion(drafts) ?? USUAL_DISPERSION
  const prior = priors(drafts, category)
  const places = drafts.map((draft): PlaceDemand => {
    const { sku_id, unit } = sku(draft)
    const { place, velocities, level, n, sum } = draft
    const drawn_to = level === null ? prior(draft) : null
    const counted = level ?? newLevel(((drawn_to ?? 0) * 1000) / unit, sum, n)
    return {
      place_no: place.place_no,
      sku_no: place.sku_no,
      store_id: (known.stores.get(place.place_no) as Store).store_id,
      sku_id,
      category: sku(draft).category,
      first_seen: place.first_seen,
      velocity_7d: velocities[0],
      velocity_14d: velocities[1],
      velocity_30d: velocities[2],
      volatility: draft.volatility,
      n,
      sale_days: draft.sale_days,
      out_days: draft.out_days,
      adi: draft.adi,
      cv2: draft.cv2,
      demand_class: draft.demand_class,
      level: (counted * unit) / 1000,
      phi: drawnDispersion(draft, pooled.get(category(draft)) ?? everywhere),
      phi_own: draft.phi,
      n_eff: draft.demand_class === 'new' ? PRIOR_DAYS + n : SMOOTHED_DAYS,
      unit: unit / 1000,
      seasonality_flag: known.seasons.has(place.sku_no),
      profile: draft.profile,
      prior: drawn_to,
      average_28: draft.average_28,
      way: 'model',
    }
  })
  return modelOf(known.as_of, places, known.seasons)
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

function grouped<T>(all: readonly T[], key: (one: T) => string | number): Map<string | number, T[]> {
  const groups = new Map<string | number, T[]>()
  for (const one of all) {
    const name = key(one)
    const own = groups.get(name)
    if (own) own.push(one)
    else groups.set(name, [one])
  }
  return groups
}

/**
 * What a new product is taken to sell, base units a day: what the middle product of its store and category sells, times how it does against the middle one
 * in the other stores (domain.md 4.3). Only products observed for 28 days are looked at.
 */
function priors(drafts: readonly Draft[], category: (draft: Draft) => string): (draft: Draft) => number {
  const known = drafts.filter(({ n }) => n >= NEW_DAYS)
  const middle = (key: (draft: Draft) => string | number) =>
    new Map([...grouped(known, key)].map(([name, own]) => [name, medianOf(own.map(({ velocities }) => velocities[2]))]))
  const store_category = (draft: Draft) => `${draft.place.place_no} ${category(draft)}`
  const by_store_category = middle(store_category)
  const by_category = middle(category)
  const by_store = middle(({ place }) => place.place_no)
  const all = medianOf(known.map(({ velocities }) => velocities[2]))
  const by_sku = grouped(known, ({ place }) => place.sku_no)
  return (draft) => {
    const own =
      by_store_category.get(store_category(draft)) ?? by_category.get(category(draft)) ?? by_store.get(draft.place.place_no) ?? all ?? 0
    const relative = (by_sku.get(draft.place.sku_no) ?? []).flatMap((other) => {
      const there = by_store_category.get(store_category(other)) ?? 0
      return other.place.place_no === draft.place.place_no || there === 0 ? [] : [other.velocities[2] / there]
    })
    return own * (medianOf(relative) ?? 1)
  }
}
