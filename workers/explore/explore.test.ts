import { beforeAll, describe, expect, test } from 'vitest'
import { LIMITS } from '../../src/domain/limits'
import { sql } from '../db/sql'
import { openTestShop } from '../host/shop-fixture'
import { explore } from './explore'

const HEAD = 'Date,Invoice No,Item Name,Qty,Rate,Amount\n'
let it: Awaited<ReturnType<typeof openTestShop>>
let bill = 0

/** Imports one more bill of 20 rupees, and says what the shop holds then. */
async function importOne() {
  bill++
  const { job } = await it.drop(`bill-${bill}.csv`, `${HEAD}2026-01-01,A${bill},Soap,2,10,20\n`)
  const [held] = await it.shop.db.all(sql`SELECT count(*) AS lines, sum(net_ex_tax)::BIGINT AS revenue FROM sales_line`)
  return { status: job?.status, ...held }
}
const run = (text: string) => explore(it.shop.db.explorer, text, new AbortController().signal)
const reasonOf = async (text: string): Promise<unknown> => {
  const error = await run(text).then(
    (result) => `it ran: ${JSON.stringify(result)}`,
    (thrown) => thrown.shape,
  )
  return error.code === 'sql_refused' ? error.details.reason : error
}

beforeAll(async () => {
  it = await openTestShop()
  await importOne()
}, 60_000)

describe('what is asked is answered', () => {
  test('numbers are numbers, days and lists are text, names stay apart', async () => {
    expect(
      await run(`SELECT store_id, sum(qty) / 1000 AS units, sum(net_ex_tax) AS e4, min(date) AS date, [1, 2] AS list, true AS flag, 1 AS units,
        1.50 AS decimal, 1e400 AS endless, '2026-01-01; DROP TABLE item' AS text -- the last word
        FROM sales_line GROUP BY ALL ORDER BY 1; -- and a comment`),
    ).toEqual({
      columns: expect.arrayContaining([
        { name: 'units', type: 'DOUBLE' },
        { name: 'units_1', type: 'DOUBLE' },
        { name: 'list', type: 'VARCHAR' },
        { name: 'flag', type: 'BOOLEAN' },
      ]),
      results: [
        expect.objectContaining({
          units: 2,
          units_1: 1,
          e4: 200_000,
          date: '2026-01-01',
          list: '[1, 2]',
          flag: true,
          decimal: 1.5,
          endless: null,
        }),
      ],
      truncated: false,
    })
  })

  test.each([
    [
      'a FROM that names no table',
      "SELECT extract(year FROM date) AS y, trim(both ' ' FROM sku_id), store_id IS NOT DISTINCT FROM 'x' FROM sales_line",
    ],
    [
      'WITH, twice, and a subquery',
      'WITH a AS (SELECT * FROM sales_line), b AS (SELECT count(*) n FROM a) SELECT * FROM b, (SELECT 1 AS one) c',
    ],
    ['recursion', 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5) SELECT sum(i) FROM n'],
    [
      'joins',
      'SELECT * FROM sales_line a JOIN item i USING (sku_id) LEFT JOIN store_key s ON s.store_id = a.store_id AND s.city IN (SELECT NULL)',
    ],
    [
      'windows',
      'SELECT date, rank() OVER (PARTITION BY store_id ORDER BY qty DESC, row_no) FROM sales_line QUALIFY rank() OVER (ORDER BY qty) = 1',
    ],
    ['rows made of nothing', "SELECT r.range, v.a FROM range(3) r, (VALUES ('x'), ('y')) AS v(a) ORDER BY ALL"],
    ['FROM first', 'FROM sales_line SELECT store_id, count(*) GROUP BY store_id'],
    ['sets', 'SELECT sku_id FROM sales_line UNION SELECT sku_id FROM item EXCEPT SELECT NULL'],
    ['brackets', "SELECT {'a': 1, 'b': [1, 2][1:1]} AS s, list_transform([1, 2], x -> x + 1) FROM sales_line"],
    ['Devanagari', "SELECT 'चीनी' AS \"नाम\", count(*) FROM sales_line WHERE product_name <> 'चाय'"],
  ])('%s', async (_, text) => {
    expect((await run(text)).results.length).toBeGreaterThan(0)
  })

  test('rows beyond the limit are left out, and that is said', async () => {
    const { results, truncated } = await run('SELECT range AS n FROM range(20000) ORDER BY n DESC')
    expect(results).toHaveLength(LIMITS.sql_rows)
    expect(results[0]).toEqual({ n: 19_999 })
    expect(truncated).toBe(true)
  })

  test('a mistake is told in the words of the engine', async () => {
    await expect(run('SELECT no_such_column FROM sales_line')).rejects.toMatchObject({
      shape: { code: 'sql_failed', message: expect.stringContaining('no_such_column') },
    })
    await expect(run('SELECT current_date')).rejects.toMatchObject({ shape: { code: 'sql_failed' } })
  })

  test('one that is cancelled before it begins does not begin', async () => {
    await expect(explore(it.shop.db.explorer, 'SELECT 1', AbortSignal.abort())).rejects.toMatchObject({ shape: { code: 'cancelled' } })
  })
})

/** Each with the reason it is refused for. Refused, not failed: nothing was opened, fetched or changed to find out. */
const ATTACKS: [string, string][] = [
  ['', 'empty'],
  ['   -- nothing\n', 'empty'],
  ["SELECT * FROM 'secret.csv'", 'file'],
  ['SELECT * FROM "secret.csv"', 'file'],
  ['SELECT * FROM secret.csv', 'table'],
  ["SELECT * FROM 'opfs://lucid.db'", 'file'],
  ["SELECT * FROM 'https://example.com/a.parquet'", 'file'],
  ["SELECT * FROM sales_line, 'data/*.csv'", 'file'],
  ["SELECT * FROM sales_line JOIN 'x' USING (sku_id)", 'file'],
  ["SELECT (SELECT max(a) FROM 'x') FROM sales_line", 'file'],
  ["SELECT * FROM ('x')", 'file'],
  ["SELECT 1 WHERE EXISTS (FROM 'x')", 'file'],
  ["SELECT * FROM sales_line : 'x'", 'table'],
  ["SELECT * FROM unnest([1]) WITH ORDINALITY, 'x'", 'file'],
  ["SELECT * FROM item i JOIN item j ON i.order = j.order, 'x'", 'file'],
  ["SELECT trim(SELECT a FROM 'x')", 'file'],
  ["SELECT is, distinct FROM 'x'", 'file'],
  ['SELECT (WITH "x.csv" AS (SELECT 1) SELECT 1) FROM "x.csv"', 'file'],
  ['SELECT * FROM $$x$$', 'file'],
  ["SELECT * FROM e'x'", 'file'],
  ["SELECT * FROM read_csv('x.csv')", 'function'],
  ["SELECT * FROM read_csv('x')", 'function'],
  ["SELECT * FROM READ_TEXT('x')", 'function'],
  ['SELECT * FROM "read_blob"(\'x\')', 'function'],
  ["SELECT * FROM main.read_csv_auto('x')", 'table'],
  ["SELECT * FROM read_csv /* */ ('x')", 'function'],
  ["SELECT * FROM read_csv\n--\n('x')", 'function'],
  ["SELECT * FROM glob('*')", 'function'],
  ["SELECT * FROM query('DROP TABLE item')", 'function'],
  ["SELECT * FROM query_table('x')", 'function'],
  ["SELECT * FROM sniff_csv('x')", 'function'],
  ["SELECT 'x'.getenv()", 'function'],
  ["SELECT getenv('HOME')", 'function'],
  ["SELECT current_setting('memory_limit')", 'function'],
  ["SELECT nextval('s')", 'function'],
  ['SELECT * FROM duckdb_settings()', 'function'],
  ["SELECT * FROM pragma_table_info('item')", 'function'],
  ['SELECT * FROM sqlite_master', 'plan'],
  ['SELECT * FROM information_schema.tables', 'table'],
  ["SELECT repeat('x', 1000000000)", 'function'],
  ['SELECT range(1000000000)', 'function'],
  ['SELECT * FROM repeat(1, 1000000000)', 'function'],
  ["ATTACH 'x.db'", 'not_select'],
  ['SET enable_external_access = false', 'not_select'],
  ["COPY item TO 'x.csv'", 'not_select'],
  ['INSTALL httpfs', 'not_select'],
  ["LOAD 'httpfs'", 'not_select'],
  ['PRAGMA database_list', 'not_select'],
  ["EXPORT DATABASE 'x'", 'not_select'],
  ['CHECKPOINT', 'not_select'],
  ['DROP TABLE item', 'not_select'],
  ['EXPLAIN ANALYZE SELECT 1', 'not_select'],
  ['(SELECT 1)', 'not_select'],
  ['TABLE item', 'not_select'],
  ["CALL pragma_table_info('item')", 'not_select'],
  ["SELECT * FROM (DESCRIBE 'x')", 'not_select'],
  ["SELECT * FROM (SUMMARIZE 'x')", 'not_select'],
  ['SELECT * FROM (PIVOT item ON sku_id USING count(*))', 'not_select'],
  ['WITH gone AS (DELETE FROM item RETURNING *) SELECT * FROM gone', 'not_select'],
  ['SELECT 1; DROP TABLE item', 'several'],
  ['SELECT 1;;', 'several'],
  ['SELECT 1) t; DROP TABLE item; SELECT * FROM (SELECT 1', 'parentheses'],
  ["SELECT 1) UNION ALL (SELECT a FROM 'x'", 'parentheses'],
  ['SELECT [1)]', 'parentheses'],
  ['SELECT (1', 'parentheses'],
  ['SELECT 1 /* open', 'unreadable'],
  ['SELECT 1 /* one /* two */ */', 'unreadable'],
  ["SELECT 'open", 'unreadable'],
  ['SELECT "open', 'unreadable'],
  ['SELECT * FROM “x.csv”', 'table'],
  ['SELECT * FROM ‘x’', 'table'],
  ["SELECT * FROM\u00a0'x.csv'", 'unreadable'],
  ["SELECT * FROM read_csv\u2003('x')", 'unreadable'],
  ["SELECT * FROM ｒｅａｄ_csv('x')", 'table'],
  ["SELECT ｒｅａｄ_text('x')", 'function'],
  ['SELECT $1', 'unreadable'],
  ['SELECT U&"\\0072"', 'unreadable'],
  ['SELECT 1\0', 'unreadable'],
  [`SELECT ${'1 + '.repeat(10_000)}1`, 'too_long'],
]

/** Reads a CSV file through the engine, as every import does: what an attack that turned file access off would end. */
async function readFile(n: number): Promise<unknown> {
  const { db } = it.shop
  const bytes = new TextEncoder().encode(`a,b\n${n},2\n`)
  return db.withFile('probe.csv', bytes, () => db.all(sql`SELECT CAST(sum(a + b) AS DOUBLE) AS sum FROM read_csv('probe.csv')`))
}

test('attacks are refused for the right reason, and after each of them a file is read as ever', async () => {
  const reasons: [string, unknown][] = []
  for (const [n, [text]] of ATTACKS.entries()) {
    reasons.push([text, await reasonOf(text)])
    expect(await readFile(n), `after ${text}`).toEqual([{ sum: n + 2 }])
  }
  expect(reasons).toEqual(ATTACKS)
  expect(await importOne()).toEqual({ status: 'completed', lines: bill, revenue: bill * 200_000 })
  expect(ATTACKS.length).toBeGreaterThanOrEqual(30)
})
