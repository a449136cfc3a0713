import type { FileMetaData, SchemaElement } from 'hyparquet'
import type { Cell } from '../csv-bytes'

/** A column of plain values, and what they are where the value alone does not tell. */
export interface FlatColumn {
  name: string
  kind: 'date' | 'timestamp' | 'decimal' | 'plain'
  /** digits behind the point of a decimal */
  scale: number
}

/** The columns at the top of the schema that hold one value a row; `nested` are those that hold lists or structures. */
export function flatColumns({ schema }: FileMetaData): { columns: FlatColumn[]; nested: string[] } {
  const columns: FlatColumn[] = []
  const nested: string[] = []
  let at = 1
  for (let child = 0; child < (schema[0]?.num_children ?? 0); child++) {
    const element = schema[at]
    if (!element) break
    if ((element.num_children ?? 0) > 0 || element.repetition_type === 'REPEATED') nested.push(element.name)
    else columns.push({ name: element.name, kind: kindOf(element), scale: scaleOf(element) })
    at = behind(schema, at)
  }
  return { columns, nested }
}

/** Where the next sister of an element stands: the schema lists a tree from the top. */
function behind(schema: readonly SchemaElement[], at: number): number {
  let next = at + 1
  let open = schema[at]?.num_children ?? 0
  while (open > 0 && next < schema.length) {
    open += (schema[next]?.num_children ?? 0) - 1
    next++
  }
  return next
}

function kindOf({ converted_type, logical_type, type }: SchemaElement): FlatColumn['kind'] {
  if (converted_type === 'DATE' || logical_type?.type === 'DATE') return 'date'
  if (logical_type?.type === 'TIMESTAMP' || converted_type?.startsWith('TIMESTAMP') || type === 'INT96') return 'timestamp'
  return converted_type === 'DECIMAL' || logical_type?.type === 'DECIMAL' ? 'decimal' : 'plain'
}

const scaleOf = ({ scale, logical_type }: SchemaElement): number => scale ?? (logical_type?.type === 'DECIMAL' ? logical_type.scale : 0)

/** A value as the pipeline reads it. Times are kept as they are stored, without a zone; decimals come as binary fractions and are written with the digits that they have. */
export function parquetCell(value: unknown, { kind, scale }: FlatColumn): Cell {
  if (value === null || value === undefined) return null
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) return null
    const text = value.toISOString()
    return kind === 'date' || text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 19).replace('T', ' ')
  }
  if (kind === 'decimal' && typeof value === 'number') return value.toFixed(Math.min(scale, 20))
  if (value instanceof Uint8Array) return new TextDecoder().decode(value)
  return typeof value === 'object' ? JSON.stringify(value) : (value as Cell)
}
