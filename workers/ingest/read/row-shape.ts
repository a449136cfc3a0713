import { LIMITS } from '../../../src/domain/limits'
import type { RowMachine } from './row-machine'
import type { Dialect } from './scan'
import { cellsOf } from './tokenise'
import type { Units } from './units'

export const SHAPE_OK = 0
export const SHAPE_BLANK = 1
/** a cell beyond the table's width is not empty */
export const SHAPE_RAGGED = 2
export const SHAPE_LINE_TOO_LONG = 3
export const SHAPE_CELL_TOO_LONG = 4

export interface ShapedRow {
  shape: number
  n_cells: number
  /** the first `width` cells, each cut at LIMITS.cell_chars; missing ones are '' */
  cells: string[]
}

/** The row that the machine read last, fitted to the table's width. */
export function shapeRow(machine: RowMachine, units: Units, dialect: Dialect, row_start: number, width: number): ShapedRow {
  const all = cellsOf(machine, units, dialect)
  const blank = machine.isBlank(units.u, row_start)
  const cells: string[] = new Array(width)
  for (let c = 0; c < width; c++) cells[c] = all[c] ?? ''
  let shape = SHAPE_OK
  if (blank) shape = SHAPE_BLANK
  else {
    for (let c = width; c < all.length; c++) if ((all[c] as string).trim() !== '') shape = SHAPE_RAGGED
    if (all.some((cell) => cell.length > LIMITS.cell_chars)) {
      shape = SHAPE_CELL_TOO_LONG
      for (let c = 0; c < width; c++) cells[c] = (cells[c] as string).slice(0, LIMITS.cell_chars)
    }
  }
  return { shape, n_cells: blank && all.length === 1 ? 0 : all.length, cells }
}
