/**
 * Every metric's own SQL on native DuckDB, one thread, over the same rows: how far the WASM engine is from the limit. Run in a process of its own:
 * `node bench/native-metrics.mjs <csv>` prints JSON of ms, sum of all numbers and rows for each metric.
 */
import { DuckDBInstance } from '@duckdb/node-api'
import { Bool, Float64, Table, Utf8, vectorFromArray } from 'apache-arrow'
import { createServer } from 'vite'
import { DUCKDB_COLUMNS } from './sales-columns.mjs'

const csv = process.argv[2] ?? ''

/** The file's rows as the facts that Lucid makes of them: money in 1/10000, quantities in 1/1000. */
const FACTS = [
  `INSERT INTO dataset VALUES (1, 'bench', 'sales', 'generic', NULL, '2026-11-20T00:00:00Z', 1, (SELECT count(*) FROM file))`,
  `INSERT INTO store_key SELECT row_number() OVER (ORDER BY store), store, lower(store), store, store, NULL, NULL FROM (SELECT DISTINCT store FROM file)`,
  `INSERT INTO item SELECT row_number() OVER (ORDER BY item_code), 'generic', item_code, item_name, lower(item_name), NULL, item_code, item_name, category, NULL, NULL, NULL, 0
     FROM (SELECT item_code, min(item_name) AS item_name, min(category) AS category FROM file GROUP BY item_code)`,
  `INSERT INTO sales_fact SELECT 1, row_no, 0, date, date_part('hour', time::TIME) * 3600 + date_part('minute', time::TIME) * 60, store_no, lower(channel), bill_no, line_no::VARCHAR, item_no, CASE WHEN qty < 0 THEN 'RETURN' ELSE 'SALE' END,
     qty * 1000, (rate * 10000)::BIGINT, (rate * qty * 10000)::BIGINT, (discount * 10000)::BIGINT, (amount * 10000)::BIGINT, NULL, (amount * 10000)::BIGINT, (cost * 10000)::BIGINT,
     nullif(customer, ''), payment, f.category, NULL, TRUE
     FROM file f JOIN store_key s ON s.raw_name = f.store JOIN item i ON i.code = f.item_code ORDER BY row_no`,
  'DROP TABLE file',
]
const vite = await createServer({
  root: new URL('..', import.meta.url).pathname,
  configFile: false,
  server: { middlewareMode: true },
  appType: 'custom',
  logLevel: 'error',
})
try {
  const load = (/** @type {string} */ path) => vite.ssrLoadModule(path)
  const { SCHEMA, VIEWS, NUMBER_KEYS } = await load('/workers/db/schema.ts')
  const { METRICS } = await load('/workers/metrics/registry.ts')
  const { runMetric } = await load('/workers/metrics/run.ts')
  const { ensureModels } = await load('/workers/models/ensure-models.ts')
  const { DEFAULT_SETTINGS } = await load('/src/domain/settings.ts')
  const { NO_FILTER } = await load('/src/domain/filter.ts')
  const connection = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect()
  const all = async (/** @type {{ text: string }} */ { text }) => (await connection.runAndReadAll(text)).getRowObjectsJS().map(plain)
  const arrow = async (/** @type {{ text: string }} */ { text }) => {
    const columns = Object.entries((await connection.runAndReadAll(text)).getColumnsObjectJS())
    return new Table(Object.fromEntries(columns.map(([name, cells]) => [name, vector(cells)])))
  }
  const run = async (/** @type {{ text: string }} */ { text }) => void (await connection.run(text))
  await run(SCHEMA)
  await run(VIEWS)
  await connection.run(
    `CREATE TABLE file AS SELECT row_number() OVER () + 1 AS row_no, * FROM read_csv('${csv}', header = true, columns = ${DUCKDB_COLUMNS})`,
  )
  for (const text of FACTS) await connection.run(text)
  await run(NUMBER_KEYS)
  const db = { all, arrow, run }
  await ensureModels(db, DEFAULT_SETTINGS)
  const deps = { db, cache: null, settings: DEFAULT_SETTINGS, data_hash: '', data_version: 1, engine_version: '' }
  /** @type {Record<string, { ms: number, sum: number, rows: number }>} */
  const times = {}
  for (const { id } of METRICS) {
    const began = performance.now()
    const { results } = await runMetric(deps, { metric_id: id, args: {}, filter: { ...NO_FILTER, from: '2000-01-01' } })
    const ms = performance.now() - began
    const numbers = results
      .flatMap((/** @type {object} */ row) => Object.values(row))
      .filter((/** @type {unknown} */ cell) => typeof cell === 'number')
    times[id] = {
      ms: Math.round(ms),
      sum: numbers.reduce((/** @type {number} */ sum, /** @type {number} */ one) => sum + one, 0),
      rows: results.length,
    }
  }
  console.log(JSON.stringify(times))
} finally {
  await vite.close()
}

/** A column as the metrics read it. @param {readonly unknown[]} cells */
function vector(cells) {
  const sample = cells.find((cell) => cell !== null)
  const type = typeof sample === 'boolean' ? new Bool() : typeof sample === 'string' ? new Utf8() : new Float64()
  return vectorFromArray(
    cells.map((cell) => (typeof cell === 'bigint' ? Number(cell) : cell)),
    type,
  )
}

/** As workers/db/convert.ts gives it: BIGINT as a number. @param {Record<string, unknown>} row */
function plain(row) {
  return Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, typeof cell === 'bigint' ? Number(cell) : cell]))
}
