import { join, raw, type Sql, sql } from '../../db/sql'
import { cell, type RoleColumns } from './columns'

/** True where a row says again what the header says, in every column that is used (at least two). */
export function repeatedHeader(columns: RoleColumns, header: readonly string[]): Sql {
  const used = columns.used().filter((k) => (header[k] ?? '').trim() !== '')
  if (used.length < 2) return raw('FALSE')
  return sql`coalesce(${join(
    used.map((k) => sql`trim(s.${cell(k)}) = ${(header[k] ?? '').trim()}`),
    ' AND ',
  )}, FALSE)`
}
