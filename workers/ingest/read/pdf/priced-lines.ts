import type { InvoiceLine } from '../../../../src/domain/invoice'
import { boxOf } from './box'
import { type DecimalSign, numbersOf } from './printed-number'
import { totalRole } from './total-line'
import { type Line, type Page, textOf, type Word } from './words'

/** Without a header that is known: lines on which a quantity times a price is a third number are lines of goods. */
export function pricedLines(pages: readonly Page[], sign: DecimalSign): InvoiceLine[] {
  const found: InvoiceLine[] = []
  const all = pages.flatMap(({ lines }) => lines)
  for (const [at, line] of all.entries()) {
    if (totalRole(line)?.whole) continue
    const numbers = numbersOf(line, sign).filter(({ percent, value }) => !percent && value > 0)
    const amount = numbers.findLast(({ decimals }) => decimals === 2)
    const pair = numbers.flatMap((quantity, at) =>
      numbers
        .slice(at + 1)
        .filter((price) => amount && price.first < amount.first && Math.abs((quantity.value * price.value) / 10_000 - amount.value) <= 60)
        .map((price) => ({ quantity, price })),
    )[0]
    const beside = line.words.filter((word) => !numbers.some((number) => number.words.includes(word)) && NAME.test(word.text))
    const words = beside.length > 0 ? beside : nameAbove(line, all[at - 1], sign)
    if (!amount || !pair || words.length === 0) continue
    found.push({
      description: textOf(words),
      code: null,
      hsn: null,
      quantity: Math.round(pair.quantity.value / 10),
      free_quantity: null,
      unit: null,
      unit_price: pair.price.value,
      discount: null,
      discount_rate: null,
      tax_rate: null,
      amount: amount.value,
      batch: null,
      expiry: null,
      mrp: null,
      box: boxOf(line.words),
    })
  }
  return found
}

/** Part of a name: `2 x 165.00` and `2 @ 165.00` have none. */
const NAME = /(?!^[x×]$)\p{L}/iu

/** On narrow receipts the goods stand on a line of their own above their figures. */
function nameAbove(line: Line, above: Line | undefined, sign: DecimalSign): Word[] {
  const near = above && above.page === line.page && line.y - above.y <= 2.5 * Math.max(line.height, 6)
  if (!near || totalRole(above)?.whole || numbersOf(above, sign).some(({ decimals }) => decimals === 2)) return []
  return above.words.some(({ text }) => NAME.test(text)) ? above.words : []
}
