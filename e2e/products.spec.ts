import { NO_FILTER } from '../src/domain/filter'
import { call, importText } from './engine-calls'
import { expect, test } from './fixtures'

test('the products of the sample shop, seen in many ways, found by name, each figure opened', async ({ app, page }) => {
  await app.open('/?demo')
  await expect(page.locator('[data-kpi="revenue"]')).toBeVisible({ timeout: 120_000 })
  const files = (await page.evaluate(async () => (await (await fetch('/sample/index.json')).json()).files.length)) as number
  await expect.poll(async () => (await call(page, 'datasets.list', {})).filter(({ status }) => status === 'ready').length).toBe(files)

  await page.getByRole('link', { name: 'Products' }).click()
  const all = page.getByRole('region', { name: 'All products' })
  await expect(all.getByRole('columnheader', { name: 'Margin' })).toBeVisible()
  await page.getByRole('button', { name: 'Choose columns' }).click()
  await page.getByRole('checkbox', { name: 'Margin' }).uncheck()
  await page.getByRole('checkbox', { name: 'Last sale' }).check()
  await page.keyboard.press('Escape')
  await expect(all.getByRole('columnheader', { name: 'Margin' })).toHaveCount(0)
  await expect(all.getByRole('columnheader', { name: 'Last sale' })).toBeVisible()
  await expect(page).toHaveURL(/cols=last_sale/)

  await page.getByRole('tab', { name: 'Best sellers' }).click()
  await expect(page.getByRole('status').filter({ hasText: '118 rows' })).toBeVisible()
  const table = page.getByRole('region', { name: 'Best sellers' })
  await expect(table.getByRole('row')).not.toHaveCount(0)
  expect(await table.getByRole('row').count(), 'only the rows in sight are drawn').toBeLessThan(60)
  await table.evaluate((element) => element.scrollTo(0, element.scrollHeight))
  await expect(table.locator('[aria-rowindex="119"]')).toBeVisible()

  await page.getByRole('tab', { name: 'Contribution' }).click()
  await expect(page).toHaveURL(/view=contribution/)
  await expect(page.getByText(/Of 118 products with revenue, \d+ make the first 80/)).toBeVisible()
  await page.getByRole('searchbox').fill('milk')
  await expect(page.getByText('4 of 118 found')).toBeVisible()
  await expect(page).toHaveURL(/q=milk/)
  await page.getByRole('searchbox').fill('')

  await page.getByText('Stock', { exact: true }).click()
  for (const view of ['Velocity', 'Reorder', 'Sell-through']) {
    await page.getByRole('tab', { name: view }).click()
    await expect(page.getByRole('region', { name: view }).getByRole('row')).not.toHaveCount(0)
  }
  await page.getByRole('tab', { name: 'Dead stock' }).click()
  await expect(page.getByRole('cell', { name: 'Gift hamper box', exact: true })).toBeVisible()
  await page.getByRole('button', { name: /^Stock value, Gift hamper box: .*How is this computed/ }).click()
  const opened = page.getByRole('dialog')
  await expect(opened.getByText('₹9,920').first()).toBeVisible()
  await opened.getByRole('button', { name: /stock\.csv Row / }).click()
  await expect(page.getByRole('heading', { name: /Row \d+ of stock\.csv/ })).toBeVisible()
})

test('a product, a store and a customer have their own pages, and the search leads there', async ({ app, page }) => {
  await app.open('/?demo')
  await expect(page.locator('[data-kpi="revenue"]')).toBeVisible({ timeout: 120_000 })
  await page.keyboard.press('Control+k')
  await page.getByRole('textbox', { name: 'Search pages and products' }).fill('toned milk')
  await page.getByRole('button', { name: /^Toned milk 500 ml/ }).click()
  await expect(page).toHaveURL(/\/products\/P1001/)
  await expect(page.getByRole('heading', { name: 'Toned milk 500 ml' })).toBeVisible()
  for (const part of ['Sales', 'Price and cost', 'Season', 'Stock by batch', 'Stores', 'Who buys it'])
    await expect(page.getByRole('heading', { name: part, exact: true })).toBeVisible()
  await page.getByRole('button', { name: /^Profit: .*How is this computed/ }).click()
  await expect(page.getByRole('dialog').getByRole('table')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByText('Last 60 days').click()
  await expect(page.getByRole('button', { name: /31 Oct 2026: / })).toBeAttached()

  await page.getByRole('link', { name: 'Stores' }).click()
  await page.getByRole('link', { name: 'Indiranagar' }).click()
  await expect(page.getByRole('heading', { name: 'Indiranagar' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'What sells best here' }).getByRole('row')).not.toHaveCount(0)

  await page.getByRole('link', { name: 'Customers' }).click()
  await expect(page.getByRole('heading', { name: 'Kinds of customers' })).toBeVisible()
  await page.getByRole('region', { name: 'All customers' }).getByRole('link').first().click()
  await expect(page.getByRole('heading', { name: 'What they bought', exact: true })).toBeVisible()

  await page.goto('/products/nothing-of-the-kind')
  await expect(page.getByRole('heading', { name: 'No such product' })).toBeVisible()
})

const SALES = 'Bill No,Date,Item Code,Item Name,Qty,Rate\nB1,2026-03-03,T1,Tea,5,50\nB2,2026-03-06,T1,Tea,10,50\n'
const PURCHASES =
  'Bill No,Received Date,Item Code,Item Name,Batch No,Qty,Purchase Rate,Supplier\nP1,2026-03-01,T1,Tea,b1,10,20,Mehta\nP2,2026-03-05,T1,Tea,b2,10,30,Mehta\n'

test('another way of costing changes the profit everywhere, and survives a reload; so does a threshold', async ({ app, page }) => {
  await app.open()
  await importText(page, 'sales.csv', SALES)
  await importText(page, 'purchases.csv', PURCHASES)
  await expect.poll(async () => (await call(page, 'datasets.list', {})).filter(({ status }) => status === 'ready').length).toBe(2)
  const profit = async () => {
    const { results } = await call(page, 'metrics.run', { metric_id: 'profitability', args: {}, filter: NO_FILTER, as_of: null })
    return results[0]?.total_profit
  }
  // 15 sold for 750: 5 at 20 and 10 at the average of 5 x 20 and 10 x 30
  expect(await profit()).toBeCloseTo(750 - 100 - 266.6667, 3)
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByLabel('What goods cost that were bought at several prices').selectOption('FIFO')
  await expect.poll(async () => (await call(page, 'settings.get', {})).costing_method).toBe('FIFO')
  // 5 at 20, then 5 at 20 and 5 at 30
  expect(await profit()).toBeCloseTo(750 - 100 - 250, 3)
  await page.getByLabel('Dead after').fill('30')
  await page.getByLabel('Dead after').press('Enter')
  await expect.poll(async () => (await call(page, 'settings.get', {})).dead_days).toBe(30)

  await page.reload()
  await expect(page.getByLabel('What goods cost that were bought at several prices')).toHaveValue('FIFO')
  await expect(page.getByLabel('Dead after')).toHaveValue('30 days')
  expect(await profit()).toBeCloseTo(400, 3)
})

const SPELLINGS =
  'Bill No,Date,Item Name,Qty,Rate\nB1,2026-03-03,Parle-G 100 gm,2,10\nB2,2026-03-06,Parle G 100g,3,10\nB3,2026-03-06,Parle-G 100 gm,1,10\n'

test('one product written twice is joined, stays so after a reload, and is two again when that is taken back', async ({ app, page }) => {
  await app.open()
  await importText(page, 'till.csv', SPELLINGS)
  await page.getByRole('link', { name: 'Products' }).click()
  await page.getByRole('link', { name: 'Written twice?' }).click()
  await page.getByRole('button', { name: 'Parle G 100g and Parle-G 100 gm are one product' }).click()
  await expect(page.getByText('Parle G 100g counts as Parle-G 100 gm')).toBeVisible()
  await page.reload()
  await page.getByRole('link', { name: 'All products' }).click()
  const joined = page.getByRole('row', { name: /Parle-G 100 gm/ })
  await expect(joined).toContainText('₹60.00')
  await expect(page.getByRole('row')).toHaveCount(2)

  await page.goBack()
  await page.getByRole('button', { name: 'Take back what was said of Parle G 100g' }).click()
  await expect(page.getByRole('button', { name: 'Parle G 100g and Parle-G 100 gm are two products' })).toBeVisible()
  await page.goto('/compare?sku=parle-g%20100%20gm&sku=parle%20g%20100g')
  await expect(page.getByRole('row', { name: /^Revenue/ })).toContainText('₹30.00')
  await expect(page.getByRole('columnheader')).toHaveText(['Figure', 'Parle-G 100 gm', 'Parle G 100g'])
})
