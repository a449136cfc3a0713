import { expect, test } from 'vitest'
import { demandMultiple } from './discount-effect'
import { usualElasticity } from './usual-elasticity'

test.each([
  ['Dairy', -1.5],
  ['Bakery', -1.6],
  ['Soft drinks', -2.2],
  ['Snacks', -2.2],
  ['Staples', -1.2],
  ['Medicines', null],
  ['Rx', null],
  ['Sugar & Salt', -1.2],
  ['Personal Care', -1.6],
  [null, -1.6],
])('the usual value of %s is %s', (category, value) => expect(usualElasticity(category)).toBe(value))

test('a lower price sells more, but no more medicine, and nothing five times over', () => {
  expect(demandMultiple(20, 'Dairy')).toBe(1.397542)
  expect(demandMultiple(0, 'Dairy')).toBe(1)
  expect(demandMultiple(20, 'Medicines')).toBe(1)
  expect(demandMultiple(90, 'Snacks')).toBe(5)
})
