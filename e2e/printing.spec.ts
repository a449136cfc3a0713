import type { Page } from '@playwright/test'
import { importText } from './engine-calls'
import { expect, test } from './fixtures'

const PRODUCTS = 150
const BATCHES = 70
const names = Array.from({ length: PRODUCTS }, (_, n) => `Item ${String(n).padStart(3, '0')}`)
const SALES = [
  'Date,Bill No,Store,Item,Category,Qty,Rate,Amount',
  ...names.map((name, n) => `2026-09-${(n % 30) + 1},A${n},A,${name},Dairy,1,50,50`),
]
const STOCK = [
  'As on date,Store,Item,Category,Batch,Closing Stock,Expiry,Purchase Rate',
  ...names.slice(0, BATCHES).map((name, n) => `2026-09-30,A,${name},Dairy,B${n},30,2026-10-07,40`),
]
/** A4 at 96 px to the inch, without its margins. */
const PAPER = { width: 718, height: 1047 }

/** The page as it is when it is taken for paper. */
async function asPrinted(page: Page): Promise<void> {
  await page.emulateMedia({ media: 'print' })
  await page.setViewportSize(PAPER)
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')))
}

async function onScreenAgain(page: Page): Promise<void> {
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')))
  await page.emulateMedia({ media: 'screen' })
}

test('what is printed has every row, and nothing lies over it', async ({ app, page }) => {
  await app.open()
  await importText(page, 'sales.csv', SALES.join('\n'))
  await importText(page, 'stock.csv', STOCK.join('\n'))
  const bar = page.getByRole('navigation', { name: 'Pages' })

  await app.visit('/products')
  const rows = page.getByRole('table', { name: 'All products' }).locator('tbody tr')
  await expect(rows.first()).toBeVisible()
  expect(await rows.count(), 'on a screen only the rows in sight are drawn').toBeLessThan(PRODUCTS)
  await asPrinted(page)
  await expect(rows).toHaveCount(PRODUCTS)
  await expect(rows.last()).toContainText('Item')
  await expect(bar).toBeHidden()
  const table = await page.getByRole('table', { name: 'All products' }).boundingBox()
  expect((table?.x ?? Number.NaN) + (table?.width ?? 0), 'all columns').toBeLessThanOrEqual(PAPER.width)
  await onScreenAgain(page)

  await app.visit('/expiry')
  const batches = page.getByRole('list', { name: 'What to look at first' }).getByRole('listitem')
  await expect(batches).toHaveCount(60)
  await asPrinted(page)
  await expect(batches).toHaveCount(BATCHES)
  await onScreenAgain(page)
  await expect(batches).toHaveCount(60)
})

test('a chart of a wide screen is printed with all its months', async ({ app, page }) => {
  await page.setViewportSize({ width: 1440, height: 900 })
  await app.open()
  const sales = Array.from({ length: 12 }, (_, n) => `2025-${String(n + 1).padStart(2, '0')}-05,A${n},Sugar,1,50,50`)
  await importText(page, 'sales.csv', ['Date,Bill No,Item,Qty,Rate,Amount', ...sales].join('\n'))
  const last = page.locator('.recharts-bar-rectangle').last()
  await expect(last).toBeVisible()
  await page.emulateMedia({ media: 'print' })
  // in one go, as printing does it: the chart hears of the width of paper only afterwards
  const [right, edge] = await page.evaluate((width) => {
    const main = document.querySelector('main') as HTMLElement
    main.style.maxWidth = `${width}px`
    const bars = document.querySelectorAll('.recharts-bar-rectangle')
    return [bars[bars.length - 1]?.getBoundingClientRect().right ?? Number.NaN, main.getBoundingClientRect().right]
  }, PAPER.width)
  expect(right).toBeLessThanOrEqual(edge as number)
})

test('Actions are printed as they stand on the page; the pick list is printed alone, also where the browser prints later', async ({
  app,
  page,
}) => {
  await app.open()
  await importText(page, 'sales.csv', SALES.join('\n'))
  await importText(page, 'stock.csv', STOCK.join('\n'))
  await app.visit('/actions')
  const card = page.getByRole('article').first()
  await expect(card).toBeVisible()
  await page.emulateMedia({ media: 'print' })
  await expect(card).toBeVisible()
  await page.emulateMedia({ media: 'screen' })

  await card.getByRole('button', { name: 'Approve' }).click()
  await page.evaluate(() => {
    window.print = () => {} // as on phones: it returns before the page is taken
  })
  await page.getByRole('button', { name: 'Print pick list' }).click()
  await page.emulateMedia({ media: 'print' })
  await expect(page.locator('[data-print] table')).toBeVisible()
  await expect(page.getByRole('heading', { level: 1, name: 'Actions' })).toBeHidden()
  await onScreenAgain(page)
  await expect(page.locator('[data-print]')).toHaveCount(0)
})
