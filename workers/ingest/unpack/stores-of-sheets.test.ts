import { expect, test } from 'vitest'
import { sniff } from '../read/sniff'
import { recognise } from '../recognise/recognise'
import { storesOfSheets } from './stores-of-sheets'

/** Sheets as they are looked at when a workbook is taken in. */
const stores = (sheets: Record<string, string>) =>
  storesOfSheets(
    Object.entries(sheets).map(([name, csv]) => {
      const bytes = new TextEncoder().encode(csv)
      const { encoding_guess, ...sniffed } = sniff(bytes, bytes.length)
      const recognition = recognise({
        sniffed: { ...sniffed, encoding: encoding_guess },
        filename: `shop.xlsx › ${name}`,
        remembered: null,
      })
      return { name, recognition, rows: sniffed.head_rows }
    }),
  )

const COUNT = 'Item Name,Closing Stock,Purchase Price\nAtta,10,40\nSalt,5,10\nTea,3,90\n'
const OTHER_COUNT = 'Item Name,Closing Stock,Purchase Price\nAtta,4,40\nSalt,9,10\nRice,3,60\n'

test('sheets of the same goods are of the stores that they are named after', () => {
  expect(stores({ Andheri: COUNT, 'Dadar West': OTHER_COUNT })).toEqual(['Andheri', 'Dadar West'])
})

test.each([
  ['days', { '31-03-2026': COUNT, '28-02-2026': OTHER_COUNT }],
  ['months', { 'March 26': COUNT, 'Feb 26': OTHER_COUNT }],
  ['nothing', { Sheet1: COUNT, Sheet2: OTHER_COUNT }],
  ['groups, which have other goods', { Grocery: COUNT, Bath: 'Item Name,Closing Stock,Purchase Price\nSoap,4,40\nOil,9,10\n' }],
  [
    'stores, beside a column of stores',
    {
      Andheri: 'Item Name,Store,Closing Stock\nAtta,A,10\nSalt,A,5\n',
      Dadar: 'Item Name,Store,Closing Stock\nAtta,B,10\nSalt,B,5\n',
    },
  ],
  ['sellers of sales', { Andheri: 'Date,Item,Qty,Amount\n13/02/2026,Atta,1,50\n', Dadar: 'Date,Item,Qty,Amount\n13/02/2026,Atta,1,50\n' }],
])('sheets that are named after %s say no store', (_, sheets) => {
  expect(stores(sheets as Record<string, string>)).toEqual([null, null])
})
