import type { Database } from '../db/database'
import { sql } from '../db/sql'
import { mayBeTold } from './backtest'
import { computeDemand } from './compute-demand'
import { dayNumber, isoDay } from './day-number'
import { refreshDemandDays } from './demand-days'
import { type DemandModel, modelOf, type PlaceDemand } from './demand-model'
import { factsUntil } from './facts-until'
import { forecastAt, storeForecast } from './forecast'
import { withWays } from './forecast-ways'
import { type ModelStates, markModel, modelStates } from './model-state'
import { newestDay } from './newest-day'
import { withSoldDays } from './sold-days'

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const

/**
 * How every product sells at the end of `as_of`, by the way that foretells its kind of demand best: as kept when that is the newest day of the data, else
 * worked out. The last answer stays in memory, and who asks while it is worked out waits for the same one: a page asks for several metrics of one day.
 */
export async function demandAt(db: Database, as_of: string): Promise<DemandModel> {
  const answer = await answerOf(db, as_of)
  answer.chosen ??= withSoldDays(db, as_of, () => chosen(db, as_of, answer.model)) // the model and its test read the same days
  try {
    return await answer.chosen
  } catch (error) {
    recent.delete(db)
    throw error
  }
}

interface Answer {
  facts: string | null
  as_of: string
  /** every product by the model */
  model: Promise<DemandModel>
  chosen?: Promise<DemandModel>
}
const recent = new WeakMap<Database, Answer>()

async function answerOf(db: Database, as_of: string): Promise<Answer> {
  const states = await modelStates(db)
  const { facts } = states
  const known = recent.get(db)
  if (known && facts !== null && known.facts === facts && known.as_of === as_of) return known
  const answer: Answer = { facts, as_of, model: keptOrComputed(db, as_of, states) }
  answer.model.catch(() => recent.delete(db))
  recent.set(db, answer)
  return answer
}

/** A shop too small to tell keeps the model, without a test. */
async function chosen(db: Database, as_of: string, model: Promise<DemandModel>): Promise<DemandModel> {
  const all = await model
  return mayBeTold(all.places.length) ? withWays(all, (await forecastAt(db, as_of)).scores) : all
}

async function keptOrComputed(db: Database, as_of: string, { facts, demand }: ModelStates): Promise<DemandModel> {
  if (facts !== null && demand === facts) {
    const [kept] = await db.all<{ date: string | null }>(sql`SELECT CAST(min(date) AS VARCHAR) AS date FROM features_store_sku`)
    if (kept?.date === as_of) return await storedDemand(db, as_of)
  }
  return await withSoldDays(db, as_of, async (days) => computeDemand(db, as_of, await days()))
}

/** What keeping the model needs: the connection that writes, the one that questions go through, and a way to write while no question runs. */
export interface Keeper {
  db: Database
  reader: Database
  alone(work: () => Promise<void>): Promise<void>
  /** whether it still makes sense: nothing else waits to be written */
  goOn(): boolean
}

/**
 * Keeps the model of the newest day for the next start, and the days it is made of, so that one more day costs little. Does nothing where it is kept. Not
 * part of an import, which would wait for it: without it the answers are the same, later.
 */
export async function keepDemand({ db, reader, alone, goOn }: Keeper): Promise<void> {
  const { facts, demand, demand_days, forecast } = await modelStates(db)
  if (facts === null || (demand === facts && demand_days === facts && forecast === facts)) return
  if (demand_days !== facts && goOn())
    await db.transaction(async () => {
      await refreshDemandDays(db)
      await markModel(db, 'demand_days', facts)
    })
  const as_of = goOn() ? await newestDay(db) : null
  if (as_of === null) return
  if (demand !== facts) {
    const model = await (await answerOf(reader, as_of)).model
    const columns = columnsOf(as_of, model.places) // before questions are held back
    if (goOn()) await alone(() => storeDemand(db, columns, model.seasons, facts))
  }
  if (!goOn()) return
  const test = await forecastAt(reader, as_of)
  const tested = await factsUntil(reader, test.to)
  if (goOn()) await alone(() => storeForecast(db, test, { facts, tested }))
}

async function storeDemand(db: Database, columns: Columns, seasons: DemandModel['seasons'], facts: string): Promise<void> {
  await db.transaction(async () => {
    await db.run(sql`DELETE FROM features_store_sku; DELETE FROM season_index`)
    if (columns.place_no?.length) await db.insertColumns('features_store_sku', columns, 'append')
    const months = [...seasons].flatMap(([sku_no, index]) => index.map((month_index, i) => ({ sku_no, month: i + 1, month_index })))
    if (months.length > 0)
      await db.insertColumns(
        'season_index',
        {
          sku_no: months.map(({ sku_no }) => BigInt(sku_no)),
          month: months.map(({ month }) => BigInt(month)),
          month_index: months.map(({ month_index }) => month_index),
        },
        'append',
      )
    await markModel(db, 'demand', facts)
  })
}

type Columns = Parameters<Database['insertColumns']>[1]

function columnsOf(as_of: string, places: readonly PlaceDemand[]): Columns {
  const whole = (of: (place: PlaceDemand) => number) => places.map((place) => BigInt(of(place)))
  const real = (of: (place: PlaceDemand) => number | null) => places.map(of)
  return {
    date: places.map(() => as_of),
    place_no: whole((place) => place.place_no),
    sku_no: whole((place) => place.sku_no),
    first_seen: places.map(({ first_seen }) => isoDay(first_seen)),
    velocity_7d: real((place) => place.velocity_7d),
    velocity_14d: real((place) => place.velocity_14d),
    velocity_30d: real((place) => place.velocity_30d),
    volatility: real((place) => place.volatility),
    n: whole((place) => place.n),
    sale_days: whole((place) => place.sale_days),
    out_days: whole((place) => place.out_days),
    adi: real((place) => place.adi),
    cv2: real((place) => place.cv2),
    demand_class: places.map((place) => place.demand_class),
    level: real((place) => place.level),
    phi: real((place) => place.phi),
    phi_own: real((place) => place.phi_own),
    n_eff: real((place) => place.n_eff),
    unit: real((place) => place.unit),
    seasonality_flag: places.map(({ seasonality_flag }) => String(seasonality_flag)),
    ...Object.fromEntries(WEEKDAYS.map((k) => [`dow_${k}`, real((place) => place.profile[k - 1] as number)])),
    prior: real((place) => place.prior),
    average_28: real((place) => place.average_28),
  }
}

async function storedDemand(db: Database, as_of: string): Promise<DemandModel> {
  const rows = await db.all<Record<string, number | string | boolean | null>>(sql`
    SELECT f.* EXCLUDE (date, first_seen), CAST(first_seen AS VARCHAR) AS first_seen, store_id, sku_id, category
    FROM features_store_sku f JOIN (SELECT place_no, min(store_id) AS store_id FROM store_key GROUP BY place_no) USING (place_no)
      JOIN (SELECT sku_no, min(sku_id) AS sku_id, min(category) AS category FROM item GROUP BY sku_no) USING (sku_no)
    ORDER BY place_no, sku_no`)
  const months = await db.all<{ sku_no: number; month_index: number }>(
    sql`SELECT sku_no, month_index FROM season_index ORDER BY sku_no, month`,
  )
  const seasons = new Map<number, number[]>()
  for (const { sku_no, month_index } of months) seasons.set(sku_no, [...(seasons.get(sku_no) ?? []), month_index])
  const places = rows.map((row) => {
    const { dow_1, dow_2, dow_3, dow_4, dow_5, dow_6, dow_7, ...rest } = row
    const profile = [dow_1, dow_2, dow_3, dow_4, dow_5, dow_6, dow_7]
    return { ...rest, first_seen: dayNumber(String(row.first_seen)), profile, way: 'model' } as unknown as PlaceDemand
  })
  return modelOf(as_of, places, seasons)
}
