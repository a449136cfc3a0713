import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { NO_FILTER } from '../../src/domain/filter'
import { DEFAULT_SETTINGS } from '../../src/domain/settings'
import type { Database } from '../db/database'
import { openNodeDatabase } from '../db/open-node'
import { join, raw, sql } from '../db/sql'
import { explainFigure } from './explain'
import { anyShop, depsOn, FIRST_DAY, fill, type Line } from './made-shop'
import { addDays } from './period'
import { runMetric } from './run'

interface Batch {
  store: number
  sku: number
  batch: string
  on_hand: number
  unit_cost: number | null
  received: number | null
}
const SKUS = ['A', 'B', 'क', '😀|x', 'b']
const STORES = ['MAIN', 'ST2']
const COUNTED = addDays(FIRST_DAY, 118)

const batches = fc.array(
  fc.record({
    store: fc.nat({ max: 1 }),
    sku: fc.nat({ max: 4 }),
    batch: fc.constantFrom('', 'X', 'Y'),
    on_hand: fc.integer({ min: -2, max: 6 }).map((n) => n * 1000),
    unit_cost: fc.option(fc.integer({ min: 1, max: 9 }).map((n) => n * 10_000)),
    received: fc.option(fc.integer({ min: 0, max: 118 })),
  }),
  { maxLength: 8 },
)

const figures = fc.constantFrom('days_since_sale', 'current_stock', 'estimated_value')

let db: Database
beforeAll(async () => {
  db = await openNodeDatabase()
})

async function fillStock(rows: readonly Batch[]): Promise<void> {
  if (rows.length === 0) return
  const values = rows.map((row, i) => {
    const received = row.received === null ? null : addDays(FIRST_DAY, row.received)
    return sql`(9, ${i + 2}, ${COUNTED}::DATE, ${row.store}, ${row.sku}, ${row.batch}, ${row.on_hand}, CAST(${received} AS DATE), ${row.unit_cost})`
  })
  await db.run(
    sql`INSERT INTO inventory_fact (dataset_no, row_no, date, store_no, item_no, batch, on_hand, received, unit_cost) VALUES ${join(values)}`,
  )
}

/** domain.md 3.7 as a plain loop over the lines and the batches. */
function deadStock(lines: readonly Line[], rows: readonly Batch[], as_of: string, threshold: number) {
  const days = (from: string) => (Date.parse(as_of) - Date.parse(from)) / 86_400_000
  const first = lines.map(({ date }) => date).sort()[0]
  if (first === undefined || days(first) < threshold) return []
  const places = STORES.flatMap((store_id, store) =>
    SKUS.map((sku_id, sku) => ({ store_id, sku_id, own: rows.filter((one) => one.store === store && one.sku === sku) })),
  )
  return places.flatMap(({ store_id, sku_id, own }) => {
    const on_hand = own.reduce((sum, one) => sum + one.on_hand, 0)
    if (on_hand <= 0) return []
    const sold = lines
      .filter((line) => line.sku_id === sku_id && line.store_id === store_id && line.line_type === 'SALE')
      .map(({ date }) => date)
    const last = sold.sort().at(-1)
    const came = own.map(({ received }) => (received === null ? COUNTED : addDays(FIRST_DAY, received))).sort()[0] as string
    if (days(last ?? came) <= threshold) return []
    const costed = own.filter(({ unit_cost }) => unit_cost !== null)
    const value = costed.reduce((sum, one) => sum + (one.on_hand * (one.unit_cost ?? 0)) / 1000, 0)
    return [
      {
        store_id,
        sku_id,
        days_since_sale: last === undefined ? null : days(last),
        current_stock: on_hand / 1000,
        estimated_value: costed.length === 0 ? null : value / 10_000,
      },
    ]
  })
}

test('dead stock is what a plain loop finds, and every figure opens to its rows', { timeout: 120_000 }, async () => {
  const as_of = addDays(FIRST_DAY, 120)
  await fc.assert(
    fc.asyncProperty(anyShop({ days: 115 }), batches, fc.constantFrom(20, 60, 90), figures, async (lines, rows, days_threshold, column) => {
      await fill(db, lines)
      await fillStock(rows)
      const ask = { args: { days_threshold }, filter: NO_FILTER, as_of }
      const { results } = await runMetric(depsOn(db), { metric_id: 'dead-stock', ...ask })
      const found = results.map(({ store_id, sku_id, days_since_sale, current_stock, estimated_value }) => ({
        store_id,
        sku_id,
        days_since_sale,
        current_stock,
        estimated_value,
      }))
      const by_place = (a: { sku_id: unknown; store_id: unknown }, b: { sku_id: unknown; store_id: unknown }) =>
        `${a.sku_id}/${a.store_id}` < `${b.sku_id}/${b.store_id}` ? -1 : 1
      expect(found.sort(by_place)).toEqual(deadStock(lines, rows, as_of, days_threshold).sort(by_place))
      const [row] = results
      if (!row) return
      const opened = await explainFigure(db, 'dead-stock', { ...ask, settings: DEFAULT_SETTINGS }, column, row)
      if (opened.figure === null) return
      expect(opened.sums[0]?.value).toBeCloseTo(Number(opened.figure), 6)
      expect(await db.all(raw(opened.rows_sql))).toHaveLength(opened.rows_total)
    }),
    { seed: 37, numRuns: 100 },
  )
})

test('without a stock file it says what to drop; with too little data it calls nothing dead', async () => {
  await fill(db, [])
  const [line] = fc.sample(anyShop({ min: 1, max: 1 }), { seed: 1, numRuns: 1 })[0] ?? []
  await fill(db, line ? [{ ...line, date: FIRST_DAY }] : [])
  const without = await runMetric(depsOn(db), { metric_id: 'dead-stock' })
  expect(without).toMatchObject({ results: [], warnings: [expect.stringContaining('begin on'), expect.stringContaining('Drop one')] })
})
