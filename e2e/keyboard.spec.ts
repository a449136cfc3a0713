import { importText } from './engine-calls'
import { expect, test } from './fixtures'

const day = (n: number) => new Date(Date.UTC(2026, 7, 1 + n)).toISOString().slice(0, 10)
const SALES = [
  'Date,Bill No,Store,Item,Category,Qty,Rate,Amount',
  ...Array.from({ length: 60 }, (_, n) => `${day(n)},A${n},A,${['Curd', 'Milk', 'Paneer'][n % 3]},Dairy,1,50,50`),
].join('\n')
const STOCK = [
  'As on date,Store,Item,Category,Batch,Closing Stock,Expiry,Purchase Rate',
  ...['Curd', 'Milk', 'Paneer'].map((name) => `2026-09-30,A,${name},Dairy,B1,60,2026-10-20,40`),
].join('\n')

test('the focus comes back from the first explanation that is opened to its figure', async ({ app, page }) => {
  await app.open()
  await importText(page, 'sales.csv', SALES)
  const revenue = page.getByRole('button', { name: /^Revenue: .*How is this computed/ })
  await revenue.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog').getByRole('table')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(revenue).toBeFocused()
})

test('proposals are worked through by keyboard: after a step the next one has the focus', async ({ app, page }) => {
  await app.open()
  await importText(page, 'sales.csv', SALES)
  await importText(page, 'stock.csv', STOCK)
  await app.visit('/actions')
  const open = page.locator('[data-column="open"]').getByRole('article')
  await expect(open.nth(2)).toBeVisible()
  const [first, second, third] = await open.evaluateAll((cards) => cards.map((card) => card.getAttribute('aria-label') ?? ''))
  const card = (name = '') => page.getByRole('article', { name })
  await card(first).getByRole('button', { name: 'Approve', exact: true }).focus()
  await page.keyboard.press('Enter')
  await expect(card(second)).toBeFocused()
  await page.keyboard.press('r')
  await expect(card(third)).toBeFocused()
})

test('back in a list, the batch that was opened has the focus again', async ({ app, page }) => {
  await app.open()
  await importText(page, 'sales.csv', SALES)
  await importText(page, 'stock.csv', STOCK)
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Expiry' }).click()
  const batch = page.getByRole('list', { name: 'What to look at first' }).getByRole('link').nth(1)
  await batch.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByText('How this comes about')).toBeVisible()
  await page.goBack()
  await expect(batch).toBeFocused()
})
