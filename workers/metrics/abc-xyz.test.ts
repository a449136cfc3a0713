import { expect, test } from 'vitest'
import { openNodeDatabase } from '../db/open-node'
import { depsOn, fill, type Line } from './made-shop'
import { addDays } from './period'
import { runMetric } from './run'

const SUNDAY = '2025-06-15'

/** Seven a day for the last `days` days up to a Sunday. */
const sales = (days: number): Line[] =>
  Array.from({ length: days }, (_, i) => ({
    row_no: i + 2,
    dataset_id: 'd1',
    date: addDays(SUNDAY, -i),
    store_id: 'MAIN',
    channel: 'offline',
    transaction_id: String(i),
    sku_id: 'A',
    line_type: 'SALE',
    qty: 7000,
    net: 10_000,
    category: null,
  }))

test('the week in which the data begins is no complete week: it makes nothing unsteady', async () => {
  const db = await openNodeDatabase()
  const steadiness = async (lines: Line[]) => {
    await fill(db, lines)
    const { results } = await runMetric(depsOn(db), { metric_id: 'abc-xyz' })
    return results
  }
  // ten weeks, and a Sunday before them
  expect(await steadiness(sales(71))).toMatchObject([{ weeks: 10, weekly_units: 49, cv: 0, xyz: 'X' }])
  expect(await steadiness(sales(70))).toMatchObject([{ weeks: 10, weekly_units: 49, cv: 0, xyz: 'X' }])
  expect(await steadiness(sales(7 * 7 + 3))).toMatchObject([{ weeks: 7, xyz: null }])
})
