import { expect, test } from 'vitest'
import { periodInTitles } from './period-in-titles'

const read = (title: string, name = 'export.csv') => {
  const { day, sure, days } = periodInTitles([['Gupta Stores'], [title]], name, '2026-11-23')
  return `${day} ${sure} ${days}`
}

test.each([
  ['Sales from 1-Apr-2026 to 30-Apr-2026', '2026-04-30 true 30'],
  ['Period : 01/04/2026 To 30/04/2026', '2026-04-30 true 30'],
  ['01-04-2026-30-04-2026', '2026-04-30 true 30'],
  ['Date: 2026-04-01 to 2026-04-30', '2026-04-30 true 30'],
  ['04/01/2026 - 04/30/2026', '2026-04-30 true 30'],
  ['From Date: 01/04/2026 | To Date: 05/04/2026', '2026-04-05 true 5'],
  ['01/04/2026 to 02/04/2026', '2026-04-02 true 2'],
  ['01/05/2026 to 01/05/2026', '2026-05-01 false 1'],
  ['1-Apr-2025 to 31-Mar-2026', '2026-03-31 true 365'],
  ['Item Wise Sales for April 2026', '2026-04-30 true 30'],
  ['Date: 5-Apr-2026', '2026-04-05 true 1'],
  ['Generated on 05-Apr-2026', 'null false null'],
  ['Sales from 1-Apr-2027 to 30-Apr-2027', 'null false null'],
  ['FY 2025-26', 'null false null'],
  ['Phone 9820012345', 'null false null'],
])('%s: %s', (title, period) => {
  expect(read(title)).toBe(period)
})

test.each([
  ['item sales 01-04-2026 to 30-04-2026.csv', '2026-04-30 true 30'],
  ['Item_Sales_Apr_2026.xlsx › Sheet1', '2026-04-30 true 30'],
  ['sales-2026-04.csv', '2026-04-30 true 30'],
  ['sales oct.csv', 'null false null'],
])('%s says %s', (name, period) => {
  expect(read('', name)).toBe(period)
})
