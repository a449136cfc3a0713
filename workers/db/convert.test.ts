import { expect, test } from 'vitest'
import { openNodeDatabase } from './open-node'
import { raw } from './sql'

/** More rows than an Arrow batch holds, with every kind of cell a question gives. */
const ROWS = 5_000

test('cells are what SQL says they are: texts of any script and the same again, numbers, flags, lists, nothing', async () => {
  const db = await openNodeDatabase()
  const rows = await db.all(
    raw(`SELECT i, CAST(i AS INTEGER) - 7 AS small, CASE WHEN i % 3 > 0 THEN i / 8 END AS part, i % 2 = 0 AS even,
      CASE i % 5 WHEN 0 THEN NULL WHEN 1 THEN '' ELSE 'Milk ' || (i // 100) END AS name, CASE WHEN i % 4 = 0 THEN 'दूध ' || i ELSE 'Café' END AS script, [i, NULL] AS list
      FROM (SELECT CAST(range AS BIGINT) AS i FROM range(${ROWS})) ORDER BY i`),
  )
  expect(rows).toEqual(
    Array.from({ length: ROWS }, (_, i) => ({
      i,
      small: i - 7,
      part: i % 3 > 0 ? i / 8 : null,
      even: i % 2 === 0,
      name: i % 5 === 0 ? null : i % 5 === 1 ? '' : `Milk ${Math.floor(i / 100)}`,
      script: i % 4 === 0 ? `दूध ${i}` : 'Café',
      list: [i, null],
    })),
  )
})

test('an integer that a number cannot hold is refused, and so is a decimal', async () => {
  const db = await openNodeDatabase()
  await expect(db.all(raw('SELECT 9007199254740993::BIGINT AS n'))).rejects.toThrow(/too large/)
  await expect(db.all(raw('SELECT 1.5::DECIMAL(9, 2) AS d'))).rejects.toThrow(/cast it/)
})
