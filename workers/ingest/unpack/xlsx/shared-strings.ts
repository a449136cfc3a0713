import { LucidError } from '../../../../src/domain/errors'
import { LIMITS } from '../../../../src/domain/limits'
import type { Package } from './package'

/** The texts that the sheets of a workbook refer to by number. Throws E_TOO_LARGE when they do not fit in memory. */
export async function readSharedStrings(book: Package, path: string | null, progress: (within: number) => void): Promise<string[]> {
  const strings: string[] = []
  if (path === null) return strings
  const bytes = book.size(path)
  if (bytes > LIMITS.shared_text_bytes)
    throw new LucidError('E_TOO_LARGE', `The texts of the workbook have ${bytes} bytes; up to ${LIMITS.shared_text_bytes} are read.`, {
      hint: 'Save the sheet as CSV UTF-8 and drop that file. Nothing was changed.',
      details: { bytes, limit: LIMITS.shared_text_bytes, save_as_csv: true },
    })
  let text = ''
  let taken = false
  let phonetic = false
  await book.read(
    path,
    {
      open: (name) => {
        if (name === 'si') text = ''
        else if (name === 'rPh') phonetic = true
        else if (name === 't') taken = !phonetic
      },
      close: (name) => {
        if (name === 'si') strings.push(unescaped(text))
        else if (name === 'rPh') phonetic = false
        else if (name === 't') taken = false
      },
      text: (piece) => {
        if (taken) text += piece
      },
    },
    progress,
  )
  return strings
}

/** Characters that XML cannot hold are written `_x000D_`. */
export function unescaped(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}
