import { utils, write } from '@e965/xlsx'
import { expect, test } from 'vitest'
import { locateTable } from '../recognise/header-location'
import { rowsXml, STYLES, unpacked, xlsxOf } from './packed.fixture'

const sheet = async (xml: string, more: Parameters<typeof xlsxOf>[1] = {}) => {
  const { tables, left_out } = await unpacked(xlsxOf(xml, { styles: STYLES, ...more }), 'book.xlsx')
  return { lines: (tables[0]?.text ?? '').split('\n').slice(0, -1), left_out }
}

test('numbers are the decimals that are meant, dates and codes what is shown', async () => {
  const { lines } = await sheet(
    rowsXml([
      ['Date', 'At', 'Time', 'Share', 'Code', 'Number'],
      [{ v: 45322, s: 1 }, { v: 45322.5868055556, s: 2 }, { v: 0.75, s: 3 }, { v: 0.18, s: 4 }, { v: 42, s: 5 }, 0.30000000000000004],
      [{ v: 60, s: 1 }, { v: 45322, s: 2 }, { v: 0.999999, s: 3 }, { v: 0.055, s: 4 }, { v: 123456, s: 5 }, 8901234567890],
      [{ v: 59, s: 1 }, { v: 45321.999999, s: 2 }, null, { v: -0.1, s: 4 }, null, 1e-7],
    ]),
  )
  expect(lines).toEqual([
    'Date,At,Time,Share,Code,Number',
    '2024-01-31,2024-01-31 14:05:00,18:00:00,18%,00042,0.3',
    '1900-02-29,2024-01-31,24:00:00,5.5%,123456,8901234567890',
    '1900-02-28,2024-01-31,,-10%,,0.0000001',
  ])
})

test('texts stay as they are: shared, inline, of formulas, with quotes, line ends and characters that XML cannot hold', async () => {
  const { lines } = await sheet(
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><r><t>Pen</t></r><r><t> "blue"</t></r><rPh><t>no</t></rPh></is></c></row>' +
      '<row r="2"><c r="A2" t="str"><f>A1&amp;""</f><v>007</v></c><c r="B2" t="b"><v>1</v></c><c r="C2" t="e"><v>#N/A</v></c></row>',
    { strings: ['two_x000A_lines'] },
  )
  expect(lines.join('\n')).toBe('"two\nlines","Pen ""blue""",\n007,TRUE,#N/A')
})

test('line n is row n of the sheet; columns left of the table and rows below it are not there', async () => {
  const { lines } = await sheet(
    '<row r="3"><c r="C3" t="inlineStr"><is><t>Item</t></is></c><c r="D3" t="inlineStr"><is><t>Qty</t></is></c></row>' +
      '<row r="6"><c r="C6" t="inlineStr"><is><t>Tea</t></is></c><c r="D6"><v>2</v></c></row><row r="9000"><c r="A9000"/></row>',
  )
  expect(lines).toEqual(['', '', 'Item,Qty', '', '', 'Tea,2'])
})

test('a row far below that is wider than the table is read with the width of all', async () => {
  const rows = Array.from({ length: 2_500 }, (_, r) => (r === 2_400 ? ['a', 'b', 'c'] : ['a', 'b']))
  const { lines } = await sheet(rowsXml(rows))
  expect(new Set(lines.map((line) => line.split(',').length))).toEqual(new Set([3]))
})

test('formulas without a stored result and hidden rows are told', async () => {
  const { lines, left_out } = await sheet(
    '<row r="1"><c r="A1" t="inlineStr"><is><t>Item</t></is></c><c r="B1" t="inlineStr"><is><t>Qty</t></is></c></row>' +
      '<row r="2" hidden="1"><c r="A2" t="inlineStr"><is><t>Tea</t></is></c><c r="B2"><f>1+1</f></c></row>',
  )
  expect(lines).toEqual(['Item,Qty', 'Tea,'])
  expect(left_out).toEqual([
    { name: 'Sheet1', code: 'L_HIDDEN_ROWS', count: 1 },
    { name: 'Sheet1', code: 'L_NO_CACHED_VALUE', count: 1 },
  ])
})

test('a joined cell beside several lines belongs to each of them, an amount to one', async () => {
  const { lines, left_out } = await sheet(
    rowsXml([
      ['Sales of March', null, null, null],
      ['Date', 'Bill No', 'Item', 'Total'],
      [{ v: 45322, s: 1 }, 17, 'Tea', 90],
      [null, null, 'Soap', null],
      [null, null, 'Rice', null],
      [{ v: 45323, s: 1 }, 18, 'Tea', 30],
    ]),
    { after: '<mergeCells><mergeCell ref="A1:D1"/><mergeCell ref="A3:A5"/><mergeCell ref="B3:B5"/><mergeCell ref="D3:D5"/></mergeCells>' },
  )
  expect(lines.slice(2)).toEqual(['2024-01-31,17,Tea,90', '2024-01-31,17,Soap,', '2024-01-31,17,Rice,', '2024-02-01,18,Tea,30'])
  expect(left_out).toEqual([{ name: 'Sheet1', code: 'L_MERGED_FILLED', count: 4 }])
})

test('names over two rows of a header stay where they stand', async () => {
  const { lines } = await sheet(
    rowsXml([
      ['Date', 'Item', 'Sale', null],
      [null, null, 'Qty', 'Amount'],
      [{ v: 45322, s: 1 }, 'Tea', 2, 20],
    ]),
    { after: '<mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="B1:B2"/><mergeCell ref="C1:D1"/></mergeCells>' },
  )
  expect(lines).toEqual(['Date,Item,Sale,', ',,Qty,Amount', '2024-01-31,Tea,2,20'])
  expect(locateTable(lines.map((line) => line.split(',')))).toEqual({
    skip_rows: 0,
    header_rows: 2,
    header: ['Date', 'Item', 'Sale Qty', 'Sale Amount'],
  })
})

test('days and months that a spreadsheet exchanged are put back, both ways round', async () => {
  // 05/02 was taken for 2 May by an American program, 13/02 could not be
  const american = await sheet(
    rowsXml([
      ['Date', 'Item'],
      ['13/02/2024', 'Tea'],
      [{ v: 45414, s: 1 }, 'Tea'],
      ['28/02/2024', 'Tea'],
    ]),
  )
  expect(american.lines.slice(1)).toEqual(['13/02/2024,Tea', '05/02/2024,Tea', '28/02/2024,Tea'])
  expect(american.left_out).toEqual([{ name: 'Sheet1', code: 'L_DATES_RESTORED', count: 1 }])
  // 05/02 meant 2 May and was taken for 5 February by an Indian program
  const indian = await sheet(
    rowsXml([
      ['Date', 'Item'],
      ['02-13-2024', 'Tea'],
      [{ v: 45327, s: 1 }, 'Tea'],
    ]),
  )
  expect(indian.lines.slice(1)).toEqual(['02-13-2024,Tea', '05-02-2024,Tea'])
})

test('real dates among texts are what they are when one of them cannot have been exchanged', async () => {
  const { lines, left_out } = await sheet(
    rowsXml([
      ['Date', 'Item'],
      ['13/02/2024', 'Tea'],
      [{ v: 45414, s: 1 }, 'Tea'],
      [{ v: 45322, s: 1 }, 'Tea'],
    ]),
  )
  expect(lines.slice(1)).toEqual(['13/02/2024,Tea', '2024-05-02,Tea', '2024-01-31,Tea'])
  expect(left_out).toEqual([])
})

test.each(['xlsx', 'xls', 'xlsb', 'ods'] as const)('.%s: dates, texts, numbers and hidden sheets', async (bookType) => {
  const book = utils.book_new()
  const rows = [
    ['Date', 'Item', 'Qty', 'Rate'],
    [new Date('2024-01-31T00:00:00Z'), '007', 2, 0.1 + 0.2],
    [new Date('2024-02-29T00:00:00Z'), 'चाय, "खास"', -1, 1234567.89],
  ]
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows, { UTC: true }), 'Sales')
  utils.book_append_sheet(
    book,
    utils.aoa_to_sheet([
      ['old', 'rows'],
      [1, 2],
    ]),
    'Old',
  )
  book.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 1 }] }
  const { tables } = await unpacked(new Uint8Array(write(book, { type: 'buffer', bookType })), `book.${bookType}`)
  expect(tables[0]).toEqual({
    format: bookType,
    path: 'Sales',
    hidden: false,
    text: 'Date,Item,Qty,Rate\n2024-01-31,007,2,0.3\n2024-02-29,"चाय, ""खास""",-1,1234567.89\n',
  })
  expect(tables[1]).toMatchObject({ path: 'Old', text: 'old,rows\n1,2\n' })
  // this writer does not hide sheets of an .ods
  if (bookType !== 'ods') expect(tables[1]?.hidden).toBe(true)
})

test('a workbook saved as XML is one of the old kind', async () => {
  const book = utils.book_new()
  utils.book_append_sheet(
    book,
    utils.aoa_to_sheet([
      ['Item', 'Qty'],
      ['Tea & milk', 2.5],
    ]),
    'Sales',
  )
  const { tables } = await unpacked(new Uint8Array(write(book, { type: 'buffer', bookType: 'xlml' })), 'export.xls')
  expect(tables).toEqual([{ format: 'xls', path: 'Sales', hidden: false, text: 'Item,Qty\nTea & milk,2.5\n' }])
})
