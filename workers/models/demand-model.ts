import type { Database } from '../db/database'
import { type Sql, sql } from '../db/sql'
import { type DemandClass, NEW_DAYS } from '../risk/demand-class'
import { medianOf } from '../risk/level'
import {
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
import { closedWeekdays, evenProfile, PROFILE_DAYS, type WeekdayProfile, weekdayOf, weekdayProfile } from '../risk/weekday-profile'
import { seasonsAt } from './demand-seasons'

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

const DAY_MS = 86_400_000
export const dayNumber = (iso: string): number => Math.round(Date.parse(`${iso}T00:00:00Z`) / DAY_MS)
export const isoDay = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10)

/** Cells of a working table: what is read of the days at once. */
const CELLS = 4_000_000

type Place = {
  place_no: number
  sku_no: number
  first_seen: number
  is_bought: boolean
  /** base milli-units on hand at the store's last count, and the day of it; null without a count */
  counted_on: number | null
  on_hand: number
}

interface Store {
  place_no: number
  store_id: string
  first_sale: number | null
  counted_on: number | null
}

/**
 * How every product sells in every store at the end of `as_of`, over all data up to that day whatever a page filters. `days` is where daily sales are read
 * from (demand-days.ts). Grouping is SQL; what runs from day to day is worked out here, store by store, so that memory stays small.
 */
export async function computeDemand(db: Database, as_of: string, days: Sql): Promise<DemandModel> {
  const today = dayNumber(as_of)
  const daily = sql`(SELECT place_no, sku_no, date, sold, gone, sales FROM ${days} JOIN store_key USING (store_no) JOIN item USING (item_no) WHERE date <= CAST(${as_of} AS DATE))`
  const stores = await storesOf(db, as_of, daily)
  const places = await placesOf(db, as_of, daily)
  const skus = await skusOf(db, as_of)
  const seasons = await seasonsAt(db, as_of, daily)
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

interface Sku {
  sku_id: string
  category: string | null
  /** milli-units in a counting unit */
  unit: number
}

interface Draft extends SeriesFigures {
  place: Place
  velocities: [number, number, number]
  volatility: number | null
  out_days: number
  profile: WeekdayProfile
}

async function storesOf(db: Database, as_of: string, daily: Sql): Promise<Map<number, Store>> {
  const rows = await db.all<{ place_no: number; store_id: string; first_sale: number | null; counted_on: number | null }>(sql`
    SELECT place_no, store_id, CAST(first_sale - DATE '1970-01-01' AS INTEGER) AS first_sale, CAST(counted_on - DATE '1970-01-01' AS INTEGER) AS counted_on
    FROM (SELECT place_no, min(store_id) AS store_id FROM store_key GROUP BY place_no)
      LEFT JOIN (SELECT place_no, min(date) AS first_sale FROM ${daily} WHERE sales > 0 GROUP BY place_no) USING (place_no)
      LEFT JOIN (SELECT place_no, max(date) AS counted_on FROM inventory_line WHERE date <= CAST(${as_of} AS DATE) GROUP BY place_no) USING (place_no)
    ORDER BY place_no`)
  return new Map(rows.map((row) => [row.place_no, row]))
}

/** Every store and product that was ever seen together, in their order: a sale, a delivery, a receipt or a count. A return alone does not count. */
async function placesOf(db: Database, as_of: string, daily: Sql): Promise<Place[]> {
  const until = sql`date <= CAST(${as_of} AS DATE)`
  const rows = await db.all<Place>(sql`
    WITH seen AS (
      SELECT place_no, sku_no, min(date) AS first_seen, FALSE AS is_bought FROM ${daily} WHERE sales > 0 GROUP BY place_no, sku_no
      UNION ALL
      SELECT place_no, sku_no, min(date), TRUE FROM purchase_line WHERE ${until} AND received_qty > 0 GROUP BY place_no, sku_no
      UNION ALL
      SELECT place_no, sku_no, min(least(date, coalesce(received, date))), FALSE FROM inventory_line WHERE ${until} GROUP BY place_no, sku_no
    ), counted AS (
      SELECT place_no, max(date) AS counted_on FROM inventory_line WHERE ${until} GROUP BY place_no
    ), lying AS (
      SELECT place_no, sku_no, sum(on_hand) AS on_hand FROM inventory_line JOIN counted USING (place_no) WHERE date = counted_on GROUP BY place_no, sku_no
    )
    SELECT place_no, sku_no, CAST(min(first_seen) - DATE '1970-01-01' AS INTEGER) AS first_seen, bool_or(is_bought) AS is_bought,
      CAST(max(counted_on) - DATE '1970-01-01' AS INTEGER) AS counted_on, CAST(coalesce(max(on_hand), 0) AS DOUBLE) AS on_hand
    FROM seen LEFT JOIN counted USING (place_no) LEFT JOIN lying USING (place_no, sku_no) GROUP BY place_no, sku_no ORDER BY place_no, sku_no`)
  return rows
}

/** Names, categories and counting units: 1, or of goods sold in fractions the median quantity of a SALE line of the last 365 days. */
async function skusOf(db: Database, as_of: string): Promise<Map<number, Sku>> {
  const rows = await db.all<{ sku_no: number; sku_id: string; category: string | null; unit: number }>(sql`
    WITH broken AS (
      SELECT DISTINCT sku_no FROM (SELECT DISTINCT item_no FROM sales_fact WHERE state = 0 AND line_type = 'SALE' AND qty > 0 AND qty % 1000 <> 0) JOIN item USING (item_no)
    ), usual AS (
      SELECT sku_no, bool_or(qty % 1000 <> 0) AS is_broken, CAST(quantile_cont(qty, 0.5) AS BIGINT) AS unit FROM sales_line SEMI JOIN broken USING (sku_no)
      WHERE line_type = 'SALE' AND qty > 0 AND date <= CAST(${as_of} AS DATE) AND date > CAST(${as_of} AS DATE) - ${SERIES_DAYS} GROUP BY sku_no
    )
    SELECT sku_no, sku_id, category, CAST(CASE WHEN is_broken AND unit > 0 THEN unit ELSE 1000 END AS DOUBLE) AS unit
    FROM (SELECT sku_no, min(sku_id) AS sku_id, min(category) AS category FROM item GROUP BY sku_no) LEFT JOIN usual USING (sku_no) ORDER BY sku_no`)
  return new Map(rows.map((row) => [row.sku_no, row]))
}

/** Milli-units by weekday, Monday first, over all stores in the days that profiles are of. */
async function weekOf(db: Database, today: number, daily: Sql): Promise<number[]> {
  const rows = await db.all<{ weekday: number; qty: number }>(sql`
    SELECT CAST(isodow(date) - 1 AS INTEGER) AS weekday, CAST(sum(sold) AS DOUBLE) AS qty FROM ${daily} WHERE date > CAST(${isoDay(today - PROFILE_DAYS)} AS DATE) GROUP BY weekday ORDER BY weekday`)
  return [0, 1, 2, 3, 4, 5, 6].map((k) => rows.find(({ weekday }) => weekday === k)?.qty ?? 0)
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

/** The places of whole stores, before what they learn from one another. */
async function draftsOf(
  db: Database,
  places: readonly Place[],
  { today, as_of, daily, stores, skus, everybody }: Sources,
): Promise<Draft[]> {
  const first = (places[0] as Place).place_no
  const last = (places.at(-1) as Place).place_no
  const within = sql`place_no BETWEEN ${first} AND ${last}`
  // what is rolled back from a count reaches back from the count, not from today
  const oldest = Math.min(today, ...[...stores.values()].flatMap(({ counted_on }) => counted_on ?? [])) - SERIES_DAYS + 1
  const row_of = new Map(places.map(({ place_no, sku_no }, i) => [placeNumber(place_no, sku_no), i]))
  const units = new Float64Array(places.length * SERIES_DAYS)
  const moved = places.some(({ is_bought, counted_on }) => is_bought && counted_on !== null) ? new Map<number, Float64Array>() : null
  const sale_dates = new Map<number, Set<number>>()
  const has_sale = new Uint8Array(places.length * SERIES_DAYS)

  const sold = await db.arrow(sql`
    SELECT CAST(place_no AS INTEGER) AS place_no, CAST(sku_no AS INTEGER) AS sku_no, CAST(date - DATE '1970-01-01' AS INTEGER) AS day, CAST(sold AS DOUBLE) AS sold, CAST(gone AS DOUBLE) AS gone, sales
    FROM ${daily} WHERE ${within} AND date > CAST(${isoDay(oldest - 1)} AS DATE)`)
  const column = (name: string) => sold.getChild(name)?.toArray() as Float64Array
  const [place_nos, sku_nos, dates, solds, gones, sales] = ['place_no', 'sku_no', 'day', 'sold', 'gone', 'sales'].map(column) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ]
  const ledger = (row: number): Float64Array | null => {
    const place = places[row] as Place
    if (!moved || !place.is_bought || place.counted_on === null) return null
    const known = moved.get(row)
    if (known) return known
    const fresh = new Float64Array(SERIES_DAYS) // by days before the count
    moved.set(row, fresh)
    return fresh
  }
  for (let i = 0; i < sold.numRows; i++) {
    const row = row_of.get(placeNumber(place_nos[i] as number, sku_nos[i] as number))
    if (row === undefined) continue // only ever returned
    const date = dates[i] as number
    const at = date - today + SERIES_DAYS - 1
    if (at >= 0) {
      const cell = row * SERIES_DAYS + at
      units[cell] = (units[cell] as number) + (solds[i] as number)
      if ((sales[i] as number) > 0) {
        has_sale[cell] = 1
        const store = place_nos[i] as number
        const known = sale_dates.get(store)
        if (known) known.add(date)
        else sale_dates.set(store, new Set([date]))
      }
    }
    const before = ((places[row] as Place).counted_on ?? -1) - date
    const own = before >= 0 && before < SERIES_DAYS ? ledger(row) : null
    if (own) own[before] = (own[before] as number) - (gones[i] as number)
  }
  if (moved) {
    const came = await db.all<{ place_no: number; sku_no: number; day: number; qty: number }>(sql`
      SELECT place_no, sku_no, CAST(date - DATE '1970-01-01' AS INTEGER) AS day, CAST(sum(received_qty) AS DOUBLE) AS qty FROM purchase_line
      WHERE ${within} AND date <= CAST(${as_of} AS DATE) AND date > CAST(${isoDay(oldest - 1)} AS DATE) GROUP BY place_no, sku_no, day ORDER BY place_no, sku_no, day`)
    for (const { place_no, sku_no, day, qty } of came) {
      const row = row_of.get(placeNumber(place_no, sku_no))
      if (row === undefined) continue
      const before = ((places[row] as Place).counted_on ?? -1) - day
      const own = before >= 0 && before < SERIES_DAYS ? ledger(row) : null
      if (own) own[before] = (own[before] as number) + qty
    }
  }

  const profiles = profilesOf(places, { units, today, stores, skus, sale_dates, everybody })
  return places.map((place, row): Draft => {
    const sku = skus.get(place.sku_no) as Sku
    const age = today - place.first_seen + 1
    const length = Math.min(SERIES_DAYS, age)
    const all = units.subarray((row + 1) * SERIES_DAYS - length, (row + 1) * SERIES_DAYS)
    const out = outDays(place, { today, length, moved: moved && ledger(row), has_sale, row })
    const counted = sku.unit === 1 ? all : all.map((milli) => milli / sku.unit)
    const profile = profiles(place)
    return {
      place,
      velocities: [velocity(all, 7), velocity(all, 14), velocity(all, 30)],
      volatility: volatility(all),
      out_days: out === null ? 0 : out.reduce((sum, one) => sum + one, 0),
      profile,
      ...seriesFigures({ units: counted, out, as_of: today, profile }),
    }
  })
}

const placeNumber = (place_no: number, sku_no: number): number => place_no * 2 ** 26 + sku_no

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

/**
 * Days without stock among the last `length`: opened at 0 or below and nothing sold, rolled back from the store's last count. Null where no delivery or no
 * count is known: such a place is taken never to run out. Days after the count are not known.
 */
function outDays(
  { counted_on, on_hand, first_seen }: Place,
  { today, length, moved, has_sale, row }: { today: number; length: number; moved: Float64Array | null; has_sale: Uint8Array; row: number },
): Uint8Array | null {
  if (moved === null || counted_on === null || first_seen > counted_on) return null
  const out = new Uint8Array(length)
  let closing = on_hand
  for (let before = 0; before < SERIES_DAYS; before++) {
    const date = counted_on - before
    const i = date - today + length - 1
    if (i < 0 || date < first_seen) break
    const opening = closing - (moved[before] as number)
    if (opening <= 0 && !has_sale[(row + 1) * SERIES_DAYS - length + i]) out[i] = 1
    closing = opening
  }
  return out
}

/** The weekday profile of each place: its store x category's, else its store's, else everybody's (domain.md 4.2). */
function profilesOf(
  places: readonly Place[],
  known: {
    units: Float64Array
    today: number
    stores: ReadonlyMap<number, Store>
    skus: ReadonlyMap<number, Sku>
    sale_dates: ReadonlyMap<number, ReadonlySet<number>>
    everybody: readonly number[]
  },
): (place: Place) => WeekdayProfile {
  const { units, today, stores, skus, sale_dates } = known
  const by_group = new Map<string, number[]>()
  const group = ({ place_no, sku_no }: Place) => `${place_no} ${skus.get(sku_no)?.category ?? ''}`
  const add = (key: string, weekday: number, milli: number) => {
    const sums = by_group.get(key) ?? [0, 0, 0, 0, 0, 0, 0]
    by_group.set(key, sums)
    sums[weekday] = (sums[weekday] as number) + milli
  }
  places.forEach((place, row) => {
    for (let i = SERIES_DAYS - PROFILE_DAYS; i < SERIES_DAYS; i++) {
      const milli = units[row * SERIES_DAYS + i] as number
      if (milli === 0) continue
      const weekday = weekdayOf(today - SERIES_DAYS + 1 + i)
      add(group(place), weekday, milli)
      add(`${place.place_no}`, weekday, milli)
    }
  })
  const found = new Map<string, WeekdayProfile>()
  return (place) => {
    const key = group(place)
    const before = found.get(key)
    if (before) return before
    const { first_sale } = stores.get(place.place_no) as Store
    const closed = closedOf(first_sale, today, sale_dates.get(place.place_no))
    const weeks = Math.min(PROFILE_DAYS / 7, Math.max(1, first_sale === null ? 1 : Math.floor((today - first_sale + 1) / 7)))
    const none = [0, 0, 0, 0, 0, 0, 0]
    const profile =
      weekdayProfile(by_group.get(key) ?? none, weeks, closed) ??
      weekdayProfile(by_group.get(`${place.place_no}`) ?? none, weeks, closed) ??
      weekdayProfile(known.everybody, weeks, closed) ??
      evenProfile(closed)
    found.set(key, profile)
    return profile
  }
}

/** By the dates of the last year since the store's first sale. */
function closedOf(first_sale: number | null, today: number, dates: ReadonlySet<number> | undefined): boolean[] {
  const all = [0, 0, 0, 0, 0, 0, 0]
  const sold = [0, 0, 0, 0, 0, 0, 0]
  if (first_sale !== null)
    for (let date = Math.max(first_sale, today - SERIES_DAYS + 1); date <= today; date++) {
      const weekday = weekdayOf(date)
      all[weekday] = (all[weekday] as number) + 1
      if (dates?.has(date)) sold[weekday] = (sold[weekday] as number) + 1
    }
  return closedWeekdays(all, sold)
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
    const counted = level ?? newLevel((prior(draft) * 1000) / unit, sum, n)
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
    }
  })
  return modelOf(known.as_of, places, known.seasons)
}

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
