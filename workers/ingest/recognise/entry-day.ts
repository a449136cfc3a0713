import type { Assignment, ColumnEvidence } from './assign-roles'
import { parseDate } from './dates'

/** Columns that say themselves when the stock was counted. */
const OF_COUNT = /\b(?:stock|inventory|count|counted|snapshot|closing|physical|verified|verification|audit|as on|as of)\b/
/** When a batch was entered or bought, in the words of a column. */
const OF_BATCH = /\b(?:entry|entered|created|added|posting|purchase|purchased|bill|inv|vch|voucher|order|document|doc|receipt|launch)\b/
/** When somebody last touched the row: nothing about the goods. */
const TOUCHED = /\b(?:updated|update|modified|changed|last)\b/

/** Days from which a column by its name, or by its values alone, may be one of entries. */
const MIN_DAYS = { named: 3, unnamed: 4 } as const
/** The share of batches that may be there twice where the column says that it is of entries: some are bought again. */
const FEW = 0.1

/**
 * In a list of batches a column of days may tell when each was entered or bought, and not when they were counted: of each row a day of its own would be a count of its
 * own. It is then the day the goods came; changes `assigned`. It is not where the column says that it is of the count, where batches are there on two days, or where two
 * thirds of the rows share a day; and a column that does not say what it is of must name more than half as many days as there are rows.
 */
export function entryDay(columns: readonly ColumnEvidence[], sample: readonly (readonly string[])[], { roles, scores }: Assignment): void {
  const at = roles.indexOf('date')
  if (at < 0 || !(roles.includes('batch') || roles.includes('expiry'))) return
  const key = columns[at]?.meaning.key ?? ''
  if (OF_COUNT.test(key)) return
  const rows = sample.flatMap((row) => {
    const day = dayOf(row[at] ?? '')
    return day === null ? [] : [{ day, batch: batchOf(row, roles) }]
  })
  const by_day = countOf(rows.map(({ day }) => day))
  const named = OF_BATCH.test(key) || TOUCHED.test(key)
  const many = named ? by_day.size >= MIN_DAYS.named : by_day.size >= MIN_DAYS.unnamed && by_day.size * 2 > rows.length
  if (!many || Math.max(...by_day.values()) * 3 >= rows.length * 2 || countedTwice(rows) > (named ? FEW : 0)) return
  const role = roles.includes('received') || TOUCHED.test(key) ? null : 'received'
  roles[at] = role
  if (role === null) scores[at] = 0
}

/** The same day is written the same way in one column, so that the order of day and month does not matter here. */
const dayOf = (cell: string): string | null => (parseDate(cell, 'DMY') ?? parseDate(cell, 'MDY'))?.date ?? null

/** What tells one batch in one store from another. */
const batchOf = (row: readonly string[], roles: Assignment['roles']): string =>
  JSON.stringify(roles.flatMap((role, at) => (role && OF_A_BATCH.has(role) ? [(row[at] ?? '').trim().toLowerCase()] : [])))
const OF_A_BATCH: ReadonlySet<string> = new Set(['product', 'code', 'variant', 'barcode', 'batch', 'expiry', 'store', 'store_name'])

/** The share of batches that are there on a second day. */
function countedTwice(rows: readonly { day: string; batch: string }[]): number {
  const batches = new Set(rows.map(({ batch }) => batch))
  return new Set(rows.map(({ day, batch }) => `${day} ${batch}`)).size / batches.size - 1
}

function countOf(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}
