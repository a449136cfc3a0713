import { expect, test } from 'vitest'
import type { Role } from '../../../src/domain/mapping'
import { namesTotal, notData } from './not-data'

const ROLES: (Role | null)[] = ['date', 'transaction_id', 'product', 'qty', 'total']
const HEADER = ['Date', 'Bill No', 'Item', 'Qty', 'Amount']

test.each([
  [['', ' ', '', '', ''], 'I_BLANK'],
  [['Date', 'Bill No', 'Item', 'Qty', 'Amount'], 'I_REPEATED_HEADER'],
  [['DATE', 'bill no.', 'Item', 'Qty', 'Amount'], 'I_REPEATED_HEADER'],
  [['', '', 'Grand Total', '90', '1234'], 'I_TOTAL_ROW'],
  [['Total', '', '', '90', '1234'], 'I_TOTAL_ROW'],
  [['', 'Sub-Total:', '', '', '12'], 'I_TOTAL_ROW'],
  [['', '', 'Opening Balance', '', '12'], 'I_TOTAL_ROW'],
  [['', 'Carried forward', '', '', '12'], 'I_TOTAL_ROW'],
  [['', '', 'B/F', '90', '1234'], 'I_TOTAL_ROW'],
  [['', '', 'c/d', '90', '1234'], 'I_TOTAL_ROW'],
  [['', 'C.F.', '', '90', '1234'], 'I_TOTAL_ROW'],
  [['Page 2 of 7', '', '', '', ''], 'I_TOTAL_ROW'],
  [['Generated on 1 May 2025', '', '', '', ''], 'I_TOTAL_ROW'],
  [['', '', 'कुल योग', '90', '1234'], 'I_TOTAL_ROW'],
  [['कुल', '', '', '90', '1234'], 'I_TOTAL_ROW'],
  [['01/02/2025', 'B1', 'Total Care Shampoo', '1', '90'], null],
  [['01/02/2025', 'B1', 'गोकुल दूध', '1', '90'], null],
  [['', 'B1', 'Sugar', '1', '90'], null],
  [['01/02/2025', '', '', '', '90'], null],
] as [string[], string | null][])('%j', (cells, expected) => expect(notData(cells, ROLES, HEADER)).toBe(expected))

test('in a product list a name may begin with Total', () => {
  const roles: (Role | null)[] = ['code', 'product', 'mrp']
  expect(notData(['12', 'Total Care Shampoo', '90'], roles)).toBeNull()
  expect(notData(['', 'Total', '90'], roles)).toBe('I_TOTAL_ROW')
  expect(notData(['', 'Grand Total', '90'], roles)).toBe('I_TOTAL_ROW')
})

test('what is carried from page to page is no product', () => {
  for (const name of ['B/F', 'C/F', 'b/d', 'C.F.', 'Balance b/d', 'Brought forward', 'Total carried forward to page 3']) {
    expect([name, namesTotal(name)]).toEqual([name, true])
    expect([name, notData([name, '90'], ['product', 'qty'])]).toEqual([name, 'I_TOTAL_ROW'])
  }
  for (const name of ['BF', 'C F Cake', 'B/F Cream', 'Forward Tea']) expect([name, namesTotal(name)]).toEqual([name, false])
})
