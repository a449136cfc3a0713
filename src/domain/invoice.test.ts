import { describe, expect, test } from 'vitest'
import type { Invoice, InvoiceLine } from './invoice'
import { invoiceChecks, lineDifference } from './invoice-checks'
import { decimal, invoiceCsv, invoiceFilename } from './invoice-table'
import { expiryDay } from './printed-expiry'

const line = (known: Partial<InvoiceLine>): InvoiceLine => ({
  description: 'Tea',
  code: null,
  hsn: null,
  quantity: 2000,
  free_quantity: null,
  unit: null,
  unit_price: 100_000,
  discount: null,
  discount_rate: null,
  tax_rate: null,
  amount: 200_000,
  batch: null,
  expiry: null,
  mrp: null,
  box: null,
  ...known,
})
const invoice = (known: Partial<Invoice>): Invoice => ({
  document: 'invoice',
  source: 'text',
  first_page: 1,
  last_page: 1,
  supplier: 'A & Sons',
  customer: null,
  number: 'B/7',
  date: '2024-05-03',
  due_date: null,
  currency: 'INR',
  subtotal: null,
  taxes: [],
  tax: null,
  total: null,
  adjustments: 0,
  prices_include_tax: false,
  lines: [line({})],
  evidence: {},
  ...known,
})

describe('the arithmetic of an invoice', () => {
  test('20 of goods and 1 of tax are 21', () => {
    const checks = invoiceChecks(invoice({ subtotal: 200_000, tax: 10_000, total: 210_000 }))
    expect(checks.map(({ check, difference }) => [check, difference])).toEqual([
      ['lines', 0],
      ['total', 0],
    ])
  })
  test('a wrong line shows by how much', () => {
    const [lines, total] = invoiceChecks(invoice({ subtotal: 250_000, tax: 0, total: 250_000 }))
    expect(lines?.difference).toBe(-50_000)
    expect(total?.difference).toBe(0)
  })
  test('rounding that is printed explains a total, freight explains a subtotal', () => {
    expect(invoiceChecks(invoice({ subtotal: 200_000, tax: 10_600, total: 211_000, adjustments: 400 }))[1]).toMatchObject({
      difference: 0,
      adjustments: 400,
    })
    expect(invoiceChecks(invoice({ subtotal: 250_000, total: 250_000, adjustments: 50_000 }))[0]).toMatchObject({
      difference: 0,
      adjustments: 50_000,
    })
  })
  test('prices with tax are compared with the total', () => {
    const [lines] = invoiceChecks(invoice({ subtotal: 190_476, tax: 9524, total: 200_000, prices_include_tax: true }))
    expect(lines).toMatchObject({ found: 200_000, printed: 200_000, difference: 0 })
  })
  test('quantity times price, less the rebate, is the amount of a line', () => {
    expect(lineDifference(line({}))).toBe(0)
    expect(lineDifference(line({ discount_rate: 500, amount: 190_000 }))).toBe(0)
    expect(lineDifference(line({ amount: 150_000 }))).toBe(50_000)
    expect(lineDifference(line({ quantity: null, amount: 150_000 }))).toBe(0)
  })
})

describe('an invoice as a table', () => {
  const rows = (csv: string) => csv.split('\n').map((row) => row.split(','))
  const column = (csv: string, name: string) => rows(csv)[1]?.[rows(csv)[0]?.indexOf(name) ?? -1]

  test('a cost is what the goods cost without tax, each', () => {
    const csv = invoiceCsv(
      invoice({ subtotal: 190_476, tax: 9524, total: 200_000, prices_include_tax: true, lines: [line({ tax_rate: 500 })] }),
      'purchase',
    )
    expect(column(csv, 'Unit Cost')).toBe('9.5238')
    expect(column(csv, 'Taxable Value')).toBe('19.0476')
  })
  test('a rebate of the whole invoice makes every cost smaller by its share', () => {
    const csv = invoiceCsv(invoice({ subtotal: 180_000, total: 180_000, adjustments: -20_000 }), 'purchase')
    expect(column(csv, 'Unit Cost')).toBe('9')
  })
  test('a credit note of a purchase says that goods went back', () => {
    expect(column(invoiceCsv(invoice({ document: 'credit_note' }), 'purchase'), 'Type')).toBe('Purchase Return')
  })
  test('its name is the number and the other party', () => {
    expect(invoiceFilename(invoice({}), 'purchase')).toBe('B-7 A & Sons.csv')
    expect(invoiceFilename(invoice({ number: null }), 'sale')).toBe('invoice.csv')
  })
})

test.each([
  ['08/27', '2027-08-31'],
  ['Feb-28', '2028-02-29'],
  ['12/2026', '2026-12-31'],
  ['05.03.2026', '2026-03-05'],
  ['2026-03-05', '2026-03-05'],
  ['13/2026', '13/2026'],
  [' ', null],
])('expiry %s is %s', (printed, day) => expect(expiryDay(printed)).toBe(day))

test.each([
  [12_345, 4, '1.2345'],
  [-500, 4, '-0.05'],
  [20_000, 3, '20'],
  [0, 2, '0'],
])('%d of 1/10^%d is %s', (value, places, text) => expect(decimal(value, places)).toBe(text))
