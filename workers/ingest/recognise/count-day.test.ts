import { expect, test } from 'vitest'
import { countDay } from './count-day'

const told = (above: string[], name = 'stock.csv', more: { column?: string; order?: 'DMY' | 'MDY'; latest?: string } = {}) =>
  countDay({ column: 'Closing Stock', order: 'DMY', latest: '2026-11-22', ...more, above: above.map((row) => row.split(';')), name })

test.each([
  'Stock as on 31-Mar-2026',
  'Stock as on: 31/03/2026',
  'Stock Statement as on 31/03/2026;;;;;Page 1 of 3',
  'As on Date;31/03/2026',
  'AS OF 31.03.26',
  'As on :-31/03/2026',
  'Closing Stock as at 31st March, 2026',
  'Closing Stock as at Tuesday, March 31, 2026',
  'Closing Stock (31-03-2026)',
  'Stock Summary 1-Apr-2025 to 31-Mar-2026',
  'STOCK & SALES STATEMENT FROM 01-03-2026 TO 31-03-2026',
  'From Date: 01/03/2026;To Date: 31/03/2026',
  '01/03/2026 - 31/03/2026',
  'Stock upto 31-03-2026',
  'for the year ended 31 March 2026',
  'दिनांक 31/03/2026 का स्टॉक',
  'दिनांक ३१/०३/२०२६',
  '31/03/2026 तक का स्टॉक',
  'Date: 2026-03-31',
])('the row above the header tells the day: %s', (row) => {
  expect(told(['SHREE MEDICALS, PUNE 411001', row])).toBe('2026-03-31')
})

test.each([
  'Printed on 31/03/2026',
  'Print Date: 31/03/2026',
  'NEAR EXPIRY LIST UPTO 31/03/2026',
  'D.L.No. 20B-1234 valid upto 31/03/2026',
  'Invoice 31/03/2026',
  'Ph: 02031032026',
  'Stock of March 2026',
  'Stock as on 31/02/2026',
])('the row above the header tells of something else: %s', (row) => {
  expect(told([row])).toBeNull()
})

test('a list of what expires is of the day that it names as its own', () => {
  expect(told(['NEAR EXPIRY LIST UPTO 31/03/2027 AS ON 31/10/2026'])).toBe('2026-10-31')
})

test('what comes after the upload is not the day; the next that is told is', () => {
  expect(told(['Stock Summary 1-Apr-2026 to 31-Mar-2027'])).toBeNull()
  expect(told(['Stock Summary 1-Apr-2026 to 31-Mar-2027', 'as on 30-Sep-2026'])).toBe('2026-09-30')
  expect(told(['Stock Summary 1-Apr-2026 to 31-Mar-2027'], 'Stock 30-09-2026.csv')).toBe('2026-09-30')
  expect(told(['Stock as on 31-03-1999'])).toBeNull()
})

test('the order of day and month is that of the file, unless there is no such day', () => {
  expect(told(['as on 03/04/2026'])).toBe('2026-04-03')
  expect(told(['as on 03/04/2026'], 'stock.csv', { order: 'MDY' })).toBe('2026-03-04')
  expect(told(['as on 03/31/2026'])).toBe('2026-03-31')
})

test('"as on" is stronger than the end of a span, and the column that counts than any row', () => {
  expect(told(['Sales 01-04-2025 to 31-03-2026', 'Stock as on 15-04-2026'])).toBe('2026-04-15')
  expect(told(['Stock as on 31-03-2025'], 'stock.csv', { column: 'Closing Stock 31-03-2026' })).toBe('2026-03-31')
})

test.each([
  'Closing Stock 31-03-2026.csv',
  'stock_2026-03-31.csv',
  'Closing-Stock-31-03-2026.csv',
  'stock-2026-03-31.csv',
  'stock_20260331.csv',
  'stock_20260331142233.csv',
  'Stock31032026.csv',
  'Stock 31-Mar-26.xlsx',
  'Stock Summary 01-04-2025 to 31-03-2026.csv',
  'Stock.xlsx › 31.03.2026',
  'Stock 2025.zip › Closing Stock 31-03-2026.csv',
])('the name of the file tells the day: %s', (name) => {
  expect(told([], name)).toBe('2026-03-31')
})

test.each([
  'stock.csv',
  'Stock 31-03-26.csv', // or 26 March 2031
  'Stock March 2026.csv',
  'Stock 2026.csv',
  'Stock 28-02-2026 31-03-2026.csv',
  'Stock 12345678.csv',
  'Near expiry upto 31-03-2026.csv',
  'Stock 31-12-2026.csv', // not yet
])('the name of the file does not tell the day: %s', (name) => {
  expect(told([], name)).toBeNull()
})

test('the rows above the header count for more than the name of the file', () => {
  expect(told(['Stock as on 31-Mar-2026'], 'Stock 05-04-2026.csv')).toBe('2026-03-31')
})
