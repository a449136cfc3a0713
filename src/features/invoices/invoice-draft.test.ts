import { describe, expect, test } from 'vitest'
import type { Invoice } from '../../domain/invoice'
import { draftLine, draftOf, invoiceOf, problemsOf, typedNumber } from './invoice-draft'

const INVOICE: Invoice = {
  document: 'invoice',
  source: 'text',
  first_page: 1,
  last_page: 1,
  supplier: 'Durga',
  customer: null,
  number: '17',
  date: '2024-05-03',
  due_date: null,
  currency: 'INR',
  subtotal: 200_000,
  taxes: [],
  tax: 10_050,
  total: 210_050,
  adjustments: 0,
  prices_include_tax: false,
  lines: [
    {
      description: 'Tea',
      code: null,
      hsn: '0902',
      quantity: 2500,
      free_quantity: null,
      unit: 'kg',
      unit_price: 80_000,
      discount: null,
      discount_rate: null,
      tax_rate: 500,
      amount: 200_000,
      batch: null,
      expiry: null,
      mrp: null,
      box: { page: 1, x: 1, y: 2, width: 3, height: 4 },
    },
  ],
  evidence: {},
}

test('an invoice that nobody touched comes back as it was read', () => {
  expect(invoiceOf(draftOf(INVOICE))).toEqual(INVOICE)
  expect(problemsOf(draftOf(INVOICE))).toEqual([])
})

describe('a typed number', () => {
  test.each([
    ['1,23,456.50', 1_234_565_000],
    ['₹ 12', 120_000],
    ['-3.5', -35_000],
    ['', null],
    ['12 kg', Number.NaN],
    ['1.2.3', Number.NaN],
  ])('%s', (text, value) => expect(typedNumber(text, 4)).toEqual(value))
})

test('what is missing is named: a day, goods, and on each line a name, a quantity and an amount', () => {
  const draft = draftOf(INVOICE)
  expect(problemsOf({ ...draft, head: { ...draft.head, date: '' } })).toEqual(['date'])
  expect(problemsOf({ ...draft, lines: [] })).toEqual(['lines'])
  expect(problemsOf({ ...draft, lines: [draftLine(null, 7)] })).toEqual(['line_name', 'line_quantity', 'line_amount'])
  expect(problemsOf({ ...draft, head: { ...draft.head, total: 'about 20' } })).toEqual(['number'])
})
