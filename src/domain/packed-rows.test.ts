import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cellsOf, packColumn, packRows, unpackRows } from './packed-rows'

const COLUMNS = [
  { name: 'name', unit: 'text' },
  { name: 'revenue', unit: 'money' },
  { name: 'is_out', unit: 'flag' },
] as const

test('an empty text, a nought and a no are not the same as nothing', () => {
  const rows = [
    { name: '', revenue: 0, is_out: false },
    { name: null, revenue: null, is_out: null },
    { name: 'दूध', revenue: -12.5, is_out: true },
  ]
  expect(unpackRows(packRows(COLUMNS, rows))).toEqual(rows)
})

test('a missing cell is null, a cell of another kind is refused', () => {
  expect(unpackRows(packRows(COLUMNS, [{ name: 'Milk' }]))).toEqual([{ name: 'Milk', revenue: null, is_out: null }])
  expect(() => packColumn('revenue', 'number', ['12'])).toThrow(/revenue: 12/)
  expect(() => packColumn('name', 'text', [12])).toThrow(/name: 12/)
})

test('property: packed rows cross to another thread and come out as they went in', () => {
  const row = fc.record({
    name: fc.option(fc.string({ unit: 'binary' })),
    revenue: fc.option(fc.double({ noNaN: true })),
    is_out: fc.option(fc.boolean()),
  })
  fc.assert(
    fc.property(fc.array(row), (rows) => {
      const packed = structuredClone(packRows(COLUMNS, rows))
      expect(unpackRows(packed)).toEqual(rows)
      const name = cellsOf(packed.columns[0] as (typeof packed.columns)[0])
      for (const i of rows.keys()) expect(name(rows.length - 1 - i)).toBe(rows[rows.length - 1 - i]?.name)
    }),
    { seed: 11, numRuns: 300 },
  )
})
