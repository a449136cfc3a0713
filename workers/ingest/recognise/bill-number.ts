import type { Assignment, ColumnEvidence } from './assign-roles'

type Rows = readonly (readonly string[])[]

/** Share of numbers from which on a column of counts may be one. */
const SOME_NUMBERS = 0.5
/** A till's lines are this many more than its bills. */
const FEWER = 0.9

/**
 * Which column is the number of the bill, where the names alone say it wrong: a "Serial Number" of letters is one, and of several numbers the one that the lines of a bill share is.
 * Changes `assigned`.
 */
export function settleBillNumber(columns: readonly ColumnEvidence[], sample: Rows, { roles, scores }: Assignment): void {
  const line = roles.indexOf('line_no')
  if (line >= 0 && !roles.includes('transaction_id') && (columns[line]?.content.numbers ?? 1) < SOME_NUMBERS && repeats(sample, line))
    roles[line] = 'transaction_id'
  const bill = roles.indexOf('transaction_id')
  if (bill < 0 || repeats(sample, bill)) return
  const shared = columns.find(
    ({ column, candidates }) =>
      roles[column] === null && candidates.some(({ role, score }) => role === 'transaction_id' && score >= 0.9) && repeats(sample, column),
  )
  if (!shared || !contains(sample, shared.column, bill)) return
  roles[shared.column] = 'transaction_id'
  scores[shared.column] = scores[bill] as number
  roles[bill] = null
  scores[bill] = 0
}

/** Do several rows have one number? */
function repeats(rows: Rows, column: number): boolean {
  const filled = rows.map((row) => row[column]?.trim() ?? '').filter((cell) => cell !== '')
  const different = new Set(filled)
  return different.size > 1 && different.size < FEWER * filled.length
}

/** Has each number of the one column a single number of the other? */
function contains(rows: Rows, outer: number, inner: number): boolean {
  const of = new Map<string, string>()
  for (const row of rows) {
    const [key, value] = [row[inner]?.trim() ?? '', row[outer]?.trim() ?? '']
    if (key === '' || value === '') return false
    if ((of.get(key) ?? value) !== value) return false
    of.set(key, value)
  }
  return true
}
