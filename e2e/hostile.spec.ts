import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Page } from '@playwright/test'
import { writeHostile } from '../scripts/hostile-files.mjs'
import { call, importText, salesFile, untilEnded } from './engine-calls'
import { expect, test } from './fixtures'

interface Expected {
  /** the code that ends the file, or that its report names; null = nothing to say */
  code: string | null
  ok?: number
  rejected?: number
  set_aside?: number
}

const FOLDER = join(import.meta.dirname, 'hostile')

const NAMES = readdirSync(FOLDER).sort()
/** Files that are dropped one after the other in one shop: none may spoil the next. */
const TOGETHER = 5

for (let at = 0; at < NAMES.length; at += TOGETHER) {
  const names = NAMES.slice(at, at + TOGETHER)
  test(`hostile files: ${names.join(', ')}`, async ({ app, page, files_dir }) => {
    await app.open('/data')
    await expect(app.data.heading).toBeVisible()
    for (const [i, name] of names.entries())
      await test.step(name, async () => {
        await oneHostile(page, name, join(files_dir, name))
        const good = await importText(page, `good-${i}.csv`, salesFile(50, (i + 1) * 1_000))
        expect(good, 'a good file is read in the same tab').toMatchObject({ status: 'completed', error: null })
      })
  })
}

/** Drops one file, written into `folder`, and looks at what becomes of it. */
async function oneHostile(page: Page, name: string, folder: string): Promise<void> {
  const expected = JSON.parse(readFileSync(join(FOLDER, name, 'expected.json'), 'utf8')) as Expected
  const known = new Set((await call(page, 'jobs.list', {})).map(({ job_id }) => job_id))
  const file = writeHostile(name, folder)
  await page.locator('input[type=file]').first().setInputFiles(file)
  const fresh = async () => (await call(page, 'jobs.list', {})).find(({ job_id }) => !known.has(job_id))
  await expect.poll(async () => (await fresh())?.filename, 'a job reads the file').toBe(basename(file))
  const job = await untilEnded(page, (await fresh())?.job_id ?? '')
  if (expected.ok === undefined) {
    expect(job.error?.code ?? (await questionCode(page, job.dataset_id))).toBe(expected.code)
    if (job.error)
      await expect(
        page
          .getByRole('listitem', { name: basename(file) })
          .getByText(/Nothing was (changed|taken|stored)|kept|is untouched|unchanged/i)
          .first(),
        'says what was kept',
      ).toBeVisible()
    else {
      const dialog = page.getByRole('dialog')
      await expect(dialog.getByRole('radiogroup', { name: /both orders/ }), 'asks which part is the day').toBeVisible()
      await dialog.getByRole('button', { name: 'Decide later' }).click()
    }
    return
  }
  expect(job.error).toBeNull()
  const report = await call(page, 'datasets.report', { dataset_id: job.dataset_id ?? '' })
  const { ok, rejected, set_aside, total } = report.counts
  expect({ ok, rejected, set_aside }).toEqual({ ok: expected.ok, rejected: expected.rejected, set_aside: expected.set_aside })
  expect(ok + rejected + set_aside).toBe(total)
  if (expected.code) expect(report.issues.map((issue) => issue.code)).toContain(expected.code)
}

/** A file that waits for an answer says which by its question. */
async function questionCode(page: Page, dataset_id: string | null): Promise<string | null> {
  if (!dataset_id) return null
  const { recognition, status } = await call(page, 'datasets.get', { dataset_id })
  const mixed = recognition?.questions.some((question) => question.about === 'date_order' && question.mixed)
  return status === 'needs_mapping' && mixed ? 'E_DATE_MIXED' : null
}

test('markup in names is text, and the rejected rows open safely in a spreadsheet', async ({ app, page, files_dir }) => {
  await app.open('/data')
  await page.locator('input[type=file]').first().setInputFiles(writeHostile('markup-and-formulas', files_dir))
  await expect(app.data.report('markup.csv')).toBeVisible()
  await app.open('/')
  await expect(page.getByText('<img src=x onerror=alert(1)>').first()).toBeVisible()
  expect(await page.locator('img[src="x"]').count()).toBe(0)
  const [dataset] = await call(page, 'datasets.list', {})
  const { csv } = await call(page, 'datasets.rejects', { dataset_id: dataset?.dataset_id ?? '' })
  expect(csv).toContain("'=cmd|")
  expect(csv).toContain("'@SUM(A1:A9)")
})

test('rows are read in the browser whatever ends them: Windows, old Macs, or several in one file', async ({ app, page }) => {
  await app.open('/data')
  const text = salesFile(40)
  const lines = text.trimEnd().split('\n')
  const mixed = lines.map((line, i) => line + (i % 3 === 0 ? '\r\n' : '\n')).join('')
  for (const [name, told] of [
    ['windows.csv', text.replaceAll('\n', '\r\n')],
    ['mac.csv', text.replaceAll('\n', '\r')],
    ['mixed.csv', mixed],
  ] as const) {
    const job = await importText(page, name, told)
    expect(job, name).toMatchObject({ status: 'completed', error: null })
    const { counts } = await call(page, 'datasets.report', { dataset_id: job.dataset_id ?? '' })
    expect(counts.total, name).toBe(40)
    expect(counts.rejected, name).toBe(0)
  }
})

test('a full device: the file is refused with what to do, and a smaller one is read', async ({ app, page }) => {
  await app.open('/data')
  await expect(app.data.heading).toBeVisible()
  await importText(page, 'first.csv', salesFile(50))
  const session = await page.context().newCDPSession(page)
  const { usage } = await page.evaluate(() => navigator.storage.estimate())
  await session.send('Storage.overrideQuotaForOrigin', { origin: new URL(page.url()).origin, quotaSize: (usage ?? 0) + 2_000_000 })
  const refused = await page.evaluate(
    async (text) => {
      try {
        await globalThis.lucid.importFile(new File([text], 'big.csv'), { is_sample: false })
        return null
      } catch (error) {
        return (error as { code?: string }).code ?? String(error)
      }
    },
    salesFile(150_000, 1000),
  )
  expect(refused).toBe('E_QUOTA')
  await session.send('Storage.overrideQuotaForOrigin', { origin: new URL(page.url()).origin })
  expect(await importText(page, 'good.csv', salesFile(60, 100))).toMatchObject({ status: 'completed', error: null })
})

test.describe('the first visit', () => {
  test.use({ visitor: 'new' }) // the worker comes from the network, where it can be changed on its way

  test('storage refused by the browser: the file is refused with what to do, and read once the browser allows it', async ({
    app,
    page,
    context,
  }) => {
    // as in a private window: the worker's own call is refused, whatever the page may do
    const refuse = `StorageManager.prototype.getDirectory = () => Promise.reject(new DOMException('denied', 'SecurityError'));\n`
    const scripts = '**/assets/engine.worker-*.js'
    await context.route(scripts, async (route) => {
      if (route.request().serviceWorker()) return route.continue() // what is kept for later starts stays as it is
      const response = await route.fetch()
      await route.fulfill({ response, body: refuse + (await response.text()) })
    })
    await app.open('/data')
    await expect(app.data.heading).toBeVisible()
    await app.dropText('march.csv', salesFile(50))
    const told = page.getByRole('listitem', { name: 'march.csv' })
    await expect(told.getByText('The browser does not let Lucid save')).toBeVisible()
    await expect(told.getByText('Open Lucid in a normal window')).toBeVisible()
    const [job] = await call(page, 'jobs.list', {})
    expect(job?.error?.code).toBe('E_STORAGE_DENIED')

    await context.unroute(scripts)
    await page.reload()
    expect(await importText(page, 'good.csv', salesFile(50))).toMatchObject({ status: 'completed', error: null })
  })
})
