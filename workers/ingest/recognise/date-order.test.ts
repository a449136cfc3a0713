import { expect, test } from 'vitest'
import { countInversions, dateEvidence, decideDateOrder, type OrderContext, spanDays } from './date-order'

const NOTHING: OrderContext = { other_columns: [], remembered: null, locale: 'en-IN' }
const decide = (values: string[], context: Partial<OrderContext> = {}) => decideDateOrder(dateEvidence(values), { ...NOTHING, ...context })

test('a part over twelve proves the order', () => {
  expect(decide(['01/02/2023', '13/02/2023'])).toEqual({ order: 'DMY', evidence: 'proven' })
  expect(decide(['01/02/2023', '9/21/2001'])).toEqual({ order: 'MDY', evidence: 'proven' })
  expect(decide(['13022023', '01022023'])).toEqual({ order: 'DMY', evidence: 'proven' })
})

test('proofs of both are mixed, and the separators say which', () => {
  const evidence = dateEvidence(['13-02-2023', '02/13/2023'])
  expect(decideDateOrder(evidence, NOTHING)).toEqual({ mixed: true })
  expect(evidence.separators).toEqual({ '-': { dmy: 1, mdy: 0, open: 0 }, '/': { dmy: 0, mdy: 1, open: 0 } })
})

test('a day that does not exist proves nothing', () => {
  expect(dateEvidence(['02/31/2023', '31/02/2023'])).toMatchObject({ dmy_proof: 0, mdy_proof: 0, unreadable: 2 })
})

test('nothing to decide in ISO, named and equal dates', () => {
  expect(decide(['2023-01-02', '08-Nov-22'])).toEqual({ order: 'YMD', evidence: 'none' })
  expect(decide(['05/05/2025'])).toEqual({ order: 'DMY', evidence: 'none' })
})

test('then another column, the remembered order, the row order, the span, the locale', () => {
  const open = ['01/02/2023', '02/02/2023']
  const all: Partial<OrderContext> = {
    other_columns: ['MDY'],
    remembered: 'DMY',
    rows: 9,
    inversions: { dmy: 0, mdy: 3 },
    spans: { dmy: 5, mdy: 300 },
  }
  expect(decide(open, { ...all, settled: 'DMY' })).toEqual({ order: 'DMY', evidence: 'settled' })
  expect(decide(open, all)).toEqual({ order: 'MDY', evidence: 'other_column' })
  expect(decide(open, { ...all, other_columns: ['DMY', 'MDY'] })).toEqual({ order: 'DMY', evidence: 'remembered' })
  expect(decide(open, { ...all, other_columns: [], remembered: null })).toEqual({ order: 'DMY', evidence: 'ordering' })
  expect(decide(open, { spans: { dmy: 300, mdy: 5 }, rows: 4, inversions: { dmy: 0, mdy: 3 } })).toEqual({ order: 'MDY', evidence: 'span' })
  expect(decide(open, { spans: { dmy: 10, mdy: 12 } })).toEqual({ order: 'DMY', evidence: 'locale' })
  expect(decide(open, { locale: 'en-US' })).toEqual({ order: 'MDY', evidence: 'locale' })
})

test('inversions take the better direction', () => {
  expect(countInversions(['2023-01-01', '2023-01-02', '2023-01-03'])).toBe(0)
  expect(countInversions(['2023-01-03', '2023-01-02', '2023-01-01'])).toBe(0)
  expect(countInversions(['2023-01-01', '2023-02-01', '2023-01-02', '2023-02-02'])).toBe(1)
  expect(spanDays(['2023-01-03', '2023-01-01'])).toBe(2)
})

test('a day that no calendar has still says which part is the day, where nothing else does', () => {
  const evidence = dateEvidence(['03/04/2026', '31/02/2026'])
  expect(decideDateOrder(evidence, { other_columns: [], remembered: null, locale: 'en-US' })).toEqual({ order: 'DMY', evidence: 'proven' })
  const mdy = dateEvidence(['03/25/2026', '31/02/2026'])
  expect(decideDateOrder(mdy, { other_columns: [], remembered: null, locale: 'en-IN' })).toEqual({ order: 'MDY', evidence: 'proven' })
})
