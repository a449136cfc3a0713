import { isZip, zipNames } from './archive/zip-kind'
import type { LeftOut, Part, Unpacker } from './unpacker'

type Format = 'xls' | 'xlsb' | 'ods'

/** Workbooks that are read as a whole: Excel 97 to 2003 and its XML, Excel's binary workbooks, OpenDocument. */
const unpacker = (format: Format, detect: Unpacker['detect']): Unpacker => ({
  format,
  detect,
  async *unpack(source, _filename, hooks): AsyncGenerator<Part, readonly LeftOut[]> {
    const { openWorkbook } = await import('./sheetjs/sheets')
    return yield* openWorkbook(source, format, hooks)
  },
})

const COMPOUND_FILE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
const isCompound = (head: Uint8Array) => COMPOUND_FILE.every((byte, i) => head[i] === byte)
/** An OpenDocument archive says its type in its first file; where that is packed, its parts tell. */
const isOds = (head: Uint8Array) => {
  const type = /mimetypeapplication\/vnd\.oasis\.opendocument\.([a-z]+)/.exec(String.fromCharCode(...head.subarray(0, 200)))?.[1]
  if (type !== undefined) return type.startsWith('spreadsheet') && isZip(head)
  return zipNames(head, /^content\.xml$/) && zipNames(head, /^META-INF\/manifest\.xml$/)
}

/** Excel 2003 could save a workbook as XML, and programs that export "to Excel" still do. */
const isXmlBook = (head: Uint8Array) =>
  head[0] !== 0x50 && new TextDecoder().decode(head.subarray(0, 4096)).includes('urn:schemas-microsoft-com:office:spreadsheet')

export const xls = unpacker('xls', (head) => (isCompound(head) ? 0.9 : isXmlBook(head) ? 0.95 : 0))
export const xlsb = unpacker('xlsb', (head) => (zipNames(head, /^xl\/workbook\.bin$/i) ? 0.95 : 0))
export const ods = unpacker('ods', (head) => (isOds(head) ? 0.95 : 0))
