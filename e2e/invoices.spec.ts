import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { NO_FILTER } from '../src/domain/filter'
import { lockedPdf } from '../workers/ingest/read/pdf/locked-pdf.fixture'
import { pharmacyInvoice, tinyPdf } from '../workers/ingest/read/pdf/tiny-pdf.fixture'
import { AXE, broken } from './axe'
import { call, untilIdle } from './engine-calls'
import { expect, test } from './fixtures'

/** Two bandages at 40.00 each. */
const SOLD = 'Date,Bill No,Item,Qty,Rate,Amount\n2024-04-20,A1,Bandage 6 cm,2,40.00,80.00\n2024-04-21,A2,ORS Orange Sachet,1,20.00,20.00\n'

/** Pixels of a drawing that are not white. Runs in the page. */
function ink(canvas: SVGElement | HTMLElement): number {
  const { width, height } = canvas as HTMLCanvasElement
  const pixels = (canvas as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, width, height).data ?? []
  let dark = 0
  for (let at = 0; at < pixels.length; at += 4) if ((pixels[at] ?? 255) < 128) dark++
  return dark
}

test('an invoice in PDF is checked beside its page, corrected, and then gives the goods their cost', async ({ app, page, profile_dir }) => {
  await page.addInitScript({ path: AXE })
  await app.open()
  await app.dropText('april.csv', SOLD)
  await expect(app.data.report('april.csv')).toBeVisible()
  const path = join(profile_dir, 'bill from durga.pdf')
  await writeFile(path, tinyPdf(pharmacyInvoice()))
  await app.drop(path)

  const dialog = page.getByRole('dialog', { name: 'Check the invoice: bill from durga.pdf' })
  await expect(dialog.getByLabel('Invoice number')).toHaveValue('SD/24-25/0187')
  await expect(dialog.getByLabel('Supplier')).toHaveValue('Shree Durga Medical Distributors')
  await expect(dialog.getByLabel('Grand total')).toHaveValue('2129')
  await expect(dialog.locator('[data-check="lines"]')).toHaveAttribute('data-holds', 'true')
  await expect(dialog.locator('[data-check="total"]')).toHaveAttribute('data-holds', 'true')
  // nothing is kept before the person says so
  expect((await call(page, 'datasets.list', {})).map(({ name }) => name)).toEqual(['april.csv'])

  // the page is drawn, and the field that has the focus is marked on it
  await expect.poll(() => dialog.getByRole('img', { name: /Page 1 of the PDF/ }).evaluate(ink)).toBeGreaterThan(200)
  await dialog.getByLabel('Invoice number').focus()
  await expect(dialog.locator('[data-mark="number"][data-active]')).toBeVisible()
  await dialog.getByLabel('Grand total').focus()
  await expect(dialog.getByText('Page 2 of 2')).toBeVisible()
  await expect(dialog.locator('[data-mark="total"][data-active]')).toBeVisible()

  // a wrong amount is told at once, by how much
  const bandage = dialog.getByRole('group', { name: 'Line 4' })
  await bandage.getByLabel('Amount').fill('310')
  await expect(dialog.locator('[data-check="lines"]')).toContainText('₹10.00 apart')
  await bandage.getByLabel('Amount').fill('300')
  await expect(dialog.locator('[data-check="lines"]')).toHaveAttribute('data-holds', 'true')
  expect(await broken(page, 'invoice review')).toEqual([])

  await dialog.getByRole('button', { name: 'Add to my purchases' }).click()
  await expect(app.data.report('SD-24-25-0187 Shree Durga Medical Distributors.csv')).toBeVisible()
  await untilIdle(page)
  const bought = (await call(page, 'datasets.list', {})).find(({ kind }) => kind === 'purchases')
  expect(bought).toMatchObject({
    status: 'ready',
    format: 'pdf',
    origin: { filename: 'bill from durga.pdf', path: ['SD/24-25/0187'] },
    questions_asked: 0,
    counts: { total: 4, ok: 4, rejected: 0 },
  })
  // 80.00 less two bandages at 25.00, and 20.00 less 639.00 / 55
  const { results } = await call(page, 'metrics.run', { metric_id: 'profit-total', args: {}, filter: NO_FILTER, as_of: null })
  expect(JSON.stringify(results)).toContain('38.38')
})

test('a scan and a locked file say what to do, and nothing is added', async ({ app, page, profile_dir }) => {
  await app.open()
  await expect(app.overview.try_sample, 'the page hears a drop').toBeVisible()
  const path = join(profile_dir, 'scan.pdf')
  await writeFile(path, tinyPdf([[]]))
  await app.drop(path)
  const dialog = page.getByRole('dialog', { name: 'Check the invoice: scan.pdf' })
  await expect(dialog.getByText('This PDF is a picture of a page')).toBeVisible()
  await dialog.getByRole('button', { name: 'Skip' }).click()
  await expect(dialog).toHaveCount(0)

  const locked = join(profile_dir, 'locked.pdf')
  await writeFile(locked, lockedPdf(tinyPdf(pharmacyInvoice()), 'durga'))
  await app.drop(locked)
  await page.getByLabel('Password of the PDF').fill('kali')
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  await expect(page.getByText('That is not its password.')).toBeVisible()
  await page.getByLabel('Password of the PDF').fill('durga')
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  await expect(page.getByRole('dialog').getByLabel('Invoice number')).toHaveValue('SD/24-25/0187')
  await page.getByRole('button', { name: 'Skip' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  expect(await call(page, 'datasets.list', {})).toEqual([])
})
