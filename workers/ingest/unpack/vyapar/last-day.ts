import { quoteName } from '../sqlite/open-sqlite'
import { vyaparDay } from './dates'
import type { VyaparTables } from './tables'

/**
 * The day that the stock of a backup is of: when its last record was written, or where that is not kept, the date of its last record. '' without any. A bill dated ahead by a slip
 * of the keyboard would otherwise move the whole stock into the future.
 */
export function lastDay(tables: VyaparTables): string {
  const written = latest(tables, ['txn_date_modified', 'txn_date_created'])
  return written || latest(tables, ['txn_date'])
}

function latest(tables: VyaparTables, columns: readonly string[]): string {
  const days = columns.flatMap((name) => {
    const column = tables.has('kb_transactions') ? tables.column('kb_transactions', 't', [name]) : 'NULL'
    if (column === 'NULL') return []
    const [row] = tables.query(['day'], `SELECT max(${column}) FROM ${quoteName('kb_transactions')} t WHERE ${column} <> ''`)
    const day = vyaparDay(row?.day ?? null)
    return /^\d{4}-\d{2}-\d{2}$/.test(day) ? [day] : []
  })
  return days.sort().at(-1) ?? ''
}
