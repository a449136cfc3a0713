import { zipNames } from './archive/zip-kind'
import type { LeftOut, Part, Unpacker } from './unpacker'

/**
 * Workbooks in Office Open XML (.xlsx, .xlsm), read sheet by sheet as their bytes come: a sheet of half a million rows takes no more memory than its
 * texts.
 */
const xlsx: Unpacker = {
  format: 'xlsx',
  detect: (head) => (zipNames(head, /^xl\/(?!.*\.bin$)/i) && !zipNames(head, /^xl\/workbook\.bin$/i) ? 0.9 : 0),
  async *unpack(source, _filename, hooks): AsyncGenerator<Part, readonly LeftOut[]> {
    const { openXlsx } = await import('./xlsx/sheets')
    return yield* openXlsx(source, hooks)
  },
}
export default xlsx
