import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LucidError } from '../../../src/domain/errors'
import { bytesSource } from '../../db/byte-source'
import { readRows } from './rows'
import type { Sniffed } from './scan'
import { scanSource } from './scan-source'
import { TableScanner } from './scanner'
import { scanBytes } from './staged-rows'
import { tokenise } from './tokenise'
import { unitsOf } from './units'

const utf8 = (text: string) => new TextEncoder().encode(text)
const scanText = (text: string, limits = {}, chunk = 7) => scanBytes(utf8(text), limits, chunk)
const rowsOf = (text: string, limits = {}) => {
  const scan = scanText(text, limits)
  return readRows(bytesSource(utf8(text)), scan, 0, scan.rows_physical)
}

describe('rows', () => {
  test('mixed newlines, quoted newlines, blank rows, no newline at the end', async () => {
    expect(await rowsOf('a,b\r\n"1\n2",x\r3,4\n\n5,6')).toEqual([['a', 'b'], ['1\n2', 'x'], ['3', '4'], [], ['5', '6']])
  })
  test('the newline at the end makes no row, a second one a blank row, Ctrl-Z nothing', () => {
    expect(scanText('a,b\n1,2\n')).toMatchObject({ rows_physical: 2, blank_rows: 0 })
    expect(scanText('a,b\n1,2\n\n ,\n')).toMatchObject({ rows_physical: 4, blank_rows: 2 })
    expect(scanText('a,b\n1,2\n\x1a')).toMatchObject({ rows_physical: 2, blank_rows: 0 })
  })
  test('inch marks, text after a quote, blanks around quotes', async () => {
    expect(await rowsOf('a,b\n5" pipe,1\n"6" pipe, long",2\n"x"y,3\n "p,q" ,4\n')).toEqual([
      ['a', 'b'],
      ['5" pipe', '1'],
      ['6" pipe, long', '2'],
      ['xy', '3'],
      ['p,q', '4'],
    ])
  })
})

describe('a quote that never closes', () => {
  const good = Array.from({ length: 200 }, (_, i) => `${i},item ${i},${i}\n`).join('')
  test('costs one row, not the rest of the file', async () => {
    const text = `id,name,qty\n1,"broken,2\n${good}`
    expect(scanText(text)).toMatchObject({ rows_physical: 202, unbalanced_quote_row: 1 })
    expect((await rowsOf(text)).slice(0, 3)).toEqual([
      ['id', 'name', 'qty'],
      ['1', '"broken', '2'],
      ['0', 'item 0', '0'],
    ])
  })
  test('is found when other rows are quoted properly', () => {
    const text = `id,name,qty\n1,"broken,2\n${good.replaceAll(/item \d+/g, '"$&"')}`
    expect(scanText(text)).toMatchObject({ rows_physical: 202, unbalanced_quote_row: 1 })
  })
  test('in the last row', () => {
    expect(scanText('id,name\n1,x\n2,"y\n')).toMatchObject({ rows_physical: 3, unbalanced_quote_row: 2 })
  })
  test('a long note over several lines is a cell all the same', async () => {
    const note = Array.from({ length: 30 }, (_, i) => `line ${i}`).join('\n')
    expect(await rowsOf(`id,note\n1,"${note}"\n2,x\n`)).toEqual([
      ['id', 'note'],
      ['1', note],
      ['2', 'x'],
    ])
  })
})

describe('limits', () => {
  test('a line beyond the limit is one row in a slice of its own, and the file goes on', () => {
    const text = `a,b\n1,2\n${'x'.repeat(500)}\n3,4\n`
    const scan = scanText(text, { line_bytes: 100 })
    expect(scan.slices.map((slice) => [slice.first_row, slice.rows, slice.too_long])).toEqual([
      [0, 2, false],
      [2, 1, true],
      [3, 1, false],
    ])
    expect(scan.rows_physical).toBe(4)
  })
  test('a 50 MB line is passed over without being held', async () => {
    const scanner = new TableScanner({ encoding_guess: 'utf-8', bom_bytes: 0, delimiter: ',', quote: '"', newline: '\n', head_rows: [] })
    scanner.push(utf8('a,b\n1,"'))
    const chunk = new Uint8Array(4 * 1024 ** 2).fill(120)
    for (let i = 0; i < 13; i++) scanner.push(chunk)
    scanner.push(utf8('\n3,4\n'))
    expect(scanner.finish()).toMatchObject({ rows_physical: 3, longest_line_bytes: 3 + 13 * chunk.length + 1 })
  })
  test('too many columns', () => {
    expect(() => scanText(`${'a,'.repeat(10_000)}b\n1\n`, {}, 100_000)).toThrowError(expect.objectContaining({ code: 'E_TOO_WIDE' }))
  })
  test('the signal stops it', async () => {
    const bytes = utf8('a,b\n1,2\n')
    const sniffed: Sniffed = { encoding_guess: 'utf-8', bom_bytes: 0, delimiter: ',', quote: '"', newline: '\n', head_rows: [] }
    await expect(scanSource(bytesSource(bytes), sniffed, undefined, AbortSignal.abort())).rejects.toThrowError(LucidError)
  })
})

describe('encoding', () => {
  const bytes = (...parts: (string | number)[]) =>
    Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...utf8(part)] : [part])))
  test('is decided by the whole file', () => {
    expect(scanBytes(bytes('a,b\nCaf', 0xe9, ',1\n'))).toMatchObject({ encoding: 'windows-1252', bad_bytes: 0 })
    expect(scanBytes(bytes('a,b\nCafé,1\n'))).toMatchObject({ encoding: 'utf-8', bad_bytes: 0 })
    expect(scanBytes(bytes('a,b\nCafé,1\nCaf', 0xe9, ',1\n'))).toMatchObject({ encoding: 'utf-8', bad_bytes: 1 })
  })
  test('a file is UTF-8 exactly when the platform decodes it as such, wherever chunks are cut', () => {
    const piece = fc.oneof(fc.string({ unit: 'binary' }).map(utf8), fc.uint8Array({ maxLength: 4 }))
    fc.assert(
      fc.property(fc.array(piece), fc.integer({ min: 1, max: 5 }), (pieces, chunk) => {
        const all = Uint8Array.from(pieces.flatMap((part) => [...part]))
        const scanner = new TableScanner({
          encoding_guess: 'utf-8',
          bom_bytes: 0,
          delimiter: ',',
          quote: '"',
          newline: '\n',
          head_rows: [],
        })
        for (let at = 0; at < all.length; at += chunk) scanner.push(all.slice(at, at + chunk))
        const scan = scanner.finish()
        let valid = true
        try {
          new TextDecoder('utf-8', { fatal: true }).decode(all)
        } catch {
          valid = false
        }
        expect(scan.encoding === 'utf-8' && scan.bad_bytes === 0).toBe(valid)
      }),
      { seed: 2, numRuns: 300 },
    )
  })
})

describe('slices', () => {
  test('a clean stretch gets its own slice, odd rows around it do not spoil it', () => {
    const rows = Array.from({ length: 100 }, (_, i) => `${i},item,2\n`).join('')
    const scan = scanText(`Title\n\nid,name,qty\n${rows}Total,,200\n"odd"x,1,2\n${rows}`, { clean_bytes: 300, slice_bytes: 500 })
    expect(scan.slices[0]).toMatchObject({ first_row: 0, rows: 2, clean: false })
    expect(scan.slices.filter((slice) => !slice.clean).reduce((sum, slice) => sum + slice.rows, 0)).toBeLessThan(50)
  })

  test('only those with an underscore say that they have one', () => {
    const rows = (word: string) => Array.from({ length: 30 }, (_, i) => `${i},${word},2\n`).join('')
    const scan = scanText(`${rows('tea')}99,1_0,2\n${rows('salt')}`, { slice_rows: 10 })
    expect(scan.slices.map(({ underscore }) => underscore)).toEqual([false, false, false, true, false, false, false])
  })

  test('one that is cut stays as it is, wherever the chunks end', () => {
    const rows = (n: number) =>
      fc.array(fc.constantFrom('1,tea,2\n', '2,"green, tea",3\r\n', '\n', 'Total\n'), { minLength: n, maxLength: n })
    fc.assert(
      fc.property(rows(60), fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 90 }), (lines, chunk, slice_bytes) => {
        const bytes = utf8(lines.join(''))
        const sniffed: Sniffed = { encoding_guess: 'utf-8', bom_bytes: 0, delimiter: ',', quote: '"', newline: '\n', head_rows: [] }
        const scanner = new TableScanner(sniffed, { slice_bytes, clean_bytes: slice_bytes / 2 })
        const seen: string[] = []
        for (let at = 0; at < bytes.length; at += chunk) {
          scanner.push(bytes.slice(at, at + chunk))
          for (const slice of scanner.slices.slice(seen.length)) seen.push(JSON.stringify(slice))
        }
        const whole = scanner.finish().slices.map((slice) => JSON.stringify(slice))
        expect(whole.slice(0, seen.length)).toEqual(seen)
      }),
      { seed: 11, numRuns: 300 },
    )
  })

  const text = fc.array(fc.constantFrom('a', '5', ' ', ',', ';', '"', '""', '\n', '\r', '\r\n', '€', '\0', '"x"', ',"', '1_0'), {
    maxLength: 120,
  })
  test('on any text: slices join up, rows are those of one reading, wherever chunks and slices are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        text,
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 40 }),
        async (parts, chunk, slice_bytes, line_bytes) => {
          const bytes = utf8(parts.join(''))
          const sniffed: Sniffed = { encoding_guess: 'utf-8', bom_bytes: 0, delimiter: ',', quote: '"', newline: '\n', head_rows: [] }
          const scanOf = (size: number, limits: object) => {
            const scanner = new TableScanner(sniffed, limits)
            for (let at = 0; at < bytes.length; at += size) scanner.push(bytes.slice(at, at + size))
            return scanner.finish()
          }
          const scan = scanOf(chunk, { slice_bytes, clean_bytes: slice_bytes / 2 })
          const whole = [...tokenise(unitsOf(bytes, 'utf-8'), sniffed)].map((row) => row.cells)
          expect(scan.rows_physical).toBe(whole.length)
          expect(await readRows(bytesSource(bytes), scan, 0, scan.rows_physical)).toEqual(whole)
          let at = 0
          let row = 0
          for (const slice of scan.slices) {
            expect([slice.start, slice.first_row]).toEqual([at, row])
            at = slice.end
            row += slice.rows
            const cells = whole.slice(slice.first_row, row).map((one) => one.length)
            if (slice.clean) expect(new Set(cells)).toEqual(new Set([slice.cells]))
            if (!slice.underscore) expect(bytes.subarray(slice.start, slice.end)).not.toContain(0x5f)
          }
          expect([at, row]).toEqual([bytes.length, scan.rows_physical])
          expect(scanOf(chunk, { slice_bytes, line_bytes })).toEqual(scanOf(1_000, { slice_bytes, line_bytes }))
        },
      ),
      { seed: 7, numRuns: 400 },
    )
  })
})
