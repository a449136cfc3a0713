import { expect, test } from 'vitest'
import { readNumber } from './parse-cells'

/** The rate of a tax in percent; null where the cell says nothing, 'bad' where it is no rate. */
const rate = (text: string): number | null | 'bad' => {
  const { value, bad } = readNumber(text, { role: 'tax_pct', scale: 4 }, '.')
  return bad ? 'bad' : value === null ? null : Number(value) / 10_000
}

test.each([
  ['GST@5%', 5],
  ['IGST@18%', 18],
  ['GST @ 0.25%', 0.25],
  ['gst 12', 12],
  ['5% GST', 5],
  ['18%', 18],
  ['Exempted', 0],
  ['Exempt', 0],
  ['Nil', 0],
  ['Nil rated', 0],
  ['None', null],
  ['', null],
  ['CGST@9%', 'bad'], // half of the rate
  ['18% + 12%', 'bad'],
  ['1,2', 'bad'],
])('the tax rate %s', (text, expected) => expect(rate(text)).toBe(expected))

test('an amount of nothing stays unknown', () =>
  expect(readNumber('Nil', { role: 'total', scale: 4 }, '.')).toMatchObject({ value: null, bad: false }))

test.each([
  ['₹280.00 / pcs', 280],
  ['₹ 1,245.50/Kg', 1245.5],
  ['45 per box', 45],
  ['28/-', 28],
  ['R$ 12.50', 12.5],
])('the price %s', (text, expected) => {
  const { value, bad } = readNumber(text, { role: 'unit_price', scale: 4 }, '.')
  expect([Number(value) / 10_000, bad]).toEqual([expected, false])
})

test('a dollar sign with letters before it is that country’s', () =>
  expect(['R$ 5', 'CA$5', 'A$5', 'S$5', 'US$5', '$5'].map((text) => readNumber(text, { role: 'total', scale: 4 }, '.').currency)).toEqual([
    'BRL',
    'CAD',
    'AUD',
    'SGD',
    'USD',
    'USD',
  ]))
