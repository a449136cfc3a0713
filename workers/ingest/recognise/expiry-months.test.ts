import { expect, test } from 'vitest'
import { addMonths, endOfMonth, noMonths, orderOfMonths } from './expiry-months'

/** Twelve firsts of a month, written by `write`. */
const firsts = (write: (year: string, month: string) => string): string[] =>
  Array.from({ length: 12 }, (_, k) => write(k < 6 ? '2026' : '2027', String(k + 1).padStart(2, '0')))
const orderIn = (texts: string[], rows = 1) => {
  const evidence = noMonths()
  addMonths(
    evidence,
    texts.map((text) => ({ text, rows })),
  )
  return orderOfMonths(evidence)
}
const INDIAN = firsts((year, month) => `01-${month}-${year}`)

test('a column of nothing but first days of months holds months', () => {
  expect(orderIn(INDIAN)).toBe('DMY')
  expect(orderIn(firsts((year, month) => `${Number(month)}/1/${year}`))).toBe('MDY')
  expect(orderIn(firsts((year, month) => `${year}-${month}-01 00:00:00`))).toBe('both')
})

test('the count is of rows, and a cell that is no date changes nothing', () => {
  expect(orderIn(INDIAN.slice(0, 3), 4)).toBe('DMY')
  expect(orderIn([...INDIAN, 'soon'])).toBe('DMY')
})

test('days are left: few of them, one that is no first, always the same one', () => {
  expect(orderIn(INDIAN.slice(0, 9))).toBeNull()
  expect(orderIn([...INDIAN, '15-03-2027'])).toBeNull()
  expect(orderIn(['01-04-2027'], 50)).toBeNull()
})

test('the last day of a month', () => expect(['2028-02-01', '2026-12-01'].map(endOfMonth)).toEqual(['2028-02-29', '2026-12-31']))
