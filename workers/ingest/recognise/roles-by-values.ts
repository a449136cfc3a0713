import type { Role } from '../../../src/domain/mapping'
import { priceIsAmount, productOfColumns, taxIsRate } from './arithmetic'
import { type Assignment, type ColumnEvidence, SURE } from './assign-roles'
import { billTaxColumn, billTotalColumn, comesToBill } from './bill-totals'
import { contentTest } from './column-content'

/** Share of numbers that makes a column one of counts. */
const MOSTLY_NUMBERS = 0.8
/** Certainty of a role that only the values suggest: below SURE, so it is asked about. */
const GUESSED = 0.65

/** What the values say of columns whose names say too little or the wrong thing; changes `assigned`. */
export function byArithmetic(
  named: boolean,
  columns: readonly ColumnEvidence[],
  sample: readonly (readonly string[])[],
  { roles, scores }: Assignment,
): void {
  if (!named)
    for (const [role, column] of Object.entries(productOfColumns(sample, columns) ?? {}) as [Role, number][]) {
      roles[column] = role
      scores[column] = GUESSED
    }
  leaveNamesOfTaxes(columns, { roles, scores })
  ratesAreNoAmounts(sample, { roles, scores })
  const [product, qty, price] = [
    roles.indexOf('product') < 0 ? roles.indexOf('code') : roles.indexOf('product'),
    roles.indexOf('qty'),
    roles.indexOf('unit_price'),
  ]
  if (product < 0 || qty < 0 || price < 0 || roles.includes('total') || roles.includes('taxable')) return
  if (priceIsAmount(sample, product, qty, price)) roles[price] = 'total'
}

/** 'GST 18%' under "Taxes" names a tax and is no amount. Changes `assigned`. */
function leaveNamesOfTaxes(columns: readonly ColumnEvidence[], { roles, scores }: Assignment): void {
  for (const { column, content } of columns) {
    if (roles[column] !== 'tax' || content.numbers > 0 || !content.values.some((value) => /\p{L}/u.test(value))) continue
    roles[column] = null
    scores[column] = 0
  }
}

/** Columns of tax that all hold rates are read as rates: CGST 9 and SGST 9 make 18 %, beside a rate of the whole tax they say nothing new. Changes `assigned`. */
function ratesAreNoAmounts(sample: readonly (readonly string[])[], { roles, scores }: Assignment): void {
  const taxes = roles.flatMap((role, column) => (role === 'tax' ? [column] : []))
  const amount = (['taxable', 'total', 'unit_price'] as const).map((role) => roles.indexOf(role)).find((column) => column >= 0)
  if (taxes.length === 0 || amount === undefined) return
  const holdsAny = (column: number): boolean => sample.some((row) => /[1-9]/.test(row[column] ?? ''))
  const used = taxes.filter(holdsAny)
  if (used.length === 0 || !used.every((column) => taxIsRate(sample, column, amount))) return
  const has_rate = roles.includes('tax_pct')
  for (const column of taxes) {
    roles[column] = has_rate ? null : 'tax_pct'
    if (has_rate) scores[column] = 0
  }
}

/**
 * Columns with the total of the bill on its lines are none of theirs: the next that can be a line's amount takes the place of each. Where none is left and MRP x quantity comes to
 * the bill, goods are sold at MRP. Changes `assigned`; gives the columns.
 */
export function leaveBillTotals(
  columns: readonly ColumnEvidence[],
  sample: readonly (readonly string[])[],
  { roles, scores }: Assignment,
): number[] {
  const left: number[] = []
  for (let at = billTotalColumn(sample, roles); at !== null; at = billTotalColumn(sample, roles)) {
    const role = roles[at] as Role
    const mrp = roles.indexOf('mrp')
    if (mrp >= 0 && !roles.includes('unit_price') && comesToBill(sample, roles, mrp, at)) roles[mrp] = 'unit_price'
    left.push(at)
    roles[at] = null
    scores[at] = 0
    const score = ({ candidates }: ColumnEvidence): number => candidates.find((one) => one.role === role)?.score ?? 0
    const [next] = columns
      .filter((one) => roles[one.column] === null && !left.includes(one.column) && score(one) >= SURE)
      .sort((a, b) => score(b) - score(a))
    if (!next) continue
    roles[next.column] = role
    scores[next.column] = Math.min(1, score(next))
  }
  return left
}

/** The tax of the bill on each of its lines is none of theirs: another column of taxes takes its place, if there is one. Changes `assigned`; gives the columns. */
export function leaveBillTaxes(
  columns: readonly ColumnEvidence[],
  sample: readonly (readonly string[])[],
  { roles, scores }: Assignment,
): number[] {
  const left: number[] = []
  for (let at = billTaxColumn(sample, roles); at !== null; at = billTaxColumn(sample, roles)) {
    left.push(at)
    roles[at] = null
    scores[at] = 0
    const next = roles.includes('tax')
      ? null
      : columns.find(
          ({ column, candidates }) =>
            roles[column] === null && !left.includes(column) && candidates.some(({ role, score }) => role === 'tax' && score >= SURE),
        )
    if (!next) continue
    roles[next.column] = 'tax'
    scores[next.column] = 1
  }
  return left
}

/** 'Inward' of a stock register counts what came in; only where it holds dates it says when. Changes `assigned`. */
export function leaveInwardUnits(columns: readonly ColumnEvidence[], { roles, scores }: Assignment): void {
  const at = roles.indexOf('received')
  const inward = columns[at]
  if (!inward || inward.content.numbers < MOSTLY_NUMBERS || contentTest('received', inward.content) > 0) return
  roles[at] = null
  scores[at] = 0
}
