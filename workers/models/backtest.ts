import type { Database } from '../db/database'
import { numberColumns } from '../db/number-columns'
import { type Sql, sql } from '../db/sql'
import { dispersionOver, expectedDemand } from '../risk/expected-demand'
import { type ClassScore, ENOUGH_TRIALS, type Forecast, type Mark, METHODS, markOf, scoreOf, type Trial } from '../risk/forecast-score'
import { AVERAGE_DAYS } from '../risk/place-series'
import { weekdayOf } from '../risk/weekday-profile'
import { computeDemand } from './compute-demand'
import { dayNumber, isoDay } from './day-number'
import type { PlaceDemand } from './demand-model'
import { withSoldDays } from './sold-days'

/** Days that are forecast at a time, and how often (domain.md 4.6). */
export const HORIZON = 28
const ORIGINS = 3
/** Days that a seasonal naive forecast is of. */
const WEEK = 7
/** Days before an origin that the scale of a series' errors is taken from. */
const SCALE_DAYS = 365
/** Products in stores that are forecast. Of a larger shop its first stores are, each of them whole, because weekdays and new products are of whole stores. */
const MOST_PLACES = 6_000

/** Whether a shop of so many products in stores can have a kind of demand with enough forecasts to choose by. */
export const mayBeTold = (places: number): boolean => places * ORIGINS >= ENOUGH_TRIALS

/**
 * First and last day that is forecast: whole weeks, the last one ending on the last Sunday up to `as_of`. So the answer stands for a week, and a day of sales more
 * changes nothing of it.
 */
export function testedDays(as_of: string): { from: string; to: string } {
  const today = dayNumber(as_of)
  const sunday = today - ((weekdayOf(today) + 1) % 7)
  return { from: isoDay(sunday - ORIGINS * HORIZON + 1), to: isoDay(sunday) }
}

/** One store and product as it was forecast once, the days after `origin`; `unit` is what it is counted in. */
export interface TriedPlace {
  place_no: number
  sku_no: number
  origin: number
  unit: number
}

export interface Backtest {
  scores: readonly ClassScore[]
  /** what was forecast, by class at the origin; `all` has every one */
  tried: ReadonlyMap<string, readonly TriedPlace[]>
}

/**
 * How well demand would have been foretold three times over the last twelve whole weeks, 28 days at a time, each time with what was known then: by the model, by the average of the
 * last 28 days, and by the same weekday of the last week. Null when the data is too short. Days without stock count as they sold.
 */
export const backtest = (db: Database, as_of: string): Promise<Backtest | null> =>
  withSoldDays(db, as_of, async (all) => {
    const { to } = testedDays(as_of)
    return backtestOver(db, dayNumber(to), sql`(SELECT * FROM ${await all()} WHERE date <= CAST(${to} AS DATE))`)
  })

/** `today`: the last day that is forecast; `days` end with it. */
async function backtestOver(db: Database, today: number, days: Sql): Promise<Backtest | null> {
  /** one list for each method */
  const marks: Mark[][] = METHODS.map(() => [])
  const kinds: string[] = []
  const tried = new Map<string, TriedPlace[]>()
  const stores = await firstStores(db, days)
  const [{ first_sale } = { first_sale: null }] = await db.all<{ first_sale: number | null }>(
    sql`SELECT CAST(min(date) - DATE '1970-01-01' AS INTEGER) AS first_sale FROM ${days} WHERE sales > 0`,
  )
  for (let i = ORIGINS; i >= 1; i--) {
    const origin = today - i * HORIZON
    if (first_sale === null || first_sale > origin) continue // nothing was known then
    const { places: known, seasons } = await computeDemand(db, isoDay(origin), days, stores)
    const sold = await unitsAround(db, origin, days, stores)
    for (const place of known) {
      const own = sold.get(place.place_no)?.get(place.sku_no)
      const trial = own && trialOf(place, own, origin, seasons.get(place.sku_no) ?? null)
      if (!trial) continue
      kinds.push(trial.demand_class)
      for (const [m, method] of METHODS.entries()) marks[m]?.push(markOf(trial, method))
      for (const name of [trial.demand_class, 'all']) {
        const group = tried.get(name) ?? []
        tried.set(name, group)
        group.push({ place_no: place.place_no, sku_no: place.sku_no, origin, unit: place.unit })
      }
    }
  }
  if (kinds.length === 0) return null
  const classes = ['all', ...new Set(kinds)].sort()
  const scores = classes.flatMap((demand_class) =>
    METHODS.map((method, m): ClassScore => {
      const own = (marks[m] as Mark[]).filter((_, i) => demand_class === 'all' || kinds[i] === demand_class)
      return { demand_class, method, ...scoreOf(own) }
    }),
  )
  return { scores, tried }
}

/** Milli-units by day of each place, from SCALE_DAYS before the origin to HORIZON after it. */
async function unitsAround(
  db: Database,
  origin: number,
  days: Sql,
  stores: readonly number[],
): Promise<Map<number, Map<number, Float64Array>>> {
  const from = origin - SCALE_DAYS + 1
  const rows = await db.arrow(sql`
    SELECT CAST(place_no AS INTEGER) AS place_no, CAST(sku_no AS INTEGER) AS sku_no, CAST(date - DATE '1970-01-01' AS INTEGER) AS day, CAST(sold AS DOUBLE) AS sold
    FROM ${days} WHERE place_no IN (SELECT unnest(${stores})) AND date BETWEEN CAST(${isoDay(from)} AS DATE) AND CAST(${isoDay(origin + HORIZON)} AS DATE)`)
  const of = numberColumns(rows, ['place_no', 'sku_no', 'day', 'sold'])
  const found = new Map(stores.map((place_no) => [place_no, new Map<number, Float64Array>()]))
  const { numRows: count } = rows
  for (let i = 0; i < count; i++) {
    const there = found.get(of.place_no[i] as number) as Map<number, Float64Array>
    let own = there.get(of.sku_no[i] as number)
    if (!own) {
      own = new Float64Array(SCALE_DAYS + HORIZON)
      there.set(of.sku_no[i] as number, own)
    }
    const at = (of.day[i] as number) - from
    own[at] = (own[at] as number) + (of.sold[i] as number)
  }
  return found
}

/** One place forecast once; null where there is too little before the origin to compare with. */
function trialOf(place: PlaceDemand, milli: Float64Array, origin: number, season: readonly number[] | null): Trial | null {
  const age = Math.min(SCALE_DAYS, origin - place.first_seen + 1)
  if (age < AVERAGE_DAYS) return null
  const units = (from: number, to: number): number[] =>
    Array.from({ length: to - from }, (_, i) => (milli[from + i] as number) / 1000 / place.unit)
  let first = SCALE_DAYS - age
  while (first < SCALE_DAYS && !((milli[first] as number) > 0)) first++
  if (first === SCALE_DAYS) return null
  let squares = 0
  for (let i = first + 1; i < SCALE_DAYS; i++) squares += (((milli[i] as number) - (milli[i - 1] as number)) / 1000 / place.unit) ** 2
  const steps = SCALE_DAYS - first - 1
  const level = place.level / place.unit
  const over = expectedDemand({ level, profile: place.profile, season }, origin)
  const daily = Array.from({ length: HORIZON }, (_, i) => over(i + 1) - over(i))
  const average = units(SCALE_DAYS - AVERAGE_DAYS, SCALE_DAYS).reduce((sum, one) => sum + one, 0) / AVERAGE_DAYS
  const week = units(SCALE_DAYS - WEEK, SCALE_DAYS)
  const flat = (means: readonly number[], worth: number): Forecast => {
    const mean = means.reduce((sum, one) => sum + one, 0) / means.length
    return { means, dispersion: (mu) => dispersionOver(place.phi, mu, mean, worth) }
  }
  return {
    demand_class: place.demand_class,
    actual: units(SCALE_DAYS, SCALE_DAYS + HORIZON),
    scale: steps > 0 ? squares / steps : 0,
    forecasts: {
      model: { means: daily, dispersion: (mu) => dispersionOver(place.phi, mu, level, place.n_eff) },
      ma28: flat(
        Array.from({ length: HORIZON }, () => average),
        AVERAGE_DAYS,
      ),
      snaive: flat(
        Array.from({ length: HORIZON }, (_, i) => week[i % WEEK] as number),
        WEEK,
      ),
    },
  }
}

/** The stores that are forecast, by number, which follows their names. */
async function firstStores(db: Database, days: Sql): Promise<number[]> {
  const rows = await db.all<{ place_no: number; products: number }>(
    sql`SELECT place_no, CAST(count(DISTINCT sku_no) AS BIGINT) AS products FROM ${days} GROUP BY place_no ORDER BY place_no`,
  )
  const first: number[] = []
  let sum = 0
  for (const { place_no, products } of rows) {
    if (first.length > 0 && sum + products > MOST_PLACES) break
    first.push(place_no)
    sum += products
  }
  return first
}

/** A FROM item: the sales lines of the days for which the places were forecast, each with the `counted_in` of its place. */
export function triedLines(tried: readonly TriedPlace[]): Sql {
  if (tried.length === 0) return sql`(SELECT *, 1::DOUBLE AS counted_in FROM sales_line WHERE FALSE)`
  const list = (of: (one: TriedPlace) => number) => tried.map(of)
  return sql`(SELECT line.*, counted_in FROM sales_line line JOIN (
    SELECT unnest(${list(({ place_no }) => place_no)}) AS place_no, unnest(${list(({ sku_no }) => sku_no)}) AS sku_no, unnest(${list(({ origin }) => origin)}) AS origin,
      CAST(unnest(${list(({ unit }) => unit)}) AS DOUBLE) AS counted_in
  ) tried ON line.place_no = tried.place_no AND line.sku_no = tried.sku_no AND line.date - DATE '1970-01-01' > origin AND line.date - DATE '1970-01-01' <= origin + ${HORIZON})`
}
