import { strToU8, zipSync } from 'fflate'
import { bytesSource } from '../../db/byte-source'
import { unpackerOf } from './registry'
import { unpackTables } from './unpack-tables'
import type { LeftOut, PackedFormat } from './unpacker'

export interface ReadTable {
  format: PackedFormat
  path: string
  hidden: boolean
  text: string
}

/** Every table of a packed file, as text. Throws what unpacking throws. */
export async function unpacked(bytes: Uint8Array, filename: string): Promise<{ tables: ReadTable[]; left_out: LeftOut[] }> {
  const unpacker = unpackerOf(bytes.subarray(0, 1024 ** 2), filename)
  if (!unpacker) throw new Error(`${filename} is not packed`)
  const tables: ReadTable[] = []
  const found = unpackTables(unpacker, bytesSource(bytes), filename, { signal: new AbortController().signal, progress: () => {} })
  for (;;) {
    const next = await found.next()
    if (next.done) return { tables, left_out: next.value }
    const { format, path, hidden, stream } = next.value
    const decoder = new TextDecoder()
    let text = ''
    for await (const chunk of stream.bytes) text += decoder.decode(chunk, { stream: true })
    tables.push({ format, path: path.join('/'), hidden, text: text + decoder.decode() })
  }
}

/** A workbook from the XML of its one sheet, as any program may write it: `<row r="1"><c r="A1"><v>1</v></c></row>`. */
export function xlsxOf(sheet_data: string, { after = '', styles = '', strings = [] as string[], before = '' } = {}): Uint8Array {
  const type = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const relations = (targets: [string, string][]) =>
    `<Relationships>${targets.map(([name, target], k) => `<Relationship Id="r${k}" Type="${type}/${name}" Target="${target}"/>`).join('')}</Relationships>`
  const text = (name: string, xml: string): [string, Uint8Array] => [name, strToU8(`<?xml version="1.0" encoding="UTF-8"?>${xml}`)]
  return zipSync(
    Object.fromEntries([
      text('[Content_Types].xml', '<Types/>'),
      text('_rels/.rels', relations([['officeDocument', 'xl/workbook.xml']])),
      text('xl/workbook.xml', '<workbook xmlns:r="r"><sheets><sheet name="Sheet1" sheetId="1" r:id="r0"/></sheets></workbook>'),
      text(
        'xl/_rels/workbook.xml.rels',
        relations([
          ['worksheet', 'worksheets/sheet1.xml'],
          ['styles', 'styles.xml'],
          ['sharedStrings', 'sharedStrings.xml'],
        ]),
      ),
      text('xl/styles.xml', `<styleSheet>${styles}</styleSheet>`),
      text('xl/sharedStrings.xml', `<sst>${strings.map((one) => `<si><t>${one}</t></si>`).join('')}</sst>`),
      text('xl/worksheets/sheet1.xml', `<worksheet>${before}<sheetData>${sheet_data}</sheetData>${after}</worksheet>`),
    ]),
  )
}

/** Rows of cells as a sheet's XML: numbers as they are, texts inline, `{ v, s }` a number in a style, null nothing. */
export function rowsXml(rows: readonly (readonly (string | number | null | { v: number; s: number })[])[]): string {
  const cell = (value: string | number | null | { v: number; s: number }, place: string) => {
    if (value === null) return `<c r="${place}"/>`
    if (typeof value === 'string') return `<c r="${place}" t="inlineStr"><is><t>${value}</t></is></c>`
    if (typeof value === 'number') return `<c r="${place}"><v>${value}</v></c>`
    return `<c r="${place}" s="${value.s}"><v>${value.v}</v></c>`
  }
  return rows
    .map((cells, r) => `<row r="${r + 1}">${cells.map((value, c) => cell(value, `${String.fromCharCode(65 + c)}${r + 1}`)).join('')}</row>`)
    .join('')
}

/** Styles 1 to 5: a date, a date with a time, a time, a percentage, a code of five digits. */
export const STYLES =
  '<numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy\\ hh:mm"/><numFmt numFmtId="165" formatCode="00000"/></numFmts>' +
  '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="20"/><xf numFmtId="10"/><xf numFmtId="165"/></cellXfs>'
