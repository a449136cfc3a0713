import type { Role } from '../../../../src/domain/mapping'
import { locateTable } from '../../recognise/header-location'
import { matchHeader } from '../../recognise/match-header'

/** Cells joined to one, 0-based, both ends inclusive. */
export interface CellRange {
  top: number
  left: number
  bottom: number
  right: number
}

/** A joined cell whose value belongs to each row it covers. */
export interface Fill {
  column: number
  top: number
  bottom: number
  /** a number is repeated too: it names something, a bill or an item */
  numbers: boolean
}

/** Of these a joined cell holds one amount for all its rows: repeated, it would be counted several times. */
const MEASURES: ReadonlySet<Role> = new Set<Role>([
  'qty',
  'unit_price',
  'discount',
  'tax',
  'total',
  'taxable',
  'cost',
  'profit',
  'stock',
  'free_qty',
  'returned_qty',
  'returned_amount',
])

/**
 * What cells joined over several rows of a table mean: a date, bill or product beside five lines belongs to each of the five; an amount does not. Above
 * the data nothing is repeated: how two header rows belong together is told by where their names stand.
 */
export function fillsOf(merges: readonly CellRange[], first_rows: readonly (readonly string[])[], first_column: number): Fill[] {
  const tall = merges.filter(({ top, bottom }) => bottom > top)
  if (tall.length === 0) return []
  try {
    const { skip_rows, header_rows, header } = locateTable(first_rows)
    const body = skip_rows + header_rows
    return tall.flatMap(({ top, left, bottom }) => {
      const role = matchHeader(header[left - first_column] ?? '').matches[0]?.role
      if (top < body || (role && MEASURES.has(role))) return []
      return [{ column: left, top, bottom, numbers: role !== undefined }]
    })
  } catch {
    return [] // no table: whoever reads it says so
  }
}
