import type { InvoiceLine } from '../../../../src/domain/invoice'
import { boxOf } from './box'
import { type DecimalSign, numbersOf } from './printed-number'
import { totalRole } from './total-line'
import { type Page, textOf } from './words'

/** Without a header that is known: lines on which a quantity times a price is a third number are lines of goods. */
export function pricedLines(pages: readonly Page[], sign: DecimalSign): InvoiceLine[] {
  const found: InvoiceLine[] = []
  for (const line of pages.flatMap(({ lines }) => lines)) {
    if (totalRole(line)?.whole) continue
    const numbers = numbersOf(line, sign).filter(({ percent, value }) => !percent && value > 0)
    const amount = numbers.findLast(({ decimals }) => decimals === 2)
    const pair = numbers.flatMap((quantity, at) =>
      numbers
        .slice(at + 1)
        .filter((price) => amount && price.first < amount.first && Math.abs((quantity.value * price.value) / 10_000 - amount.value) <= 60)
        .map((price) => ({ quantity, price })),
    )[0]
    const words = line.words.filter((word) => !numbers.some((number) => number.words.includes(word)) && /\p{L}/u.test(word.text))
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
