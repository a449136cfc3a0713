import { expect, test } from 'vitest'
import { salesEndBefore } from './sales-end'

const store = (store_id: string, last_date: string | null) => ({ store_id, name: store_id, last_date })
const STORES = [store('A', '2026-10-02'), store('B', '2026-09-20'), store('stock only', null)]

test('sales that end in October do not reach a count of stock in November', () => {
  expect(salesEndBefore('2026-11-23', STORES, [])).toBe('2026-10-02')
  expect(salesEndBefore('2026-11-23', STORES, ['B'])).toBe('2026-09-20')
})

test('a weekend without sales is no end of them, nor is a day before it; without sales there is none', () => {
  expect(salesEndBefore('2026-10-04', STORES, [])).toBeNull()
  expect(salesEndBefore('2026-09-01', STORES, [])).toBeNull()
  expect(salesEndBefore('2026-11-23', STORES, ['stock only'])).toBeNull()
  expect(salesEndBefore(null, STORES, [])).toBeNull()
})
