/**
 * `npm run bench [-- --quick | --smoke | --gb] [--runs 5] [--rows 100000,1000000]`: from the drop of a file to a figure, Lucid beside what a user would
 * take instead, on this machine and in this run: interleaved, each answer checked before its time counts, medians with their spread. Writes
 * bench/results.json and docs/benchmark.md. Reported, never asserted: the machine is part of the result.
 */
import { execFile, execFileSync } from 'node:child_process'
import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs, promisify } from 'node:util'
import { buildWhenNeeded } from '../scripts/build-when-needed.mjs'
import { serveDist } from '../scripts/serve-dist.mjs'
import { browserPeers } from './browser-peers.mjs'
import { firstVisit, lucidRun } from './lucid.mjs'
import { realFiles } from './real-files.mjs'
import { writeReport } from './report.mjs'
import { writeSalesFile } from './sales-file.mjs'
import { median, ratiosOf } from './summary.mjs'

const { values } = parseArgs({
  options: {
    runs: { type: 'string' },
    rows: { type: 'string' },
    quick: { type: 'boolean', default: false },
    smoke: { type: 'boolean', default: false },
    gb: { type: 'boolean', default: false },
  },
})
/** Rows per size and how often each contestant runs. */
const plan = values.smoke
  ? { sizes: [2_000], runs: 1 }
  : values.quick
    ? { sizes: [30_000, 300_000], runs: 1 }
    : values.gb
      ? { sizes: [9_700_000], runs: 1 }
      : { sizes: [100_000, 1_000_000, 4_000_000], runs: 5 }
const sizes = values.rows ? values.rows.split(',').map(Number) : plan.sizes
const runs = values.runs ? Number(values.runs) : plan.runs
/** A contestant that needs longer than this is stopped and has no time. */
const TIMEOUT_MS = values.smoke ? 180_000 : 900_000
/** A peer that would need longer than this, by its time at the size before, is not run. */
const WORTH_WAITING_S = 180
const HERE = fileURLToPath(new URL('.', import.meta.url))
const node = promisify(execFile)

/** @typedef {import('./sales-columns.mjs').Answer} Answer */
/** @typedef {{ seconds: number, memory_mb: number, answer: Answer }} Measured */

/** @param {string} name @param {string} csv @returns {Promise<Measured>} */
async function inProcess(name, csv) {
  const { stdout } = await node(process.execPath, ['--max-old-space-size=4096', join(HERE, 'peer.mjs'), name, csv], {
    timeout: TIMEOUT_MS,
    maxBuffer: 1 << 26,
  })
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
}
/** @param {string} csv @returns {Promise<Measured>} */
async function pandas(csv) {
  const { stdout } = await node(PYTHON ?? '', [join(HERE, 'peers/pandas-sqlite.py'), csv], { timeout: TIMEOUT_MS })
  return JSON.parse(stdout)
}
/** The first Python that has pandas: the system's package is not seen by another one that stands before it in the path. */
const PYTHON = ['python3', '/usr/bin/python3'].find((python) => {
  try {
    execFileSync(python, ['-c', 'import pandas'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})

const folder = join(tmpdir(), 'lucid-bench-files-2') // another number when the generator changes
mkdirSync(folder, { recursive: true })
buildWhenNeeded() // an older build would be measured otherwise
const server = await serveDist({ port: 0 })
/** @type {import('./summary.mjs').Size[]} */
const measured = []
for (const rows of sizes) {
  const csv = join(folder, `sales-${rows}.csv`)
  const truth = await writeSalesFile(csv, rows)
  const figure = `₹${new Intl.NumberFormat('en-IN').format(Math.round(truth.revenue / 100))}`
  console.log(`${rows.toLocaleString('en')} rows, ${(statSync(csv).size / 1e6).toFixed(1)} MB, revenue ${figure}`)
  const browser = await browserPeers(csv)
  /** @type {Record<string, () => Promise<Measured>>} */
  const contestants = {
    'native-duckdb': () => inProcess('native-duckdb', csv),
    'duckdb-wasm': () => browser.run('duckdb', TIMEOUT_MS),
    'sqlite-wasm': () => browser.run('sqlite', TIMEOUT_MS),
    'plain-js': () => inProcess('plain-js', csv),
    ...(PYTHON ? { 'pandas-sqlite': () => pandas(csv) } : {}),
  }
  /** @type {import('./summary.mjs').Size} */
  const size = { rows, bytes: statSync(csv).size, peers: {}, lucid: [], native_metrics: {}, failed: {} }
  for (let i = 0; i < runs; i++) {
    for (const [name, run] of Object.entries(contestants)) {
      if (size.failed[name]) continue
      const before = measured.at(-1)
      const slope = before?.peers[name]?.length ? (median(before.peers[name].map((one) => one.seconds)) * rows) / before.rows : 0
      if (slope > WORTH_WAITING_S) {
        size.failed[name] = `would need about ${Math.round(slope)} s`
        continue
      }
      try {
        const { seconds, memory_mb, answer } = await run()
        if (JSON.stringify(answer) !== JSON.stringify(truth))
          throw new Error(`answers ${JSON.stringify(answer)} where the file says ${JSON.stringify(truth)}`)
        size.peers[name] ??= []
        size.peers[name].push({ seconds, memory_mb: Math.round(memory_mb) })
        console.log(`  run ${i + 1}: ${name.padEnd(14)} ${seconds.toFixed(2)} s, ${Math.round(memory_mb)} MB`)
      } catch (error) {
        // a wrong answer has no time, and neither has one that never came
        size.failed[name] = String(error).split('\n')[0]?.slice(0, 200) ?? 'failed'
        console.log(`  run ${i + 1}: ${name.padEnd(14)} has no time: ${size.failed[name]}`)
      }
    }
    const ours = await lucidRun({ origin: server.origin, csv, rows, figure, timeout_ms: TIMEOUT_MS })
    size.lucid.push(ours)
    console.log(`  run ${i + 1}: ${'lucid'.padEnd(14)} ${ours.seconds.toFixed(2)} s, ${ours.renderer_mb} MB, wasm heap ${ours.wasm_mb} MB`)
  }
  const { stdout } = await node(process.execPath, ['--max-old-space-size=8192', join(HERE, 'native-metrics.mjs'), csv], {
    timeout: TIMEOUT_MS,
    maxBuffer: 1 << 26,
  })
  size.native_metrics = JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
  browser.stop()
  measured.push(size)
}
const real = values.smoke ? null : await realFiles(server.origin, TIMEOUT_MS)
const downloaded_mb = Math.round((await firstVisit(server)) / 1e5) / 10
await server.stop()

const machine = `${cpus().length} x ${cpus()[0]?.model ?? 'cpu'}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`
const result = { machine, runs, ratios: ratiosOf(measured), downloaded_mb, real, sizes: measured }
console.log('\nRatios')
for (const [name, value] of Object.entries(result.ratios))
  console.log(`  ${name.padEnd(32)} ${value === null ? 'not measured' : Number(value.toPrecision(4))}`)
const last = /** @type {import('./summary.mjs').Size} */ (measured.at(-1))
console.log(`  ${'reload to first figure, ms'.padEnd(32)} ${Math.round(median(last.lucid.map((one) => one.reload_first_figure_ms)))}`)
console.log(`  ${'reload to engine ready, ms'.padEnd(32)} ${Math.round(median(last.lucid.map((one) => one.reload_engine_ready_ms)))}`)
console.log(`  ${'longest main-thread task, ms'.padEnd(32)} ${Math.max(0, ...last.lucid.flatMap((one) => one.long_tasks_ms))}`)
console.log(`  ${'first visit downloads, MB'.padEnd(32)} ${downloaded_mb}`)
if (real) console.log(`  ${`${real.files} real files, s (native)`.padEnd(32)} ${real.lucid_s.toFixed(2)} (${real.native_s.toFixed(2)})`)
if (values.smoke) console.log('Smoke run: nothing is written.')
else {
  writeFileSync(join(HERE, 'results.json'), `${JSON.stringify(result, null, 1)}\n`)
  writeReport(result)
  console.log('Written to bench/results.json and docs/benchmark.md')
}
