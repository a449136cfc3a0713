import fc from 'fast-check'
import { type CostingMethod, DEFAULT_SETTINGS } from '../../src/domain/settings'
import type { Database } from '../db/database'
import { NUMBER_KEYS } from '../db/schema'
import { join, sql } from '../db/sql'
import { computeCostSteps } from '../models/cost-steps'
import { refreshDayTotals } from '../models/day-totals'
import { markModel } from '../models/model-state'
import { findReturnedSales } from '../models/returned-sales'
import { addDays } from './period'
import type { MetricDeps } from './run'

/** For tests: small shops written straight into the facts, with lines as plain values to compute over independently. */
export interface Line {
  row_no: number
  dataset_id: string
  date: string
  store_id: string
  channel: 'offline' | 'online'
  transaction_id: string | null
  sku_id: string
  line_type: 'SALE' | 'RETURN'
  /** milli-units, signed */
  qty: number
  /** 1/10000, signed; null = no price known */
  net: number | null
  category: string | null
  customer?: string | null
  /** 1/10000, from a cost column of the sales file */
  line_cost?: number | null
}

/** One row of a stock count. Quantities in milli-units, costs in 1/10000. */
export interface Batch {
  date: string
  store_id: string
  sku_id: string
  batch: string
  on_hand: number
  unit_cost: number | null
  received: string | null
  expiry: string | null
}
/** One delivered line; qty below 0 = sent back to the supplier. */
export interface Delivery {
  date: string
  store_id: string
  sku_id: string
  batch: string
  qty: number
  unit_cost: number | null
  supplier: string | null
}
export interface Goods {
  stock: Batch[]
  deliveries: Delivery[]
  method: CostingMethod
}
export const NO_GOODS: Goods = { stock: [], deliveries: [], method: 'WAVG' }
/** Standard costs of the product file, in 1/10000. */
export const STD_COST: Record<string, number> = { B: 20_000 }

/** One line of A in MAIN on each of the last `days` days up to `until`, oldest first. */
export const dailyLines = (until: string, days: number, of_each: Pick<Line, 'qty' | 'net'> & Partial<Line>): Line[] =>
  Array.from({ length: days }, (_, i) => ({
    row_no: i + 2,
    dataset_id: 'd1',
    date: addDays(until, i - days + 1),
    store_id: 'MAIN',
    channel: 'offline',
    transaction_id: String(i),
    sku_id: 'A',
    line_type: 'SALE',
    category: null,
    ...of_each,
  }))

/** A batch of A in MAIN, at two a unit; `expires` days after the count, null = no date. */
export const batchOf = (
  date: string,
  batch: string,
  on_hand: number,
  { expires = null, ...more }: Partial<Batch> & { expires?: number | null } = {},
): Batch => ({
  date,
  store_id: 'MAIN',
  sku_id: 'A',
  batch,
  on_hand,
  unit_cost: 20_000,
  received: null,
  expiry: expires === null ? null : addDays(date, expires),
  ...more,
})

const SKUS = ['A', 'B', 'क', '😀|x', 'b']
export const CATEGORY: Record<string, string | null> = { A: 'Dairy', B: 'Dairy', क: null, '😀|x': 'Snacks', b: 'ऑ' }
const STORES = ['MAIN', 'ST2']
export const FIRST_DAY = '2025-01-20'

/** Lines over `days` days from FIRST_DAY. Small value ranges, so that ties, bills of several lines and returns all happen. */
export function anyShop(options: { days?: number; min?: number; max?: number } = {}): fc.Arbitrary<Line[]> {
  const line = fc.record({
    offset: fc.integer({ min: 0, max: (options.days ?? 120) - 1 }),
    store_id: fc.constantFrom(...STORES),
    channel: fc.constantFrom('offline' as const, 'online' as const),
    transaction_id: fc.option(fc.constantFrom('1', '2', '3'), { nil: null, freq: 5 }),
    sku_id: fc.constantFrom(...SKUS),
    is_return: fc.integer({ min: 0, max: 6 }).map((n) => n === 0),
    qty: fc.integer({ min: 1, max: 4 }).map((n) => n * 500),
    net: fc.option(
      fc.integer({ min: 0, max: 20 }).map((n) => n * 12345),
      { nil: null, freq: 12 },
    ),
    dataset_id: fc.constantFrom('d1', 'd2'),
    customer: fc.constantFrom(null, 'Cash', 'Asha', 'Ravi'),
    line_cost: fc.option(
      fc.integer({ min: 0, max: 9 }).map((n) => n * 7001),
      { freq: 8, nil: null },
    ),
  })
  return fc.array(line, { minLength: options.min ?? 0, maxLength: options.max ?? 60, size: 'max' }).map((all) =>
    all.map((one, i) => {
      const sign = one.is_return ? -1 : 1
      return {
        row_no: i + 2,
        dataset_id: one.dataset_id,
        date: addDays(FIRST_DAY, one.offset),
        store_id: one.store_id,
        channel: one.channel,
        transaction_id: one.transaction_id,
        sku_id: one.sku_id,
        line_type: one.is_return ? ('RETURN' as const) : ('SALE' as const),
        qty: sign * one.qty,
        net: one.net === null ? null : one.net === 0 ? 0 : sign * one.net,
        category: CATEGORY[one.sku_id] ?? null,
        customer: one.customer,
        line_cost: one.line_cost,
      }
    }),
  )
}

/** Deliveries and two stock counts over the first `days` days: several batches a day, goods sent back, costs that nobody wrote down. */
export function anyGoods(days = 115): fc.Arbitrary<Goods> {
  const place = { store_id: fc.constantFrom(...STORES), sku_id: fc.constantFrom(...SKUS), batch: fc.constantFrom('', 'X', 'Y') }
  const cost = fc.option(
    fc.integer({ min: 1, max: 9 }).map((n) => n * 10_001),
    { freq: 4 },
  )
  const batch = fc.record({
    ...place,
    date: fc.constantFrom(addDays(FIRST_DAY, days - 40), addDays(FIRST_DAY, days)),
    on_hand: fc.integer({ min: -2, max: 6 }).map((n) => n * 1000),
    unit_cost: cost,
    received: fc.option(fc.integer({ min: 0, max: days - 40 }).map((n) => addDays(FIRST_DAY, n))),
    expiry: fc.option(fc.integer({ min: days - 45, max: days + 60 }).map((n) => addDays(FIRST_DAY, n))),
  })
  const delivery = fc.record({
    ...place,
    date: fc.integer({ min: 0, max: days }).map((n) => addDays(FIRST_DAY, n)),
    qty: fc.integer({ min: -1, max: 5 }).map((n) => n * 1000),
    unit_cost: cost,
    supplier: fc.constantFrom(null, 'Mehta', 'Rao'),
  })
  return fc.record({
    stock: fc.array(batch, { maxLength: 12 }),
    deliveries: fc.array(delivery, { maxLength: 12 }),
    method: fc.constantFrom('WAVG' as const, 'LATEST' as const, 'FIFO' as const),
  })
}

/** A shop that sells nearly every day for fourteen months, with closed weekdays and a hole: whole months, changes, gaps and last year. */
export function steadyShop(): fc.Arbitrary<Line[]> {
  return fc
    .record({
      amounts: fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 430, maxLength: 430 }),
      closed: fc.constantFrom<number[]>([], [0], [6, 0]),
      hole: fc.record({ start: fc.integer({ min: 0, max: 430 }), length: fc.integer({ min: 0, max: 40 }) }),
      level: fc.constantFrom(10, 100, 1000),
    })
    .map(({ amounts, closed, hole, level }) =>
      amounts.flatMap((amount, i): Line[] => {
        const date = addDays(FIRST_DAY, i)
        const weekday = new Date(`${date}T00:00:00Z`).getUTCDay()
        const is_closed = closed.includes(weekday) && i % 97 !== 0
        if (is_closed || (i >= hole.start && i < hole.start + hole.length)) return []
        const sku_id = SKUS[i % SKUS.length] as string
        const category = CATEGORY[sku_id] ?? null
        const common = { row_no: i + 2, dataset_id: 'd1', date, store_id: 'MAIN', transaction_id: String(i % 5), sku_id, category }
        return [{ ...common, channel: 'offline', line_type: 'SALE', qty: (amount + 1) * 1000, net: (amount + level) * 10000 }]
      }),
    )
}

/** Replaces everything in the database by these lines, plus rows that are not live and must never show. */
export async function fill(db: Database, lines: readonly Line[], goods: Goods = NO_GOODS): Promise<void> {
  await db.run(
    sql`DELETE FROM dataset; DELETE FROM item; DELETE FROM store_key; DELETE FROM sales_fact; DELETE FROM inventory_fact; DELETE FROM purchase_fact`,
  )
  // numbers run against the order of the ids: nothing may depend on them
  const datasets = ['d1', 'd2']
  const skus = [...new Set([...SKUS, ...lines.map((line) => line.sku_id)])]
  const dataset_rows = datasets.map((id, i) => sql`(${9 - i}, ${id}, 'sales', 'generic', NULL, '2030-01-01T00:00:00Z', 1, 100)`)
  const item_rows = skus.map(
    (sku, i) =>
      sql`(${i}, 'generic', ${sku}, ${sku}, ${sku}, NULL, ${sku}, ${`Product ${sku}`}, ${CATEGORY[sku] ?? null}, NULL, ${STD_COST[sku] ?? null}, NULL, NULL)`,
  )
  const store_rows = STORES.map((store, i) => sql`(${i}, ${store}, ${store}, ${store}, ${store === 'ST2' ? 'Second' : null}, NULL, NULL)`)
  await db.run(
    sql`INSERT INTO dataset VALUES ${join(dataset_rows)}; INSERT INTO item VALUES ${join(item_rows)}; INSERT INTO store_key VALUES ${join(store_rows)}; ${NUMBER_KEYS}`,
  )
  await fillGoods(db, goods, skus)
  if (lines.length === 0) return await computeModels(db, goods.method)
  const facts = [...lines.map((line) => ({ line, state: 0n })), { line: { ...(lines[0] as Line), row_no: 9999, net: 777 }, state: 1n }]
  const column = <T>(of: (fact: (typeof facts)[number]) => T): T[] => facts.map(of)
  await db.insertColumns(
    'made',
    {
      dataset_no: column(({ line }) => BigInt(9 - datasets.indexOf(line.dataset_id))),
      row_no: column(({ line }) => BigInt(line.row_no)),
      state: column(({ state }) => state),
      date: column(({ line }) => line.date),
      store_no: column(({ line }) => BigInt(STORES.indexOf(line.store_id))),
      channel: column(({ line }) => (line.channel === 'offline' ? null : line.channel)),
      transaction_id: column(({ line }) => line.transaction_id),
      item_no: column(({ line }) => BigInt(skus.indexOf(line.sku_id))),
      line_type: column(({ line }) => line.line_type),
      qty: column(({ line }) => BigInt(line.qty)),
      net: column(({ line }) => (line.net === null ? null : BigInt(line.net))),
      category: column(({ line }) => line.category),
      customer: column(({ line }) => line.customer ?? null),
      line_cost: column(({ line }) => (line.line_cost == null ? null : BigInt(line.line_cost))),
    },
    'create_temp',
  )
  await db.run(sql`INSERT INTO sales_fact SELECT dataset_no, row_no, state, CAST(date AS DATE), NULL, store_no, channel, transaction_id, NULL, item_no, line_type, qty, NULL,
    NULL, NULL, TRY_CAST(net AS BIGINT), NULL, NULL, TRY_CAST(line_cost AS BIGINT), customer, NULL, category, NULL, FALSE FROM made`)
  await computeModels(db, goods.method)
}

/** Row number of the first delivery: stock and deliveries are of one file here, and no two of its rows have one number. */
export const FIRST_DELIVERY = 5000

async function fillGoods(db: Database, { stock, deliveries }: Goods, skus: readonly string[]): Promise<void> {
  const place = (one: Batch | Delivery) => sql`${STORES.indexOf(one.store_id)}, ${skus.indexOf(one.sku_id)}, ${one.batch}`
  const batches = stock.map(
    (one, i) =>
      sql`(9, ${i + 2}, CAST(${one.date} AS DATE), ${place(one)}, ${one.on_hand}, CAST(${one.received} AS DATE), CAST(${one.expiry} AS DATE), ${one.unit_cost})`,
  )
  const lines = deliveries.map(
    (one, i) =>
      sql`(9, ${FIRST_DELIVERY + i}, 0, CAST(${one.date} AS DATE), ${place(one)}, ${one.qty}, 0, ${one.unit_cost}, ${one.supplier})`,
  )
  if (batches.length > 0)
    await db.run(
      sql`INSERT INTO inventory_fact (dataset_no, row_no, date, store_no, item_no, batch, on_hand, received, expiry, unit_cost) VALUES ${join(batches)}`,
    )
  if (lines.length > 0)
    await db.run(
      sql`INSERT INTO purchase_fact (dataset_no, row_no, state, date, store_no, item_no, batch, qty, free_qty, unit_cost, supplier) VALUES ${join(lines)}`,
    )
}

let fills = 0

async function computeModels(db: Database, method: CostingMethod): Promise<void> {
  await computeCostSteps(db, method)
  await findReturnedSales(db)
  await refreshDayTotals(db)
  for (const model of ['facts', 'day_totals'] as const) await markModel(db, model, `fill ${fills}`)
  fills++
}

export const depsOn = (db: Database, more: Partial<MetricDeps> = {}): MetricDeps => ({
  db,
  cache: null,
  settings: DEFAULT_SETTINGS,
  data_hash: 'made',
  data_version: 1,
  engine_version: 'test',
  ...more,
})

/** Order by code point, as the engine orders text; JavaScript's own order is by UTF-16 unit. */
export function byCodePoint(a: string, b: string): number {
  const [x, y] = [[...a], [...b]]
  for (let i = 0; i < Math.min(x.length, y.length); i++) {
    const d = ((x[i] as string).codePointAt(0) ?? 0) - ((y[i] as string).codePointAt(0) ?? 0)
    if (d !== 0) return d
  }
  return x.length - y.length
}
