import { z } from 'zod'
import type { Cell, ColumnUnit, Row } from './metric'

/**
 * One column of a result as it travels between threads: one array instead of a cell in every row's object. Numbers: NaN is null. Texts stand one after
 * another in `text`; `ends` is where each ends, in UTF-16 units, and `~end` that the cell is null. Flags: 0, 1, and 2 for null.
 */
const PackedColumn = z.discriminatedUnion('kind', [
  z.object({ name: z.string(), kind: z.literal('number'), values: z.instanceof(Float64Array) }),
  z.object({ name: z.string(), kind: z.literal('text'), text: z.string(), ends: z.instanceof(Int32Array) }),
  z.object({ name: z.string(), kind: z.literal('flag'), values: z.instanceof(Uint8Array) }),
])
export type PackedColumn = z.infer<typeof PackedColumn>

/** The rows of a metric by columns. A hundred thousand rows cross to a page in milliseconds; a row is made when somebody looks at it. */
export const PackedRows = z.object({ length: z.number().int(), columns: z.array(PackedColumn) })
export type PackedRows = z.infer<typeof PackedRows>

type Kind = PackedColumn['kind']
const KIND: Partial<Record<ColumnUnit, Kind>> = { text: 'text', id: 'text', date: 'text', month: 'text', word: 'text', flag: 'flag' }
export const kindOf = (unit: ColumnUnit): Kind => KIND[unit] ?? 'number'

/** Cells of one column, packed. Throws TypeError on a cell of another kind. */
export function packColumn(name: string, kind: Kind, cells: readonly (Cell | undefined)[]): PackedColumn {
  if (kind === 'text') {
    const parts = cells.map((cell) => (cell === null || cell === undefined ? '' : textOf(name, cell)))
    const ends = new Int32Array(cells.length)
    let end = 0
    for (let i = 0; i < cells.length; i++) {
      end += (parts[i] as string).length
      ends[i] = cells[i] === null || cells[i] === undefined ? ~end : end
    }
    return { name, kind, text: parts.join(''), ends }
  }
  if (kind === 'flag')
    return { name, kind, values: Uint8Array.from(cells, (cell) => (typeof cell === 'boolean' ? Number(cell) : nothing(name, cell, 2))) }
  return {
    name,
    kind,
    values: Float64Array.from(cells, (cell) => (typeof cell === 'number' ? cell : nothing(name, cell, Number.NaN))),
  }
}

function textOf(name: string, cell: Cell): string {
  if (typeof cell !== 'string') throw new TypeError(`${name}: ${cell} is not a text`)
  return cell
}

function nothing(name: string, cell: Cell | undefined, sign: number): number {
  if (cell !== null && cell !== undefined) throw new TypeError(`${name}: ${cell} does not go with the column`)
  return sign
}

/** Rows of declared columns, packed. */
export const packRows = (columns: readonly { name: string; unit: ColumnUnit }[], rows: readonly Row[]): PackedRows => ({
  length: rows.length,
  columns: columns.map(({ name, unit }) =>
    packColumn(
      name,
      kindOf(unit),
      rows.map((row) => row[name]),
    ),
  ),
})

/** How the cells of a column are read: by the row's number, from 0. */
export function cellsOf(column: PackedColumn): (row: number) => Cell {
  if (column.kind === 'text') {
    const { text, ends } = column
    const end = (row: number) => {
      const at = row < 0 ? 0 : (ends[row] as number)
      return at < 0 ? ~at : at
    }
    return (row) => ((ends[row] as number) < 0 ? null : text.slice(end(row - 1), ends[row]))
  }
  const { values } = column
  if (column.kind === 'flag') return (row) => (values[row] === 2 ? null : values[row] === 1)
  return (row) => {
    const value = values[row] as number
    return Number.isNaN(value) ? null : value
  }
}

/** All rows as plain objects, for callers that want them so. */
export function unpackRows({ length, columns }: PackedRows): Row[] {
  const read = columns.map((column) => [column.name, cellsOf(column)] as const)
  return Array.from({ length }, (_, i) => {
    const row: Row = {}
    for (const [name, cell] of read) row[name] = cell(i)
    return row
  })
}
