import { builtinFormat, type FormatKind, formatKind } from '../sheet/number-format'
import type { Package } from './package'

/** What each cell style of a workbook makes of a number, by the style's index. */
export async function readStyles(book: Package, path: string | null): Promise<FormatKind[]> {
  const written = new Map<number, FormatKind>()
  const styles: FormatKind[] = []
  let in_cells = false
  if (path === null) return styles
  await book.read(path, {
    open: (name, { numFmtId, formatCode }) => {
      const id = Number(numFmtId)
      if (name === 'numFmt' && formatCode !== undefined) written.set(id, formatKind(formatCode))
      else if (name === 'cellXfs') in_cells = true
      else if (name === 'xf' && in_cells) styles.push(written.get(id) ?? builtinFormat(id))
    },
    close: (name) => {
      if (name === 'cellXfs') in_cells = false
    },
  })
  return styles
}
