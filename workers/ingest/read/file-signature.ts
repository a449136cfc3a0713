import { type ErrorCode, LucidError } from '../../../src/domain/errors'

const ascii = (bytes: Uint8Array, from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to))

const EXCEL_HINT = 'Open it in Excel or LibreOffice and save the sheet as CSV UTF-8, then drop that file.'
const MAGIC: readonly (readonly [string, string, string])[] = [
  ['\x89PNG', 'a PNG image', 'Drop the table itself, not a picture of it.'],
  ['\xff\xd8\xff', 'a JPEG image', 'Drop the table itself, not a picture of it.'],
  ['GIF8', 'a GIF image', 'Drop the table itself, not a picture of it.'],
  ['BM', 'a bitmap image', 'Drop the table itself, not a picture of it.'],
  ['%PDF', 'a PDF document', 'Drop an invoice in PDF by itself on the Data page, where it is reviewed; export a report as CSV.'],
  ['\x1f\x8b', 'a gzip archive', 'Unpack it and drop the file inside.'],
  ['7z\xbc\xaf', 'a 7-Zip archive', 'Unpack it and drop the file inside.'],
  ['Rar!', 'a RAR archive', 'Unpack it and drop the file inside.'],
  ['\xd0\xcf\x11\xe0', 'an old Excel workbook (.xls)', EXCEL_HINT],
  ['SQLite format 3\0', 'a SQLite database', 'Export the sales report from the program as CSV.'],
  ['PAR1', 'a Parquet file', 'Export it as CSV.'],
  ['MZ', 'a Windows program', 'Drop a sales export in CSV.'],
  ['\x7fELF', 'a program', 'Drop a sales export in CSV.'],
]
/** Two letters can begin a text too: these also need a byte that no text holds. */
const WEAK = new Set(['BM', 'MZ'])

/** Throws E_BINARY, saying what the file is and what to do, when its first bytes are those of a known format that is not text. */
export function refuseKnownBinary(head: Uint8Array): void {
  const start = ascii(head, 0, 16)
  if (start.startsWith('PK\x03\x04')) throw zipError(head)
  if (start.startsWith('RIFF') && start.slice(8, 12) === 'WEBP') throw binary('a WebP image', 'Drop the table itself, not a picture of it.')
  for (const [magic, what, hint] of MAGIC) {
    if (start.startsWith(magic) && !(WEAK.has(magic) && !head.subarray(0, 256).includes(0))) throw binary(what, hint)
  }
}

function zipError(head: Uint8Array): LucidError {
  const names = ascii(head, 0, Math.min(head.length, 8192))
  if (names.includes('xl/') || names.includes('[Content_Types].xml')) return binary('an Excel workbook', EXCEL_HINT)
  if (names.includes('opendocument.spreadsheet')) return binary('a LibreOffice spreadsheet', EXCEL_HINT)
  return binary('a zip archive', 'Unpack it and drop the file inside.')
}

/** Throws E_HTML or E_UNKNOWN_FORMAT for text that is not a table of delimited values. */
export function refuseOtherText(text: string): void {
  const start = text.slice(0, 4096).trimStart()
  if (/^(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)?<(!doctype html|html|head|body|table|meta|style|div)\b/i.test(start))
    throw new LucidError('E_HTML', 'This is a web page saved under another name, not a table of values.', {
      hint: 'Open it in Excel or LibreOffice and save it as CSV UTF-8, then drop that file.',
    })
  if (/^<(\?xml|!DOCTYPE|ENVELOPE|[A-Za-z][\w:.-]*(\s[^<>]*)?>\s*<)/.test(start)) throw unknown('an XML document')
  if (/^(\[\s*)?\{\s*("[^"]*"\s*:|\}\s*$)/.test(start)) throw unknown('a JSON document')
  if (start.startsWith('{\\rtf')) throw unknown('a rich text document')
}

export function binary(what: string, hint: string): LucidError {
  return new LucidError('E_BINARY', `This is ${what}, not a text table.`, { hint, details: { what } })
}

export function unknown(what: string, code: ErrorCode = 'E_UNKNOWN_FORMAT'): LucidError {
  return new LucidError(code, `This is ${what}, which is not read.`, {
    hint: 'Export the data as CSV and drop that file.',
    details: { what },
  })
}
