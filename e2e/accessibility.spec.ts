import { AXE, broken } from './axe'
import { expect, test } from './fixtures'

/** In words that Lucid does not know, so it asks about every column. */
const ASKS = ['Päivä,Tuote,Määrä', '13.02.2026,Sokeri,2', '14.02.2026,Suola,1', '15.02.2026,Tee,3'].join('\n')

test('every page can be used by everyone, on a phone and on a desktop, light and dark', async ({ app, page }) => {
  test.setTimeout(600_000)
  await page.addInitScript({ path: AXE })
  const check = async (name: string) => expect.soft(await broken(page, name), name).toEqual([])

  await app.open()
  await expect(app.overview.try_sample).toBeVisible()
  await check('first run')

  await app.overview.try_sample.click()
  await expect(page.locator('[data-kpi="revenue"]')).toBeVisible({ timeout: 120_000 })
  await expect(page.locator('.recharts-bar-rectangle').first()).toBeVisible()
  await expect(page.getByRole('button', { name: 'All stores' })).toBeVisible()
  await check('Overview')

  await page.getByRole('button', { name: /^Revenue: .*How is this computed/ }).click()
  await expect(page.getByRole('dialog').getByRole('table')).toBeVisible()
  await check('explanation')
  await page.getByRole('button', { name: /sales\.csv Row 1 / }).click()
  await expect(page.getByRole('heading', { name: 'Row 1 of sales.csv' })).toBeVisible()
  await check('row of a file')

  for (const [view, sign] of [
    ['/products?view=contribution', 'Where the revenue comes from'],
    ['/products?view=velocity', 'How many units go in a day'],
    ['/products?view=dead', 'Gift hamper box'],
    ['/products/P1001', 'Stock by batch'],
    ['/compare?sku=P1001&sku=P1035', 'Sales month by month'],
    ['/same-products', 'Join two yourself'],
    ['/log', 'What went wrong'],
    ['/expiry', 'What to look at first'],
    ['/expiry?look=calendar', 'When it expires'],
    ['/expiry?look=map', 'Where the money lies'],
    ['/expiry/batch?store=Indiranagar&sku=P1001&batch=IND1-1&expires=2026-11-05', 'How this comes about'],
    ['/expiry/forecast', 'What it means for Expiry'],
    ['/stores', 'Koregaon Park'],
    ['/stores/Indiranagar', 'What sells best here'],
    ['/customers', 'Kinds of customers'],
    ['/actions', 'To decide'],
    ['/more', 'Customers'],
  ] as const) {
    await app.visit(view)
    await expect(page.getByText(sign).filter({ visible: true }).first()).toBeVisible()
    await check(view)
  }

  await app.data.open()
  await expect(app.data.report('sales.csv')).toBeVisible()
  await check('Data')
  await app.data.report('sales.csv').click()
  await expect(page.getByRole('heading', { name: 'Health of this file' })).toBeVisible()
  await check('report')

  await app.visit('/settings')
  await expect(page.getByText('duckdb-wasm').first()).toBeVisible()
  await check('Settings')

  await app.data.open()
  await page.getByRole('button', { name: 'Remove the sample shop' }).click()
  await expect(app.data.report('sales.csv')).toHaveCount(0)
  await app.dropText('suomi.csv', ASKS)
  await expect(page.getByRole('dialog', { name: /suomi\.csv/ })).toBeVisible()
  await check('questions')
  await page.getByRole('button', { name: 'Decide later' }).click()
  await app.data.remove('suomi.csv').click()
  await expect(page.getByRole('dialog', { name: /^Delete suomi\.csv/ })).toBeVisible()
  await check('deleting')
})
