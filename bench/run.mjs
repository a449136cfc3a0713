/**
 * `npm run bench [-- --runs 5] [-- --gb]`: a million rows from the drop to the Overview's figure, interleaved with native DuckDB on the same
 * file; medians. `--gb` imports a file of 1 GB once instead. Reported, never asserted: the machine is part of the result.
 */
import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { serveDist } from '../scripts/serve-dist.mjs'
import { lucidRun } from './lucid.mjs'
import { nativeRun } from './native.mjs'
import { writeSalesFile } from './sales-file.mjs'

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '5' }, gb: { type: 'boolean', default: false }, rows: { type: 'string' } },
})
const rows = Number(values.rows ?? (values.gb ? 9_700_000 : 1_000_000))
const runs = values.gb ? 1 : Number(values.runs)

const folder = join(tmpdir(), 'lucid-bench-files')
mkdirSync(folder, { recursive: true })
const csv = join(folder, `sales-${rows}.csv`)
console.log(`Making ${rows.toLocaleString('en')} rows ...`)
const { revenue } = await writeSalesFile(csv, rows)
const bytes = statSync(csv).size
const figure = `₹${new Intl.NumberFormat('en-IN').format(Math.round(revenue / 100))}`
console.log(`${csv}: ${mb(bytes)}, revenue ${figure}`)

const server = await serveDist({ port: 0 })
/** @type {Awaited<ReturnType<typeof lucidRun>>[]} */
const lucid = []
/** @type {number[]} */
const native = []
for (let i = 0; i < runs; i++) {
  const peer = await nativeRun(csv)
  if (peer.revenue !== revenue) throw new Error(`Native DuckDB sums to ${peer.revenue}, the file to ${revenue}.`)
  native.push(peer.seconds)
  const ours = await lucidRun({ origin: server.origin, csv, figure, timeout_ms: values.gb ? 900_000 : 180_000 })
  lucid.push(ours)
  console.log(`run ${i + 1}: native ${peer.seconds.toFixed(2)} s, Lucid ${ours.seconds.toFixed(2)} s, renderer ${ours.renderer_mb} MB`)
}
await server.stop()

const of = (/** @type {(run: (typeof lucid)[number]) => number} */ pick) => median(lucid.map(pick))
const result = {
  rows,
  bytes,
  runs,
  machine: `${cpus().length} x ${cpus()[0]?.model ?? 'cpu'}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`,
  native_s: median(native),
  lucid_s: of(({ seconds }) => seconds),
  ratio: of(({ seconds }) => seconds) / median(native),
  renderer_peak_mb: Math.max(...lucid.map(({ renderer_mb }) => renderer_mb)),
  long_tasks_ms: lucid.map(({ long_tasks_ms }) => long_tasks_ms),
  reload_first_figure_ms: of(({ reload_first_figure_ms }) => reload_first_figure_ms),
  reload_engine_ready_ms: of(({ reload_engine_ready_ms }) => reload_engine_ready_ms),
  metrics_ms: metricTimes(),
  each: { native, lucid },
}
const longest = Math.max(0, ...result.long_tasks_ms.flat())
console.log(`
${rows.toLocaleString('en')} rows, ${mb(bytes)}, ${runs} run${runs === 1 ? '' : 's'}, median, ${result.machine}
  native DuckDB, 1 thread        ${result.native_s.toFixed(2)} s
  Lucid, drop to figure          ${result.lucid_s.toFixed(2)} s
  ratio                          ${result.ratio.toFixed(2)} (target: at most 3)
  renderer peak                  ${result.renderer_peak_mb} MB (target: under 1024)
  longest task, main thread      ${longest} ms (target: none over 50)
  reload to first figure         ${Math.round(result.reload_first_figure_ms)} ms (target: under 500)
  reload to engine ready         ${Math.round(result.reload_engine_ready_ms)} ms (target: under 2000)
  ${`${Object.keys(result.metrics_ms).length} metrics, computed`.padEnd(31)}${total('uncached')} ms together (target: under 1500)
  from the cache                 ${worst('cached')} ms the slowest (target: under 50)`)
for (const [id, { uncached, cached }] of Object.entries(result.metrics_ms))
  console.log(`    ${id.padEnd(24)} ${String(uncached).padStart(6)} ms ${String(cached).padStart(5)} ms`)
const file = fileURLToPath(new URL('./results.json', import.meta.url))
writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`)
console.log(`Written to ${file}`)

/** Median over the runs, per metric. @returns {Record<string, { uncached: number, cached: number }>} */
function metricTimes() {
  const ids = Object.keys(lucid[0]?.metrics_ms ?? {})
  const pick = (/** @type {string} */ id, /** @type {'uncached' | 'cached'} */ which) =>
    of(({ metrics_ms }) => metrics_ms[id]?.[which] ?? Number.NaN)
  return Object.fromEntries(ids.map((id) => [id, { uncached: pick(id, 'uncached'), cached: pick(id, 'cached') }]))
}
/** @param {'uncached' | 'cached'} which */
function total(which) {
  return Math.round(Object.values(result.metrics_ms).reduce((sum, one) => sum + one[which], 0))
}
/** @param {'uncached' | 'cached'} which */
function worst(which) {
  return Math.max(...Object.values(result.metrics_ms).map((one) => one[which]))
}

/** @param {number[]} numbers */
function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b)
  const middle = sorted.length / 2
  return ((sorted[Math.ceil(middle) - 1] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2
}

/** @param {number} count */
function mb(count) {
  return `${(count / 1e6).toFixed(1)} MB`
}
