import { expect, test } from 'vitest'
import type { Row } from '../domain/metric'
import { packRows } from '../domain/packed-rows'
import { csvOf } from '../domain/safe-csv'
import type { RowList } from '../ui/row-list'
import { atOnce } from '../ui/steps'
import { csvSteps } from './csv-steps'
import { ResultTable } from './result-table'

const COLUMNS = [
  { name: 'sku_id', unit: 'id' },
  { name: 'product_name', unit: 'text' },
  { name: 'revenue', unit: 'money' },
] as const
const ROWS: Row[] = [
  { sku_id: 'M1', product_name: 'Toned Milk 500 ml', revenue: 120 },
  { sku_id: 'B7', product_name: 'Brown Bread', revenue: null },
  { sku_id: 'M2', product_name: '=Masala Milk', revenue: 80.5 },
  { sku_id: 'X9', product_name: null, revenue: -4 },
]
const table = (most?: number) => new ResultTable({ rows: packRows(COLUMNS, ROWS), as_of: '2026-03-31', warnings: [] }, most)
const all = (list: RowList) => Array.from({ length: list.length }, (_, i) => list.at(i)?.sku_id)

test('rows are made as they were, columns read without them', () => {
  expect(table().at(2)).toEqual(ROWS[2])
  expect(table().at(4)).toBeUndefined()
  expect(table().most('revenue')).toBe(120)
  expect(table().count('revenue', (cell) => cell === null)).toBe(1)
  expect(table().column('margin')(0)).toBeNull()
})

test('every word is looked for in any text of the row, whatever its case', () => {
  const find = (query: string, limit?: number) => all(atOnce(table().find(query, limit)))
  expect(find('milk')).toEqual(['M1', 'M2'])
  expect(find('MILK toned')).toEqual(['M1'])
  expect(find('x9')).toEqual(['X9'])
  expect(find('paneer')).toEqual([])
  expect(find(' ')).toEqual(['M1', 'B7', 'M2', 'X9'])
  expect(find('m', 2)).toEqual(['M1', 'M2'])
})

test('a list that goes on says so and holds what it lists', () => {
  expect(table(4)).toMatchObject({ length: 4, cut: false })
  expect(table(3)).toMatchObject({ length: 3, cut: true })
  expect(all(atOnce(table(3).find('9')))).toEqual([])
  expect(table(3).at(3)).toBeUndefined()
})

test('a download holds every column of what is listed, safe to open', () => {
  const found = atOnce(table().find('milk'))
  expect(atOnce(csvSteps(table().names, found, csvOf)).join('')).toBe(
    "\uFEFFsku_id,product_name,revenue\r\nM1,Toned Milk 500 ml,120\r\nM2,'=Masala Milk,80.5\r\n",
  )
})
