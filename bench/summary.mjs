/** What the measurements come to. */

/**
 * @typedef {{ seconds: number, memory_mb: number }} Run
 * @typedef {{ rows: number, bytes: number, peers: Record<string, Run[]>, lucid: import('./lucid.mjs').Measured[],
 *   native_metrics: Record<string, { ms: number, sum: number, rows: number }>, failed: Record<string, string> }} Size
 */

/** @param {readonly number[]} numbers NaN for none */
export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b)
  const middle = sorted.length / 2
  return ((sorted[Math.ceil(middle) - 1] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2
}

/** Metrics of which Lucid and native DuckDB say the same: rows and the sum of all numbers, to six digits. @param {Size} size */
export function comparableMetrics({ lucid, native_metrics }) {
  const ours = lucid[0]?.metrics ?? {}
  return Object.keys(ours).filter((id) => {
    const [a, b] = [ours[id], native_metrics[id]]
    return a && b && a.rows === b.rows && Math.abs(a.sum - b.sum) <= 1e-6 * Math.max(1, Math.abs(a.sum), Math.abs(b.sum))
  })
}

/**
 * How Lucid stands: below 1 it is ahead. Ratios are of medians at the largest size that both ran; `growth_exponent` is the slope of log seconds over log rows
 * from the smallest to the largest size. null = not measured.
 * @param {readonly Size[]} sizes
 * @returns {Record<string, number | null>}
 */
export function ratiosOf(sizes) {
  const seconds = (/** @type {Size} */ size) => median(size.lucid.map((one) => one.seconds))
  const versus = (/** @type {string} */ name) => {
    const size = sizes.filter(({ peers }) => peers[name]?.length).at(-1)
    return size ? seconds(size) / median((size.peers[name] ?? []).map((one) => one.seconds)) : null
  }
  const last = sizes.at(-1)
  const first = sizes[0]
  const million = sizes.find(({ rows }) => rows === 1_000_000) ?? last
  const ids = million ? comparableMetrics(million) : []
  const uncached = million ? median(million.lucid.map((one) => ids.reduce((sum, id) => sum + (one.metrics[id]?.uncached ?? 0), 0))) : null
  const native = million ? ids.reduce((sum, id) => sum + (million.native_metrics[id]?.ms ?? 0), 0) : null
  const four = sizes.find(({ rows }) => rows === 4_000_000)
  return {
    ingest_vs_native: versus('native-duckdb'),
    ingest_vs_duckdb_wasm: versus('duckdb-wasm'),
    ingest_vs_sqlite_wasm: versus('sqlite-wasm'),
    ingest_vs_plain_js: versus('plain-js'),
    ingest_vs_pandas: versus('pandas-sqlite'),
    metrics_vs_native: uncached !== null && native ? uncached / native : null,
    metrics_compared: ids.length,
    metrics_uncached_ms_1m: uncached,
    question_ms_1m: million ? median(million.lucid.map((one) => one.question_ms)) : null,
    risk_and_actions_s: last ? median(last.lucid.map(({ risk }) => (risk.risk_ms + risk.actions_ms) / 1000)) : null,
    risk_after_one_day_s: last ? median(last.lucid.map((one) => one.next_day_risk_s)) : null,
    memory_mb_4m: four ? Math.max(...four.lucid.map((one) => one.renderer_mb)) : null,
    wasm_heap_mb_4m: four ? Math.max(...four.lucid.map((one) => one.wasm_mb)) : null,
    growth_exponent:
      first && last && last.rows > first.rows ? Math.log(seconds(last) / seconds(first)) / Math.log(last.rows / first.rows) : null,
  }
}
