import { type CellObject, read, type WorkBook, type WorkSheet } from '@e965/xlsx'
import { LucidError } from '../../../../src/domain/errors'
import { LIMITS } from '../../../../src/domain/limits'
import type { ByteSource } from '../../../db/byte-source'
import { asBroken, Budget, broken, password, tooMuch } from '../archive/budget'
import { zipDirectory } from '../archive/zip-directory'
import { isZip } from '../archive/zip-kind'
import { putIsoDate, putNumber } from '../sheet/number-cell'
import { type FormatKind, formatKind, PLAIN } from '../sheet/number-format'
import type { SheetCsv } from '../sheet/sheet-csv'
import { sheetPart } from '../sheet/sheet-spool'
import type { LeftOut, Part, UnpackHooks } from '../unpacker'
import { CELLS, countCells } from './repeated-cells'

/** The sheets of a workbook that has to be in memory as a whole, in its order. Throws E_TOO_LARGE, E_PASSWORD, E_DAMAGED. */
export async function* openWorkbook(
  source: ByteSource,
  format: 'xls' | 'xlsb' | 'ods',
  { signal, progress }: UnpackHooks,
): AsyncGenerator<Part, readonly LeftOut[]> {
  if (format === 'ods') {
    const cells = await countCells(source, signal)
    if (cells > CELLS) throw tooMuch('cells', cells, CELLS)
  }
  const book = parse(await wholeBook(source, signal), format)
  if (signal.aborted) throw new LucidError('cancelled', 'The import was cancelled.')
  progress(0.7)
  const left_out: LeftOut[] = []
  const epoch_1904 = book.Workbook?.WBProps?.date1904 === true
  for (const [at, name] of book.SheetNames.entries()) {
    const found = book.Sheets[name]
    if (!found || (found['!type'] !== undefined && found['!type'] !== 'sheet')) continue
    const look = async (sheet: SheetCsv) => readSheet(found, epoch_1904, sheet)
    yield sheetPart(name, (book.Workbook?.Sheets?.[at]?.Hidden ?? 0) !== 0, look, left_out)
    progress(0.7 + (0.3 * (at + 1)) / book.SheetNames.length)
  }
  return left_out
}

async function wholeBook(source: ByteSource, signal: AbortSignal): Promise<Uint8Array> {
  const head = await source.read(0, Math.min(4, source.size))
  let bytes = source.size
  if (isZip(head)) {
    const entries = await zipDirectory(source, new Budget(source.size))
    if (entries.some(({ encrypted }) => encrypted)) throw password()
    bytes = entries.reduce((sum, { size }) => sum + size, 0)
  }
  if (bytes > LIMITS.workbook_bytes)
    throw new LucidError('E_TOO_LARGE', `The workbook has ${bytes} bytes; up to ${LIMITS.workbook_bytes} are read in this format.`, {
      hint: 'Save it as .xlsx or CSV UTF-8 and drop that file. Nothing was changed.',
      details: { bytes, limit: LIMITS.workbook_bytes, save_as_csv: true },
    })
  if (signal.aborted) throw new LucidError('cancelled', 'The import was cancelled.')
  return await source.read(0, source.size)
}

function parse(bytes: Uint8Array, format: string): WorkBook {
  try {
    const book = read(bytes, { type: 'array', dense: true, cellNF: true, cellText: false, cellHTML: false, cellFormula: false, UTC: true })
    if (!Array.isArray(book.SheetNames)) throw broken('it has no sheets')
    return book
  } catch (error) {
    if (error instanceof Error && /password|encrypt/i.test(error.message)) throw password()
    throw asBroken(new Error(`${format}: ${error instanceof Error ? error.message : error}`))
  }
}

const ERRORS: Readonly<Record<number, string>> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A',
  43: '#GETTING_DATA',
}

function readSheet(found: WorkSheet, epoch_1904: boolean, sheet: SheetCsv): void {
  for (const { s, e } of found['!merges'] ?? []) sheet.merges.push({ top: s.r, left: s.c, bottom: e.r, right: e.c })
  const kinds = new Map<string, FormatKind>()
  const kindOf = (code: string | number | undefined): FormatKind => {
    if (typeof code !== 'string') return PLAIN
    let kind = kinds.get(code)
    if (!kind) {
      kind = formatKind(code)
      kinds.set(code, kind)
    }
    return kind
  }
  const rows = found['!data'] ?? []
  // rows and columns that hold nothing are holes: they cost nothing, however many a file claims
  rows.forEach((row, r) => {
    row?.forEach((cell, c) => {
      if (cell) put(cell, c)
    })
    sheet.endRow(r, found['!rows']?.[r]?.hidden === true)
  })
  function put(cell: CellObject, column: number): void {
    const { t, v, z } = cell
    if (v === undefined || v === null) return
    if (t === 'n') putNumber(sheet, column, Number(v), kindOf(z), epoch_1904)
    else if (t === 'b') sheet.putText(column, v ? 'TRUE' : 'FALSE')
    else if (t === 'e') sheet.putText(column, cell.w ?? ERRORS[Number(v)] ?? '#VALUE!')
    else if (v instanceof Date) putIsoDate(sheet, column, Number.isNaN(v.getTime()) ? '' : v.toISOString())
    else if (t !== 'z') sheet.putText(column, String(v))
  }
}
