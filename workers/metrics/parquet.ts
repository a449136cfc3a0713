import { parquetMetadata, parquetReadObjects } from 'hyparquet'
import { parquetWriteBuffer } from 'hyparquet-writer'
import type { Cell, Row } from '../../src/domain/metric'
import { type ColumnDefinition, TYPE_OF_UNIT } from './metric'

const PARQUET_TYPE = { VARCHAR: 'STRING', BIGINT: 'INT64', DOUBLE: 'DOUBLE', BOOLEAN: 'BOOLEAN' } as const

/** Rows of declared columns as one Parquet file, with short texts (`notes`) in its footer. */
export function toParquet(columns: readonly ColumnDefinition[], rows: readonly Row[], notes: Record<string, string>): ArrayBuffer {
  return parquetWriteBuffer({
    columnData: columns.map(({ name, unit }) => {
      const type = TYPE_OF_UNIT[unit]
      const data = rows.map((row) => {
        const cell = row[name] ?? null
        return type === 'BIGINT' && typeof cell === 'number' ? BigInt(cell) : cell
      })
      return { name, data, type: PARQUET_TYPE[type], nullable: true }
    }),
    kvMetadata: Object.entries(notes).map(([key, value]) => ({ key, value })),
  })
}

/** What toParquet wrote. Throws on anything else. */
export async function fromParquet(
  file: ArrayBuffer,
  columns: readonly ColumnDefinition[],
): Promise<{ rows: Row[]; notes: Record<string, string | undefined> }> {
  const notes = Object.fromEntries((parquetMetadata(file).key_value_metadata ?? []).map(({ key, value }) => [key, value]))
  const read = (await parquetReadObjects({ file })) as Record<string, unknown>[]
  const rows = read.map((row) => Object.fromEntries(columns.map(({ name }) => [name, cellOf(row[name])])))
  return { rows, notes }
}

function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return null
  if (typeof value === 'bigint') return Number(value)
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  throw new TypeError(`a cached cell is a ${typeof value}`)
}
