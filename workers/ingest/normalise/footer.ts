import type { Decisions } from './decisions'
import { readNumber } from './parse-cells'
import type { PassInput, PassResult } from './pass'
import { SUMMED } from './sales-table'

/** What the last total row of a file says about its amount column, and what the accepted rows above it add up to (major units). */
export interface Footer {
  column: string
  row_no: number
  raw_value: string
  expected: number
  found: number
  ok: boolean
}

const SUBTOTAL = /sub ?-?total|carried|brought|opening|closing/i

/** domain.md 2.1: |sum of rows - footer| <= 1 unit. null where no total row states a summed amount. */
export function readFooter(
  pass: PassInput,
  result: PassResult,
  { decimal_sep, negatives }: Pick<Decisions, 'decimal_sep' | 'negatives'>,
): Footer | null {
  const row = result.last_total
  if (!row || row.cells.some((cell) => SUBTOTAL.test(cell))) return null
  for (const { role, column } of SUMMED) {
    if (role === 'qty') continue
    const k = pass.columns.first(role)
    const written = k === null ? '' : (row.cells[k] ?? '')
    if (k === null || written.trim() === '' || pass.columns.all(role).length > 1) continue
    const read = readNumber(written, { role, scale: 4 }, decimal_sep)
    if (read.value === null) continue
    const sum = (negatives === 'sales' ? -1n : 1n) * (result.sums.get(column) ?? 0n) // as the file writes it
    const gap = sum > read.value ? sum - read.value : read.value - sum
    return {
      column: pass.shape.header[k] ?? role,
      row_no: row.file_row - pass.rows_above + 1,
      raw_value: written,
      expected: Number(read.value) / 10_000,
      found: Number(sum) / 10_000,
      ok: gap <= 10_000n,
    }
  }
  return null
}
