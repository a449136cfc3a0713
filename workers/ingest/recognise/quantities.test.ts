import { expect, test } from 'vitest'
import { parseQuantity } from './quantities'

test.each([
  ['2', 2000n, null, true],
  ['2 Strip', 2000n, 'pcs', true],
  ['500 gm', 500n, 'kg', true],
  ['1.5kg', 1500n, 'kg', true],
  ['250ml', 250n, 'l', true],
  ['2 doz', 24_000n, 'pcs', true],
  ['-3 Nos.', -3000n, 'pcs', true],
  ['(3)', -3000n, null, true],
  ['(-)12 Pcs', -12_000n, 'pcs', true],
  ['२ किलो', 2000n, 'kg', true],
  ['4 Zorks', 4000n, null, false],
  ['0.0005', 1n, null, true],
])('%s', (text, scaled_e3, base, known_unit) => {
  expect(parseQuantity(text, '.')).toMatchObject({ kind: 'value', scaled_e3, base, known_unit })
})

test('a unit column stands in for the cell', () => {
  expect(parseQuantity('2', '.', 'Dozen')).toMatchObject({ scaled_e3: 24_000n, base: 'pcs' })
  expect(parseQuantity('2 kg', '.', 'Dozen')).toMatchObject({ scaled_e3: 2000n, base: 'kg' })
})

test.each(['two', '2 x 3', '1,23 kg'])('bad: %s', (text) => expect(parseQuantity(text, '.')).toEqual({ kind: 'bad' }))
test('nothing', () => expect(parseQuantity('-', '.')).toEqual({ kind: 'null' }))
