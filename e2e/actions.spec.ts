import { AXE, broken } from './axe'
import { call, importText } from './engine-calls'
import { expect, test } from './fixtures'

/** Curd sells once a day in A and six times in B; A has 30 of them that go off in eight days. */
const day = (n: number) => new Date(Date.UTC(2026, 8, 1 + n)).toISOString().slice(0, 10)
const DAYS = 60
const SALES = [
  'Date,Bill No,Store,Item,Category,Qty,Rate,Amount',
  ...Array.from({ length: DAYS }, (_, n) => n).flatMap((n) => [
    `${day(n)},A${n},A,Curd 400 g,Dairy,1,50,50`,
    ...Array.from({ length: 6 }, (_, k) => `${day(n)},B${n}-${k},B,Curd 400 g,Dairy,1,50,50`),
  ]),
].join('\n')
const STOCK = `As on date,Store,Item,Category,Batch,Closing Stock,Expiry,Purchase Rate\n${day(DAYS - 1)},A,Curd 400 g,Dairy,CU1,30,${day(DAYS + 7)},40\n`

test('an action is seen, approved, still approved after a reload, done, counted as saved, and taken back', async ({ app, page }) => {
  await page.addInitScript({ path: AXE })
  await app.open('/')
  await importText(page, 'sales.csv', SALES)
  await importText(page, 'stock.csv', STOCK)
  await page.getByRole('link', { name: 'Actions' }).first().click()
  const card = page.getByRole('article', { name: /Curd 400 g: Move \d+ to B/ })
  await expect(card).toBeVisible()
  await expect(card).toContainText('30 left, sells about')
  expect(await broken(page, 'Actions')).toEqual([])
  await page.getByText('Where the stock stands').click()
  for (const label of ['Savings expected', 'Saved so far', 'Waste']) {
    await page.getByRole('button', { name: new RegExp(`^${label}: `) }).click()
    await expect(page.getByRole('dialog', { name: label })).toBeVisible()
    if (label === 'Waste') {
      await page
        .getByRole('button', { name: /^Expired: / })
        .last()
        .click()
      await expect(page.getByRole('dialog', { name: 'How is this computed' })).toContainText('No row adds to this figure.')
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toHaveCount(1)
    }
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  }
  const opened = async (label: string) => {
    await page.getByRole('button', { name: new RegExp(`^${label}: `) }).click()
    return page.getByRole('dialog')
  }
  const close = async () => {
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  }
  for (const label of ['Stock at risk', 'Healthy stock', 'On the shelf now, at cost', 'Healthy', 'At risk', 'In all']) {
    await expect((await opened(label)).getByRole('button', { name: /stock\.csv/ })).toBeVisible()
    await close()
  }
  // a batch that adds nothing to a figure is not among its rows
  for (const label of ['Too much', 'Not selling', 'Expired']) {
    await expect(await opened(label)).toContainText('No row adds to this figure.')
    await close()
  }

  await card.focus()
  await page.keyboard.press('a')
  const approved = page.getByRole('region', { name: 'Approved' })
  await expect(approved.getByRole('article')).toHaveCount(1)
  await page.reload()
  await expect(approved.getByRole('article', { name: /Move \d+ to B/ })).toBeVisible()

  await approved.getByRole('button', { name: 'Record result' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('What it cost').fill('20')
  await dialog.getByRole('button', { name: 'Save result' }).click()
  const closed = page.getByRole('region', { name: 'Done or rejected' })
  await expect(closed.getByRole('article')).toHaveCount(1)
  const [done] = (await call(page, 'actions.list', { status: 'DONE' })).actions
  const rupees = (value: number) => `₹${Math.round(value).toLocaleString('en-IN')}`
  await expect(page.locator('[data-kpi="savings_realised"]')).toHaveText(rupees(done?.realised_savings ?? Number.NaN))
  const returned = page.locator('[data-kpi="action_roi"]').getByRole('button')
  await returned.click()
  await expect(page.getByRole('dialog', { name: 'Return on actions' }).getByRole('row', { name: /^Curd 400 g/ })).toContainText('₹20')
  await returned.evaluate((button) => button.focus()) // as in the moment before the focus moves into the dialog
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)

  await page.setViewportSize({ width: 360, height: 740 })
  await expect(page.getByRole('radio', { name: /^Done or rejected/ })).toBeAttached()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  expect(await broken(page, 'Actions on a phone')).toEqual([])
  await page.setViewportSize({ width: 1280, height: 800 })

  await page.getByRole('link', { name: 'Overview' }).click()
  await expect(page.locator('[data-kpi="savings_realised"]')).toHaveText(rupees(done?.realised_savings ?? Number.NaN))
  await page.getByRole('link', { name: 'To the actions' }).click()
  await closed.getByRole('button', { name: 'Undo' }).click()
  await expect(approved.getByRole('article')).toHaveCount(1)
  await expect(page.locator('[data-kpi="savings_realised"]')).toHaveText('₹0')
})

/** Many products like the one above, each selling otherwise, so that threads of their own are worth their start. */
const PRODUCTS = Array.from({ length: 260 }, (_, i) => `Paneer ${i} g`)
const MANY_SALES = [
  'Date,Bill No,Store,Item,Category,Qty,Rate,Amount',
  ...PRODUCTS.flatMap((item, i) =>
    Array.from({ length: 10 }, (_, n) => n).flatMap((n) => [
      `${day(n * 6)},A${i}-${n},A,${item},Dairy,1,50,50`,
      `${day(n * 6)},B${i}-${n},B,${item},Dairy,${8 + (i % 7)},50,${50 * (8 + (i % 7))}`,
    ]),
  ),
].join('\n')
const MANY_BATCHES = [
  'As on date,Store,Item,Category,Batch,Closing Stock,Expiry,Purchase Rate',
  ...PRODUCTS.map((item, i) => `${day(DAYS - 1)},A,${item},Dairy,P${i},${20 + (i % 11)},${day(DAYS + 7)},40`),
].join('\n')

test('many products are shared out among the cores, and come to the same proposals as one after the other', async ({ app, page }) => {
  const threads: string[] = []
  page.on('worker', (worker) => {
    if (/solver\.worker/.test(worker.url())) threads.push(worker.url())
  })
  await app.open('/data')
  await importText(page, 'sales.csv', MANY_SALES)
  await importText(page, 'stock.csv', MANY_BATCHES)
  const proposals = async () => {
    await call(page, 'actions.generate', {})
    const { actions } = await call(page, 'actions.list', { status: 'PROPOSED' })
    return actions.map(({ action_id: _id, created_at: _at, ...what }) => JSON.stringify(what)).sort()
  }
  const together = await proposals()
  expect(together.length).toBeGreaterThanOrEqual(PRODUCTS.length)
  const cores = await page.evaluate(() => navigator.hardwareConcurrency)
  expect(threads).toHaveLength(Math.min(3, cores - 1))
  expect(await call(page, 'log.list', {}), 'none of them broke').toEqual([])
  // a store with a limit, if one that is never reached: what one product takes is no longer there for the next
  await call(page, 'store_settings.put', { capacity: [{ store_id: 'B', units: 1_000_000 }] })
  expect(await proposals()).toEqual(together)
  expect(threads, 'no thread was started for that').toHaveLength(Math.min(3, cores - 1))
  expect(page.workers().filter((worker) => /solver\.worker/.test(worker.url()))).toEqual([])
})
