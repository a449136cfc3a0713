import type { Database } from '../db/database'
import type { Sql } from '../db/sql'
import { AVERAGE_DAYS, SERIES_DAYS, type SeriesFigures, seriesFigures } from '../risk/place-series'
import type { WeekdayProfile } from '../risk/weekday-profile'
import type { Place, Sku, Store } from './demand-sources'
import { type DayTables, placeDays } from './place-days'
import { profilesOf } from './place-profiles'

/** What all places are read with. */
interface Sources {
  today: number
  as_of: string
  daily: Sql
  stores: ReadonlyMap<number, Store>
  skus: ReadonlyMap<number, Sku>
  /** milli-units by weekday over all stores */
  everybody: readonly number[]
  tables: DayTables
}

/** What the series of one place says by itself. */
export interface Draft extends SeriesFigures {
  place: Place
  velocities: [number, number, number]
  average_28: number
  volatility: number | null
  out_days: number
  profile: WeekdayProfile
}

/** The places of whole stores, before what they learn from one another. */
export async function draftsOf(db: Database, places: readonly Place[], sources: Sources): Promise<Draft[]> {
  const { today, stores, skus, everybody } = sources
  const { units, sale_dates, out: outOf } = await placeDays(db, places, sources, sources.tables)
  const profiles = profilesOf(places, { units, today, stores, skus, sale_dates, everybody })
  const year = new Float64Array(SERIES_DAYS)
  return places.map((place, row): Draft => {
    const sku = skus.get(place.sku_no) as Sku
    const age = today - place.first_seen + 1
    const length = Math.min(SERIES_DAYS, age)
    const all = units.subarray((row + 1) * SERIES_DAYS - length, (row + 1) * SERIES_DAYS)
    const out = outOf(row, length)
    const counted = year.subarray(0, length)
    for (let i = 0; i < length; i++) counted[i] = (all[i] as number) / sku.unit
    const profile = profiles(place)
    const figures = seriesFigures({ units: counted, out, as_of: today, profile })
    return {
      place,
      velocities: [velocity(all, 7), velocity(all, 14), velocity(all, 30)],
      average_28: velocity(all, AVERAGE_DAYS),
      volatility: volatility(all),
      out_days: out === null ? 0 : out.reduce((sum, one) => sum + one, 0),
      profile,
      n: figures.n,
      sale_days: figures.sale_days,
      adi: figures.adi,
      cv2: figures.cv2,
      demand_class: figures.demand_class,
      level: figures.level,
      sum: figures.sum,
      phi: figures.phi,
      phi_days: figures.phi_days,
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

/** Sample standard deviation / mean of the last 30 days; null without a sale or with one day. */
function volatility(milli: Float64Array): number | null {
  const length = Math.min(30, milli.length)
  const start = milli.length - length
  let sum = 0
  for (let i = start; i < milli.length; i++) sum += milli[i] as number
  if (length < 2 || sum <= 0) return null
  const mean = sum / length
  let squares = 0
  for (let i = start; i < milli.length; i++) squares += ((milli[i] as number) - mean) ** 2
  return Math.sqrt(squares / (length - 1)) / mean
}
