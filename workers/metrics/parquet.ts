import { parquetMetadata, parquetRead } from 'hyparquet'
import { parquetWriteBuffer } from 'hyparquet-writer'
import type { Cell } from '../../src/domain/metric'
import { cellsOf, kindOf, type PackedColumn, type PackedRows, packColumn } from '../../src/domain/packed-rows'
import { type ColumnDefinition, TYPE_OF_UNIT } from './metric'

const PARQUET_TYPE = { VARCHAR: 'STRING', BIGINT: 'INT64', DOUBLE: 'DOUBLE', BOOLEAN: 'BOOLEAN' } as const

/** Packed rows of declared columns, in their order, as one Parquet file, with short texts (`notes`) in its footer. */
export function toParquet(columns: readonly ColumnDefinition[], rows: PackedRows, notes: Record<string, string>): ArrayBuffer {
  return parquetWriteBuffer({
    columnData: columns.map(({ name, unit }, i) => {
      const type = TYPE_OF_UNIT[unit]
      const column = rows.columns[i] as PackedColumn
      const whole = type === 'DOUBLE' && column.kind === 'number' && !column.values.includes(Number.NaN)
      const read = cellsOf(column)
      const cell = (row: number) => {
        const value = read(row)
        return type === 'BIGINT' && typeof value === 'number' ? BigInt(value) : value
      }
      const data = whole ? column.values : Array.from({ length: rows.length }, (_, row) => cell(row))
      return { name, data, type: PARQUET_TYPE[type], nullable: !whole, offsetIndex: false }
    }),
    statistics: false, // nobody looks for a part of the rows
    kvMetadata: Object.entries(notes).map(([key, value]) => ({ key, value })),
  })
}

/** What toParquet wrote. Throws on anything else. */
export async function fromParquet(
  file: ArrayBuffer,
  columns: readonly ColumnDefinition[],
): Promise<{ rows: PackedRows; notes: Record<string, string | undefined> }> {
  const metadata = parquetMetadata(file)
  const notes = Object.fromEntries((metadata.key_value_metadata ?? []).map(({ key, value }) => [key, value]))
  const length = Number(metadata.num_rows)
  const chunks = new Map<string, { from: number; cells: ArrayLike<unknown> }[]>(columns.map(({ name }) => [name, []]))
  if (length > 0)
    await parquetRead({
      file,
      metadata,
      onChunk: ({ columnName, columnData, rowStart }) => chunks.get(columnName)?.push({ from: rowStart, cells: columnData }),
    })
  return { rows: { length, columns: columns.map(({ name, unit }) => joined(name, unit, length, chunks.get(name) ?? [])) }, notes }
}

function joined(
  name: string,
  unit: ColumnDefinition['unit'],
  length: number,
  chunks: readonly { from: number; cells: ArrayLike<unknown> }[],
): PackedColumn {
  if (chunks.reduce((sum, { cells }) => sum + cells.length, 0) !== length) throw new TypeError(`${name}: rows are missing`)
  const [first] = chunks
  if (chunks.length === 1 && first?.cells instanceof Float64Array)
    return { name, kind: 'number', values: first.cells as Float64Array<ArrayBuffer> }
  const cells: Cell[] = new Array(length).fill(null)
  for (const chunk of chunks) for (let i = 0; i < chunk.cells.length; i++) cells[chunk.from + i] = cellOf(chunk.cells[i])
  return packColumn(name, kindOf(unit), cells)
}

function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return null
  if (typeof value === 'bigint') return Number(value)
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  throw new TypeError(`a cached cell is a ${typeof value}`)
}
