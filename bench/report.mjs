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

/** @param {{ machine: string, runs: number, ratios: Record<string, number | null>, downloaded_mb: number, real: import('./real-files.mjs').RealFiles | null, sizes: Size[] }} result */
export function writeReport({ machine, runs, ratios, downloaded_mb, real, sizes }) {
  mkdirSync(`${DOCS}benchmark`, { recursive: true })
  const parts = [
    '# Benchmark',
    '',
    `Written by \`npm run bench\`. ${machine}; ${runs} run${runs === 1 ? '' : 's'} each, interleaved; median, with least and most. From the file to revenue, units and bills; every answer was compared with the file's own sums first.`,
    '',
    '| Ratio | |',
    '|---|--:|',
    ...Object.entries(ratios).map(([name, value]) => `| ${name} | ${value === null ? 'not measured' : Number(value.toPrecision(3))} |`),
    '',
    `A first visit downloads ${downloaded_mb} MB, the engine included; later ones nothing.`,
  ]
  if (real)
    parts.push(
      '',
      `${real.files} real files of a day's sales each (${count(real.rows)} rows, ${(real.bytes / 1e6).toFixed(1)} MB), dropped together: ${real.lucid_s.toFixed(2)} s until all are read, checked and counted once; native DuckDB, sniffing them itself, ${real.native_s.toFixed(2)} s.`,
    )
  if (sizes.length > 1) {
    writeFileSync(`${DOCS}benchmark/growth.svg`, growth(sizes))
    parts.push('', '![Seconds from file to figure by rows, both axes logarithmic](benchmark/growth.svg)')
  }
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
      `Of Lucid’s memory ${Math.max(...size.lucid.map((one) => one.wasm_mb))} MB are the engine’s wasm heap. Lucid keeps ${median(size.lucid.map((one) => one.stored_mb))} MB on the device for it, raw file included. Reload to the first figure ${Math.round(median(size.lucid.map((one) => one.reload_first_figure_ms)))} ms, to the engine ${Math.round(median(size.lucid.map((one) => one.reload_engine_ready_ms)))} ms. One more day of sales: ${median(size.lucid.map((one) => one.next_day_s)).toFixed(2)} s. A stock count of 20,000 batches over ten stores: ${median(size.lucid.map((one) => one.stock_s)).toFixed(2)} s; then how every product sells in every store and the risk of every batch, uncached: ${median(size.lucid.map(({ risk }) => risk.risk_ms / 1000)).toFixed(2)} s, and what to do about them: ${median(size.lucid.map(({ risk }) => risk.actions_ms / 1000)).toFixed(2)} s (${count(size.lucid[0]?.risk.proposed ?? 0)} proposals); both after one more day of sales: ${median(size.lucid.map((one) => one.next_day_risk_s)).toFixed(2)} s. Revenue by store and month, asked in SQL: ${median(size.lucid.map((one) => one.question_ms))} ms. Memory at its most, all of this included: ${Math.max(...size.lucid.map((one) => one.most_mb))} MB. Rebuilding the database from the kept files: ${median(size.lucid.map((one) => one.rebuild_s)).toFixed(2)} s. Longest task of the main thread between drop and figure: ${Math.max(0, ...size.lucid.flatMap((one) => one.long_tasks_ms))} ms.`,
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

/** Medians over rows, both axes logarithmic: a straight line of slope 1 is twice the time for twice the rows. @param {Size[]} sizes */
function growth(sizes) {
  const [WIDTH, HEIGHT, LEFT, BOTTOM] = [720, 360, 60, 40]
  const lines = [...new Set(sizes.flatMap((size) => contestants(size).map(({ title }) => title)))].map((title) => ({
    title,
    points: sizes.flatMap((size) => {
      const one = contestants(size).find((other) => other.title === title)
      return one ? [{ rows: size.rows, seconds: median(one.seconds) }] : []
    }),
  }))
  const all = lines.flatMap(({ points }) => points)
  const span = (/** @type {number[]} */ numbers) => [
    Math.floor(Math.log10(Math.min(...numbers))),
    Math.ceil(Math.log10(Math.max(...numbers))),
  ]
  const [r0 = 0, r1 = 1] = span(all.map(({ rows }) => rows))
  const [s0 = 0, s1 = 1] = span(all.map(({ seconds }) => seconds))
  const x = (/** @type {number} */ rows) => LEFT + ((Math.log10(rows) - r0) / (r1 - r0)) * (WIDTH - LEFT - 190)
  const y = (/** @type {number} */ seconds) => HEIGHT - BOTTOM - ((Math.log10(seconds) - s0) / (s1 - s0)) * (HEIGHT - BOTTOM - 20)
  const parts = []
  for (let at = r0; at <= r1; at++)
    parts.push(`<text x="${x(10 ** at).toFixed(0)}" y="${HEIGHT - 14}" text-anchor="middle">${count(10 ** at)} rows</text>`)
  for (let at = s0; at <= s1; at++)
    parts.push(
      `<line x1="${LEFT}" x2="${WIDTH - 190}" y1="${y(10 ** at).toFixed(1)}" y2="${y(10 ** at).toFixed(1)}" stroke="#dde3e1"/><text x="${LEFT - 8}" y="${(y(10 ** at) + 4).toFixed(1)}" text-anchor="end">${10 ** at} s</text>`,
    )
  const ends = lines.map(({ title, points }) => ({ title, points, at: y(points.at(-1)?.seconds ?? 1) })).sort((a, b) => a.at - b.at)
  let free = 0
  for (const { title, points, at } of ends) {
    const own = title === TITLES.lucid
    const label = Math.max(at + 4, free)
    free = label + 16
    parts.push(
      `<polyline fill="none" stroke="${own ? '#1d6b5c' : '#9aa5a1'}" stroke-width="${own ? 3 : 1.5}" points="${points.map(({ rows, seconds }) => `${x(rows).toFixed(1)},${y(seconds).toFixed(1)}`).join(' ')}"/><text x="${(x(points.at(-1)?.rows ?? 1) + 8).toFixed(1)}" y="${label.toFixed(1)}"${own ? ' font-weight="600"' : ''}>${title}</text>`,
    )
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-label="Seconds from file to figure by rows" font-family="system-ui, sans-serif" font-size="13" fill="#5c6663">${parts.join('')}</svg>\n`
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
