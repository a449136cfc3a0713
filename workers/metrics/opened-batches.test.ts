import { beforeAll, expect, test } from 'vitest'
import type { Row } from '../../src/domain/metric'
import { DEFAULT_SETTINGS } from '../../src/domain/settings'
import type { Database } from '../db/database'
import { openNodeDatabase } from '../db/open-node'
import { explainFigure } from './explain'
import { type Batch, batchOf, dailyLines, depsOn, FIRST_DELIVERY, fill, NO_GOODS } from './made-shop'
import { addDays } from './period'
import { runMetric } from './run'

const TODAY = '2025-05-20'
let db: Database

const batch = (name: string, units: number, expires: number | null, more: Partial<Batch> = {}): Batch =>
  batchOf(TODAY, name, units * 1000, { expires, ...more })
/** Two are sold a day. ST2 counted ten days ago and got a delivery since. */
const LINES = dailyLines(TODAY, 56, { qty: 2000, net: 50_000 })
const STOCK = [
  batch('gone', 3, -1),
  batch('soon', 12, 10),
  batch('soon', 18, 10), // the same batch on two rows of the file
  batch('late', 200, 300),
  batch('no date', 4, null),
  batch('old', 5, null, { store_id: 'ST2', date: addDays(TODAY, -10) }),
]
const DELIVERY = {
  date: addDays(TODAY, -5),
  store_id: 'ST2',
  sku_id: 'A',
  batch: 'new',
  qty: 7000,
  unit_cost: 30_000,
  supplier: 'Rao',
}
beforeAll(async () => {
  db = await openNodeDatabase()
  await fill(db, LINES, { ...NO_GOODS, stock: STOCK, deliveries: [DELIVERY] })
}, 60_000)

/** The rows that a figure over the whole shop opens to, as [row, what it adds]. */
async function opened(metric_id: string, column: string) {
  const args = { by: 'all' }
  const { results } = await runMetric(depsOn(db), { metric_id, as_of: TODAY, args })
  const told = await explainFigure(db, metric_id, { args, as_of: TODAY, settings: DEFAULT_SETTINGS }, column, results[0] as Row)
  return {
    figure: told.figure,
    sums: told.sums.map(({ value, unit }) => [value, unit]),
    rows: told.rows.map((row) => [row.row_no, row.contribution]),
  }
}

test('money at risk opens to the batches at risk, each with its money', async () => {
  expect(await opened('risk-summary', 'at_risk_value')).toEqual({ figure: 20, sums: [[20, 'money']], rows: [[4, 20]] })
})

test('what has expired, has no date, or is critical opens to those batches alone', async () => {
  expect(await opened('risk-summary', 'expired_value')).toMatchObject({ figure: 6, rows: [[2, 6]] })
  // what came after the count is the row of its purchase
  const undated = [
    [6, 8],
    [7, 10],
    [FIRST_DELIVERY, 21],
  ]
  expect(await opened('risk-summary', 'undated_value')).toMatchObject({ figure: 39, rows: undated })
  const { figure, rows } = await opened('risk-summary', 'critical')
  expect(rows).toHaveLength(figure as number)
})

test('a bucket of the stock opens to what lies in it, and its health to the healthy beside all', async () => {
  expect(await opened('inventory-health', 'at_risk')).toMatchObject({ figure: 20, rows: [[4, 20]] })
  const { figure, sums } = await opened('inventory-health', 'health')
  const [[healthy], [total]] = sums as [[number], [number]]
  expect(healthy / total).toBeCloseTo(figure as number, 9)
})
