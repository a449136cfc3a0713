import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Figures, summaryGroups } from './summary-groups'

const row = (qty: number | null, worth: number | null = null): Figures => ({
  qty: qty === null ? null : qty * 1000,
  worth: worth === null ? null : worth * 10_000,
})
const headed = (...rows: Figures[]): Figures[] => [
  {
    qty: rows.reduce((sum, { qty }) => sum + (qty ?? 0), 0),
    worth: rows.reduce((sum, { worth }) => sum + (worth ?? 0), 0),
  },
  ...rows,
]

test('a row heads those that it adds up; groups of several rows whose worth adds up are proven', () => {
  const rows = [...headed(row(2, 40), row(3, 75)), ...headed(row(7, 70)), ...headed(row(1, 5), row(1, 9), row(4, 8))]
  expect(summaryGroups(rows, null)).toEqual({ parents: [null, 0, 0, null, 3, null, 5, 5, 5], proven: 2 })
})

test('what was billed without stock is part of its group', () => {
  const rows = [...headed(row(5, 100), row(-9, -180), row(3, 75)), ...headed(row(2, 30), row(-1, -15), row(6, 90))]
  expect(summaryGroups(rows, null)).toEqual({ parents: [null, 0, 0, 0, null, 4, 4, 4], proven: 2 })
})

test('a list of single pieces has groups by chance only', () => {
  expect(
    summaryGroups(
      Array.from({ length: 3000 }, () => row(1)),
      null,
    )?.proven,
  ).toBe(0)
})

test('groups of any size are found whole', () => {
  const figures = fc.tuple(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 1, max: 999_999 }))
  const group = fc.array(figures, { minLength: 2, maxLength: 30 })
  fc.assert(
    fc.property(fc.array(group, { minLength: 2, maxLength: 20 }), (groups) => {
      const rows = groups.flatMap((own) => headed(...own.map(([qty, worth]) => row(qty, worth))))
      const parents: (number | null)[] = []
      for (const own of groups) {
        const head = parents.length
        parents.push(null, ...own.map(() => head))
      }
      expect(summaryGroups(rows, null)).toEqual({ parents, proven: groups.length })
    }),
    { seed: 5, numRuns: 200 },
  )
})
