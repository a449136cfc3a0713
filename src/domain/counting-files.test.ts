import { expect, test } from 'vitest'
import { countsForNothing, kindsThatCount } from './counting-files'

const file = (kind: 'sales' | 'inventory', ok: number, status: 'ready' | 'importing' = 'ready') => ({
  kind,
  status,
  counts: { total: 3, ok, rejected: 0, set_aside: 3 - ok, warned: 0 },
})

test('a sales file of which nothing counts is no sales file to the figures', () => {
  expect(countsForNothing(file('sales', 0))).toBe(true)
  expect(countsForNothing(file('sales', 1))).toBe(false)
  expect(countsForNothing({ ...file('sales', 0), counts: null })).toBe(false)
  expect([...kindsThatCount([file('sales', 0), file('inventory', 2), file('sales', 2, 'importing')])]).toEqual(['inventory'])
})
