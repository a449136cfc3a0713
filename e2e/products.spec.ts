import { call } from './engine-calls'
import { expect, test } from './fixtures'

test('the products of the sample shop, seen in three ways, found by name, each figure opened', async ({ app, page }) => {
  await app.open('/?demo')
  await expect(page.locator('[data-kpi="revenue"]')).toBeVisible({ timeout: 120_000 })
  await expect.poll(async () => (await call(page, 'datasets.list', {})).filter(({ status }) => status === 'ready').length).toBe(4)

  await page.getByRole('link', { name: 'Products' }).click()
  await expect(page.getByRole('status').filter({ hasText: '118 products' })).toBeVisible()
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

  await page.getByRole('tab', { name: 'Dead stock' }).click()
  await page.getByRole('searchbox').fill('')
  await expect(page.getByRole('cell', { name: 'Gift hamper box', exact: true })).toBeVisible()
  await page.getByRole('button', { name: /^Stock value, Gift hamper box: .*How is this computed/ }).click()
  const opened = page.getByRole('dialog')
  await expect(opened.getByText('₹9,920').first()).toBeVisible()
  await opened.getByRole('button', { name: /stock\.csv Row / }).click()
  await expect(page.getByRole('heading', { name: /Row \d+ of stock\.csv/ })).toBeVisible()
})
