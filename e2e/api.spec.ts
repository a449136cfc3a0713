import { truncate, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { parquetReadObjects } from 'hyparquet'
import Papa from 'papaparse'
import { NO_FILTER } from '../src/domain/filter'
import { type ApiAnswer, api, errorOf, upload } from './api-calls'
import { BrowserProcess } from './browser-process'
import { call, opfsFiles, salesFile, untilEnded, untilIdle } from './engine-calls'
import { expect, test } from './fixtures'
import { App } from './pages/app'

/** What a refused request writes on the console by itself. */
const REFUSED = /the server responded with a status of (?:4\d\d|503|507)/

/** Asks, and notes which route answered which status. */
function asker(page: Page) {
  const seen = new Set<string>()
  const note = (method: string, route: string, answer: ApiAnswer) => {
    seen.add(`${method} ${route}: ${answer.status}`)
    if (answer.status >= 400) {
      expect(errorOf(answer), `${method} ${route}`).toMatchObject({ code: expect.any(String), message: expect.any(String) })
      expect(errorOf(answer).correlation_id).toBe(answer.headers['x-correlation-id'])
      expect(JSON.stringify(answer.body)).not.toMatch(/\n\s+at |\.ts:\d|\.js:\d/)
    }
    return answer
  }
  return {
    seen,
    note,
    ask: async (method: string, route: string, options: Parameters<typeof api>[3] & { id?: string; to?: string } = {}) =>
      note(method, route, await api(page, method, options.to ?? route.replace(/\{\w+\}/, options.id ?? 'unknown'), options)),
  }
}

test('every route answers every status that it documents, and what it answers is what the engine says', async ({ app, page, problems }) => {
  problems.allow(REFUSED)
  await app.open('/data')
  await app.untilOfflineReady()
  const { ask, note, seen } = asker(page)
  const DATASET = '/datasets/{dataset_id}'

  // files: taken, known, refused
  const taken = note('POST', '/datasets', await upload(page, { name: 'मार्च "1".csv', text: salesFile(400) }))
  expect(taken).toMatchObject({
    status: 202,
    body: {
      duplicate: false,
      datasets: [expect.any(String)],
      file_info: { filename: 'मार्च "1".csv', estimated_columns: 8, size: new Blob([salesFile(400)]).size },
    },
  })
  const { dataset_id, job_id } = taken.body as { dataset_id: string; job_id: string }
  await untilEnded(page, job_id)
  const again = await ask('POST', '/datasets', {
    raw: salesFile(400),
    headers: { 'X-Filename': encodeURIComponent('मार्च.csv'), 'Content-Type': 'text/csv' },
  })
  expect(again).toMatchObject({ status: 200, body: { duplicate: true, dataset_id, row_count: 400 } })
  const empty = { raw: '', headers: { 'X-Filename': 'empty.csv', 'Content-Type': 'text/csv' } }
  expect(errorOf(await ask('POST', '/datasets', empty)).code).toBe('E_FILE_EMPTY')
  const torn = {
    raw: '--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nDate,Item',
    headers: { 'Content-Type': 'multipart/form-data; boundary=x' },
  }
  expect(errorOf(await ask('POST', '/datasets', torn)).code).toBe('incomplete_upload')
  const short = { raw: 'Date,Item\n', headers: { 'X-Filename': 'a.csv', 'X-Content-Length': '11' } }
  expect(errorOf(await ask('POST', '/datasets', short))).toMatchObject({
    code: 'incomplete_upload',
    details: { received: 10, announced: 11 },
  })
  const huge = { raw: 'Date', headers: { 'X-Filename': 'a.csv', 'X-Content-Length': String(2 ** 31) } }
  expect(errorOf(await ask('POST', '/datasets', huge))).toMatchObject({ code: 'E_TOO_LARGE', details: { limit: 1024 ** 3 } })
  const binary = {
    bytes: [0x7f, 0x45, 0x4c, 0x46, ...Array.from({ length: 600 }, (_, i) => (i * 7) % 256)],
    headers: { 'X-Filename': 'a.bin' },
  }
  expect((await ask('POST', '/datasets', binary)).status).toBe(415)
  expect(errorOf(await ask('POST', '/datasets', { raw: 'a' })).details).toEqual({ fields: { 'X-Filename': 'must name the file' } })
  const said = { kind: 'sale', store_id: ' ', channel: 'web' }
  const bill = { name: 'bill.csv', text: 'Date,Item,Qty,Amount\n2026-03-01,Tea,1,10\n' }
  for (const wrong of [
    await upload(page, bill, said),
    await ask('POST', '/datasets', { to: `/datasets?${new URLSearchParams(said)}`, raw: 'a' }),
  ])
    expect(errorOf(note('POST', '/datasets', wrong)).details).toEqual({
      fields: { kind: expect.any(String), store_id: expect.any(String), channel: expect.any(String) },
    })
  expect(errorOf(note('POST', '/datasets', await upload(page, null, { shop: 'S0' }))).details).toEqual({
    fields: { shop: expect.any(String) },
  })
  expect(errorOf(note('POST', '/datasets', await upload(page, bill, { kind: 'stores' }))).details).toMatchObject({ missing: ['store'] })
  const placed = await ask('POST', '/datasets', {
    to: '/datasets?kind=sales&store_id=S9&channel=online',
    raw: bill.text,
    headers: { 'X-Filename': bill.name },
  })
  const of_bill = placed.body as { dataset_id: string; job_id: string }
  await untilEnded(page, of_bill.job_id)
  const where = "SELECT store_id, channel FROM sales_line WHERE store_id = 'S9'"
  expect((await call(page, 'explore.sql', { sql: where })).results).toEqual([{ store_id: 'S9', channel: 'online' }])
  await untilEnded(page, (await call(page, 'datasets.delete', { dataset_id: of_bill.dataset_id })).job_id)
  const storage = await page.context().newCDPSession(page)
  const origin = new URL(page.url()).origin
  await storage.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 })
  expect(errorOf(note('POST', '/datasets', await upload(page, { name: 'more.csv', text: salesFile(50_000, 500) }))).code).toBe('E_QUOTA')
  await storage.send('Storage.overrideQuotaForOrigin', { origin })
  expect(await opfsFiles(page, 'incoming'), 'nothing is left of what was refused').toEqual([])

  // datasets and jobs
  const list = await ask('GET', '/datasets', { to: '/datasets?status=ready' })
  expect(list.body).toEqual([expect.objectContaining({ dataset_id, row_count: 400, status: 'ready', kind: 'sales' })])
  expect(errorOf(await ask('GET', '/datasets', { to: '/datasets?status=lost' })).details).toMatchObject({
    fields: { status: expect.any(String) },
  })
  expect((await ask('GET', DATASET, { id: dataset_id })).body).toEqual(await call(page, 'datasets.get', { dataset_id }))
  expect((await ask('GET', `${DATASET}/report`, { id: dataset_id })).body).toEqual(await call(page, 'datasets.report', { dataset_id }))
  expect((await ask('GET', `${DATASET}/rejects.csv`, { id: dataset_id })).body).toBe(
    (await call(page, 'datasets.rejects', { dataset_id })).csv.replace(/^\uFEFF/, ''),
  )
  const job = await call(page, 'jobs.get', { job_id })
  for (const route of ['/jobs/{job_id}', '/status/{job_id}']) expect((await ask('GET', route, { id: job_id })).body).toEqual(job)
  const mapping = (await call(page, 'datasets.get', { dataset_id })).mapping as { columns: unknown[] }
  const read_again = await ask('PUT', `${DATASET}/mapping`, { id: dataset_id, json: mapping })
  expect(read_again.status).toBe(202)
  await untilEnded(page, (read_again.body as { job_id: string }).job_id)
  expect((await ask('PUT', `${DATASET}/mapping`, { id: dataset_id, json: { ...mapping, columns: ['date'] } })).status).toBe(422)
  for (const [method, route, json] of [
    ['GET', DATASET],
    ['DELETE', DATASET],
    ['GET', `${DATASET}/report`],
    ['GET', `${DATASET}/rejects.csv`],
    ['PUT', `${DATASET}/mapping`, mapping],
    ['GET', '/jobs/{job_id}'],
    ['GET', '/status/{job_id}'],
    ['DELETE', '/jobs/{job_id}'],
    ['POST', '/jobs/analytics/{dataset_id}/recompute'],
  ] as const)
    expect((await ask(method, route, json ? { json } : {})).status, `${method} ${route}`).toBe(404)

  // metrics: each as the engine gives it, and as files
  const METRIC = '/analytics/{dataset_id}/{metric_id}'
  const metrics = await call(page, 'metrics.list', {})
  expect((await ask('GET', '/metrics')).body).toEqual(metrics)
  for (const { id } of metrics) {
    const { cached: _a, ...given } = (await ask('GET', METRIC, { to: `/analytics/all/${id}?period=2026-03&store_id=S0,S1` })).body as {
      cached: boolean
    }
    const filter = { ...NO_FILTER, store_id: ['S0', 'S1'], from: '2026-03-01', to: '2026-03-31' }
    const { cached: _b, ...meant } = await call(page, 'metrics.run', { metric_id: id, args: {}, filter })
    expect(given, id).toEqual(meant)
  }
  const best = { to: `/analytics/${dataset_id}/best-sellers?limit=5&by=revenue` }
  const { results } = (await ask('GET', METRIC, best)).body as { results: Record<string, unknown>[] }
  expect(results).toHaveLength(5)
  const csv = await ask('GET', METRIC, { ...best, headers: { Accept: 'text/csv' } })
  const table = Papa.parse<Record<string, string>>(csv.body as string, { header: true, skipEmptyLines: true })
  expect(table.data.map((row) => [row.sku_id, Number(row.revenue)])).toEqual(results.map((row) => [row.sku_id, row.revenue]))
  const parquet = await page.evaluate(
    async (path) => [...new Uint8Array(await (await fetch(path)).arrayBuffer())],
    `/api/v1${best.to.replace('?', '.parquet?')}`,
  )
  const rows = await parquetReadObjects({ file: new Uint8Array(parquet).buffer })
  expect(rows.map((row) => ({ ...row, rank: Number(row.rank) }))).toEqual(results)
  expect((await ask('GET', METRIC, { to: '/analytics/all/no-such-metric' })).status).toBe(404)
  expect((await ask('GET', METRIC, { to: '/analytics/nobody/trends' })).status).toBe(404)
  expect(errorOf(await ask('GET', METRIC, { to: '/analytics/all/best-sellers?limit=some&by=luck' })).details).toEqual({
    fields: { limit: 'must be a whole number', by: expect.stringContaining('units') },
  })
  expect((await ask('GET', METRIC, { to: '/analytics/all/trends?as_of=2026-02-30' })).status).toBe(422)
  const recomputed = await ask('POST', '/jobs/analytics/{dataset_id}/recompute', { id: 'all' })
  expect(recomputed.status).toBe(202)
  await untilEnded(page, (recomputed.body as { job_id: string }).job_id)

  // a statement
  const sql = 'SELECT store_id, sum(qty) / 1000 AS units FROM sales_line GROUP BY store_id ORDER BY store_id'
  expect((await ask('POST', '/explore/sql', { json: { sql } })).body).toEqual(await call(page, 'explore.sql', { sql }))
  expect((await ask('POST', '/explore/sql', { json: { sql }, headers: { Accept: 'text/csv' } })).body).toMatch(
    /^store_id,units\r\nS0,\d+\r\nS1,\d+\r\n$/,
  )
  for (const bad of ["SELECT * FROM read_csv('x')", 'SELEC 1', 'SELECT nothing FROM sales_line'])
    expect((await ask('POST', '/explore/sql', { json: { sql: bad } })).status, bad).toBe(422)

  // the rest
  expect((await ask('GET', '/health')).body).toMatchObject({ status: 'ok', data_version: (await call(page, 'health', {})).data_version })
  expect((await ask('GET', '/settings')).body).toEqual(await call(page, 'settings.get', {}))
  expect((await ask('PUT', '/settings', { json: { dead_days: 60 } })).body).toMatchObject({ dead_days: 60 })
  expect(errorOf(await ask('PUT', '/settings', { json: { dead_days: 0 } })).details).toMatchObject({
    fields: { dead_days: expect.any(String) },
  })
  expect((await ask('POST', '/downloads', { json: { path: '/api/v1/analytics/all/trends.csv' } })).status).toBe(201)
  expect((await ask('POST', '/downloads', { json: { path: '/api/v1/settings' } })).status).toBe(422)
  expect((await ask('GET', '/jobs/events', { to: '/jobs/events?after=x' })).status).toBe(422)
  seen.add(
    `GET /jobs/events: ${await page.evaluate(async () => {
      const abort = new AbortController()
      const { status } = await fetch('/api/v1/jobs/events', { signal: abort.signal })
      abort.abort()
      return status
    })}`,
  )

  // while a file is being read
  const big = note('POST', '/datasets', await upload(page, { name: 'big.csv', text: salesFile(120_000, 9_000) })).body as {
    dataset_id: string
    job_id: string
  }
  const busy = { id: big.dataset_id }
  for (const [method, route, json] of [
    ['DELETE', DATASET],
    ['PUT', `${DATASET}/mapping`, mapping],
    ['GET', `${DATASET}/report`],
    ['GET', `${DATASET}/rejects.csv`],
    ['POST', '/jobs/analytics/{dataset_id}/recompute'],
  ] as const)
    expect((await ask(method, route, { ...busy, ...(json ? { json } : {}) })).status, `${method} ${route}`).toBe(409)
  expect((await ask('DELETE', '/jobs/{job_id}', { id: big.job_id })).status).toBe(200)
  expect(await untilEnded(page, big.job_id)).toMatchObject({ status: 'cancelled' })
  expect((await ask('DELETE', DATASET, { id: dataset_id })).body).toEqual({ success: true })
  expect(await call(page, 'datasets.list', {})).toEqual([])
  expect(((await ask('GET', METRIC, { to: '/analytics/all/best-sellers' })).body as { results: unknown[] }).results).toEqual([])

  // everything again, turned off in Settings; then with no tab that has the engine
  type Description = { paths: Record<string, Record<string, { responses: Record<string, unknown> }>> }
  const { paths } = (await api(page, 'GET', '/openapi.json')).body as Description
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => [method.toUpperCase(), path.slice('/api/v1'.length)] as const),
  )
  const all = () => Promise.all(routes.map(([method, route]) => ask(method, route)))
  await page.goto('/settings')
  await page.getByRole('switch', { name: 'Let scripts ask Lucid' }).click()
  await expect.poll(async () => (await call(page, 'settings.get', {})).local_api).toBe(false)
  await expect(page.getByRole('switch', { name: 'Let scripts ask Lucid' })).not.toBeChecked()
  for (const answer of await all()) expect(errorOf(answer)).toMatchObject({ code: 'forbidden', hint: expect.stringContaining('Settings') })
  await page.getByRole('switch', { name: 'Let scripts ask Lucid' }).click()
  await expect.poll(async () => (await api(page, 'GET', '/health')).status).toBe(200)
  await page.goto('/favicon.svg') // of this origin, and no tab of Lucid
  let refused = ''
  for (const answer of await all()) {
    refused = errorOf(answer).correlation_id
    expect(errorOf(answer)).toMatchObject({ code: 'engine_unavailable', hint: expect.stringContaining('Open Lucid') })
    expect(answer.headers['retry-after']).toMatch(/^\d+$/)
  }

  await page.goto(`/log?q=${refused}`)
  await expect(page.getByRole('heading', { name: '1 entry' })).toBeVisible()
  await expect(page.getByRole('main').getByText(refused)).toBeVisible()

  const documented = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { responses }]) =>
      Object.keys(responses).map((status) => `${method.toUpperCase()} ${path.slice('/api/v1'.length)}: ${status}`),
    ),
  )
  expect([...seen].sort()).toEqual(documented.sort())
})

test('a page in sight whose engine is slow to start is waited for, not answered that no tab has it', async ({ app, page }) => {
  await app.open('/data')
  await app.untilOfflineReady()
  await untilIdle(page)
  // a slow device: the lock of the engine is taken, and nobody lets callers in for longer than a frozen tab gets
  await page.addInitScript(() => {
    let start = () => {}
    void navigator.locks.request('lucid-engine', () => new Promise<void>((resolve) => (start = resolve)))
    Object.assign(globalThis, { startEngine: () => start() })
  })
  await page.reload()
  const answer = page.evaluate(async () => {
    setTimeout(() => (globalThis as unknown as { startEngine: () => void }).startEngine(), 11_000)
    const started = performance.now()
    const { status } = await fetch('/api/v1/datasets')
    return { status, waited: performance.now() - started > 10_000 }
  })
  expect(await answer).toEqual({ status: 200, waited: true })
})

test('a page of another origin gets nothing, and no address of the API opens as a page', async ({ app, page, context, problems }) => {
  problems.allow(/127\.0\.0\.1/, REFUSED)
  await app.open('/data')
  await app.untilOfflineReady()
  const origin = new URL(page.url()).origin
  const other = createServer((_, response) => void response.writeHead(200, { 'Content-Type': 'text/html' }).end('<title>other</title>'))
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  try {
    const stranger = await context.newPage()
    await stranger.goto(`http://127.0.0.1:${(other.address() as AddressInfo).port}/`)
    const fetched = await stranger.evaluate(
      (target) =>
        Promise.all([
          fetch(target).then(String, () => 'refused'),
          fetch(target, { mode: 'no-cors' }).then(async (answer) => `${answer.type} ${(await answer.text()).length}`),
          new Promise((resolve) => {
            const frame = document.createElement('iframe')
            frame.src = target
            frame.onload = () => {
              try {
                resolve(frame.contentDocument?.body.textContent ?? 'closed')
              } catch {
                resolve('closed')
              }
            }
            document.body.append(frame)
          }),
        ]),
      `${origin}/api/v1/health`,
    )
    expect(fetched).toEqual(['refused', 'opaque 0', 'closed'])
    const frame = stranger.frames().find((one) => one !== stranger.mainFrame())
    expect(await frame?.content()).not.toContain('data_version')

    // a form that a person is tricked into sending
    await stranger.setContent(
      `<form method="post" enctype="multipart/form-data" action="${origin}/api/v1/datasets"><input name="file" value="x"><button>Win</button></form>`,
    )
    const [sent] = await Promise.all([stranger.waitForResponse(/datasets/), stranger.getByRole('button').click()])
    expect(sent.status()).toBe(403)
    expect(await call(page, 'datasets.list', {})).toEqual([])
    for (const path of [
      '/api/v1/health',
      '/api/v1/analytics/all/trends.csv',
      '/api/v1/analytics/all/trends.csv?ticket=guessed',
      '/api/v1/jobs/events',
    ])
      expect((await stranger.goto(`${origin}${path}`))?.status(), path).toBe(403)
    const description = await stranger.goto(`${origin}/api/v1/openapi.json`)
    expect([description?.status(), description?.fromServiceWorker()]).toEqual([200, true])
    await stranger.close()
  } finally {
    other.close()
  }

  // what our own page begins is downloaded, once
  await upload(page, { name: 'march.csv', text: salesFile(200) })
  await untilIdle(page)
  const { url } = (await api(page, 'POST', '/downloads', { json: { path: '/api/v1/analytics/all/best-sellers.csv?limit=3' } })).body as {
    url: string
  }
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.evaluate((address) => {
      location.href = address
    }, url),
  ])
  expect(download.suggestedFilename()).toBe('best-sellers-2026-03-28.csv')
  expect((await page.goto(url))?.status(), 'a ticket is good for one navigation').toBe(403)
})

test('a reader of events whose service worker is stopped in the middle of a job comes back and misses nothing', async ({
  app,
  page,
  context,
  problems,
}) => {
  // on a busy machine the worker that was just started may not have found the engine yet: the answer is to ask again
  problems.allow(/503 .*\/api\/v1\/jobs\/events/)
  await app.open('/data')
  await app.untilOfflineReady()
  await page.evaluate(() => {
    const heard: number[] = []
    let stops = 0
    const listen = () => {
      const source = new EventSource(`/api/v1/jobs/events?after=${heard.at(-1) ?? 0}`)
      for (const type of ['file_progress', 'file_complete', 'file_error', 'job_changed', 'data_changed', 'owner_changed', 'recovered'])
        source.addEventListener(type, ({ lastEventId }) => heard.push(Number(lastEventId)))
      source.onerror = () => {
        stops++
        // a browser that takes the end for a wish of the page does not ask again by itself
        if (source.readyState === EventSource.CLOSED) setTimeout(listen, 100)
      }
    }
    listen()
    Object.assign(globalThis, { heard, stops: () => stops })
  })
  const heard = () => page.evaluate(() => (globalThis as unknown as { heard: number[] }).heard)
  const stops = () => page.evaluate(() => (globalThis as unknown as { stops: () => number }).stops())

  const accepted = await page.evaluate(
    (text) => globalThis.lucid.importFile(new File([text], 'march.csv', { type: 'text/csv' }), { is_sample: false }),
    salesFile(60_000),
  )
  const status = async () => (await call(page, 'jobs.get', { job_id: accepted.job_id })).status
  await expect.poll(status, { intervals: [50] }).toBe('running')
  await expect.poll(async () => (await heard()).length).toBeGreaterThan(1)
  const devtools = await context.newCDPSession(page)
  await devtools.send('ServiceWorker.enable')
  await devtools.send('ServiceWorker.stopAllWorkers')
  expect(await status(), 'stopped while the job ran').toBe('running')
  await expect.poll(stops).toBeGreaterThan(0)
  expect((await untilEnded(page, accepted.job_id)).status).toBe('completed')

  const told = (await call(page, 'events.since', { after_id: 0 })).map(({ id }) => id)
  await expect.poll(async () => (await heard()).at(-1)).toBe(told.at(-1))
  const ids = await heard()
  expect(ids, 'each once, in their order').toEqual([...new Set(ids)].sort((a, b) => a - b))
  expect(ids).toEqual(expect.arrayContaining(told))
})

test('an upload of 300 MB through the API is written down as it comes, not held in memory', async ({ profile_dir, baseURL }) => {
  test.skip(process.platform !== 'linux', 'memory is read from /proc')
  const file = join(profile_dir, 'large.csv')
  await writeFile(file, 'Date,Bill No,Item,Qty,Amount\n')
  await truncate(file, 300 * 1024 ** 2) // zeros: refused once it has been received whole
  const browser = await BrowserProcess.start(join(profile_dir, 'browser'))
  try {
    const page = await browser.context.newPage()
    await page.goto(`${baseURL}/data`)
    await new App(page).untilOfflineReady()
    await call(page, 'datasets.list', {}) // the engine is up
    await page.evaluate(() => {
      const input = Object.assign(document.createElement('input'), { type: 'file', id: 'large' })
      document.body.append(input)
    })
    const devtools = await browser.context.newCDPSession(page) // Playwright itself would send the bytes over
    const input = await devtools.send('Runtime.evaluate', { expression: `document.getElementById('large')` })
    await devtools.send('DOM.setFileInputFiles', { files: [file], objectId: String(input.result.objectId) })
    const before = await browser.memory()
    const answer = page.evaluate(async () => {
      const form = new FormData()
      form.append('file', (document.getElementById('large') as HTMLInputElement).files?.[0] as File)
      const { status } = await fetch('/api/v1/datasets', { method: 'POST', body: form })
      return status
    })
    let peak = before
    let status: number | undefined
    void answer.then((one) => {
      status = one
    })
    await expect
      .poll(
        async () => {
          peak = Math.max(peak, await browser.memory())
          return status
        },
        { intervals: [50], timeout: 120_000 },
      )
      .toBe(415)
    expect(peak - before, 'MB more than before').toBeLessThan(150)
    expect(await opfsFiles(page, 'incoming')).toEqual([])
  } finally {
    await browser.close()
  }
})
