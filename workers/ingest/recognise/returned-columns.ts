import type { Role } from '../../../src/domain/mapping'
import type { Assignment, ColumnEvidence } from './assign-roles'
import { isLess, readingOfRefunds, saysTakenOff } from './refunds'

type Rows = readonly (readonly string[])[]

const NET = /\bnet\b/

/**
 * What came back is taken off what sold, unless the quantity or the amount lacks it already: its name says so ("Net Qty"), or it is another column less what came back. Of two such
 * columns the quantity is the one of all that sold. Changes `assigned`.
 */
export function settleReturned(columns: readonly ColumnEvidence[], sample: Rows, { roles, scores }: Assignment): void {
  const leave = (role: Role): void => {
    const at = roles.indexOf(role)
    if (at < 0) return
    roles[at] = null
    scores[at] = 0
  }
  const name = (at: number): string => columns[at]?.meaning.key ?? ''
  const back = roles.indexOf('returned_qty')
  const qty = roles.indexOf('qty')
  if (back >= 0 && qty >= 0) {
    const whole = columns.find(
      ({ column, content }) => roles[column] === null && content.numbers > 0.9 && isLess(sample, column, back, qty),
    )
    if (whole) {
      roles[whole.column] = 'qty'
      scores[whole.column] = scores[qty] as number
      roles[qty] = null
      scores[qty] = 0
    } else if (NET.test(name(qty))) leave('returned_qty')
  } else leave('returned_qty')
  const amount = roles.indexOf('returned_amount')
  if (amount < 0) return
  const keys = columns.map(({ meaning }) => meaning.key)
  if (!(roles.includes('taxable') || roles.includes('total')) || saysTakenOff(keys, sample, roles, amount)) leave('returned_amount')
  else if (!roles.includes('returned_qty')) {
    const reading = readingOfRefunds(keys, sample, roles, amount)
    // where there is a price, quantity x price proves row by row that the amount holds it
    const is_proven = roles.includes('qty') && roles.includes('unit_price') && reading !== 'of_bill'
    if (reading !== 'in_amount' && !is_proven) leave('returned_amount')
  }
}
