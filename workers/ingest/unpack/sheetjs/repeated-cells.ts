import type { ByteSource } from '../../../db/byte-source'
import { Package } from '../xlsx/package'

/** Cells with a value that a workbook may have when it is read as a whole. */
export const CELLS = 10_000_000

/**
 * How many cells with a value an OpenDocument workbook has. It says of a cell or row how often it is repeated, so a file of a kilobyte can claim more than fit in
 * any memory; that is found out before they are made.
 */
export async function countCells(source: ByteSource, signal: AbortSignal): Promise<number> {
  const book = await Package.open(source, signal)
  let total = 0
  let rows = 1
  let repeated = 1
  let in_row = 0
  let valued = false
  const times = (value: string | undefined) => Math.max(1, Math.floor(Number(value ?? 1)) || 1)
  await book.read('content.xml', {
    open: (name, attributes) => {
      if (name === 'table-row') {
        rows = times(attributes['table:number-rows-repeated'])
        in_row = 0
      } else if (name === 'table-cell' || name === 'covered-table-cell') {
        repeated = times(attributes['table:number-columns-repeated'])
        valued = attributes['office:value-type'] !== undefined
      } else if (name === 'p') valued = true
    },
    close: (name) => {
      if ((name === 'table-cell' || name === 'covered-table-cell') && valued) in_row += repeated
      else if (name === 'table-row') total += in_row * rows
    },
  })
  return total
}
