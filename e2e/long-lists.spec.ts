import { readFile } from 'node:fs/promises'
import { importText } from './engine-calls'
import { expect, test } from './fixtures'

const PRODUCTS = 12_000
const price = (no: number) => 1 + ((no * 7) % 500)

test('twelve thousand products are listed to the last, found, sorted and downloaded', async ({ app, page }) => {
  const lines = Array.from(
    { length: PRODUCTS },
    (_, no) => `2026-03-${10 + (no % 20)},B${no},S1,Item ${no},1,${price(no)}.00,${price(no)}.00`,
  )
  await app.open()
  expect((await importText(page, 'sales.csv', `Date,Bill No,Store,Item,Qty,Rate,Amount\n${lines.join('\n')}\n`)).status).toBe('completed')

  await page.getByRole('link', { name: 'Products' }).click()
  const list = page.getByRole('region', { name: 'All products' })
  await expect(list.getByRole('table')).toHaveAttribute('aria-rowcount', String(PRODUCTS + 1))
  expect(await list.getByRole('row').count(), 'only the rows in sight are drawn').toBeLessThan(60)
  await list.evaluate((element) => element.scrollTo(0, element.scrollHeight))
  await expect(list.locator(`[aria-rowindex="${PRODUCTS + 1}"]`)).toBeVisible()

  await page.getByRole('searchbox').fill(`item ${PRODUCTS - 1}`)
  await expect(page.getByText('1 of 12,000 found')).toBeVisible()
  await expect(list.getByRole('link', { name: `Item ${PRODUCTS - 1}`, exact: true })).toBeVisible()
  await page.getByRole('searchbox').fill('')
  await expect(list.getByRole('table')).toHaveAttribute('aria-rowcount', String(PRODUCTS + 1))

  const first = list.locator('[aria-rowindex="2"]')
  await list.evaluate((element) => element.scrollTo(0, 0))
  await list.getByRole('button', { name: 'Product', exact: true }).click()
  await expect(first.getByRole('link')).toHaveText('Item 0')
  await list.getByRole('button', { name: 'Product', exact: true }).click()
  await expect(first.getByRole('link')).toHaveText('Item 9999')

  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download CSV' }).click()])
  const rows = (await readFile(await download.path(), 'utf8')).trimEnd().split('\r\n')
  const revenue = rows[0]?.split(',').indexOf('revenue') ?? -1
  expect(rows).toHaveLength(PRODUCTS + 1)
  expect(rows.slice(1).reduce((sum, row) => sum + Number(row.split(',')[revenue]), 0)).toBe(
    Array.from({ length: PRODUCTS }, (_, no) => price(no)).reduce((sum, one) => sum + one),
  )
})
