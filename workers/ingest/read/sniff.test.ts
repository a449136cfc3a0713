import { describe, expect, test } from 'vitest'
import { LucidError } from '../../../src/domain/errors'
import { sniff } from './sniff'

const utf8 = (text: string) => new TextEncoder().encode(text)
const utf16 = (text: string, big = false) => {
  const bytes = new Uint8Array(text.length * 2)
  const view = new DataView(bytes.buffer)
  for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), !big)
  return bytes
}
const of = (input: string | Uint8Array) => {
  const bytes = typeof input === 'string' ? utf8(input) : input
  return sniff(bytes, bytes.length)
}
const codeOf = (input: string | Uint8Array) => {
  try {
    of(input)
    return 'no error'
  } catch (error) {
    if (error instanceof LucidError) return error.code
    throw error
  }
}

describe('dialect', () => {
  test.each([
    ['comma', 'date,item,qty\n2024-01-01,Milk,2\n2024-01-02,Bread,1\n', ','],
    ['semicolon with decimal commas', 'date;item;price;total\n01.02.2024;Milk;1,50;3,00\n02.02.2024;Bread;2,50;2,50\n', ';'],
    ['semicolon, every cell a decimal comma', 'a;b;c\n1,5;2,5;3,5\n1,5;2,5;3,5\n1,5;2,5;3,5\n', ';'],
    ['tab with commas in text', 'date\titem\tqty\n1-1-24\tMilk, 1L\t2\n2-1-24\tBread\t1\n', '\t'],
    ['pipe with Hindi headers', 'तारीख|सामान|मात्रा\n01-04-2024|दूध|2\n02-04-2024|रोटी|1\n', '|'],
    [
      'commas although one column holds pipes',
      'date,item,tags\n2024-01-01,Milk,a|b|c|d\n2024-01-02,Bread,a|b|c|d\n2024-01-03,Jam,a|b|c|d\n',
      ',',
    ],
    ['two columns and a column of pipes', 'day,tags\n1,a|b|c|d|e\n2,a|b|c|d|e\n3,a|b|c|d|e\n', ','],
    [
      'title lines, a blank line, amounts with commas in quotes',
      'Sharma Stores, Pune\nGenerated on 03-Apr-24\n\nDate,Item,Amount\n01-Apr-24,Rice,"₹ 2,61,960.00"\n02-Apr-24,Dal,"₹ 1,200.00"\n',
      ',',
    ],
    ['declared by Excel', 'sep=;\nname;note\nx;a,b\n', ';'],
    ['one row only', 'a;b;c', ';'],
  ])('%s', (_, text, delimiter) => {
    expect(of(text).delimiter).toBe(delimiter)
  })

  test('a file with one column is one column, commas or not', () => {
    expect(of('item\nMilk\nBread\n').head_rows).toEqual([['item'], ['Milk'], ['Bread']])
    const note = Array.from({ length: 40 }, (_, i) => (i % 20 === 3 ? `Milk, 1L ${i}` : `Bread ${i}`)).join('\n')
    expect(of(note).head_rows.every((row) => row.length === 1)).toBe(true)
  })

  test('quotes: doubled ones, single ones, none', () => {
    expect(of('a,b\n"x, y","5"" pipe"\n')).toMatchObject({
      quote: '"',
      head_rows: [
        ['a', 'b'],
        ['x, y', '5" pipe'],
      ],
    })
    expect(of("a,b\n'x, y','1'\n'p, q','2'\n")).toMatchObject({
      quote: "'",
      head_rows: [
        ['a', 'b'],
        ['x, y', '1'],
        ['p, q', '2'],
      ],
    })
    expect(of('a\tb\n"half\t1\n"two\t2\n"three\t3\n"four\t4\n').quote).toBe('')
    expect(of("a,b\n'07,1\nO'Brien,2\n").quote).toBe('"')
  })

  test('newlines, and blank rows kept', () => {
    expect(of('a,b\r\n\r\n1,2\r\n')).toMatchObject({ newline: '\r\n', head_rows: [['a', 'b'], [], ['1', '2']] })
    expect(of('a,b\r1,2\r')).toMatchObject({
      newline: '\r',
      head_rows: [
        ['a', 'b'],
        ['1', '2'],
      ],
    })
  })
})

describe('encoding', () => {
  const table = 'date,item\n2024-01-01,Café – ₹\n'
  test.each([
    ['utf-8', utf8(table), 'utf-8', 0],
    ['utf-8 with a mark', utf8(`\uFEFF${table}`), 'utf-8', 3],
    ['utf-16le with a mark', utf16(`\uFEFF${table}`), 'utf-16le', 2],
    ['utf-16be with a mark', utf16(`\uFEFF${table}`, true), 'utf-16be', 2],
    ['utf-16le without one', utf16(table), 'utf-16le', 0],
    ['utf-16be without one', utf16(table, true), 'utf-16be', 0],
  ])('%s', (_, bytes, encoding_guess, bom_bytes) => {
    expect(of(bytes)).toMatchObject({
      encoding_guess,
      bom_bytes,
      head_rows: [
        ['date', 'item'],
        ['2024-01-01', 'Café – ₹'],
      ],
    })
  })
  test('windows-1252, with the bytes that Latin-1 lacks', () => {
    const bytes = Uint8Array.from([...utf8('item,price\nCaf'), 0xe9, ...utf8(' '), 0x96, ...utf8(' x,'), 0x80, ...utf8('5\n')])
    expect(of(bytes)).toMatchObject({
      encoding_guess: 'windows-1252',
      head_rows: [
        ['item', 'price'],
        ['Café – x', '€5'],
      ],
    })
  })
})

describe('what is no table', () => {
  test.each([
    ['no bytes', '', 'E_FILE_EMPTY'],
    ['a mark only', '\uFEFF', 'E_FILE_EMPTY'],
    ['blanks only', ' \r\n\r\n\t\n', 'E_FILE_EMPTY'],
    ['PNG', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]), 'E_BINARY'],
    ['xls', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'E_BINARY'],
    ['zip', 'PK\x03\x04xl/workbook.xml', 'E_BINARY'],
    ['PDF', '%PDF-1.7\n', 'E_BINARY'],
    ['SQLite', 'SQLite format 3\0....', 'E_BINARY'],
    ['noise', Uint8Array.from({ length: 4000 }, (_, i) => (i * 7919) % 251), 'E_BINARY'],
    ['zeros', new Uint8Array(4000), 'E_BINARY'],
    ['HTML saved as .xls', '<html xmlns:o="urn:x"><head><meta></head><body><table><tr><td>1</td></tr></table>', 'E_HTML'],
    ['HTML with a mark', '\uFEFF\n<!DOCTYPE html>\n<html>', 'E_HTML'],
    ['a bare table', '<table border=1><tr>', 'E_HTML'],
    ['XML', '<?xml version="1.0"?>\n<ENVELOPE><HEADER>', 'E_UNKNOWN_FORMAT'],
    ['JSON', '[{"item": "Milk", "qty": 2}]', 'E_UNKNOWN_FORMAT'],
  ])('%s', (_, input, code) => {
    expect(codeOf(input)).toBe(code)
  })
  test('an Excel workbook is named, with what to do', () => {
    expect(() => of('PK\x03\x04....[Content_Types].xml....xl/workbook.xml')).toThrow(/Excel workbook/)
  })
})
