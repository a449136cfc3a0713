import type { Assignment, ColumnEvidence } from './assign-roles'

type Rows = readonly (readonly string[])[]

/** Rows that must have told. */
const ENOUGH = 8
/** Products of a column of codes come back on other rows. */
const FEWER = 0.9

/** A code that no two rows of sales share is the line's ("Sale Order Item Code"): the product's is the other one, which rows share. Changes `assigned`. */
export function settleCode(columns: readonly ColumnEvidence[], sample: Rows, { roles, scores }: Assignment): void {
  const code = roles.indexOf('code')
  if (code < 0 || !roles.includes('date') || share(sample, code) < 1) return
  const other = columns.find(
    ({ column, candidates }) => roles[column] === null && candidates.some(({ role }) => role === 'code') && share(sample, column) < FEWER,
  )
  if (!other) return
  roles[other.column] = 'code'
  scores[other.column] = scores[code] as number
  roles[code] = null
  scores[code] = 0
}

/** Different values among all of a column; 0 where there are too few to tell. */
function share(rows: Rows, column: number): number {
  const filled = rows.map((row) => row[column]?.trim() ?? '').filter((cell) => cell !== '')
  return filled.length < ENOUGH ? 0 : new Set(filled).size / filled.length
}
