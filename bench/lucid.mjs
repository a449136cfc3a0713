/** Lucid under the clock, in a browser of its own: from the drop event to the Overview's figure in the DOM. */
import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { openBrowser } from './browser-process.mjs'
import { HEADER } from './sales-file.mjs'

/**
 * @typedef {{ seconds: number, renderer_mb: number, long_tasks_ms: number[], reload_first_figure_ms: number, reload_engine_ready_ms: number,
 *   stored_mb: number, next_day_s: number, rebuild_s: number, metrics: Record<string, { uncached: number, cached: number, sum: number, rows: number }> }} Measured
 * `seconds`: drop event to figure. `renderer_mb`: peak resident set (VmHWM) of the largest renderer. `long_tasks_ms`: tasks of over 50 ms on the main
 * thread between drop and figure. The reload figures count from navigation start. `stored_mb`: files of the origin, raw copy and database.
 * `next_day_s`: one more day of sales, from the drop until its figures stand. `rebuild_s`: from a start without the database file until it is back. `metrics`: ms of
 * each metric over all rows, computed and then read from the cache, as a page asks for it, with the sum of all its numbers to compare with.
 */

/**
 * One import on a fresh profile whose service worker and engine are already up, then a reload.
 * @param {{ origin: string, csv: string, figure: string, timeout_ms: number }} options `figure`: the text that the Overview must come to show
 * @returns {Promise<Measured>}
 */
export async function lucidRun({ origin, csv, figure, timeout_ms }) {
  const browser = await openBrowser()
  try {
    const { context } = browser
    await context.addInitScript(instrument, figure)
    const page = await context.newPage()
    page.setDefaultTimeout(timeout_ms)
    await page.goto(origin)
    await untilReady(page)
    await page.reload() // the first page of a profile is not under the service worker from its beginning
    await untilReady(page)

    const session = await context.newCDPSession(page)
    const data = { items: [], files: [csv], dragOperationsMask: 1 }
    for (const type of /** @type {const} */ (['dragEnter', 'dragOver', 'drop']))
      await session.send('Input.dispatchDragEvent', { type, x: 500, y: 400, data })
    await page.waitForFunction(() => window.lucid_bench.figure_at > 0 || window.lucid_bench.refused, null, {
      timeout: timeout_ms,
      polling: 100,
    })
    const { dropped_at, figure_at, long_tasks, refused } = await page.evaluate(() => window.lucid_bench)
    if (refused) throw new Error(`The file was not taken: ${refused}`)
    const renderer_mb = browser.peakRenderer()

    await untilAtRest(page)
    await page.goto(`${origin}/`)
    await page.waitForFunction(() => window.lucid_bench.figure_at > 0 && window.lucid_bench.ready_at > 0, null, {
      timeout: 30_000,
      polling: 50,
    })
    const reload = await page.evaluate(() => window.lucid_bench)
    const stored_mb = Math.round(browser.storedBytes() / 1e6)
    const metrics = await page.evaluate(timeMetrics)
    const next_day_s = await timeNextDay(page, nextDay(csv))
    return {
      seconds: (figure_at - dropped_at) / 1000,
      renderer_mb,
      long_tasks_ms: long_tasks.filter(({ at }) => at >= dropped_at && at <= figure_at).map(({ ms }) => ms),
      reload_first_figure_ms: reload.figure_at,
      reload_engine_ready_ms: reload.ready_at,
      stored_mb,
      metrics,
      next_day_s,
      rebuild_s: await timeRebuild(page, origin),
    }
  } finally {
    await browser.close()
  }
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

/** @param {import('@playwright/test').Page} page @param {string} text */
async function timeNextDay(page, text) {
  const began = performance.now()
  await page.evaluate((csv) => globalThis.lucid.importFile(new File([csv], 'next-day.csv'), { is_sample: false }), text)
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
