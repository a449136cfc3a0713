import type { CellRange } from '../sheet/merged-cells'
import { putIsoDate, putNumber } from '../sheet/number-cell'
import { type FormatKind, PLAIN } from '../sheet/number-format'
import type { SheetCsv } from '../sheet/sheet-csv'
import { columnOf, rangeOf } from './cell-place'
import type { Package } from './package'
import { unescaped } from './shared-strings'
import { isTrue } from './workbook'

/** What a sheet's cells refer to. */
export interface SheetContext {
  shared: readonly string[]
  styles: readonly FormatKind[]
  epoch_1904: boolean
  /** where pivot tables lie: sums of other rows, not rows */
  pivots: readonly CellRange[]
}

/** Joined cells that are remembered; a hostile sheet can have any number. */
const MERGES = 200_000

/** Reads one worksheet into `sheet`, row by row, whatever size it says it has. */
export async function readWorksheet(
  book: Package,
  path: string,
  { shared, styles, epoch_1904, pivots }: SheetContext,
  sheet: SheetCsv,
  progress: (within: number) => void,
): Promise<void> {
  let row = -1
  let hidden = false
  let column = -1
  let type = ''
  let style = PLAIN
  let value: string | null = null
  let formula = false
  let taken = false
  let phonetic = false

  const open = (name: string, attributes: Readonly<Record<string, string>>): void => {
    switch (name) {
      case 'c':
        column = attributes.r === undefined ? column + 1 : columnOf(attributes.r)
        type = attributes.t ?? 'n'
        style = styles[Number(attributes.s ?? 0)] ?? PLAIN
        value = null
        formula = false
        return
      case 'v':
      case 't':
        taken = !phonetic
        value ??= ''
        return
      case 'row':
        row = attributes.r === undefined ? row + 1 : Number(attributes.r) - 1
        column = -1
        hidden = isTrue(attributes.hidden)
        return
      case 'f':
        formula = true
        return
      case 'rPh':
        phonetic = true
        return
      case 'mergeCell': {
        const range = rangeOf(attributes.ref ?? '')
        if (range && sheet.merges.length < MERGES) sheet.merges.push(range)
      }
    }
  }
  const close = (name: string): void => {
    switch (name) {
      case 'v':
      case 't':
        taken = false
        return
      case 'rPh':
        phonetic = false
        return
      case 'c':
        cell()
        return
      case 'row':
        sheet.endRow(row, hidden)
    }
  }
  const cell = (): void => {
    if (value === null || value === '') {
      if (formula && value === null) sheet.notes.no_cached_value++
      return
    }
    if (pivots.length > 0 && pivots.some((range) => covers(range, row, column))) return
    if (type === 's') sheet.putText(column, shared[Number(value)] ?? '')
    else if (type === 'n') number(value)
    else if (type === 'b') sheet.putText(column, isTrue(value.trim()) ? 'TRUE' : 'FALSE')
    else if (type === 'd') putIsoDate(sheet, column, value)
    else sheet.putText(column, unescaped(value))
  }
  const number = (written: string): void => {
    const read = Number(written)
    if (Number.isNaN(read)) sheet.putText(column, written)
    else putNumber(sheet, column, read, style, epoch_1904)
  }
  const text = (piece: string): void => {
    if (taken) value = value === null ? piece : value + piece
  }
  await book.read(path, { open, close, text }, progress)
}

const covers = ({ top, left, bottom, right }: CellRange, row: number, column: number) =>
  row >= top && row <= bottom && column >= left && column <= right
