import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { DEFAULT_SETTINGS } from '../../src/domain/settings'
import type { Database } from '../db/database'
import { openNodeDatabase } from '../db/open-node'
import { join, sql } from '../db/sql'
import { seasonOf } from '../risk/season'
import { computeDemand } from './compute-demand'
import { dayNumber, isoDay } from './day-number'
import { refreshDayTotals } from './day-totals'
import { demandAt, keepDemand } from './demand'
import { DEMAND_DAYS_FROM_FACTS, demandDays, refreshDemandDays } from './demand-days'
import { ensureModels } from './ensure-models'
import { modelStates } from './model-state'
import { soldDays } from './sold-days'

/** Units that a product sells on a day of the shop, day 0 being 2026-01-01. */
type Sales = readonly { day: number; store: number; item: number; units: number }[]
const START = dayNumber('2026-01-01')
const STORES = ['EAST', 'WEST']
const ITEMS = ['apple', 'bread', 'cream']

let db: Database
beforeAll(async () => {
  db = await openNodeDatabase()
})
beforeEach(async () => {
  await db.run(
    sql`DELETE FROM dataset; DELETE FROM item; DELETE FROM store_key; DELETE FROM sales_fact; DELETE FROM model_state; DELETE FROM demand_day; DELETE FROM demand_day_mark; DELETE FROM day_total; DELETE FROM day_total_mark`,
  )
  const items = ITEMS.map((id, i) => sql`(${i}, 'generic', ${id}, ${id}, ${i < 2 ? 'Bakery' : 'Dairy'})`)
  const stores = STORES.map((id, i) => sql`(${i}, ${id}, ${id}, ${id}, NULL, NULL, NULL)`)
  await db.run(
    sql`INSERT INTO item (item_no, source, sku_id, product_name, category) VALUES ${join(items)}; INSERT INTO store_key VALUES ${join(stores)}`,
  )
})

let files = 0

async function load(dataset_no: number, sales: Sales): Promise<void> {
  await db.run(
    sql`INSERT INTO dataset VALUES (${dataset_no}, ${`file ${++files}`}, 'sales', 'generic', NULL, '2030-01-01T00:00:00Z', 1, 1)`,
  )
  const rows = sales.map(
    ({ day, store, item, units }, i) =>
      sql`(${dataset_no}, ${i + 2}, 0, CAST(${isoDay(START + day)} AS DATE), ${store}, ${item}, 'SALE', ${Math.round(units * 1000)}, 0, FALSE)`,
  )
  await db.run(
    sql`INSERT INTO sales_fact (dataset_no, row_no, state, date, store_no, item_no, line_type, qty, net_ex_tax, tax_unknown) VALUES ${join(rows)}`,
  )
  await modelled()
}

async function modelled(): Promise<void> {
  await ensureModels(db, DEFAULT_SETTINGS)
  await keepDemand({ db, reader: db, alone: (work) => work(), goOn: () => true })
}

/** Sixty days of two stores; what sells follows no pattern but is always the same. */
const someSales = (from: number, to: number): Sales =>
  Array.from({ length: to - from }, (_, i) => from + i).flatMap((day) =>
    STORES.flatMap((_, store) =>
      ITEMS.flatMap((_, item) =>
        (day * 7 + store * 5 + item * 3) % (item + 2) === 0 ? [{ day, store, item, units: 1 + ((day + item) % 4) }] : [],
      ),
    ),
  )

const table = (name: 'features_store_sku' | 'demand_day') =>
  db.all(
    sql`SELECT * EXCLUDE (${name === 'demand_day' ? sql`date` : sql`date, first_seen`}), CAST(date AS VARCHAR) AS day FROM ${name === 'demand_day' ? sql`demand_day` : sql`features_store_sku`} ORDER BY ALL`,
  )

describe('features of every store and product', () => {
  test('a new day changes only itself, and leaves what a full rebuild gives', async () => {
    await load(1, someSales(0, 60))
    await load(2, someSales(60, 61))
    const grown = [await table('demand_day'), await table('features_store_sku')]
    await db.run(sql`DELETE FROM model_state; DELETE FROM demand_day; DELETE FROM demand_day_mark`)
    await modelled()
    expect(grown).toEqual([await table('demand_day'), await table('features_store_sku')])
    expect(grown[1]).toHaveLength(6)
  })

  test('only days whose lines changed are added up again, whatever changed them', async () => {
    await load(1, someSales(0, 60))
    expect(await refreshDemandDays(db)).toBe(0)
    await db.run(
      sql`UPDATE sales_fact SET qty = qty + 1000 WHERE date = DATE '2026-01-05'; UPDATE sales_fact SET state = 1 WHERE date = DATE '2026-01-09'`,
    )
    await refreshDayTotals(db)
    const facts = await db.all(sql`SELECT * FROM ${DEMAND_DAYS_FROM_FACTS} ORDER BY ALL`)
    const states = { ...(await modelStates(db)), facts: 'now', day_totals: 'now' }
    expect(await db.all(sql`SELECT * FROM ${demandDays(states)} ORDER BY ALL`)).toEqual(facts) // asked before they are kept
    expect(await refreshDemandDays(db)).toBe(2)
    await db.run(sql`DELETE FROM sales_fact WHERE date = DATE '2026-01-06'`)
    await refreshDayTotals(db)
    expect(await refreshDemandDays(db)).toBe(1)
    expect(await table('demand_day')).toEqual(
      await db.all(sql`SELECT * EXCLUDE (date), CAST(date AS VARCHAR) AS day FROM ${DEMAND_DAYS_FROM_FACTS} ORDER BY ALL`),
    )
  })

  test('what is stored, what is worked out from stored days and what is worked out from the lines are one', async () => {
    await load(1, someSales(0, 60))
    const newest = isoDay(START + 59)
    const next_start: Database = Object.create(db) // remembers no answer
    const stored = await demandAt(next_start, newest)
    const { places } = await computeDemand(db, newest, soldDays(DEMAND_DAYS_FROM_FACTS, newest))
    expect(stored.places).toEqual(places)
    const earlier = await demandAt(db, isoDay(START + 40))
    expect(earlier.as_of).toBe('2026-02-10')
    expect(earlier.places).toEqual((await computeDemand(db, earlier.as_of, soldDays(DEMAND_DAYS_FROM_FACTS, earlier.as_of))).places)
    expect(earlier.places).not.toEqual(places)
  })

  test('an import does not wait for it, and asked before it is kept it is the same', async () => {
    await load(1, someSales(0, 60))
    const kept = await table('features_store_sku')
    const asked = await demandAt(db, isoDay(START + 59))
    await db.run(sql`DELETE FROM model_state; DELETE FROM features_store_sku; DELETE FROM demand_day; DELETE FROM demand_day_mark`)
    await ensureModels(db, DEFAULT_SETTINGS)
    expect(await table('features_store_sku')).toEqual([])
    expect((await demandAt(db, isoDay(START + 59))).places).toEqual(asked.places)
    await modelled()
    expect(await table('features_store_sku')).toEqual(kept)
  })

  test('a job that comes while it is being kept goes first, and the next rest keeps it', async () => {
    await load(1, someSales(0, 60))
    await db.run(sql`DELETE FROM model_state; DELETE FROM features_store_sku`)
    await ensureModels(db, DEFAULT_SETTINGS)
    let asked = 0
    await keepDemand({ db, reader: db, alone: (work) => work(), goOn: () => ++asked < 2 })
    expect(await table('features_store_sku')).toEqual([])
    await modelled()
    expect(await table('features_store_sku')).toHaveLength(6)
  })

  test('33: what sells the same every day sells that', async () => {
    await load(
      1,
      Array.from({ length: 56 }, (_, day) => ({ day, store: 0, item: 0, units: 4 })),
    )
    const [place] = (await demandAt(db, isoDay(START + 55))).places
    expect(place).toMatchObject({ demand_class: 'smooth', adi: 1, cv2: 0, n: 56, velocity_30d: 4, volatility: 0, phi: 1, n_eff: 19 })
    expect(place?.level).toBeCloseTo(4, 9)
    expect(place?.profile.reduce((sum, one) => sum + one, 0)).toBeCloseTo(7, 12)
  })

  test('a new product is taken to sell what others of its kind do, as it does elsewhere', async () => {
    const steady = (store: number, item: number, units: number) => Array.from({ length: 60 }, (_, day) => ({ day, store, item, units }))
    // in the west bread sells half of the middle bakery product; in the east it came ten days ago and sold twice
    const bread = [52, 56].map((day) => ({ day, store: 0, item: 1, units: 1 }))
    await load(1, [...steady(0, 0, 6), ...steady(1, 0, 8), ...steady(1, 1, 4), ...bread])
    const place = (await demandAt(db, isoDay(START + 59))).at('EAST', 'bread')
    expect(place).toMatchObject({ demand_class: 'new', n: 8, n_eff: 22 })
    // prior: 6 x (4 / 6) = 4; (14 x 4 + 2) / (14 + 8)
    expect(place?.level).toBeCloseTo(58 / 22, 9)
  })

  test('the golden season', () => {
    const units = [100, 90, 95, 100, 105, 98, 97, 110, 120, 160, 190, 130, 112, 101, 103, 108, 118, 110, 109, 119, 131, 178, 205, 140]
    const season = seasonOf(units, 0)
    expect(season?.score).toBeCloseTo(0.995021, 6)
    expect(season?.index.map((x) => Number(x.toFixed(6)))).toEqual([
      0.912495, 0.819018, 0.839683, 0.872579, 0.925857, 0.856839, 0.840816, 0.926707, 1.008521, 1.355312, 1.579806, 1.062366,
    ])
    expect(seasonOf(units.slice(1), 1)).toBeNull()
    expect(
      seasonOf(
        Array.from({ length: 30 }, () => 5),
        0,
      ),
    ).toBeNull()
  })
})
