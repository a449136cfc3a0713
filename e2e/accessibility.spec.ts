import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'
import type { AxeResults, RunOptions } from 'axe-core'
import { expect, test } from './fixtures'

/** The whole of it runs inside the page, from the page's own evaluate: the content-security policy lets no other script in. */
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
const RULES: RunOptions = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }

const COLOURS: RunOptions = { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } }

const SCREENS = { phone: { width: 360, height: 740 }, desktop: { width: 1440, height: 900 } }
const SCHEMES = ['light', 'dark'] as const

/** In words that Lucid does not know, so it asks about every column. */
const ASKS = ['Päivä,Tuote,Määrä', '13.02.2026,Sokeri,2', '14.02.2026,Suola,1', '15.02.2026,Tee,3'].join('\n')

/** Nothing moves any more: colours in between are nobody's colours. */
const settled = (page: Page) =>
  page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    await frame()
    await Promise.allSettled(document.getAnimations().map((animation) => animation.finished))
    await frame()
  })

/** Each rule that is broken, with the elements that break it; and the page must not be wider than the screen. */
async function broken(page: Page, name: string): Promise<string[]> {
  const found: string[] = []
  for (const [form, size] of Object.entries(SCREENS)) {
    await page.setViewportSize(size)
    for (const scheme of SCHEMES) {
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
      await settled(page)
      const results = await page.evaluate(
        (rules) =>
          (globalThis as unknown as { axe: { run: (of: Document, rules: RunOptions) => Promise<AxeResults> } }).axe.run(document, rules),
        // the scheme changes colours and nothing else
        scheme === 'light' ? RULES : COLOURS,
      )
      for (const { id, nodes } of results.violations)
        found.push(...nodes.map((node) => `${name}, ${form}, ${scheme}: ${id}: ${node.target.join(' ')}: ${node.failureSummary ?? ''}`))
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      if (wide > 0) found.push(`${name}, ${form}, ${scheme}: ${wide} px wider than the screen`)
    }
  }
  return found
}

test('every page can be used by everyone, on a phone and on a desktop, light and dark', async ({ app, page }) => {
  test.setTimeout(240_000)
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
    ['/stores', 'Koregaon Park'],
    ['/stores/Indiranagar', 'What sells best here'],
    ['/customers', 'Kinds of customers'],
    ['/more', 'Customers'],
  ] as const) {
    await app.open(view)
    await expect(page.getByText(sign).first()).toBeVisible()
    await check(view)
  }

  await app.data.open()
  await expect(app.data.report('sales.csv')).toBeVisible()
  await check('Data')
  await app.data.report('sales.csv').click()
  await expect(page.getByRole('heading', { name: 'Health of this file' })).toBeVisible()
  await check('report')

  await page.goto('/settings')
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
