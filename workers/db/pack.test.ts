import { beforeAll, expect, test } from 'vitest'
import { unpackRows } from '../../src/domain/packed-rows'
import type { Database } from './database'
import { openNodeDatabase } from './open-node'
import { packTable } from './pack'
import { raw } from './sql'

let db: Database
beforeAll(async () => {
  db = await openNodeDatabase()
})

test.each([
  ['no row', 'WHERE i < 0'],
  ['several batches', ''],
  ['plain letters alone', "WHERE name IS NULL OR name NOT LIKE 'द%'"],
])('packed columns hold what the rows hold: %s', async (_, where) => {
  const query =
    raw(`SELECT * FROM (SELECT i, CASE i % 5 WHEN 0 THEN NULL WHEN 1 THEN '' WHEN 2 THEN 'दूध ' || i ELSE 'Milk ' || i END AS name,
    CASE WHEN i % 3 > 0 THEN CAST(i AS DOUBLE) / 8 END AS revenue, CAST(i AS DOUBLE) AS whole,
    CASE WHEN i % 7 > 0 THEN i % 2 = 0 END AS flag FROM (SELECT CAST(range AS BIGINT) AS i FROM range(5000))) ${where} ORDER BY i`)
  expect(unpackRows(packTable(await db.arrow(query)))).toEqual(await db.all(query))
})

test('types that no column of a metric has are refused', async () => {
  await expect(db.arrow(raw(`SELECT DATE '2026-01-01' AS day`)).then(packTable)).rejects.toThrow(/column day/)
})
