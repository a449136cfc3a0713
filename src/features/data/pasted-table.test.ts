import { expect, it } from 'vitest'
import { isPastedTable } from './pasted-table'

it('tells a table from a text', () => {
  expect(isPastedTable('Date\tItem\tQty\r\n2026-03-01\tTea\t2\r\n')).toBe(true)
  expect(isPastedTable('Item\tQty\n\nTea\t2')).toBe(true)
  expect(isPastedTable('Item\tQty')).toBe(false)
  expect(isPastedTable('a sentence\nand another')).toBe(false)
  expect(isPastedTable('https://example.org')).toBe(false)
})
