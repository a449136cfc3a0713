import type { ByteSource } from '../../db/byte-source'
import { RowMachine } from './row-machine'
import type { Scan, Slice } from './scan'
import { cellsOf } from './tokenise'
import { unitsOf } from './units'

/** "\r\n" of two bytes each. */
const LONGEST_NEWLINE = 4

/**
 * Exact cells of the physical rows [from, to) of the file, 0-based, from its own bytes; only the slices that hold them are read.
 * An empty row is []; so is a line beyond the limit, whose bytes are never read.
 */
export async function readRows(source: ByteSource, scan: Scan, from: number, to: number): Promise<string[][]> {
  const rows: string[][] = []
  for (const slice of scan.slices) {
    if (slice.first_row + slice.rows <= from || slice.first_row >= to) continue
    if (slice.too_long) rows.push([])
    else rows.push(...(await rowsOfSlice(source, scan, slice, from - slice.first_row, to - slice.first_row)))
  }
  return rows
}

async function rowsOfSlice(source: ByteSource, scan: Scan, slice: Slice, from: number, to: number): Promise<string[][]> {
  // the first rows of a large slice need not cost all of it
  const enough = Math.min(slice.end, slice.start + to * (slice.longest_line_bytes + LONGEST_NEWLINE))
  const units = unitsOf(await source.read(slice.start, enough), scan.encoding)
  const machine = new RowMachine(scan)
  const rows: string[][] = []
  let at = 0
  for (let row = 0; row < to && at < units.end; row++) {
    const next = machine.read(units.u, at, units.end, true)
    if (next < 0) break
    if (row >= from) {
      const empty = machine.cells === 1 && machine.isBlank(units.u, at)
      rows.push(empty ? [] : cellsOf(machine, units, scan))
    }
    at = next
  }
  return rows
}
