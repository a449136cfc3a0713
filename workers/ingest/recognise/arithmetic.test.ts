import { describe, expect, test } from 'vitest'
import { sniffText } from './real-files.fixture'
import { recognise } from './recognise'

const read = (text: string) => recognise({ sniffed: sniffText(text, ','), filename: 'sales.csv', remembered: null })
const rolesOf = (text: string) => read(text).mapping.columns
const day = (i: number): string => `${13 + (i % 15)}/02/2026`
const PRICES = [10, 45, 120, 8, 33, 60]

describe('a price column', () => {
  const lines = (price: (each: number, qty: number) => number): string =>
    `Date,Item,Qty,Price\n${Array.from({ length: 30 }, (_, i) => `${day(i)},Product ${i % 6},${1 + (i % 4)},${price(PRICES[i % 6] ?? 0, 1 + (i % 4))}`).join('\n')}\n`
  test('that grows with the quantity is the line’s amount', () => {
    expect(rolesOf(lines((each, qty) => each * qty))).toEqual(['date', 'product', 'qty', 'total'])
  })
  test('that stays is a price', () => {
    expect(rolesOf(lines((each) => each))).toEqual(['date', 'product', 'qty', 'unit_price'])
  })
  test('of goods that cost less by the dozen is a price', () => {
    expect(rolesOf(lines((each, qty) => (qty > 2 ? each * 0.9 : each)))).toEqual(['date', 'product', 'qty', 'unit_price'])
  })
})

test('a table without a header: dates, names and the columns of which one is the product of two are offered, and asked about', () => {
  const text = Array.from({ length: 20 }, (_, i) => {
    const qty = 1 + (i % 5)
    const price = PRICES[i % 6] ?? 0
    return `${day(i)},INV-${1000 + i},Product ${['tea', 'salt', 'rice'][i % 3]},${qty},${price},${qty * price}\n`
  }).join('')
  const found = read(text)
  expect(found.dialect).toMatchObject({ skip_rows: 0, header_rows: 0 })
  expect(found.mapping.columns).toEqual(['date', null, 'product', 'qty', 'unit_price', 'total'])
  expect(found.questions.map((one) => (one.about === 'column' ? one.role : one.about))).toEqual(
    expect.arrayContaining(['date', 'product', 'qty']),
  )
})

test('a table of texts alone is still no table of sales', () => {
  expect(() => read('alpha,beta\ngamma,delta\nepsilon,zeta\n')).toThrow()
})

test.each([
  ['Item,Category,Jan-25,Feb-25,Mar-25\nTea,Drinks,3,4,5\nSalt,Spice,1,2,3\n', 'E_NO_DATE', 'month-columns'],
  ['Product,2025-01,2025-02,2025-03\nTea,3,4,5\nSalt,1,2,3\n', 'E_NO_DATE', 'month-columns'],
  ['Date,Masala chai,Ginger chai,Black tea\n13/02/2026,3,4,5\n14/02/2026,1,2,3\n', 'E_NO_PRODUCT', 'product-columns'],
])('a wide table says so, and what to do: %#', (text, code, advice) => {
  expect(() => read(text)).toThrow(
    expect.objectContaining({ shape: expect.objectContaining({ code, details: expect.objectContaining({ advice }) }) }),
  )
})
