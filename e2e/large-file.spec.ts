import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { call, salesFile } from './engine-calls'
import { expect, test } from './fixtures'

test.use({ visitor: 'new' }) // the thread's script comes from the network, where it can be kept back

test('a file that is read while it is copied: cancelled on the way nothing of it stays, dropped again every row counts, though the file is overwritten meanwhile', async ({
  app,
  page,
  files_dir,
}) => {
  const rows = 1_200_000
  const text = salesFile(rows)
  expect(text.length).toBeGreaterThan(48 * 1024 ** 2)
  const path = join(files_dir, 'years.csv')
  writeFileSync(path, text)
  await app.open('/data')
  await expect(app.data.heading).toBeVisible()
  await app.drop(path)
  const open = async () => (await call(page, 'jobs.list', {})).filter(({ status }) => status === 'queued' || status === 'running')
  const [job] = await expect.poll(open).toHaveLength(1).then(open)
  await call(page, 'jobs.cancel', { job_id: job?.job_id ?? '' })
  await expect.poll(open).toHaveLength(0)
  expect(await call(page, 'datasets.list', {})).toEqual([])

  await app.drop(path)
  const stages = async () => (await open()).map(({ progress }) => progress.stage)
  await expect.poll(stages, { intervals: [50], timeout: 60_000 }).toEqual(['reading'])
  writeFileSync(path, 'saved again, with nothing in it')
  await expect(app.data.report('years.csv')).toBeVisible({ timeout: 120_000 })
  const { results } = await call(page, 'explore.sql', { sql: 'SELECT count(*) AS n, sum(qty) / 1000 AS units FROM sales_line' })
  expect(results).toEqual([{ n: rows, units: rows * 2 }])
})

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const datasetId = (text: string) => sha256(`${sha256(text)}|||0`).slice(0, 32)

test('a large file is named on a thread of its own, and without it when that thread does not come up; known again either way', async ({
  app,
  page,
  context,
  problems,
  files_dir,
}) => {
  const text = salesFile(400_000)
  expect(text.length).toBeGreaterThan(16 * 1024 ** 2)
  const [path, again] = [join(files_dir, 'year.csv'), join(files_dir, 'again.csv')]
  for (const one of [path, again]) writeFileSync(one, text)
  const threads = () => page.workers().filter((worker) => worker.url().includes('hash.worker'))
  // whoever starts the thread gets one whose script is not there
  const misled = `const Real = Worker; globalThis.Worker = class extends Real {
    constructor(url, options) { super(String(url).includes('hash.worker') ? '/assets/hash.worker-gone.js' : url, options) }
  };\n`
  const scripts = '**/assets/engine.worker-*.js'
  await context.route(scripts, async (route) => {
    if (route.request().serviceWorker()) return route.continue()
    const response = await route.fetch()
    await route.fulfill({ response, body: misled + (await response.text()) })
  })
  problems.allow(/hash\.worker-gone/)

  await app.open('/data')
  await expect(app.data.heading).toBeVisible()
  await app.drop(path)
  await expect(app.data.report('year.csv')).toBeVisible({ timeout: 120_000 })
  expect(problems.requests.filter((url) => url.includes('hash.worker-gone'))).toHaveLength(1)
  expect((await call(page, 'datasets.list', {})).map(({ dataset_id }) => dataset_id)).toEqual([datasetId(text)])

  await context.unroute(scripts)
  await page.reload()
  await expect(app.data.report('year.csv')).toBeVisible()
  const thread = page.waitForEvent('worker', (worker) => worker.url().includes('hash.worker'))
  await app.drop(again)
  await thread
  await expect(page.getByText(/You already have this file/)).toBeVisible()
  expect(threads(), 'it ends with the copying').toHaveLength(0)
})
