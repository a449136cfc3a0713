import { expect, test } from 'vitest'
import { editDistance, nameWords, sameProduct } from './same-product'

test.each([
  ['Parle-G Biscuit', 'parle-g biscuit', 'same_name'],
  ['Parle G 100g', 'Parle-G 100 gm', 'same_words'],
  ['Rice Basmati 5 kg', 'Basmati Rice 5 Kgs', 'same_words'],
  ['ParleG', 'Parle G', 'same_words'],
  ['Dairy Milk Choclate 50g', 'Dairy Milk Chocolate 50g', 'spelling'],
  ['Britania Bread', 'Britannia Bread', 'spelling'],
  ['अमूल दूध 1 लीटर', 'अमूल  दूध 1 लीटर', 'same_words'],
] as const)('%s and %s may be one product', (one, other, reason) => {
  expect(sameProduct(one, other)).toBe(reason)
  expect(sameProduct(other, one)).toBe(reason)
})

test.each([
  ['Coke 250 ml', 'Coke 500 ml'], // another size
  ['Shirt Blue M', 'Shirt Blue L'],
  ['Sport Helmet Red', 'Sport Helmet Blue'],
  ['Dairy Milk', 'Dairy Silk'],
  ['Soap', 'Soap Dish'],
  ['Model A12', 'Model A21'],
  ['', ''.padEnd(3)],
])('%s and %s are two', (one, other) => {
  expect(one.trim() === '' ? null : sameProduct(one, other)).toBeNull()
})

test('numbers and letters are words of their own, units have one spelling', () => {
  expect(nameWords('Tata Salt 1kgs (pkt)')).toEqual(['1', 'kg', 'pack', 'salt', 'tata'])
})

test('a letter more, less, other or swapped with its neighbour counts as one', () => {
  expect(['milk', 'mlk', 'milks', 'silk', 'mikl', 'kilm'].map((word) => editDistance('milk', word))).toEqual([0, 1, 1, 1, 1, 2])
})
