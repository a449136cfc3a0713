import type { Role } from '../../../src/domain/mapping'
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
  if (!roles.includes('transaction_id')) takeBareNumber(columns, sample, { roles, scores })
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

/** Names that may be those of a bill or of a line; "Num" is a bill's, but where the rows are merely counted. */
const BARE_NUMBER = /^(?:num|number|no|id|sale|order|transaction|txn|document|doc|voucher|vch|check|cheque|docket)$/i
const SURE_ENOUGH = 0.9

/** Where no column is named as the bill's number, one of a bare name is where the rows that share a number follow one another and are of one day. Changes `assigned`. */
function takeBareNumber(columns: readonly ColumnEvidence[], sample: Rows, { roles, scores }: Assignment): void {
  const date = roles.indexOf('date')
  const taken = (role: Role | null): boolean => role !== null && role !== 'line_no'
  const bare = columns.filter(({ column, name }) => !taken(roles[column] ?? null) && BARE_NUMBER.test(name.trim().replace(/[.#:]+$/, '')))
  const found =
    bare.find(
      ({ column }) => repeats(sample, column) && isInRuns(sample, column) && hasDays(sample, date) && contains(sample, date, column),
    ) ?? bare.find(({ name, content, column }) => /^num$/i.test(name.trim()) && content.distinct > 1 && !countsRows(sample, column))
  if (!found) return
  roles[found.column] = 'transaction_id'
  scores[found.column] = SURE_ENOUGH
}

/** Of one day anything may repeat. */
const hasDays = (rows: Rows, date: number): boolean => date >= 0 && new Set(rows.map((row) => row[date]?.trim() ?? '')).size > 1

/** Do rows with the same number stand together? */
function isInRuns(rows: Rows, column: number): boolean {
  const runs = rows.map((row) => row[column]?.trim() ?? '').filter((cell, at, all) => cell !== '' && cell !== all[at - 1])
  return new Set(runs).size === runs.length
}

/** 1, 2, 3 */
const countsRows = (rows: Rows, column: number): boolean => rows.every((row, at) => (row[column]?.trim() ?? '') === String(at + 1))

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
