/** Lucid under the clock, in a browser of its own: from the drop event to the Overview's figure in the DOM. */
import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { openBrowser } from './browser-process.mjs'
import { HEADER } from './sales-file.mjs'
import { stockFile } from './stock-file.mjs'

/**
 * @typedef {{ risk_ms: number, actions_ms: number, batches: number, proposed: number }} Risk `risk_ms`: until every batch is scored, right after the
 *   import, so that the demand of every product in every store is worked out too. `actions_ms`: until what to do about them is proposed.
 * @typedef {{ seconds: number, renderer_mb: number, wasm_mb: number, most_mb: number, long_tasks_ms: number[], reload_first_figure_ms: number, reload_engine_ready_ms: number,
 *   stored_mb: number, question_ms: number, stock_s: number, risk: Risk, next_day_s: number, next_day_risk_s: number, rebuild_s: number,
 *   metrics: Record<string, { uncached: number, cached: number, sum: number, rows: number }> }} Measured
 * `seconds`: drop event to figure. `renderer_mb`: peak resident set (VmHWM) of the largest renderer until the figure stands; `wasm_mb`: the engine's wasm memory by then; `most_mb`: until risks were scored too. `long_tasks_ms`: tasks of over 50 ms on the main
 * thread between drop and figure. The reload figures count from navigation start. `stored_mb`: files of the origin, raw copy and database.
 * `question_ms`: revenue of each store and month, as a person asks it in SQL. `stock_s`: a count of 20,000 batches, from the drop until its figures stand;
 * `risk` after it, asked from the Data page. `next_day_s`: one more day of sales, from the drop until its figures stand; `next_day_risk_s`: risks and proposals after it, as of that day. `rebuild_s`: from a start without the database file until it is back. `metrics`: ms of
 * each metric over all rows, computed and then read from the cache, as a page asks for it, with the sum of all its numbers to compare with.
 */

/**
 * One import on a fresh profile whose service worker and engine are already up, then a reload.
 * @param {{ origin: string, csv: string, rows: number, figure: string, timeout_ms: number }} options `figure`: the text that the Overview must come to show
 * @returns {Promise<Measured>}
 */
export async function lucidRun({ origin, csv, rows, figure, timeout_ms }) {
  const browser = await openBrowser()
  try {
    const { context } = browser
    await context.addInitScript(instrument, figure)
    const first = await context.newPage()
    await first.goto(origin)
    await untilReady(first)
    const page = await context.newPage() // the first page of a profile is not under the service worker from its beginning
    await first.close()
    page.setDefaultTimeout(timeout_ms)
    await page.goto(origin)
    await untilReady(page)

    await drop(page, context, [csv])
    await page.waitForFunction(() => window.lucid_bench.figure_at > 0 || window.lucid_bench.refused, null, {
      timeout: timeout_ms,
      polling: 100,
    })
    const { dropped_at, figure_at, long_tasks, refused } = await page.evaluate(() => window.lucid_bench)
    if (refused) throw new Error(`The file was not taken: ${refused}`)
    const renderer_mb = browser.peakRenderer()
    const wasm_mb = browser.wasmHeap()

    await untilAtRest(page)
    await page.goto(`${origin}/`)
    await page.waitForFunction(() => window.lucid_bench.figure_at > 0 && window.lucid_bench.ready_at > 0, null, {
      timeout: 30_000,
      polling: 50,
    })
    const reload = await page.evaluate(() => window.lucid_bench)
    const stored_mb = Math.round(browser.storedBytes() / 1e6)
    const metrics = await page.evaluate(timeMetrics)
    const question_ms = await page.evaluate(timeQuestion)
    // from here on without the questions that the Overview asks after each import
    await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector('a[href="/data"]')).click())
    await page.waitForURL('**/data')
    const stock_s = await timeImport(page, 'stock.csv', stockFile(rows))
    const risk = await page.evaluate(timeRisk)
    const next_day_s = await timeImport(page, 'next-day.csv', nextDay(csv))
    const after = await page.evaluate(timeRisk)
    const most_mb = browser.peakRenderer()
    return {
      seconds: (figure_at - dropped_at) / 1000,
      renderer_mb,
      wasm_mb,
      most_mb,
      long_tasks_ms: long_tasks.filter(({ at }) => at >= dropped_at && at <= figure_at).map(({ ms }) => ms),
      reload_first_figure_ms: reload.figure_at,
      reload_engine_ready_ms: reload.ready_at,
      stored_mb,
      metrics,
      question_ms,
      stock_s,
      risk,
      next_day_s,
      next_day_risk_s: (after.risk_ms + after.actions_ms) / 1000,
      rebuild_s: await timeRebuild(page, origin),
    }
  } finally {
    await browser.close()
  }
}

/**
 * Real files, all dropped at once on a fresh profile.
 * @param {{ origin: string, files: string[], timeout_ms: number }} options
 * @returns {Promise<{ seconds: number, rows: number }>} until all are read; rows taken, rejected and set aside
 */
export async function lucidFiles({ origin, files, timeout_ms }) {
  const browser = await openBrowser()
  try {
    await browser.context.addInitScript(instrument, '\u0000')
    const page = await browser.context.newPage()
    page.setDefaultTimeout(timeout_ms)
    await page.goto(origin)
    await untilReady(page)
    await drop(page, browser.context, files)
    const seconds = await page.evaluate(async (wanted) => {
      const of = () => globalThis.lucid.call('datasets.list', {})
      while ((await of()).filter(({ status }) => status === 'ready').length < wanted)
        await new Promise((resolve) => setTimeout(resolve, 100))
      return (performance.now() - window.lucid_bench.dropped_at) / 1000
    }, files.length)
    const datasets = await page.evaluate(() => globalThis.lucid.call('datasets.list', {}))
    return { seconds, rows: datasets.reduce((sum, { counts }) => sum + (counts?.total ?? 0), 0) }
  } finally {
    await browser.close()
  }
}

/**
 * Bytes that a first visit downloads, until the app works without the network: its pages, the engine, what is kept for later.
 * @param {import('../scripts/serve-dist.mjs').Running} server
 */
export async function firstVisit(server) {
  const before = server.sent()
  const browser = await openBrowser()
  try {
    await browser.context.addInitScript(instrument, '\u0000')
    const page = await browser.context.newPage()
    await page.goto(server.origin)
    await untilReady(page)
    return server.sent() - before
  } finally {
    await browser.close()
  }
}

/** @param {import('@playwright/test').Page} page @param {import('@playwright/test').BrowserContext} context @param {string[]} files */
async function drop(page, context, files) {
  const session = await context.newCDPSession(page)
  const data = { items: [], files, dragOperationsMask: 1 }
  for (const type of /** @type {const} */ (['dragEnter', 'dragOver', 'drop']))
    await session.send('Input.dispatchDragEvent', { type, x: 500, y: 400, data })
}

/** @param {import('@playwright/test').Page} page */
async function untilReady(page) {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
    while (!navigator.serviceWorker.controller) await new Promise((resolve) => setTimeout(resolve, 50))
  })
  await page.waitForFunction(() => window.lucid_bench.ready_at > 0, null, { polling: 50 })
}

/** Runs in the page. A period that begins before the data asks for every row under a key that nothing has stored yet. */
async function timeMetrics() {
  const filter = { dataset_id: null, store_id: [], channel: [], category: [], sku_id: [], customer_id: [], from: '2000-01-01', to: null }
  /** @type {Record<string, { uncached: number, cached: number, sum: number, rows: number }>} */
  const times = {}
  for (const { id } of await globalThis.lucid.call('metrics.list', {})) {
    const ask = async () => {
      const begun = performance.now()
      const { results } = await globalThis.lucid.call('metrics.run', { metric_id: id, args: {}, filter, as_of: null })
      return { ms: Math.round(performance.now() - begun), results }
    }
    const computed = await ask()
    const numbers = computed.results.flatMap((row) => Object.values(row)).filter((cell) => typeof cell === 'number')
    const sum = numbers.reduce((all, one) => all + one, 0)
    times[id] = { uncached: computed.ms, cached: (await ask()).ms, sum, rows: computed.results.length }
  }
  return times
}

/** Runs in the page. */
async function timeQuestion() {
  const sql =
    "SELECT store_id, date_trunc('month', date) AS month, sum(net_ex_tax) / 10000 AS revenue FROM sales_line GROUP BY ALL ORDER BY ALL"
  const begun = performance.now()
  await globalThis.lucid.call('explore.sql', { sql })
  return Math.round(performance.now() - begun)
}

/** Runs in the page, for the newest day. @returns {Promise<Risk>} */
async function timeRisk() {
  const filter = { dataset_id: null, store_id: [], channel: [], category: [], sku_id: [], customer_id: [], from: null, to: null }
  const begun = performance.now()
  const { results, cached } = await globalThis.lucid.call('metrics.run', { metric_id: 'batch-risk', args: {}, filter, as_of: null })
  if (cached) throw new Error('The risks were known already: there is nothing to time.')
  const scored = performance.now()
  const { proposed, kept } = await globalThis.lucid.call('actions.generate', {})
  return {
    risk_ms: Math.round(scored - begun),
    actions_ms: Math.round(performance.now() - scored),
    batches: results.length,
    proposed: proposed + kept,
  }
}

/** One more day of sales: the last day's bills again, a day later and under new numbers. @param {string} csv */
function nextDay(csv) {
  const size = statSync(csv).size
  const tail = Buffer.alloc(Math.min(size, 2_000_000))
  const file = openSync(csv, 'r')
  readSync(file, tail, 0, tail.length, size - tail.length)
  closeSync(file)
  const lines = tail.toString('utf8').trimEnd().split('\n').slice(1)
  const day = lines.at(-1)?.split(',')[2] ?? ''
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
  const sold = lines.filter((line) => line.split(',')[2] === day).map((line) => `N${line.replace(day, next)}`)
  return `${HEADER}${sold.join('\n')}\n`
}

/** @param {import('@playwright/test').Page} page @param {string} name @param {string} text */
async function timeImport(page, name, text) {
  const began = performance.now()
  await page.evaluate(
    ([file, csv]) => globalThis.lucid.importFile(new File([csv], file), { is_sample: false }),
    /** @type {const} */ ([name, text]),
  )
  await untilAtRest(page)
  return (performance.now() - began) / 1000
}

/** @param {import('@playwright/test').Page} page @param {string} origin */
async function timeRebuild(page, origin) {
  await page.goto(`${origin}/manifest.webmanifest`) // a page of this origin that starts no engine
  await page.evaluate(async () => {
    const root = await navigator.storage.getDirectory()
    for await (const name of root.keys()) if (name.startsWith('lucid')) await root.removeEntry(name)
  })
  const began = performance.now()
  await page.goto(`${origin}/`)
  await page.waitForFunction(() => 'lucid' in globalThis)
  await page.waitForFunction(async () => (await globalThis.lucid.call('health', {})).status === 'ok', null, { polling: 200 })
  await untilAtRest(page)
  return (performance.now() - began) / 1000
}

/** The import's last work is the snapshot that the next start paints: the job ends with it. @param {import('@playwright/test').Page} page */
async function untilAtRest(page) {
  await page.evaluate(async () => {
    const open = async () => (await globalThis.lucid.call('jobs.list', {})).some(({ status }) => ['queued', 'running'].includes(status))
    while (await open()) await new Promise((resolve) => setTimeout(resolve, 250))
  })
}

/**
 * Runs in the page. Times are performance.now(): milliseconds since its navigation began. After a drop it goes to the Overview as soon as the
 * page has changed to Data, as a user in a hurry would, and then watches the DOM.
 * @param {string} figure
 */
function instrument(figure) {
  /** @type {Window['lucid_bench']} */
  const bench = { dropped_at: 0, figure_at: 0, ready_at: 0, refused: '', long_tasks: [] }
  window.lucid_bench = bench
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) bench.long_tasks.push({ at: startTime, ms: Math.round(duration) })
  }).observe({ type: 'longtask', buffered: true })
  addEventListener(
    'drop',
    () => {
      bench.dropped_at = performance.now()
      bench.figure_at = 0
    },
    true,
  )
  const look = () => {
    const now = performance.now()
    const word = document.querySelector('[data-word]')?.getAttribute('data-word')
    if (!bench.ready_at && word && word !== 'preparing' && word !== 'trouble') bench.ready_at = now
    if (bench.dropped_at && location.pathname.startsWith('/data')) {
      const home = document.querySelector('nav a[href="/"]')
      if (home instanceof HTMLElement) home.click()
    }
    bench.refused ||= /\bE_[A-Z_]+/.exec(document.querySelector('main')?.textContent ?? '')?.[0] ?? ''
    if (!bench.figure_at && document.querySelector('main')?.textContent?.includes(figure)) bench.figure_at = now
  }
  addEventListener('DOMContentLoaded', () => {
    new MutationObserver(look).observe(document, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
      attributeFilter: ['data-word'],
    })
  })
}
