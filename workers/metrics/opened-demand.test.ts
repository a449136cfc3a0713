import { beforeAll, expect, test } from 'vitest'
import { NO_FILTER } from '../../src/domain/filter'
import type { Row } from '../../src/domain/metric'
import { DEFAULT_SETTINGS } from '../../src/domain/settings'
import type { Database } from '../db/database'
import { openNodeDatabase } from '../db/open-node'
import { raw } from '../db/sql'
import { contextOf } from './context'
import { explainFigure, openingOf } from './explain'
import { type Batch, depsOn, fill, type Line, NO_GOODS } from './made-shop'
import { addDays } from './period'
import { metricById } from './registry'
import { runMetric } from './run'

const TODAY = '2025-06-15'
const EXPIRY = addDays(TODAY, 12)
let db: Database

/** Units that each product sells on the i-th day of 130; A every day, B seldom, क seldom and unevenly, b for ten days only. */
const SOLD: Record<string, (i: number) => number> = {
  A: (i) => (i % 7 === 6 ? 0 : 3 + (i % 3)),
  B: (i) => (i % 5 === 0 ? 2 : 0),
  क: (i) => (i % 4 === 0 ? 1 + (i % 16) : 0),
  b: (i) => (i > 119 && i % 4 === 0 ? 2.5 : 0),
}

beforeAll(async () => {
  db = await openNodeDatabase()
  const lines: Line[] = Object.entries(SOLD).flatMap(([sku_id, of], product) =>
    Array.from({ length: 130 }, (_, i) => ({ i, units: of(i) })).flatMap(({ i, units }) =>
      // two lines a day, so that a day is more than a line
      (units > 0 ? [units / 2, units / 2] : []).map(
        (qty, half): Line => ({
          row_no: 2 + product * 1000 + i * 2 + half,
          dataset_id: 'd1',
          date: addDays(TODAY, i - 129),
          store_id: 'MAIN',
          channel: 'offline',
          transaction_id: `${i}`,
          sku_id,
          line_type: 'SALE',
          qty: qty * 1000,
          net: 10_000,
          category: 'Dairy',
        }),
      ),
    ),
  )
  const stock = Object.keys(SOLD).map(
    (sku_id): Batch => ({
      date: TODAY,
      store_id: 'MAIN',
      sku_id,
      batch: 'X',
      on_hand: 30_000,
      unit_cost: 20_000,
      received: null,
      expiry: EXPIRY,
    }),
  )
  await fill(db, lines, { ...NO_GOODS, stock })
}, 60_000)

/** The figure from the rows alone, and from the rows without the two newest; and what was said of it. */
async function fromRows(metric_id: string, args: Record<string, string>, filter: typeof NO_FILTER, column: string, row: Row) {
  const metric = metricById(metric_id)
  const ask = { args, filter, as_of: TODAY, settings: DEFAULT_SETTINGS }
  const told = await explainFigure(db, metric_id, ask, column, row)
  const defaults = Object.fromEntries(metric.params.map((param) => [param.name, param.default]))
  const ctx = await contextOf(db, metric, { ...ask, args: { ...defaults, ...args } })
  if (!ctx) throw new Error('there is data')
  const { opening } = await openingOf(metric, metric.columns.find(({ name }) => name === column) as never, ctx, row)
  const rows = await db.all<Row>(raw(told.rows_sql))
  const figureOf = (counted: Row[]) => {
    const sums = opening.parts.map(({ name }) => counted.reduce((sum, one) => sum + Number(one[name] ?? 0), 0))
    return opening.combine ? opening.combine(sums) : (sums[0] as number)
  }
  return { told, rows, figure: figureOf(rows), without: figureOf(rows.slice(0, -2)) }
}

test.each(Object.keys(SOLD))('the chances of %s follow from its rows, and not without one of them', async (sku_id) => {
  const filter = { ...NO_FILTER, store_id: ['MAIN'], sku_id: [sku_id] }
  const args = { batch: 'X', expiry: EXPIRY }
  const { results } = await runMetric(depsOn(db), { metric_id: 'demand-chances', args, filter, as_of: TODAY })
  expect(results.length).toBeGreaterThan(5)
  const row = results[Math.floor(results.length / 3)] as Row
  const all = await fromRows('demand-chances', args, filter, 'chance', row)
  expect(all.rows.length).toBeGreaterThan(2)
  expect(all.figure).toBeCloseTo(all.told.figure as number, 7)
  expect(Math.abs((all.without as number) - Number(row.chance))).toBeGreaterThan(1e-5)
})

test('units that were forecast are the rows of those days, of each kind', async () => {
  const { results } = await runMetric(depsOn(db), { metric_id: 'forecast-health', filter: NO_FILTER, as_of: TODAY })
  const models = results.filter(({ method }) => method === 'model')
  expect(models.length).toBeGreaterThan(2)
  for (const row of models.slice(0, 3)) {
    const { figure, without, told } = await fromRows('forecast-health', {}, NO_FILTER, 'units', row)
    expect(figure).toBeCloseTo(told.figure as number, 6)
    if (Number(row.units) > 0) expect(without).toBeLessThan(told.figure as number)
  }
})
