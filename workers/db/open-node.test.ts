import { expect, test, vi } from 'vitest'
import { openNodeDatabase } from './open-node'
import { sql } from './sql'

test('the engine runs in Node with the schema in place, and values are bound', async () => {
  const db = await openNodeDatabase()
  const name = `Robert'); DROP TABLE item;--`
  expect(await db.all(sql`SELECT ${name} AS name, ${1.5} AS d, 7::BIGINT AS n, ${['a', "b'"]} AS l, NULL AS nothing`)).toEqual([
    { name, d: 1.5, n: 7, l: ['a', "b'"], nothing: null },
  ])
  await db.insertColumns('t', { a: ['x', null, 'हिन्दी'], b: [1n, null, 3n], c: [1.5, 2, null] }, 'create_temp')
  expect(await db.all(sql`SELECT * FROM t ORDER BY a NULLS LAST`)).toHaveLength(3)
  expect(await db.all(sql`SELECT count(*) AS n FROM sales_line`)).toEqual([{ n: 0 }])
  const rows = await db.withFile('x.csv', new TextEncoder().encode('1,a\n2,b\n'), () =>
    db.all(sql`SELECT row_number() OVER () AS n, * FROM read_csv('x.csv', header=false, all_varchar=true)`),
  )
  expect(rows).toHaveLength(2)
})

test('columns go in without code made at run time, which the content-security policy forbids', async () => {
  const db = await openNodeDatabase()
  vi.stubGlobal('Function', () => {
    throw new EvalError('code generation from strings')
  })
  await db.insertColumns(
    't',
    { a: ['चाय', null, '', 'a "b"\n'], b: [1n, null, -3n, 9007199254740993n], c: [1.5, 2, null, -0.25], d: [null, null, null, null] },
    'create_temp',
  )
  vi.unstubAllGlobals()
  expect(await db.all(sql`SELECT a, b::VARCHAR AS b, c, d FROM t`)).toEqual([
    { a: 'चाय', b: '1', c: 1.5, d: null },
    { a: null, b: null, c: 2, d: null },
    { a: '', b: '-3', c: null, d: null },
    { a: 'a "b"\n', b: '9007199254740993', c: -0.25, d: null },
  ])
})
