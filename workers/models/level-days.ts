import type { Database } from '../db/database'
import { sql } from '../db/sql'
import { type LevelDay, levelDays } from '../risk/level-days'
import { AVERAGE_DAYS, SERIES_DAYS } from '../risk/place-series'
import { dayNumber } from './day-number'
import { DEMAND_DAYS_FROM_FACTS } from './demand-days'
import type { PlaceDemand } from './demand-model'
import { placesOf, storesOf } from './demand-sources'
import { placeDays } from './place-days'

/** What each day with a sale adds to the level of one place at the end of `as_of`, `at` counting from 1970-01-01 (risk/level-days.ts). */
export async function levelDaysOf(db: Database, as_of: string, place: PlaceDemand): Promise<LevelDay[]> {
  const { place_no, sku_no, demand_class, profile } = place
  const today = dayNumber(as_of)
  const length = Math.min(place.way === 'ma28' ? AVERAGE_DAYS : SERIES_DAYS, today - place.first_seen + 1)
  const start = today - length + 1
  if (place.way === 'ma28') return Array.from({ length }, (_, i) => ({ at: start + i, per_unit: 1 / length, chance: 0 }))
  const daily = sql`(SELECT place_no, sku_no, date, sold, gone, sales FROM ${DEMAND_DAYS_FROM_FACTS} JOIN store_key USING (store_no) JOIN item USING (item_no)
    WHERE place_no = ${place_no} AND sku_no = ${sku_no} AND date <= CAST(${as_of} AS DATE))`
  const stores = await storesOf(db, as_of, daily)
  const own = (await placesOf(db, as_of, daily)).filter((one) => one.place_no === place_no && one.sku_no === sku_no)
  if (own.length === 0) return []
  const { units, out } = await placeDays(db, own, { today, as_of, daily, stores })
  const counted = units.subarray(SERIES_DAYS - length).map((milli) => milli / 1000 / place.unit)
  return levelDays({ units: counted, out: out(0, length), as_of: today, profile }, demand_class).map((day) => ({
    ...day,
    at: start + day.at,
  }))
}
