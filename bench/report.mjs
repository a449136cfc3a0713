/** docs/benchmark.md with its plots, from the measurements. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { comparableMetrics, median } from './summary.mjs'

/** @typedef {import('./summary.mjs').Size} Size */

const DOCS = fileURLToPath(new URL('../docs/', import.meta.url))
const TITLES = /** @type {Record<string, string>} */ ({
  lucid: 'Lucid, with every check',
  'native-duckdb': 'native DuckDB, 1 thread',
  'duckdb-wasm': 'DuckDB-WASM, no checks',
  'sqlite-wasm': 'SQLite WASM on OPFS',
  'plain-js': 'PapaParse and objects',
  'pandas-sqlite': 'pandas and SQLite',
})
const count = (/** @type {number} */ n) => n.toLocaleString('en')

/** @param {{ machine: string, runs: number, ratios: Record<string, number | null>, sizes: Size[] }} result */
export function writeReport({ machine, runs, ratios, sizes }) {
  mkdirSync(`${DOCS}benchmark`, { recursive: true })
  const parts = [
    '# Benchmark',
    '',
    `Written by \`npm run bench\`. ${machine}; ${runs} run${runs === 1 ? '' : 's'} each, interleaved; median, with least and most. From the file to revenue, units and bills; every answer was compared with the file's own sums first.`,
    '',
    '| Ratio | |',
    '|---|--:|',
    ...Object.entries(ratios).map(([name, value]) => `| ${name} | ${value === null ? 'not measured' : Number(value.toPrecision(3))} |`),
  ]
  for (const size of sizes) {
    const name = `benchmark/ingest-${size.rows}.svg`
    const rows = contestants(size)
    writeFileSync(`${DOCS}${name}`, bars(rows))
    parts.push(
      '',
      `## ${count(size.rows)} rows, ${(size.bytes / 1e6).toFixed(0)} MB`,
      '',
      `![Seconds from file to figure](${name})`,
      '',
      '| | seconds | memory, MB |',
      '|---|--:|--:|',
      ...rows.map(({ title, seconds, memory }) => `| ${title} | ${spread(seconds)} | ${Math.max(...memory)} |`),
      ...Object.entries(size.failed).map(([peer, why]) => `| ${TITLES[peer] ?? peer} | none: ${why.replaceAll('|', '/')} | |`),
      '',
      `Lucid keeps ${median(size.lucid.map((one) => one.stored_mb))} MB on the device for it, raw file included. Reload to the first figure ${Math.round(median(size.lucid.map((one) => one.reload_first_figure_ms)))} ms, to the engine ${Math.round(median(size.lucid.map((one) => one.reload_engine_ready_ms)))} ms. One more day of sales: ${median(size.lucid.map((one) => one.next_day_s)).toFixed(2)} s. Rebuilding the database from the kept files: ${median(size.lucid.map((one) => one.rebuild_s)).toFixed(2)} s. Longest task of the main thread between drop and figure: ${Math.max(0, ...size.lucid.flatMap((one) => one.long_tasks_ms))} ms.`,
      ...metrics(size),
    )
  }
  writeFileSync(`${DOCS}benchmark.md`, `${parts.join('\n')}\n`)
}

/** @param {Size} size */
function contestants(size) {
  const ours = {
    title: /** @type {string} */ (TITLES.lucid),
    seconds: size.lucid.map((one) => one.seconds),
    memory: size.lucid.map((one) => one.renderer_mb),
  }
  const peers = Object.entries(size.peers).map(([name, runs]) => ({
    title: TITLES[name] ?? name,
    seconds: runs.map((one) => one.seconds),
    memory: runs.map((one) => one.memory_mb),
  }))
  return [ours, ...peers].sort((a, b) => median(a.seconds) - median(b.seconds))
}

/** @param {readonly number[]} seconds */
const spread = (seconds) => {
  const middle = median(seconds).toFixed(2)
  return seconds.length > 1 ? `${middle} (${Math.min(...seconds).toFixed(2)}–${Math.max(...seconds).toFixed(2)})` : middle
}

/** @param {Size} size */
function metrics(size) {
  const same = new Set(comparableMetrics(size))
  const ids = Object.keys(size.lucid[0]?.metrics ?? {})
  const of = (/** @type {string} */ id, /** @type {'uncached' | 'cached'} */ which) =>
    median(size.lucid.map((one) => one.metrics[id]?.[which] ?? Number.NaN))
  return [
    '',
    '| Metric | Lucid, ms | from its cache, ms | the same SQL on native DuckDB, ms |',
    '|---|--:|--:|--:|',
    ...ids.map(
      (id) =>
        `| ${id} | ${of(id, 'uncached')} | ${of(id, 'cached')} | ${same.has(id) ? (size.native_metrics[id]?.ms ?? '') : 'answers differ: not compared'} |`,
    ),
  ]
}

/** Bars of the medians, the shortest first. @param {{ title: string, seconds: number[] }[]} rows */
function bars(rows) {
  const [WIDTH, LEFT, ROW] = [720, 200, 30]
  const most = Math.max(...rows.map(({ seconds }) => median(seconds)))
  const lines = rows.map(({ title, seconds }, at) => {
    const middle = median(seconds)
    const length = Math.max(2, (middle / most) * (WIDTH - LEFT - 80))
    const y = 10 + at * ROW
    const own = title === TITLES.lucid
    return `<text x="${LEFT - 10}" y="${y + 15}" text-anchor="end"${own ? ' font-weight="600"' : ''}>${title}</text><rect x="${LEFT}" y="${y}" width="${length.toFixed(1)}" height="20" rx="3" fill="${own ? '#1d6b5c' : '#9aa5a1'}"/><text x="${(LEFT + length + 8).toFixed(1)}" y="${y + 15}">${middle.toFixed(2)} s</text>`
  })
  const height = 20 + rows.length * ROW
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="Seconds from file to figure" font-family="system-ui, sans-serif" font-size="13" fill="#5c6663">${lines.join('')}</svg>\n`
}
