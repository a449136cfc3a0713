import { expect, test } from 'vitest'
import { daysAround, notationOf } from './day-notation'

test.each([
  ['2026-03-31', '2026-03-31'],
  ['31/03/2026', '2026-03-31'],
  ['03.31.2026', '2026-03-31'],
  ['31-03-26', '2026-03-31'],
  ['31-Mar-2026', '2026-03-31'],
])('%s is written on in its notation', (text, date) => {
  const write = notationOf([{ text, date }])
  expect(write?.(date)).toBe(text)
  expect(
    notationOf([
      { text, date },
      { text: write?.('2026-04-01') ?? '', date: '2026-04-01' },
    ]),
  ).not.toBeNull()
})

test('no notation: two of them, none that is known, a day that reads the same in two, a text that is no day', () => {
  expect(
    notationOf([
      { text: '2026-03-31', date: '2026-03-31' },
      { text: '31/03/2026', date: '2026-03-31' },
    ]),
  ).toBeNull()
  expect(notationOf([{ text: '31st March 2026', date: '2026-03-31' }])).toBeNull()
  expect(notationOf([{ text: '05/05/2026', date: '2026-05-05' }])).toBeNull()
  expect(notationOf([{ text: 'yesterday', date: null }])).toBeNull()
  expect(notationOf([])).toBeNull()
})

test('days around two days, over the end of a year and a leap day', () => {
  expect(daysAround('2024-02-28', '2024-02-29', 1, 4)).toEqual(['2024-02-27', '2024-02-28', '2024-02-29', '2024-03-01'])
  expect(daysAround('2023-12-31', '2023-12-31', 1, 4)).toEqual(['2023-12-30', '2023-12-31', '2024-01-01'])
  expect(daysAround('2024-02-28', '2024-02-29', 1, 3)).toEqual([])
})
