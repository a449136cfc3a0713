import { expect, test } from 'vitest'
import type { Role } from '../../../src/domain/mapping'
import type { ColumnEvidence } from './assign-roles'
import { entryDay } from './entry-day'
import { matchHeader } from './match-header'

/** The role that is left to the column of days of a list of batches: each row a product, its batch and a day. */
function roleOf(
  name: string,
  days: readonly string[],
  { batches = days.map((_, i) => `B${i}`), roles = ['product', 'batch', 'date'] as Role[] } = {},
) {
  const columns = ['Item', 'Batch', name].map((header) => ({ meaning: matchHeader(header) }) as ColumnEvidence)
  const assigned = { roles: [...roles] as (Role | null)[], scores: [1, 1, 1] }
  const rows = days.map((day, i) => ['Dolo', batches[i] ?? '', day])
  entryDay(columns, rows, assigned)
  return assigned.roles[2]
}
const days = (...of_march: number[]): string[] => of_march.map((day) => `${day}/03/2026`)

test.each(['Entry Date', 'Created Date', 'Bill Date', 'Purchase Entry Dt'])('%s of each batch is the day it came', (name) => {
  expect(roleOf(name, days(1, 5, 9, 9, 5, 9))).toBe('received')
})
test('a column that does not say what it is of is, where nearly every row has a day of its own', () => {
  expect(roleOf('Date', days(1, 5, 9, 14, 14))).toBe('received')
  expect(roleOf('Date', days(1, 5, 9, 14, 14, 14, 9, 9))).toBe('date')
  expect(roleOf('Date', days(1, 5, 9))).toBe('date')
})
test('the day when a row was last touched says nothing of the goods', () => {
  expect(roleOf('Updated At', days(1, 5, 9, 14))).toBeNull()
})
test.each([
  ['it says so', 'Stock Date', days(1, 5, 9, 14, 20)],
  ['it says so', 'Count Date', days(1, 5, 9, 14, 20)],
  ['most rows share it', 'Entry Date', days(31, 31, 31, 31, 31, 31, 30, 29)],
])('it is of the count where %s: %s', (_, name, of_rows) => {
  expect(roleOf(name, of_rows)).toBe('date')
})
test('it is of the count where batches are there again on another day', () => {
  const batches = ['A', 'B', 'A', 'B', 'A', 'B']
  expect(roleOf('Entry Date', days(1, 1, 8, 8, 15, 15), { batches })).toBe('date')
  expect(roleOf('Date', days(1, 2, 8, 9, 15, 16), { batches })).toBe('date')
})
test('it is left alone without a batch and an expiry', () => {
  expect(roleOf('Entry Date', days(1, 5, 9, 14), { roles: ['product', 'category', 'date'] })).toBe('date')
})
