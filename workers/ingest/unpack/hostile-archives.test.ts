import { utils, write } from '@e965/xlsx'
import fc from 'fast-check'
import { gzipSync, strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { LucidError } from '../../../src/domain/errors'
import { bytesSource } from '../../db/byte-source'
import { sniff } from '../read/sniff'
import { rowsXml, unpacked, xlsxOf } from './packed.fixture'
import { unpackerOf } from './registry'
import { unpackTables } from './unpack-tables'

const CSV = strToU8('Date,Item,Qty\n2024-01-31,Tea,2\n')
const codeOf = async (bytes: Uint8Array, filename: string): Promise<string> => {
  try {
    await unpacked(bytes, filename)
    return 'read'
  } catch (error) {
    if (!(error instanceof LucidError)) throw error
    return error.code
  }
}

test('archives are opened, also inside one another; what programs put beside the files is not', async () => {
  const inner = zipSync({ 'deep/april.csv': CSV })
  const { tables } = await unpacked(
    zipSync({
      '__MACOSX/._a.csv': strToU8('x'),
      '.DS_Store': strToU8('x'),
      'march/sales.csv.gz': gzipSync(CSV),
      'more.zip': inner,
      'a/': new Uint8Array(),
    }),
    'all.zip',
  )
  expect(tables.map(({ format, path }) => `${format} ${path}`)).toEqual([
    'gzip march/sales.csv.gz/march/sales.csv',
    'zip more.zip/deep/april.csv',
  ])
  expect(new Set(tables.map(({ text }) => text))).toEqual(new Set(['Date,Item,Qty\n2024-01-31,Tea,2\n']))
})

describe('refused with a code', () => {
  test('a bomb: more than three hundred times its size', async () => {
    const zeros = gzipSync(new Uint8Array(8 * 1024 ** 2))
    const bomb = new Uint8Array(Array.from({ length: 9 }, () => [...zeros]).flat())
    expect(await codeOf(bomb, 'bomb.csv.gz')).toBe('E_UNPACK_LIMIT')
    // ... and one that is only a bomb once all its files are counted
    const files = Object.fromEntries(Array.from({ length: 9 }, (_, k) => [`${k}.csv.gz`, zeros]))
    expect(await codeOf(zipSync(files), 'bomb.zip')).toBe('E_UNPACK_LIMIT')
  })
  test('archives nested deeper than three', async () => {
    let bytes: Uint8Array = zipSync({ 'sales.csv': CSV })
    for (let depth = 0; depth < 2; depth++) bytes = zipSync({ 'inner.zip': bytes })
    expect(await codeOf(bytes, 'three.zip')).toBe('read')
    expect(await codeOf(zipSync({ 'inner.zip': bytes }), 'four.zip')).toBe('E_UNPACK_LIMIT')
  })
  test('more than ten thousand files', async () => {
    const many = Object.fromEntries(Array.from({ length: 10_001 }, (_, k) => [`${k}.csv`, new Uint8Array()]))
    expect(await codeOf(zipSync(many, { level: 0 }), 'many.zip')).toBe('E_UNPACK_LIMIT')
  })
  test('cut off, or changed on the way', async () => {
    const whole = zipSync({ 'sales.csv': CSV }, { level: 0 })
    expect(await codeOf(whole.slice(0, -30), 'cut.zip')).toBe('E_DAMAGED')
    const changed = whole.slice()
    changed[50] = (changed[50] ?? 0) ^ 1
    expect(await codeOf(changed, 'changed.zip')).toBe('E_DAMAGED')
    const gz = gzipSync(CSV)
    expect(await codeOf(gz.slice(0, -12), 'cut.csv.gz')).toBe('E_DAMAGED')
    const book = xlsxOf(
      rowsXml([
        ['Item', 'Qty'],
        ['Tea', 2],
      ]),
    )
    expect(await codeOf(book.slice(0, book.length >> 1), 'cut.xlsx')).toBe('E_DAMAGED')
  })
  test('locked with a password', async () => {
    const bytes = zipSync({ 'sales.csv': CSV })
    const view = new DataView(bytes.buffer)
    for (let p = 0; p + 4 < bytes.length; p++) {
      if (view.getUint32(p, true) === 0x04034b50) bytes[p + 6] = 1
      if (view.getUint32(p, true) === 0x02014b50) bytes[p + 8] = 1
    }
    expect(await codeOf(bytes, 'locked.zip')).toBe('E_PASSWORD')
  })
  test('a workbook that defines entities of its own, or nests without end', async () => {
    const laughs = xlsxOf('<row r="1"><c r="A1" t="inlineStr"><is><t>&lol;</t></is></c></row>')
    expect(await codeOf(laughs, 'laughs.xlsx')).toBe('E_DAMAGED')
    expect(await codeOf(xlsxOf('<row>'.repeat(200)), 'deep.xlsx')).toBe('E_DAMAGED')
  })
})

test('a sheet that claims a thousand million cells and has four costs what four cost', async () => {
  const { tables } = await unpacked(
    xlsxOf(
      rowsXml([
        ['Item', 'Qty'],
        ['Tea', 2],
      ]),
      { before: '<dimension ref="A1:XFD1048576"/>' },
    ),
    'huge.xlsx',
  )
  expect(tables[0]?.text).toBe('Item,Qty\nTea,2\n')
})

test('an OpenDocument sheet that repeats one cell a million million times is refused before it is made', async () => {
  const cell = '<table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"/>'
  const rows = `<table:table-row table:number-rows-repeated="1048576">${cell}</table:table-row>`
  const content = `<office:document-content><office:body><table:table table:name="S">${rows}</table:table></office:body></office:document-content>`
  const files = { mimetype: strToU8('application/vnd.oasis.opendocument.spreadsheet'), 'content.xml': strToU8(content) }
  expect(await codeOf(zipSync(files, { level: 0 }), 'bomb.ods')).toBe('E_UNPACK_LIMIT')
})

test('cells of 65,000 characters and a cell in the last corner are passed on for the rows to be judged', async () => {
  const long = 'x'.repeat(65_000)
  const { tables } = await unpacked(
    xlsxOf(
      rowsXml([
        ['Item', 'Qty'],
        [long, 2],
      ]),
    ),
    'long.xlsx',
  )
  expect(tables[0]?.text).toBe(`Item,Qty\n${long},2\n`)
  const corner = await unpacked(xlsxOf(`${rowsXml([['Item', 'Qty']])}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>`), 'corner.xlsx')
  expect(corner.tables[0]?.text.split('\n')).toHaveLength(1_048_577)
})

const MAGIC: Record<string, number[]> = {
  nothing: [],
  zip: [0x50, 0x4b, 3, 4],
  gzip: [0x1f, 0x8b, 8],
  'old workbook': [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1],
}
test.each(Object.entries(MAGIC))('property: any bytes behind the magic of %s are tables or a LucidError', async (_name, magic) => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), async (rest) => onlyLucidErrors(new Uint8Array([...magic, ...rest]))),
    { seed: 4, numRuns: 150 },
  )
})
test('property: any byte of a workbook or archive changed is tables or a LucidError', async () => {
  const files = [
    made('xls'),
    made('ods'),
    made('xlsb'),
    xlsxOf(
      rowsXml([
        ['Item', 'Qty'],
        ['Tea', 2],
      ]),
    ),
    zipSync({ 'a.csv': CSV, 'b.csv.gz': gzipSync(CSV) }),
  ]
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...files), fc.nat(), fc.nat(255), async (file, at, value) => {
      const changed = file.slice()
      changed[at % changed.length] = value
      await onlyLucidErrors(changed)
    }),
    { seed: 4, numRuns: 300 },
  )
})

function made(bookType: 'xls' | 'ods' | 'xlsb'): Uint8Array {
  const book = utils.book_new()
  const rows = [
    ['Item', 'Qty'],
    ['Tea', 2],
  ]
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows), 'Sales')
  return new Uint8Array(write(book, { type: 'buffer', bookType }))
}

async function onlyLucidErrors(bytes: Uint8Array): Promise<void> {
  try {
    const unpacker = unpackerOf(bytes, 'any')
    if (!unpacker) sniff(bytes, bytes.length)
    else
      for await (const { stream } of unpackTables(unpacker, bytesSource(bytes), 'any', {
        signal: new AbortController().signal,
        progress: () => {},
      }))
        for await (const _chunk of stream.bytes);
  } catch (error) {
    if (!(error instanceof LucidError)) throw error
  }
}
