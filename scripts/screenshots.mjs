/**
 * Takes the pictures of docs/screenshots from the sample shop: every page on a phone and on a desktop, light and dark. Of the app as its sources are now,
 * or of the build in the folder given. Run when the look changes.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from '@playwright/test'
import { buildWhenNeeded } from './build-when-needed.mjs'
import { findBrowser } from './find-browser.mjs'
import { withPalette } from './palette-png.mjs'
import { DIST, serveDist } from './serve-dist.mjs'

const FOLDER = process.env.LUCID_SCREENSHOTS ?? fileURLToPath(new URL('../docs/screenshots/', import.meta.url))
const LIMIT = 150 * 1024
const FORMS = {
  phone: { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, deviceScaleFactor: 1.5 },
  desktop: { viewport: { width: 1440, height: 900 }, deviceScaleFactor: 1 },
}
const SCHEMES = /** @type {const} */ (['light', 'dark'])

/** @param {import('@playwright/test').Page} page */
const untilReady = (page) => page.locator('[data-word="saved"]').waitFor({ timeout: 60_000 })

mkdirSync(FOLDER, { recursive: true })
if (process.argv[2] === undefined) buildWhenNeeded() // pictures of an older build would look right
const server = await serveDist({ port: 0, dist: process.argv[2] ?? DIST })
try {
  for (const form of /** @type {const} */ (['desktop', 'phone'])) await take(form)
} finally {
  await server.stop()
}

/** @param {keyof typeof FORMS} form */
async function take(form) {
  const profile = mkdtempSync(join(tmpdir(), 'lucid-pictures-'))
  const context = await chromium.launchPersistentContext(profile, {
    ...FORMS[form],
    executablePath: await findBrowser(),
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--hide-scrollbars'],
    baseURL: server.origin,
    locale: 'en-IN',
    timezoneId: 'Asia/Kolkata',
    reducedMotion: 'reduce',
  })
  try {
    const page = context.pages()[0] ?? (await context.newPage())
    const picture = (/** @type {string} */ name) => both(page, name, form)

    await page.goto('/')
    await page.getByRole('button', { name: 'Try the sample shop' }).waitFor()
    await page.waitForFunction(() => 'ready' in document.fonts && document.fonts.status === 'loaded')
    await picture('first-run')

    await page.getByRole('button', { name: 'Try the sample shop' }).click()
    await page.locator('[data-kpi="revenue"]').waitFor({ timeout: 180_000 })
    // through the console's door of the page (docs/console.md)
    await page.evaluate(async () => {
      const { lucid } = /** @type {any} */ (globalThis)
      const files = 5
      for (;;) {
        const jobs = /** @type {{ status: string }[]} */ (await lucid.call('jobs.list', {}))
        if (jobs.length >= files && jobs.every((job) => job.status === 'completed')) return
        await new Promise((resolve) => setTimeout(resolve, 250))
      }
    })
    await page.goto('/')
    await page.locator('.recharts-bar-rectangle').first().waitFor()
    await untilReady(page)
    await picture('overview')

    await page.getByRole('button', { name: /^Revenue: .*How is this computed/ }).click()
    await page.getByRole('dialog').getByRole('table').waitFor()
    await picture('explain')

    for (const [name, address, sign] of [
      ['products', '/products', 'Most revenue first'],
      ['products-contribution', '/products?view=contribution', 'Where the revenue comes from'],
      ['products-reorder', '/products?view=reorder', 'What to order now'],
      ['products-dead', '/products?view=dead', 'Gift hamper box'],
      ['product', '/products/P1035', 'Stock by batch'],
      ['expiry', '/expiry?show=critical', 'What to look at first'],
      ['expiry-calendar', '/expiry?look=calendar', 'When it expires'],
      ['expiry-batch', '/expiry/batch?store=Indiranagar&sku=P1001&batch=IND1-1&expires=2026-11-05', 'How this comes about'],
      ['forecast', '/expiry/forecast', 'How well'],
      ['actions', '/actions', 'To decide'],
      ['compare', '/compare?sku=P1001&sku=P1035', 'Sales month by month'],
      ['same', '/same-products', 'Join two yourself'],
      ['log', '/log', 'What went wrong'],
      ['stores', '/stores', 'Koregaon Park'],
      ['store', '/stores/Indiranagar', 'What sells best here'],
      ['customers', '/customers', 'Kinds of customers'],
    ]) {
      await page.goto(address ?? '')
      await page
        .getByText(sign ?? '')
        .filter({ visible: true })
        .first()
        .waitFor()
      await untilReady(page)
      await page.waitForFunction(() => !document.querySelector('.mantine-Skeleton-root, [aria-busy=true]'))
      await picture(name ?? '')
    }

    await page.goto('/data')
    await page.getByRole('link', { name: 'Open report of sales.csv' }).waitFor()
    await untilReady(page)
    await picture('data')
    await page.getByRole('link', { name: 'Open report of sales.csv' }).click()
    await page.getByRole('heading', { name: 'Health of this file' }).waitFor()
    await picture('report')

    await page.goto('/settings')
    await page.getByRole('heading', { name: 'Settings' }).waitFor()
    await untilReady(page)
    await picture('settings')
  } finally {
    await context.close()
    rmSync(profile, { recursive: true, force: true })
  }
}

/**
 * One page in both schemes. Fails when the page is wider than the screen.
 * @param {import('@playwright/test').Page} page @param {string} name @param {keyof typeof FORMS} form
 */
async function both(page, name, form) {
  for (const scheme of SCHEMES) {
    await page.emulateMedia({ colorScheme: scheme })
    await page.evaluate(() => scrollTo(0, 0))
    await page.waitForTimeout(400) // charts measure themselves; skeletons and fonts settle
    const file = `${name}-${form}-${scheme}.png`
    const png = withPalette(await page.screenshot({ animations: 'disabled', caret: 'hide' }))
    writeFileSync(join(FOLDER, file), png)
    const { wide, screen } = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth, screen: innerWidth }))
    console.log(`${file.padEnd(36)} ${(png.length / 1024).toFixed(0).padStart(4)} KB`)
    if (wide > screen) throw new Error(`${file}: the page is ${wide} px wide on a screen of ${screen}.`)
    if (png.length > LIMIT) console.warn(`${file} is over ${LIMIT / 1024} KB.`)
  }
}
