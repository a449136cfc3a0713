import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SHOP, vybBytes } from '../workers/ingest/unpack/vyapar/vyapar.fixture'
import { call, untilIdle } from './engine-calls'
import { expect, test } from './fixtures'

test('a backup of Vyapar, a day book of Tally and a JSON file are read in the browser, under its policy', async ({
  app,
  page,
  files_dir,
}) => {
  const file = (name: string, bytes: Uint8Array | string): string => {
    writeFileSync(join(files_dir, name), bytes)
    return join(files_dir, name)
  }
  await app.open('/data')
  await expect(app.data.heading).toBeVisible()
  await app.drop(file('Sharma.vyb', await vybBytes(SHOP)))
  for (const table of ['Items', 'Purchases', 'Sales', 'Stock'])
    await expect(app.data.report(`Sharma.vyb › ${table}`)).toBeVisible({ timeout: 150_000 })
  await untilIdle(page)
  const tally = `<ENVELOPE><BODY><TALLYMESSAGE><VOUCHER VCHTYPE="Sales"><DATE>20261011</DATE><VOUCHERNUMBER>1</VOUCHERNUMBER><PARTYNAME>Ravi &#4;</PARTYNAME>
    <ALLINVENTORYENTRIES.LIST><STOCKITEMNAME>Soap</STOCKITEMNAME><RATE>12.00/Nos</RATE><AMOUNT>120.00</AMOUNT><BILLEDQTY> 10 Nos</BILLEDQTY></ALLINVENTORYENTRIES.LIST></VOUCHER></TALLYMESSAGE></BODY></ENVELOPE>`
  await app.drop(file('DayBook.xml', Buffer.from(`\uFEFF${tally}`, 'utf16le')))
  await expect(app.data.report('DayBook.xml › Sales')).toBeVisible()
  await untilIdle(page)
  await app.drop(file('orders.json', JSON.stringify([{ order_date: '2026-10-12', item: 'Soap', qty: 1, amount: 12 }])))
  await expect(app.data.report('orders.json › orders')).toBeVisible()
  await untilIdle(page)
  expect((await call(page, 'datasets.list', {})).map(({ kind }) => kind).sort()).toEqual([
    'inventory',
    'products',
    'purchases',
    'sales',
    'sales',
    'sales',
  ])

  // what the backup holds beside them is told
  await app.data.report('Sharma.vyb › Sales').click()
  await expect(page.getByText(/^txn_type 99: Records of an unknown type/)).toBeVisible()
  await expect(page.getByText(/^Payments, orders, estimates: Not sales/)).toBeVisible()

  await app.open('/data')
  await app.drop(file('locked.vyp', new Uint8Array(5000).fill(0x5a)))
  await expect(page.locator('[data-error-code=E_PASSWORD]')).toBeVisible()
})
