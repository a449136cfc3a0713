import { boughtAndFree } from '../recognise/bought-and-free'
import { parseQuantity } from '../recognise/quantities'
import type { NumberColumn } from './number-cells'
import { BAD, type NumberCell, readNumber } from './parse-cells'

/**
 * A number of goods that are bought or sold. What goes free with a quantity ('10+1') is its `plus`; in a column of free goods that is a scheme: so many free for each so many bought.
 * @param takes_away the mark that makes an amount negative (parse-cells)
 */
export function readWithFree(text: string, column: NumberColumn, decimal_sep: '.' | ',', takes_away: 'dr' | 'cr'): NumberCell {
  const both = column.scale === 3 ? boughtAndFree(text) : null
  if (both === null) return readNumber(text, column, decimal_sep, takes_away)
  const units = [both.bought, both.free].map((quantity) => unitOf(quantity, decimal_sep))
  const unit = units[0] ?? units[1] ?? ''
  // '10 box + 2 pcs' are no free goods
  if (units.some((one) => one !== null && one.toLowerCase() !== unit.toLowerCase())) return BAD
  const [bought, free] = [both.bought, both.free].map((quantity, i) =>
    readNumber(units[i] ? quantity : `${quantity} ${unit}`, column, decimal_sep),
  )
  if (!bought?.value || free?.value == null || free.value < 0n) return BAD
  return { ...bought, plus: free.value }
}

function unitOf(quantity: string, decimal_sep: '.' | ','): string | null {
  const read = parseQuantity(quantity, decimal_sep)
  return read.kind === 'value' ? read.unit : null
}
