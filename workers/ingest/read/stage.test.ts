import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LucidError } from '../../../src/domain/errors'
import { bytesSource } from '../../db/byte-source'
import type { Database } from '../../db/database'
import { openNodeDatabase } from '../../db/open-node'
import { readRows } from './rows'
import { scanBytes, stagedRows } from './staged-rows'

const utf8 = (text: string) => new TextEncoder().encode(text)
const utf16 = (text: string, big: boolean) => {
  const bytes = new Uint8Array(text.length * 2)
  const view = new DataView(bytes.buffer)
  for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), !big)
  return bytes
}

const db = await openNodeDatabase()

/** The engine, and how often a file was handed to it: once more for every way to read a slice that failed. */
function countingFiles() {
  let files = 0
  const counting: Database = Object.create(db, {
    withFile: {
      value: (name: string, content: Uint8Array | Blob, use: () => Promise<unknown>) => {
        files++
        return db.withFile(name, content, use)
      },
    },
  })
  return { counting, handedOver: () => files }
}

describe('staging', () => {
  test('rows of every shape, each with its number in the file', async () => {
    const bytes = utf8(`My shop\n\nid,name,qty\n1,Milk,2\n2,"a\nb"\n3,x,y,z\n4,x,y,,\n ,,\n5,${'x'.repeat(40_000)},1\n`)
    const rows = await stagedRows(db, bytes, scanBytes(bytes), 3)
    expect(rows.map(({ file_row, shape, n_cells }) => [file_row, shape, n_cells])).toEqual([
      [0, 0, 1],
      [1, 1, 0],
      [2, 0, 3],
      [3, 0, 3],
      [4, 0, 2],
      [5, 2, 4],
      [6, 0, 5],
      [7, 1, 3],
      [8, 4, 3],
    ])
    expect(rows[4]?.cells).toEqual(['2', 'a\nb', null])
    expect(rows[5]?.cells).toEqual(['3', 'x', 'y'])
    expect(rows[8]?.cells[1]).toHaveLength(32_767)
  })
  test('a clean slice wider than the header: only what is not empty makes it ragged', async () => {
    const bytes = utf8('1,2,3,\n4,5,6,7\n8,9,0, \n')
    const scan = scanBytes(bytes)
    expect(scan.slices[0]?.clean).toBe(true)
    expect((await stagedRows(db, bytes, scan, 3)).map((row) => row.shape)).toEqual([0, 2, 0])
    expect((await stagedRows(db, bytes, scan, 6))[0]?.cells).toEqual(['1', '2', '3', null, null, null])
  })
  test('a line beyond the limit is a row of shape 3', async () => {
    const bytes = utf8(`a,b\n1,2\n${'x'.repeat(500)}\n3,4\n`)
    const rows = await stagedRows(db, bytes, scanBytes(bytes, { line_bytes: 100 }), 2)
    expect(rows.map((row) => [row.file_row, row.shape, ...row.cells])).toEqual([
      [0, 0, 'a', 'b'],
      [1, 0, '1', '2'],
      [2, 3, null, null],
      [3, 0, '3', '4'],
    ])
  })
  test('bytes that are no UTF-8 are replaced, NULs left out', async () => {
    const bytes = Uint8Array.from([...utf8('a,b\nCafé,1\nCaf'), 0xe9, ...utf8(',\x002\n')])
    expect((await stagedRows(db, bytes, scanBytes(bytes), 2)).map((row) => row.cells)).toEqual([
      ['a', 'b'],
      ['Café', '1'],
      ['Caf\uFFFD', '2'],
    ])
  })
})

test.each(['\n', '\r\n', '\r'])('a clean file is read as it stands, once, whatever ends its rows: %j', async (newline) => {
  const { counting, handedOver } = countingFiles()
  const bytes = utf8(['a,b', '1,"x, y"', '2,z', ''].join(newline))
  const rows = await stagedRows(counting, bytes, scanBytes(bytes), 2)
  expect(rows.map((row) => row.cells)).toEqual([
    ['a', 'b'],
    ['1', 'x, y'],
    ['2', 'z'],
  ])
  expect(handedOver()).toBe(1)
})

test.each(['\n', '\r\n', '\r'])("cells keep every character where one of DuckDB's reads ends and the next begins: %j", async (newline) => {
  // rows of 40 to 240 bytes, with quoted commas, quotes and breaks, of which several MB are read at a time: an end falls anywhere in a row
  const row = (i: number) => [`bill ${i}`, `${'क'.repeat(i % 61)}, "${i}"${newline}next`, String(i * 7)]
  const quoted = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
  const wanted = Array.from({ length: 110_000 }, (_, i) => row(i))
  const bytes = utf8(wanted.map((cells) => cells.map(quoted).join(',') + newline).join(''))
  expect(bytes.length).toBeGreaterThan(3 * 4_000_000)
  const scan = scanBytes(bytes)
  expect(scan.slices.map(({ clean }) => clean)).toEqual([true])
  const { counting, handedOver } = countingFiles()
  const rows = await stagedRows(counting, bytes, scan, 3)
  expect(handedOver(), 'the rows that the scan found, at once').toBe(1)
  expect(rows.map(({ cells }) => cells.join('|')).join('\n') === wanted.map((cells) => cells.join('|')).join('\n')).toBe(true)
})

describe('when DuckDB finds other rows than the scan', () => {
  const text = 'a,b\n1,2\n3,4,5\n6,"x"y\n7,"un\n\n9\n'
  const wanted = [
    ['a', 'b'],
    ['1', '2'],
    ['3', '4'],
    ['6', 'xy'],
    ['7', '"un'],
    [null, null],
    ['9', null],
  ]
  test('the slice is rewritten, and the transaction around it lives on', async () => {
    const scan = scanBytes(utf8(text))
    for (const slice of scan.slices) Object.assign(slice, { clean: true, cells: 2 })
    const rows = await db.transaction(() => stagedRows(db, utf8(text), scan, 2))
    expect(rows.map((row) => row.cells)).toEqual(wanted)
  })
  test('at last the cells are handed over one by one', async () => {
    const broken: Database = Object.create(db, {
      withFile: { value: (name: string, bytes: Uint8Array, use: () => Promise<unknown>) => db.withFile(name, bytes.slice(-4), use) },
    })
    const rows = await stagedRows(broken, utf8(text), scanBytes(utf8(text)), 2)
    expect(rows.map((row) => row.cells)).toEqual(wanted)
    expect(rows.map((row) => row.shape)).toEqual([0, 0, 2, 0, 0, 1, 0])
  })
})

test.each(['utf-8', 'utf-16le'])('rows just below the line limit, full of quotes and wide letters: %s', async (encoding) => {
  const cell = `"${'दूध ""x"", '.repeat(2_500)}"`
  const text = `a,b\n${Array.from({ length: 15 }, () => cell).join(',')}\n1,2\n`
  const bytes = encoding === 'utf-8' ? utf8(text) : utf16(text, false)
  const rows = await stagedRows(db, bytes, scanBytes(bytes, {}, 1024 ** 2), 15)
  expect(rows.map((row) => [row.shape, row.n_cells])).toEqual([
    [0, 2],
    [0, 15],
    [0, 2],
  ])
  expect(rows[1]?.cells[14]).toBe('दूध "x", '.repeat(2_500))
})

describe('round trip', () => {
  const cell = fc.oneof(
    fc.constantFrom(
      '',
      'Milk',
      '12.50',
      'दूध',
      'Café',
      'a, b',
      'say "hi"',
      'two\nlines',
      'two\r\nlines',
      ' lead',
      'x;y',
      "O'Neil",
      '5" pipe',
      '€ 5',
      'NULL',
      '-',
      '#x',
    ),
    fc.string({ unit: 'grapheme', maxLength: 8 }).map((text) => text.replaceAll('\0', '').replaceAll('\uFEFF', '')),
  )
  const table = fc
    .integer({ min: 2, max: 5 })
    .chain((width) =>
      fc.tuple(fc.constant(width), fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 12 })),
    )
  const format = (rows: string[][], delimiter: string, newline: string) =>
    rows
      .map((row) => row.map((text) => (/[",;\t|'\r\n ]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)).join(delimiter) + newline)
      .join('')

  test('any table, delimiter, newline, encoding, chunk and slice size', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.constantFrom(',', ';', '\t', '|'),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.constantFrom('utf-8', 'utf-8 bom', 'utf-16le', 'utf-16be'),
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 80, max: 600 }),
        async ([width, body], delimiter, newline, encoding, chunk, slice_bytes) => {
          const header = Array.from({ length: width }, (_, k) => `head ${'abcde'[k]}`)
          const head = Array.from({ length: 6 }, () => header)
          const rows = [...head, ...body]
          const text = format(rows, delimiter, newline)
          const bytes =
            encoding === 'utf-8'
              ? utf8(text)
              : encoding === 'utf-8 bom'
                ? utf8(`\uFEFF${text}`)
                : utf16(`\uFEFF${text}`, encoding === 'utf-16be')
          const scan = scanBytes(bytes, { slice_bytes, clean_bytes: slice_bytes / 3 }, chunk)
          expect(scan).toMatchObject({ delimiter, quote: '"', rows_physical: rows.length, bad_bytes: 0 })
          const staged = await stagedRows(db, bytes, scan, width)
          expect(staged.map((row) => row.cells)).toEqual(rows.map((row) => row.map((text) => (text === '' ? null : text))))
          expect(staged.map((row) => row.file_row)).toEqual(rows.map((_, i) => i))
        },
      ),
      { seed: 11, numRuns: 100 },
    )
  })

  test('any bytes: an error with a code, or every scanned row staged with the cells that a preview shows', {
    timeout: 120_000,
  }, async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc
        .array(fc.constantFrom('a', '7', ' ', ',', ';', '"', "'", '\n', '\r', '\r\n', '€', '\0', '\x1a', 'x,y\n', '"q"', ',"'), {
          maxLength: 150,
        })
        .map((parts) => utf8(parts.join(''))),
      fc.array(fc.constantFrom(65, 44, 34, 10, 13, 0xe9, 0x80, 0xc3, 0xa9), { maxLength: 150 }).map((parts) => Uint8Array.from(parts)),
    )
    await fc.assert(
      fc.asyncProperty(
        bytes,
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 30, max: 90 }),
        fc.integer({ min: 1, max: 4 }),
        async (all, chunk, slice_bytes, width) => {
          let scan: ReturnType<typeof scanBytes>
          try {
            scan = scanBytes(all, { slice_bytes, clean_bytes: slice_bytes / 3 }, chunk)
          } catch (error) {
            expect(error).toBeInstanceOf(LucidError)
            return
          }
          const staged = await stagedRows(db, all, scan, width)
          expect(staged.map((row) => row.file_row)).toEqual(Array.from({ length: scan.rows_physical }, (_, i) => i))
          const shown = await readRows(bytesSource(all), scan, 0, scan.rows_physical)
          const wanted = shown.map((row) => Array.from({ length: width }, (_, k) => row[k] || null))
          expect(staged.map((row) => (row.n_cells === 0 ? row.cells.fill(null) : row.cells))).toEqual(wanted)
        },
      ),
      { seed: 5, numRuns: 300 },
    )
  })
})
