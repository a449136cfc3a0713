import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { CostingMethod } from '../../src/domain/settings'
import type { Database } from '../db/database'
import { ENGINE_RUNS } from '../db/engine-runs'
import { openNodeDatabase } from '../db/open-node'
import { type SqlValue, sql } from '../db/sql'
import { computeCostSteps } from './cost-steps'

let db: Database
beforeAll(async () => {
  db = await openNodeDatabase()
  await db.run(sql`INSERT INTO dataset VALUES (1, 'd', 'sales', 'generic', NULL, '2030-01-01T00:00:00Z', 1, 1);
    INSERT INTO item VALUES (1, 'generic', 'tea', 'tea', 'tea', NULL, 'tea', 'tea', NULL, NULL, NULL, 1, NULL);
    INSERT INTO store_key VALUES (1, 'MAIN', 'main', 'MAIN', NULL, NULL, 1)`)
})

/** A day of March 2026 and what happened on it. Units and rupees. */
type Move = { day: number; bought?: [units: number, cost: number | null]; sold?: number; counted?: [units: number, cost: number] }
const date = (day: number) => `2026-03-${String(day).padStart(2, '0')}`

/** What a unit cost on each of the days on which it changed. */
async function steps(method: CostingMethod, moves: readonly Move[]): Promise<[day: number, cost: number][]> {
  await db.run(sql`DELETE FROM sales_fact; DELETE FROM purchase_fact; DELETE FROM inventory_fact`)
  for (const [i, { day, bought, sold, counted }] of moves.entries()) {
    const e4 = (rupees: number | null): SqlValue => (rupees === null ? null : Math.round(rupees * 10_000))
    if (bought)
      await db.run(
        sql`INSERT INTO purchase_fact (dataset_no, row_no, state, date, store_no, item_no, batch, qty, free_qty, unit_cost) VALUES (1, ${i}, 0, CAST(${date(day)} AS DATE), 1, 1, ${`b${i}`}, ${bought[0] * 1000}, 0, ${e4(bought[1])})`,
      )
    if (sold)
      await db.run(
        sql`INSERT INTO sales_fact (dataset_no, row_no, state, date, store_no, item_no, line_type, qty, net_ex_tax, tax_unknown) VALUES (1, ${i}, 0, CAST(${date(day)} AS DATE), 1, 1, ${sold > 0 ? 'SALE' : 'RETURN'}, ${sold * 1000}, 0, FALSE)`,
      )
    if (counted)
      await db.run(
        sql`INSERT INTO inventory_fact (dataset_no, row_no, date, store_no, item_no, batch, on_hand, unit_cost) VALUES (1, ${i}, CAST(${date(day)} AS DATE), 1, 1, '', ${counted[0] * 1000}, ${e4(counted[1])})`,
      )
  }
  await computeCostSteps(db, method)
  const found = await db.all<{ day: number; cost: number }>(
    sql`SELECT CAST(day(date) AS INTEGER) AS day, CAST(unit_cost AS DOUBLE) / 100000000 AS cost FROM cost_step ORDER BY date`,
  )
  return found.map(({ day, cost }) => [day, cost])
}

const TWO_PRICES: Move[] = [
  { day: 1, bought: [10, 20] },
  { day: 3, sold: 5 },
  { day: 5, bought: [10, 30] },
  { day: 6, sold: 10 },
]

describe('what a unit cost', () => {
  test('moving average: what is left is averaged with what comes', async () => {
    expect(await steps('WAVG', TWO_PRICES)).toEqual([
      [1, 20],
      [5, 26.66666667],
    ])
  })
  test('latest purchase', async () => {
    expect(await steps('LATEST', TWO_PRICES)).toEqual([
      [1, 20],
      [5, 30],
    ])
  })
  test('first in, first out: five at 20, then five at 20 and five at 30', async () => {
    expect(await steps('FIFO', TWO_PRICES)).toEqual([
      [3, 20],
      [6, 25],
    ])
  })
  test('the average starts again where nothing is left, or more was sold than came', async () => {
    expect(
      await steps('WAVG', [
        { day: 1, bought: [5, 20] },
        { day: 2, sold: 8 },
        { day: 3, bought: [10, 30] },
      ]),
    ).toEqual([
      [1, 20],
      [3, 30],
    ])
  })
  test('goods that were sold before they came take the cost at which they came', async () => {
    expect(
      await steps('FIFO', [
        { day: 1, sold: 4 },
        { day: 2, bought: [4, 11] },
        { day: 3, bought: [4, 12] },
        { day: 4, sold: 4 },
      ]),
    ).toEqual([
      [1, 11],
      [4, 12],
    ])
  })
  test('a return puts back what went out last; goods sent back to the supplier leave first', async () => {
    expect(await steps('FIFO', [...TWO_PRICES, { day: 7, sold: -4 }, { day: 8, sold: 2 }])).toEqual([
      [3, 20],
      [6, 25],
      [7, 30],
    ])
    expect(
      await steps('FIFO', [
        { day: 1, bought: [2, 5] },
        { day: 2, bought: [2, 9] },
        { day: 3, bought: [-2, 5] },
        { day: 4, sold: 2 },
      ]),
    ).toEqual([
      [3, 5],
      [4, 9],
    ])
  })
  test('a delivery without a cost changes what is there, not what it costs', async () => {
    expect(
      await steps('WAVG', [
        { day: 1, bought: [10, 20] },
        { day: 2, bought: [10, null] },
        { day: 3, bought: [20, 30] },
      ]),
    ).toEqual([
      [1, 20],
      [3, 25],
    ])
  })
  test('before the first purchase a stock count tells, after it no more', async () => {
    const moves: Move[] = [
      { day: 1, counted: [3, 7] },
      { day: 5, bought: [1, 9] },
      { day: 9, counted: [1, 8] },
    ]
    expect(await steps('WAVG', moves)).toEqual([
      [1, 7],
      [5, 9],
    ])
    expect(await steps('WAVG', [])).toEqual([])
  })
})

test('27: what was sold and what is left cost together what was bought', { timeout: 120_000 }, async () => {
  const day = fc.record({
    bought: fc.integer({ min: 0, max: 9 }),
    cost: fc.integer({ min: 1, max: 50 }),
    wanted: fc.integer({ min: 0, max: 9 }),
  })
  await fc.assert(
    fc.asyncProperty(
      fc.array(day, { minLength: 1, maxLength: 20 }),
      fc.constantFrom('WAVG' as const, 'FIFO' as const),
      async (days, method) => {
        let there = 0
        const moves = days.map(({ bought, cost, wanted }, i): Move & { sold: number } => {
          const sold = Math.min(wanted, there + bought)
          there += bought - sold
          return { day: i + 1, ...(bought > 0 && { bought: [bought, cost] as [number, number] }), sold }
        })
        const found = await steps(method, [...moves, { day: days.length + 1, sold: there }])
        const cost_on = (at: number) => found.filter(([from]) => from <= at).at(-1)?.[1] ?? 0
        const sold = moves.reduce((sum, one) => sum + one.sold * cost_on(one.day), 0)
        const left = there * cost_on(days.length + 1)
        expect(sold + left).toBeCloseTo(
          days.reduce((sum, { bought, cost }) => sum + bought * cost, 0),
          5,
        )
      },
    ),
    { seed: 27, numRuns: ENGINE_RUNS },
  )
})
