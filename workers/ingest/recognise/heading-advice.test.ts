import { expect, test } from 'vitest'
import { tryImport } from '../normalise/try-import'

async function advice(...lines: string[]) {
  try {
    const { recognition, outcome } = await tryImport(`${lines.join('\n')}\n`, { filename: 'sales.csv' })
    return `${recognition.mapping.kind} ${outcome.status}`
  } catch (error) {
    const { code, details } = (error as { shape: { code: string; details: { advice?: string } } }).shape
    return `${code} ${details.advice}`
  }
}

const DAYS = ['01-04-2024,,,', 'B1,Soap,2,300.00', 'B2,Tea,3,630.00', '02-04-2024,,,', 'B3,Soap,1,150.00']
const GOODS = ['Soap,,,', '2024-04-01,B1,2,300.00', '2024-04-02,B3,1,150.00', 'Tea,,,', '2024-04-01,B2,3,630.00', '2024-04-03,B4,1,210.00']

test('days above their bills: the report says to export them on each row', async () => {
  expect(await advice('Bill No,Item,Qty,Amount', ...DAYS)).toBe('E_NO_DATE day-headings')
  expect(await advice('Bill No,Item,Qty,Amount', ...DAYS.map((row) => (row.endsWith(',,,') ? `Date: ${row}` : row)))).toBe(
    'E_NO_DATE day-headings',
  )
  expect(
    await advice(
      'Item wise sales 01-04-2024 to 30-04-2024,,',
      'Item,Qty,Amount',
      '01-04-2024,,',
      'Soap,2,300',
      '02-04-2024,,',
      'Soap,1,150',
    ),
  ).toBe('E_NO_DATE day-headings')
})

test('products above their sales', async () => expect(await advice('Date,Bill No,Qty,Amount', ...GOODS)).toBe('E_NO_PRODUCT item-headings'))

test('a day above rows that have their own changes nothing', async () =>
  expect(await advice('Date,Item,Qty,Amount', '01-04-2024,,,', '01-04-2024,Soap,2,300', '02-04-2024,,,', '02-04-2024,Tea,3,630')).toBe(
    'sales done',
  ))
