import { expect, test } from 'vitest'
import { openNodeDatabase } from '../db/open-node'
import { dailyLines, depsOn, fill, type Line } from './made-shop'
import { runMetric } from './run'

const SUNDAY = '2025-06-15'

/** Seven a day for the last `days` days up to a Sunday. */
const sales = (days: number): Line[] => dailyLines(SUNDAY, days, { qty: 7000, net: 10_000 })

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
