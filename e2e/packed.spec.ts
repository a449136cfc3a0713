import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { utils, write } from '@e965/xlsx'
import { zipSync } from 'fflate'
import { call, figuresHash, importText, opfsFiles, salesFile, untilEnded, untilIdle } from './engine-calls'
import { expect, test } from './fixtures'

/** The rows of a CSV of sales as cells of a spreadsheet: real dates, real numbers, texts. */
function cellsOf(csv: string) {
  const [header = '', ...lines] = csv.trimEnd().split('\n')
  const rows = lines.map((line) => {
    const [date = '', bill, store, item, category, qty, rate, amount] = line.split(',')
    return [new Date(`${date}T00:00:00Z`), bill, store, item, category, Number(qty), Number(rate), Number(amount)]
  })
  return [header.split(','), ...rows]
}

function workbook(sheets: Record<string, { rows: unknown[][]; hidden?: boolean }>): Buffer {
  const book = utils.book_new()
  for (const [name, { rows }] of Object.entries(sheets)) utils.book_append_sheet(book, utils.aoa_to_sheet(rows, { UTC: true }), name)
  book.Workbook = { Sheets: Object.values(sheets).map(({ hidden }) => ({ Hidden: hidden ? 1 : 0 })) }
  return write(book, { type: 'buffer', bookType: 'xlsx', compression: true })
}

test('a workbook gives the figures of the same table as CSV; each sheet is a file of its own, and what is not taken is told', async ({
  app,
  page,
  files_dir,
}) => {
  const csv = salesFile(300)
  await app.open('/data')
  await expect(app.data.heading).toBeVisible()
  const plain = await importText(page, 'march.csv', csv)
  expect(plain).toMatchObject({ status: 'completed', error: null })
  const wanted = await figuresHash(page)
  await untilEnded(page, (await call(page, 'datasets.delete', { dataset_id: plain.dataset_id ?? '' })).job_id)

  const path = join(files_dir, 'march.xlsx')
  const notes = { rows: [['Please file this away'], [], ['by Friday']] }
  writeFileSync(path, workbook({ March: { rows: cellsOf(csv) }, Notes: notes, Old: { rows: cellsOf(salesFile(9, 1000)), hidden: true } }))
  await app.drop(path)
  await expect(app.data.report('march.xlsx › March')).toBeVisible()
  await untilIdle(page)
  expect(await figuresHash(page)).toBe(wanted)

  await app.data.report('march.xlsx › March').click()
  await expect(page.getByText('From march.xlsx: March')).toBeVisible()
  await expect(page.getByText(/^Notes: not taken/)).toBeVisible()
  await expect(page.getByText(/^Old: hidden/)).toBeVisible()

  // the same sheet once more, inside an archive beside a file that is none
  await app.open('/data')
  const archive = join(files_dir, 'all.zip')
  writeFileSync(
    archive,
    zipSync({
      '__MACOSX/._x.csv': new Uint8Array([0, 5, 22, 7]),
      'readme.png': new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0]),
      'books/march.xlsx': workbook({ March: { rows: cellsOf(csv) } }),
      'april.csv': new TextEncoder().encode(salesFile(50, 5000)),
    }),
  )
  await app.drop(archive)
  await expect(app.data.report('all.zip › april.csv')).toBeVisible()
  await expect(page.getByText(/You already have this file/)).toBeVisible()

  // damaged: nothing of it stays
  const broken = join(files_dir, 'broken.xlsx')
  writeFileSync(broken, workbook({ March: { rows: cellsOf(salesFile(500, 9000)) } }).subarray(0, 9_000))
  await app.drop(broken)
  await expect(page.locator('[data-error-code=E_DAMAGED]')).toBeVisible()
  expect(await opfsFiles(page, 'incoming')).toEqual([])
  expect(await call(page, 'datasets.list', {})).toHaveLength(2)
})

test('a folder gives the tables in it, and a table copied from a spreadsheet is pasted', async ({ app, page, files_dir }) => {
  const folder = join(files_dir, 'shop files')
  mkdirSync(join(folder, '2026'), { recursive: true })
  writeFileSync(join(folder, '2026', 'march.csv'), salesFile(20))
  writeFileSync(join(folder, 'april.xlsx'), workbook({ April: { rows: cellsOf(salesFile(20, 7000)) } }))
  writeFileSync(join(folder, 'photo.jpg'), 'no table')
  await app.open('/data')
  await expect(app.data.heading).toBeVisible()
  await app.drop(folder)
  await expect(page.getByText('2 files of the folder are read; others left out: 1.')).toBeVisible()
  await expect(app.data.report('shop files › 2026 › march.csv')).toBeVisible()
  await expect(app.data.report('shop files › april.xlsx › April')).toBeVisible()

  await page.evaluate(
    (text) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', text)
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    },
    salesFile(10, 8000).replaceAll(',', '\t'),
  )
  await expect(page.getByRole('link', { name: /^Open report of Pasted table .*\.tsv$/ })).toBeVisible()
})
