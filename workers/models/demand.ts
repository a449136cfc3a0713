import type { Database } from '../db/database'
import { sql } from '../db/sql'
import { DEMAND_DAYS, DEMAND_DAYS_FROM_FACTS, refreshDemandDays } from './demand-days'
import { computeDemand, type DemandModel, dayNumber, isoDay, modelOf, type PlaceDemand } from './demand-model'

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const

/** How every product sells at the end of `as_of`: as stored when that is the newest day of the data, else worked out and not kept in the database. */
export async function demandAt(db: Database, as_of: string): Promise<DemandModel> {
  const [state] = await db.all<{ facts: string; date: string | null }>(sql`
    SELECT min(computed_from) AS facts, (SELECT CAST(min(date) AS VARCHAR) FROM features_store_sku) AS date FROM model_state WHERE model = 'demand' HAVING count(*) > 0`)
  if (!state) return await computeDemand(db, as_of, DEMAND_DAYS_FROM_FACTS)
  const known = recent.get(db)
  if (known && known.facts === state.facts && known.model.as_of === as_of) return known.model
  const model = state.date === as_of ? await storedDemand(db, as_of) : await computeDemand(db, as_of, DEMAND_DAYS)
  recent.set(db, { facts: state.facts, model })
  return model
}

/** The last answer: a page asks for several metrics of one day. */
const recent = new WeakMap<Database, { facts: string; model: DemandModel }>()

/** Computes the model of the newest day of the data and keeps it. `facts` names the state of the facts. Runs inside the transaction that changes them. */
export async function storeDemand(db: Database, as_of: string | null, facts: string): Promise<void> {
  await refreshDemandDays(db)
  await db.run(sql`DELETE FROM features_store_sku; DELETE FROM season_index; DELETE FROM model_state WHERE model = 'demand'`)
  if (as_of !== null) {
    const { places, seasons } = await computeDemand(db, as_of, DEMAND_DAYS)
    if (places.length > 0) await db.insertColumns('features_store_sku', columnsOf(as_of, places), 'append')
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
  }
  await db.run(sql`INSERT INTO model_state VALUES ('demand', ${facts})`)
}

function columnsOf(as_of: string, places: readonly PlaceDemand[]): Parameters<Database['insertColumns']>[1] {
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
    return { ...rest, first_seen: dayNumber(String(row.first_seen)), profile } as unknown as PlaceDemand
  })
  return modelOf(as_of, places, seasons)
}
