import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { utils, write } from '@e965/xlsx'
import { AXE, broken } from './axe'
import { call, salesFile, untilIdle } from './engine-calls'
import { expect, test } from './fixtures'

const MONTHS = [
  ['Product', 'Jan-25', 'Feb-25', 'Mar-25', 'Total'],
  ['Tea', '30', '40', '', '70'],
  ['Salt', '10', '20', '30', '60'],
]

test('a wide sheet is turned after one question, a sheet left out is read after all, and files come by sharing and opening', async ({
  app,
  page,
  files_dir,
}) => {
  await page.addInitScript({ path: AXE })
  // what the browser does when a person opens a file with the installed app
  await page.addInitScript(() => {
    const setConsumer = (consumer: unknown) => Object.assign(window, { launch: consumer })
    Object.defineProperty(window, 'launchQueue', { value: { setConsumer } })
  })
  await app.open('/data')
  await expect(app.data.heading).toBeVisible()
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
    while (!navigator.serviceWorker.controller) await new Promise((resolve) => setTimeout(resolve, 50))
  })

  const path = join(files_dir, 'shop.xlsx')
  const book = utils.book_new()
  utils.book_append_sheet(book, utils.aoa_to_sheet(MONTHS), 'Months')
  utils.book_append_sheet(
    book,
    utils.aoa_to_sheet(
      salesFile(9)
        .trimEnd()
        .split('\n')
        .map((line) => line.split(',')),
    ),
    'Old',
  )
  book.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 1 }] }
  writeFileSync(path, write(book, { type: 'buffer', bookType: 'xlsx' }))
  await app.drop(path)
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('It had a column for each month, Jan 2025 to Mar 2025 (3).', { exact: false })).toBeVisible()
  await expect(dialog.getByRole('radio', { name: /^Units/ })).toBeChecked()
  expect(await broken(page, 'units or money')).toEqual([])
  await page.setViewportSize({ width: 1280, height: 800 })
  await dialog.getByRole('button', { name: /^Take these/ }).click()
  await app.data.report('shop.xlsx › Months').click()
  await expect(page.getByText('2 rows × 3 columns = 6 places for a figure. Became rows: 5. Empty or zero: 1.')).toBeVisible()
  await expect(page.getByText('One line for a whole month')).toBeVisible()
  expect(await broken(page, 'report of a turned sheet')).toEqual([])
  await page.setViewportSize({ width: 1280, height: 800 })
  const [sales] = await call(page, 'datasets.list', {})
  expect(sales).toMatchObject({ counts: { total: 5, ok: 5, rejected: 0, set_aside: 0 }, first_date: '2025-01-31', last_date: '2025-03-31' })

  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: /^Read it too: Old of shop.xlsx/ }).click()
  await (await chooser).setFiles(path)
  await expect(app.data.report('shop.xlsx › Old')).toBeVisible()

  await page.evaluate(
    (text) => {
      const form = document.createElement('form')
      Object.assign(form, { method: 'POST', action: '/share', enctype: 'multipart/form-data' })
      const input = Object.assign(document.createElement('input'), { type: 'file', name: 'files' })
      const files = new DataTransfer()
      files.items.add(new File([text], 'from chat.csv', { type: 'text/csv' }))
      input.files = files.files
      form.append(input)
      document.body.append(form)
      form.submit()
    },
    salesFile(20, 700),
  )
  await expect(dialog.getByText('from chat.csv', { exact: false })).toBeVisible()
  expect(await broken(page, 'a shared file')).toEqual([])
  await page.setViewportSize({ width: 1280, height: 800 })
  await dialog.getByRole('button', { name: 'Take it in' }).click()
  await expect(app.data.report('from chat.csv')).toBeVisible()
  expect(await page.evaluate(() => caches.has('lucid-shared-files'))).toBe(false)

  await page.evaluate(
    (text) => {
      const file = new File([text], 'opened.csv', { type: 'text/csv' })
      ;(window as unknown as { launch: (launch: object) => void }).launch({ files: [{ getFile: async () => file }] })
    },
    salesFile(20, 900),
  )
  await expect(app.data.report('opened.csv')).toBeVisible()
  await untilIdle(page)

  // rejected rows are corrected on the page of their file; what is still wrong is listed again
  await app.dropText(
    'slips.csv',
    'Date,Bill No,Item,Qty,Amount\n2026-04-01,C1,Tea,1,10\n2026-04-02,C2,Tea,two,20\n31/31/2026,C3,Tea,3,30\n',
  )
  await app.data.report('slips.csv').click()
  await page.getByRole('button', { name: 'Correct row 2' }).click()
  const quantity = dialog.getByLabel('Qty', { exact: true })
  await expect(quantity).toHaveValue('two')
  await quantity.fill('2')
  expect(await broken(page, 'a rejected row as a form')).toEqual([])
  await page.setViewportSize({ width: 1280, height: 800 })
  await dialog.getByRole('button', { name: 'Keep and correct more' }).click()
  await page.getByRole('button', { name: 'Correct row 3' }).click()
  await dialog.getByLabel('Date', { exact: true }).fill('the third')
  await dialog.getByRole('button', { name: 'Save 2 corrections' }).click()
  await expect(page.getByText('1 of 2 rows were taken.', { exact: false })).toBeVisible()
  await expect(page.getByText('Corrected once, still wrong')).toBeVisible()
  expect(await broken(page, 'rejected rows')).toEqual([])
  await page.setViewportSize({ width: 1280, height: 800 })
  const corrections = (await call(page, 'datasets.list', {})).find(({ name }) => name === 'slips-corrected.csv')
  expect(corrections).toMatchObject({ counts: { total: 2, ok: 1, rejected: 1, set_aside: 0 }, first_date: '2026-04-02' })

  // a folder is watched: what is in it is offered, and nothing is taken unasked
  const put = (name: string, text: string) =>
    page.evaluate(
      async ([name, text]) => {
        const exports = await (await navigator.storage.getDirectory()).getDirectoryHandle('Exports', { create: true })
        const writer = await (await exports.getFileHandle(name, { create: true })).createWritable()
        await writer.write(text)
        await writer.close()
        Object.assign(window, { showDirectoryPicker: async () => exports })
      },
      [name, text] as const,
    )
  const comeBack = () => page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  await app.visit('/data')
  await put('monday.csv', salesFile(12, 2000))
  await put('notes.rtf', 'no table')
  const watched = page.getByRole('region', { name: 'A folder with your exports' })
  await watched.getByRole('button', { name: 'Choose a folder' }).click()
  await expect(watched.getByText('1 new file in “Exports”')).toBeVisible()
  await expect(watched.getByText('1 file of another kind', { exact: false })).toBeVisible()
  expect(await broken(page, 'a watched folder')).toEqual([])
  await page.setViewportSize({ width: 1280, height: 800 })
  await expect(app.data.report('monday.csv')).toBeHidden()
  await watched.getByRole('button', { name: 'Read it' }).click()
  await expect(app.data.report('monday.csv')).toBeVisible()
  await expect(watched.getByText('There is nothing new in it.')).toBeVisible()
  await untilIdle(page)

  // a new and a changed one are offered on any page after a start; one that was decided about is not
  await put('monday.csv', salesFile(13, 2000))
  await put('tuesday.csv', salesFile(5, 2100))
  await app.open('/')
  const offer = page.getByRole('region', { name: '2 new files in “Exports”' })
  await expect(offer.getByText('monday.csv', { exact: false })).toContainText('changed')
  expect(await broken(page, 'an offer of files')).toEqual([])
  await page.setViewportSize({ width: 1280, height: 800 })
  await offer.getByRole('button', { name: 'Not now' }).first().click()
  await comeBack()
  await expect(offer).toBeHidden()
  await put('wednesday.csv', salesFile(5, 2200))
  await comeBack()
  await page.getByRole('button', { name: 'Do not offer them again' }).click()
  await app.visit('/data')
  await expect(watched.getByText('There is nothing new in it.')).toBeVisible()
  await watched.getByRole('button', { name: 'Forget this folder' }).click()
  await expect(watched.getByRole('button', { name: 'Choose a folder' })).toBeVisible()
  expect((await call(page, 'datasets.list', {})).filter(({ name }) => /day\.csv$/.test(name))).toHaveLength(1)

  // a file that ends while nobody looks is told by the system, once that is turned on
  await page.context().grantPermissions(['notifications'])
  await app.open('/settings')
  // the browser is asked first, so it is on a moment after the press
  const told = page.getByRole('switch', { name: /^Tell me when a file has been read/ })
  await told.click({ force: true })
  await expect(told).toBeChecked()
  expect(await broken(page, 'settings')).toEqual([])
  await page.evaluate(
    (text) => {
      Object.defineProperty(document, 'visibilityState', { value: 'hidden' })
      const file = new File([text], 'behind.csv', { type: 'text/csv' })
      ;(window as unknown as { launch: (launch: object) => void }).launch({ files: [{ getFile: async () => file }] })
    },
    salesFile(30, 1100),
  )
  const notices = () =>
    page.evaluate(async () => {
      const shown = await (await navigator.serviceWorker.ready).getNotifications()
      return shown.map(({ title, body }) => `${title} ${body}`)
    })
  await expect.poll(notices).toEqual([expect.stringMatching(/behind\.csv.* Rows taken: 30\. Rejected: 0\. Set aside: 0\.$/)])
})
