import { AXE, broken } from './axe'
import { importText } from './engine-calls'
import { expect, test } from './fixtures'

const STOCK = `As on date,Store,Item,Category,Batch,Closing Stock,Expiry,Purchase Rate
2026-09-30,A,Curd 400 g,Dairy,CU1,30,2026-10-07,40
2026-09-30,A,Bread,Bakery,BR1,4,2026-09-20,30
`
const CANCELLED = 'Date,Bill No,Item,Qty,Amount,Status\n2026-09-01,1,Tea,1,10,Cancelled\n'

test('a shop with stock, and a sales file of which nothing counts, sees its stock; what sold is not shown as nothing', async ({
  app,
  page,
}) => {
  await page.addInitScript({ path: AXE })
  await app.open()
  await importText(page, 'stock.csv', STOCK)
  await importText(page, 'cancelled.csv', CANCELLED)

  await page.goto('/')
  await expect(page.getByText('There is no sales file yet')).toBeVisible()
  await expect(page.getByRole('button', { name: /^In stock: ₹1,320/ })).toBeVisible()
  expect(await broken(page, 'overview')).toEqual([])

  for (const name of ['Products', 'Stores']) {
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name, exact: true }).click()
    await expect(page.getByText('There is no sales file yet')).toBeVisible()
    await expect(page.getByRole('columnheader', { name: 'Stock as counted' })).toBeVisible()
    await expect(page.getByRole('columnheader', { name: 'Revenue' })).toHaveCount(0)
    await expect(page.getByText('₹0.00')).toHaveCount(0)
    expect(await broken(page, name)).toEqual([])
  }

  await page.keyboard.press('Control+k')
  await page.getByRole('textbox', { name: 'Search pages and products' }).fill('curd')
  await page.getByRole('button', { name: /^Curd 400 g/ }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Curd 400 g' })).toBeVisible()

  await page.getByRole('link', { name: 'Data', exact: true }).click()
  const file = page.getByRole('listitem', { name: 'cancelled.csv' })
  await expect(file.getByText('Nothing of it counts')).toBeVisible()
  await expect(file.getByText(/Health/)).toHaveCount(0)
  await file.getByRole('link', { name: /Open report/ }).click()
  await expect(page.getByText(/None of the 1 rows counts/)).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Health of this file' })).toHaveCount(0)
})

test('the word about the file dropped last stands first, and a stock file leads to what it shows', async ({ app, page }) => {
  await app.open('/data')
  const news = page.getByRole('list', { name: 'News about your files' }).getByRole('listitem')
  await app.dropText('empty.csv', '')
  await expect(news.first()).toHaveAccessibleName('empty.csv')
  await app.dropText('stock.csv', STOCK)
  await expect(news.first()).toHaveAccessibleName('stock.csv')
  await app.dropText('blank.csv', ' ')
  await expect(news.first()).toHaveAccessibleName('blank.csv')
  await news.getByRole('link', { name: 'See what will expire' }).click()
  await expect(page.getByText('What to look at first')).toBeVisible()
})

test('sales that end before the last count of stock are said to, and are not compared as if they had stopped', async ({ app, page }) => {
  await app.open()
  const days = Array.from({ length: 60 }, (_, n) => new Date(Date.UTC(2026, 6, 1 + n)).toISOString().slice(0, 10))
  const lines = days.map((day, n) => `${day},A,${n},Curd 400 g,2,100`)
  await importText(page, 'july-august.csv', ['Date,Store,Bill No,Item,Qty,Amount', ...lines].join('\n'))
  await importText(page, 'stock.csv', STOCK)
  for (const address of ['/', '/expiry']) {
    await page.goto(address)
    await expect(page.getByText('Your sales end on 29 Aug 2026, but these figures are of 30 Sept 2026')).toBeVisible()
  }
  await page.goto('/')
  await expect(page.getByText('Sales end on 29 Aug 2026', { exact: true }).first()).toBeVisible()
  await expect(page.getByText('-100.0 %')).toHaveCount(0)
})
