import { expect, test } from 'vitest'
import { endedStores } from './ended-stores'

const store = (store_id: string, last_date: string | null) => ({ store_id, name: store_id, last_date })
const STORES = [
  store('A', '2026-11-20'),
  store('B', '2026-11-10'),
  store('C', '2026-11-18'),
  store('gone', '2026-05-01'),
  store('stock only', null),
]
const ALL = { chosen: [], as_of: null, to: null }

test('a store whose sales end well before the others is named, one that is closed for a weekend or for good is not', () => {
  expect(endedStores(STORES, ALL)).toEqual({ ended: [store('B', '2026-11-10')], until: '2026-11-20' })
})

test('it is said of what is looked at: the stores of the filter, up to its last day', () => {
  expect(endedStores(STORES, { ...ALL, chosen: ['B'] })).toBeNull()
  expect(endedStores(STORES, { ...ALL, chosen: ['A', 'C'] })).toBeNull()
  expect(endedStores(STORES, { ...ALL, as_of: '2026-11-11' })).toBeNull()
  expect(endedStores(STORES, { ...ALL, to: '2026-11-12' })).toBeNull()
  expect(endedStores([store('stock only', null)], ALL)).toBeNull()
})
