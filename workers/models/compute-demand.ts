import type { Database } from '../db/database'
import { type Sql, sql } from '../db/sql'
import { SERIES_DAYS } from '../risk/place-series'
import { dayNumber } from './day-number'
import { type Draft, draftsOf } from './demand-drafts'
import { type DemandModel, modelOf } from './demand-model'
import { seasonsAt } from './demand-seasons'
import { placesOf, skusOf, storesOf, weekOf } from './demand-sources'
import { learned } from './learned-demand'
import { DayTables } from './place-days'

/** Cells of a working table: what is read of the days at once. */
const CELLS = 2_000_000

/**
 * How every product sells in every store at the end of `as_of`, over all data up to that day whatever a page filters. `days` is where daily sales are read
 * from (sold-days.ts), later ones are not looked at; `of` leaves out all stores but these, by place_no. Grouping is SQL; what runs from day to day is worked out here, store by store, so that memory stays small.
 */
export async function computeDemand(db: Database, as_of: string, days: Sql, of?: readonly number[]): Promise<DemandModel> {
  const today = dayNumber(as_of)
  const everywhere = sql`(SELECT * FROM ${days} WHERE date <= CAST(${as_of} AS DATE))`
  const daily = of ? sql`(SELECT * FROM ${everywhere} WHERE place_no IN (SELECT unnest(${of})))` : everywhere
  const stores = await storesOf(db, as_of, daily)
  const places = (await placesOf(db, as_of, daily)).filter(({ place_no }) => !of || of.includes(place_no))
  const skus = await skusOf(db, as_of)
  const seasons = await seasonsAt(db, as_of, everywhere)
  const everybody = await weekOf(db, today, daily)
  const drafts: Draft[] = []
  const tables = new DayTables()
  for (let from = 0; from < places.length; ) {
    let to = from
    while (to < places.length && (to === from || (to - from) * SERIES_DAYS < CELLS || places[to]?.place_no === places[to - 1]?.place_no))
      to++
    // one by one: a chain's hundred thousand products are more arguments than a call can have
    for (const draft of await draftsOf(db, places.slice(from, to), { today, as_of, daily, stores, skus, everybody, tables }))
      drafts.push(draft)
    from = to
  }
  return modelOf(as_of, learned(drafts, { stores, skus, seasons }), seasons)
}
