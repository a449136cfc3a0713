import { serveDist } from '../scripts/serve-dist.mjs'
import { BrowserProcess } from './browser-process'
import { expect, test } from './fixtures'
import { App } from './pages/app'
import { sampleTruth } from './sample-truth'

test.use({ visitor: 'new' })

const SMALL = [
  'Date,Bill No,Item,Qty,Rate,Amount',
  '2026-10-01,A1,Tea,2,10.00,20.00',
  '2026-10-02,A2,Coffee,1,25.50,25.50',
  '2026-10-03,A2,Tea,3,10.00,30.00',
  '2026-10-14,A3,Sugar,1,44.00,44.00',
].join('\n')

test('the first screen says what to do, and loads nothing by itself', async ({ app }) => {
  await app.open()
  await expect(app.overview.first_run).toBeVisible()
  await expect(app.overview.try_sample).toBeVisible()
})

test('?demo opens on the sample shop, with figures that its file adds up to', async ({ app }) => {
  const { revenue, units, orders } = sampleTruth()
  await app.open('/?demo')
  await app.overview.shows('revenue', revenue)
  await app.overview.shows('units', units)
  await app.overview.shows('orders', orders)
})

test('a dropped file is read and added up', async ({ app }) => {
  await app.open()
  await expect(app.overview.first_run).toBeVisible()
  await app.dropText('october.csv', SMALL)
  await expect(app.data.report('october.csv')).toBeVisible()
  await app.open('/')
  await app.overview.shows('revenue', 119.5 + 0.5)
  await app.overview.shows('units', 7)
})

test('sales without any price are shown in units', async ({ app, page }) => {
  await app.open()
  await app.dropText('counted.csv', 'Date,Item,Shop,Qty\n2026-10-01,Tea,Pune,2\n2026-10-02,Coffee,Nashik,1\n2026-10-03,Tea,Nashik,3\n')
  await expect(app.data.report('counted.csv')).toBeVisible()
  await app.open('/')
  await app.overview.shows('units', 6)
  await expect(page.getByRole('radiogroup', { name: 'What the bars measure' }).getByRole('radio', { name: 'Units' })).toBeChecked()
  await expect(page.getByRole('table', { name: 'Best stores' }).getByRole('row')).toHaveText([/Store.*Units/, /Nashik.*4/, /Pune.*2/])
})

test('the same file again changes nothing and says so', async ({ app, page }) => {
  await app.open()
  await app.dropText('october.csv', SMALL)
  await expect(app.data.report('october.csv')).toBeVisible()
  await app.dropText('october again.csv', SMALL)
  await expect(page.getByText(/You already have this file/)).toBeVisible()
  await expect(app.data.report('october again.csv')).toHaveCount(0)
})

test('a file whose rows all stand in a newer one says so, and not that its columns are wrong', async ({ app, page }) => {
  await app.open()
  await app.dropText('october.csv', SMALL)
  await expect(app.data.report('october.csv')).toBeVisible()
  await app.dropText('october, later.csv', `${SMALL.trimEnd()}\n\n`)
  await expect(app.data.report('october, later.csv')).toBeVisible()
  const older = page.getByRole('listitem', { name: 'october.csv', exact: true }).filter({ hasText: 'Nothing of it counts' })
  await older.getByRole('link', { name: /Open report/ }).click()
  await expect(page.getByText(/Other files tell all \d+ rows of this one already/)).toBeVisible()
})

test('messages about several files are dismissed together, and stay away', async ({ app, page }) => {
  await app.open()
  const news = page.getByRole('list', { name: 'News about your files' })
  for (const name of ['one.csv', 'two.csv', 'three.csv']) {
    await app.dropText(name, '')
    await expect(news.getByRole('listitem', { name })).toBeVisible()
  }
  await page.getByRole('button', { name: 'Dismiss all 3 messages' }).click()
  await expect(news).toBeHidden()
  await page.reload()
  await expect(page.getByRole('heading', { level: 1, name: 'Data' })).toBeVisible()
  await expect(news).toBeHidden()
})

test('a host that has the engine only packed is enough: the service worker unpacks it, and is not waited for elsewhere', async ({
  profile_dir,
}) => {
  const downloads: number[] = []
  for (const as_is of [false, true]) {
    const server = await serveDist({ port: 0, as_is })
    const browser = await BrowserProcess.start(`${profile_dir}-${as_is}`)
    try {
      const app = new App(await browser.context.newPage())
      await app.open(`${server.origin}/?demo`)
      await app.overview.shows('revenue', sampleTruth().revenue)
      await app.untilOfflineReady()
      downloads.push(server.sent() / 1e6)
    } finally {
      await browser.kill()
      await server.stop()
    }
  }
  for (const mb of downloads) expect(mb, 'the engine is downloaded once').toBeLessThan(14)
})
