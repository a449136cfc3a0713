import { DataType, type Table } from 'apache-arrow'
import { LucidError } from '../../src/domain/errors'

/** Arrow rows as plain objects. HUGEINT and DECIMAL must have been cast away in the SELECT (engine.md); they throw here. */
export function rowsOf<T extends Record<string, unknown>>(table: Table): T[] {
  const readers = table.schema.fields.map((field, i) => {
    const column = table.getChildAt(i)
    if (DataType.isDecimal(field.type))
      throw new LucidError('internal', `column ${field.name} crosses as ${field.type}; cast it to BIGINT or DOUBLE`)
    return { name: field.name, get: (row: number) => plain(column?.get(row)) }
  })
  const rows: T[] = new Array(table.numRows)
  for (let r = 0; r < table.numRows; r++) {
    const row: Record<string, unknown> = {}
    for (const reader of readers) row[reader.name] = reader.get(r)
    rows[r] = row as T
  }
  return rows
}

/** A cell of Arrow as a plain value. Throws on integers that a number cannot hold. */
export function plain(value: unknown): unknown {
  if (typeof value === 'bigint') {
    const n = Number(value)
    if (!Number.isSafeInteger(n)) throw new LucidError('internal', `integer ${value} is too large to show exactly`)
    return n
  }
  if (value === undefined) return null
  if (value !== null && typeof value === 'object' && Symbol.iterator in value) return Array.from(value as Iterable<unknown>, plain)
  return value
}
