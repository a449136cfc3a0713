import { readRows } from '../read/rows'
import type { Slice } from '../read/scan'
import type { PassInput } from './pass'

/** Rows that are read at first; where more are asked for, ever more at a time. */
const FIRST_ROWS = 64

/** The rows of a table below a slice that are neither blank nor too wide for it. A line at the end of a slice may belong to the first of them. */
export async function* rowsAfter({ source, scan, coming, shape }: PassInput, slice: Slice): AsyncGenerator<string[]> {
  await coming?.whole()
  const width = shape.header.length
  const says = (cell: string): boolean => cell.trim() !== ''
  let count = FIRST_ROWS
  for (let at = slice.first_row + slice.rows; at < scan.rows_physical; count *= 8) {
    const rows = await readRows(source, scan, at, Math.min(at + count, scan.rows_physical))
    for (const row of rows) if (row.some(says) && !row.slice(width).some(says)) yield row
    at += count
  }
}
