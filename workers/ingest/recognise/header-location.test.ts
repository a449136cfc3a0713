import { describe, expect, test } from 'vitest'
import { locateTable } from './header-location'

const HEADER = ['Date', 'Bill No', 'Item', 'Qty', 'Amount']
const DATA = [
  ['01/02/2025', 'B1', 'Sugar', '2', '90.00'],
  ['01/02/2025', 'B2', 'Salt', '1', '20.00'],
]

describe('locateTable', () => {
  test('header on the first row', () => expect(locateTable([HEADER, ...DATA])).toEqual({ skip_rows: 0, header_rows: 1, header: HEADER }))

  test('title rows, blank rows, and a blank row under the header', () => {
    const rows = [['SHREE STORES'], ['Sales Report'], ['Generated on 1 May 2025', '', 'Store'], [], HEADER, [], ...DATA]
    expect(locateTable(rows)).toEqual({ skip_rows: 4, header_rows: 1, header: HEADER })
  })

  test('two header rows: a merged parent reaches over its children', () => {
    const rows = [['Sales 2025', '', '', '', ''], ['Bill', '', 'Item', '', 'Amount'], ['Date', 'No', 'Name', 'Qty', ''], ...DATA]
    expect(locateTable(rows)).toEqual({ skip_rows: 1, header_rows: 2, header: ['Bill Date', 'Bill No', 'Item Name', 'Item Qty', 'Amount'] })
  })

  test('a name under several parents is another one each time', () => {
    const rows = [
      ['Particulars', 'Inwards', '', 'Outwards', '', 'Closing Stock', ''],
      ['', 'Quantity', 'Value', 'Quantity', 'Value', 'Quantity', 'Value'],
      ['Sugar', '5', '200', '3', '120', '12', '480'],
    ]
    expect(locateTable(rows).header).toEqual([
      'Particulars',
      'Inwards Quantity',
      'Inwards Value',
      'Outwards Quantity',
      'Outwards Value',
      'Closing Stock Quantity',
      'Closing Stock Value',
    ])
  })

  test('four groups of quantity, rate and value under the names of what moved', () => {
    const rows = [
      ['Stock Summary'],
      ['1-Apr-2025 to 31-Mar-2026'],
      ['Particulars', 'Opening Balance', '', '', 'Inwards', '', '', 'Outwards', '', '', 'Closing Balance', '', ''],
      ['', ...Array.from({ length: 4 }, () => ['Quantity', 'Rate', 'Value']).flat()],
      ['Sugar', '5', '40', '200', '10', '40', '400', '3', '45', '135', '12', '40', '480'],
    ]
    const { skip_rows, header_rows, header } = locateTable(rows)
    expect({ skip_rows, header_rows }).toEqual({ skip_rows: 2, header_rows: 2 })
    expect([header[0], ...header.slice(10)]).toEqual([
      'Particulars',
      'Closing Balance Quantity',
      'Closing Balance Rate',
      'Closing Balance Value',
    ])
  })

  test('Hindi beside English', () => {
    const header = ['दिनांक | Date', 'बिल नंबर | Bill No', 'सामान | Item', 'मात्रा | Qty', 'राशि | Amount']
    expect(locateTable([['श्री स्टोर'], header, ...DATA])).toMatchObject({ skip_rows: 1, header })
  })

  test('a header in unknown words', () => {
    const header = ['Päivä', 'Lasku', 'Tuote', 'Määrä', 'Summa']
    expect(locateTable([['Kauppa'], header, ...DATA])).toEqual({ skip_rows: 1, header_rows: 1, header })
  })

  test('names for columns that the header does not reach', () => {
    expect(locateTable([HEADER.slice(0, 4), ...DATA]).header).toEqual([...HEADER.slice(0, 4), ''])
    expect(locateTable([[...HEADER, '', ''], ...DATA]).header).toEqual(HEADER)
  })

  test.each([
    ['E_FILE_EMPTY', [[], ['']]],
    ['E_HEADER_ONLY', [HEADER]],
    ['E_HEADER_ONLY', [['Sales'], HEADER, [], ['', '', '', '', '']]],
    ['E_UNKNOWN_FORMAT', DATA],
    ['E_TOO_WIDE', [Array.from({ length: 1001 }, (_, i) => `c${i}`)]],
  ])('%s', (code, rows) => expect(() => locateTable(rows)).toThrow(expect.objectContaining({ code })))
})
