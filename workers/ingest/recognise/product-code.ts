import type { Assignment, ColumnEvidence } from './assign-roles'

type Rows = readonly (readonly string[])[]

/** Rows that must have told. */
const ENOUGH = 8
/** Products of a column of codes come back on other rows. */
const FEWER = 0.9

/** A code that no two rows of sales share is the line's ("Sale Order Item Code"): the product's is the other one, which rows share. Changes `assigned`. */
export function settleCode(columns: readonly ColumnEvidence[], sample: Rows, { roles, scores }: Assignment): void {
  const numbered = roles.indexOf('line_no')
  if (
    !roles.includes('code') &&
    /^item no$/.test(columns[numbered]?.meaning.key ?? '') &&
    namesProducts(sample, numbered, roles.indexOf('product'))
  )
    roles[numbered] = 'code'
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

/** Has each number one product, on several rows? */
function namesProducts(rows: Rows, column: number, product: number): boolean {
  if (product < 0 || share(rows, column) >= FEWER || share(rows, column) === 0) return false
  const of = new Map<string, string>()
  return (
    rows.every((row) => {
      const [number, name] = [row[column]?.trim() ?? '', row[product]?.trim() ?? '']
      if (number === '' || name === '') return true
      if (!of.has(number)) of.set(number, name)
      return of.get(number) === name
    }) && of.size > 1
  )
}

/** Different values among all of a column; 0 where there are too few to tell. */
function share(rows: Rows, column: number): number {
  const filled = rows.map((row) => row[column]?.trim() ?? '').filter((cell) => cell !== '')
  return filled.length < ENOUGH ? 0 : new Set(filled).size / filled.length
}
