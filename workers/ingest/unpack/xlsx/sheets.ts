import type { ByteSource } from '../../../db/byte-source'
import type { CellRange } from '../sheet/merged-cells'
import type { SheetCsv } from '../sheet/sheet-csv'
import { sheetPart } from '../sheet/sheet-spool'
import type { LeftOut, Part, UnpackHooks } from '../unpacker'
import { rangeOf } from './cell-place'
import { Package } from './package'
import { readSharedStrings } from './shared-strings'
import { readStyles } from './styles'
import { readWorkbook } from './workbook'
import { readWorksheet } from './worksheet'

/** The sheets of an Office Open XML workbook, in its order. */
export async function* openXlsx(source: ByteSource, { signal, progress }: UnpackHooks): AsyncGenerator<Part, readonly LeftOut[]> {
  const book = await Package.open(source, signal)
  const { sheets, epoch_1904, styles: styles_at, shared_strings } = await readWorkbook(book)
  const total = Math.max(
    1,
    [shared_strings ?? '', ...sheets.map(({ path }) => path)].reduce((sum, path) => sum + book.size(path), 0),
  )
  let before = 0
  const share = (path: string) => (within: number) => progress((before + within * book.size(path)) / total)
  const styles = await readStyles(book, styles_at)
  const shared = await readSharedStrings(book, shared_strings, share(shared_strings ?? ''))
  before += book.size(shared_strings ?? '')
  const left_out: LeftOut[] = []
  for (const { name, hidden, path } of sheets) {
    const look = async (sheet: SheetCsv) => {
      const pivots = await pivotsOf(book, path)
      await readWorksheet(book, path, { shared, styles, epoch_1904, pivots }, sheet, share(path))
      if (pivots.length > 0 && !left_out.some((one) => one.name === name && one.code === 'L_PIVOT'))
        left_out.push({ name, code: 'L_PIVOT', count: pivots.length })
    }
    yield sheetPart(name, hidden, look, left_out)
    before += book.size(path)
  }
  return left_out
}

async function pivotsOf(book: Package, path: string): Promise<CellRange[]> {
  const found: CellRange[] = []
  for (const { type, target } of (await book.relations(path)).values()) {
    if (type !== 'pivotTable') continue
    await book.read(target, {
      open: (name, { ref }) => {
        const range = name === 'location' ? rangeOf(ref ?? '') : null
        if (range) found.push(range)
      },
      close: () => {},
    })
  }
  return found
}
