import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { call, importText, salesFile } from './engine-calls'
import { expect, test } from './fixtures'

test.use({ viewport: { width: 360, height: 740 } })

const SALES = [
  'Date,Bill No,Store,Item,Category,Qty,Rate,Amount',
  ...Array.from(
    { length: 60 },
    (_, n) => `2026-0${n < 30 ? 8 : 9}-${String((n % 30) + 1).padStart(2, '0')},A${n},A,Curd 400 g,Dairy,1,50,50`,
  ),
].join('\n')
const STOCK =
  'As on date,Store,Item,Category,Batch,Closing Stock,Expiry,Purchase Rate\n2026-09-30,A,Curd 400 g,Dairy,CU1,30,2026-10-07,40\n'

test('on a phone nothing lies over the page: links are tapped, a message stands above the row of pages, and takes what is dropped on it', async ({
  app,
  page,
  files_dir,
}) => {
  await app.open()
  await importText(page, 'sales.csv', SALES)
  await importText(page, 'stock.csv', STOCK)

  const pages = page.getByRole('navigation', { name: 'Pages' })
  for (const name of ['Products', 'Expiry', 'Actions', 'More', 'Overview', 'Actions']) {
    await pages.getByRole('link', { name, exact: true }).click()
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
    expect(await page.evaluate(placesNotOfThePage), `${name}: what a finger would meet besides the page`).toEqual([])
  }

  const card = page.getByRole('article', { name: /^Curd 400 g/ }).first()
  await card.getByRole('button', { name: 'Approve' }).click()
  const message = page.getByRole('alert').filter({ hasText: /approved/i })
  await message.hover() // it stays while a pointer is on it
  const [said, row] = [await message.boundingBox(), await pages.boundingBox()]
  expect((said?.y ?? Number.NaN) + (said?.height ?? 0)).toBeLessThanOrEqual(row?.y ?? 0)

  writeFileSync(join(files_dir, 'october.csv'), salesFile(9))
  await app.dropOn(message, join(files_dir, 'october.csv'))
  await expect(app.data.report('october.csv')).toBeVisible()
  expect(await call(page, 'datasets.list', {})).toHaveLength(3)
})

test('a figure of many crores is written whole on its tile, however wide the screen', async ({ app, page }) => {
  await app.open()
  await importText(page, 'sales.csv', 'Date,Bill No,Item,Qty,Rate,Cost,Amount\n2026-08-01,A1,Gold coin,1000,987654,900000,987654000\n')
  await expect(app.overview.kpi('revenue')).toHaveText('₹98,76,54,000')
  for (const width of [1440, 1024, 780, 600, 360]) {
    await page.setViewportSize({ width, height: 800 })
    await expect.poll(() => page.evaluate(figuresThatStickOut), `${width} px`).toEqual([])
  }
})

test('with text twice as large on a small phone every page can still be gone to, and a button says all that it does', async ({
  app,
  page,
}) => {
  await page.setViewportSize({ width: 320, height: 640 })
  await app.open()
  await importText(page, 'sales.csv', SALES)
  await importText(page, 'stock.csv', STOCK.replace('A,Curd 400 g,Dairy,CU1', 'A,Curd 400 g,Dairy,CU2') + STOCK.split('\n')[1])
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '200%'
  })
  for (const link of await page.getByRole('navigation', { name: 'Pages' }).getByRole('link').filter({ visible: true }).all())
    await expect(link).toBeInViewport({ ratio: 1 })
  await page.getByRole('link', { name: 'Actions', exact: true }).click()
  const approve_all = page.getByRole('button', { name: /^Approve all/ })
  await expect(approve_all).toBeVisible()
  const [button, words] = await approve_all.evaluate((node) => {
    const text = document.createRange()
    text.selectNodeContents(node)
    return [node.getBoundingClientRect(), text.getBoundingClientRect()]
  })
  expect([words.left >= button.left, words.right <= button.right, words.bottom <= button.bottom, button.right <= 320]).toEqual([
    true,
    true,
    true,
    true,
  ])
  const [name, state] = await Promise.all([
    page.getByText('Lucid', { exact: true }).boundingBox(),
    page.getByRole('banner').getByRole('status').first().boundingBox(),
  ])
  expect((name?.x ?? Number.NaN) + (name?.width ?? 0), 'the state stands beside the name').toBeLessThanOrEqual(state?.x ?? 0)
})

/** Runs in the page: figures that reach beyond the tile that they stand on. */
function figuresThatStickOut(): string[] {
  return [...document.querySelectorAll('[data-kpi]')].flatMap((figure) => {
    const text = document.createRange()
    text.selectNodeContents(figure)
    const tile = figure.parentElement?.getBoundingClientRect()
    return tile && text.getBoundingClientRect().right > tile.right ? [`${figure.textContent}`] : []
  })
}

/** Runs in the page: what lies on top, every 20 px, and is not part of the app's own frame. */
function placesNotOfThePage(): string[] {
  const strange = new Set<string>()
  for (let x = 10; x < innerWidth; x += 20)
    for (let y = 10; y < innerHeight; y += 20) {
      const top = document.elementFromPoint(x, y)
      if (top && !document.getElementById('root')?.contains(top)) strange.add(`${top.tagName} ${top.className}`)
    }
  return [...strange]
}

test('a proposal that a finger pulls far enough to the right is approved, to the left rejected; one that is let go before stays', async ({
  app,
  page,
}) => {
  await app.open()
  await importText(page, 'sales.csv', SALES)
  await importText(page, 'stock.csv', STOCK)
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Actions', exact: true }).click()
  const card = page.getByRole('article', { name: /^Curd 400 g/ }).first()
  const finger = await page.context().newCDPSession(page)
  const pull = async (by: number) => {
    await card.scrollIntoViewIfNeeded()
    const { x, y, width } = (await card.boundingBox()) ?? { x: 0, y: 0, width: 0 }
    const from = { x: x + width / 2, y: y + 60 }
    await finger.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [from] })
    for (const share of [0.25, 0.5, 0.75, 1])
      await finger.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [{ x: from.x + share * by, y: from.y }] })
    await finger.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  }
  const ids = async (status: 'PROPOSED' | 'APPROVED' | 'REJECTED') =>
    (await call(page, 'actions.list', { status })).actions.map(({ action_id }) => action_id)
  const id = await card.getAttribute('data-action')

  await pull(60)
  await expect(card).not.toHaveAttribute('style', /translate/)
  expect(await ids('PROPOSED')).toContain(id)
  await pull(-150)
  await expect.poll(() => ids('REJECTED')).toEqual([id])
  await call(page, 'actions.transition', { action_ids: [String(id)], step: 'undo', outcome: null })
  await expect(card).toHaveAttribute('data-action', String(id))
  await pull(150)
  await expect.poll(() => ids('APPROVED')).toEqual([id])
})
