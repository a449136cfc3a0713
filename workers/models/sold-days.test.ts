import { beforeEach, expect, test } from 'vitest'
import type { Database } from '../db/database'
import { openNodeDatabase } from '../db/open-node'
import { type Sql, sql } from '../db/sql'
import { markModel } from './model-state'
import { withSoldDays } from './sold-days'

let db: Database
beforeEach(async () => {
  db = await openNodeDatabase()
  await markModel(db, 'facts', 'these facts')
})

const tables = async () =>
  (await db.all<{ name: string }>(sql`SELECT table_name AS name FROM duckdb_tables() WHERE starts_with(table_name, 'sold_day_')`)).length

test('works with the same days share one table, which is there as long as the last of them', async () => {
  const seen: string[] = []
  const look = async (days: () => Promise<Sql>) => {
    const table = await days()
    seen.push(table.text)
    await db.all(sql`SELECT count(*) AS n FROM ${table}`)
    expect(await tables()).toBe(1)
  }
  await withSoldDays(db, '2026-01-31', async (days) => {
    await Promise.all([look(days), withSoldDays(db, '2026-01-31', look)])
    await look(days) // the other one has ended
  })
  expect(new Set(seen).size).toBe(1)
  expect(seen).toHaveLength(3)
  expect(await tables()).toBe(0)
})

test('another day has a table of its own; who asks for none makes none; a failure leaves none', async () => {
  await withSoldDays(db, '2026-01-31', async (days) => {
    expect(await tables()).toBe(0)
    await days()
    await withSoldDays(db, '2026-01-30', async (others) => {
      await others()
      expect(await tables()).toBe(2)
    })
  })
  await expect(
    withSoldDays(db, '2026-01-31', async (days) => {
      await days()
      throw new Error('no more')
    }),
  ).rejects.toThrow('no more')
  expect(await tables()).toBe(0)
})
