import type { Bill } from './bills'
import { number } from './tables'

/** How this backup's amounts are to be read; versions and reports of them disagree, so each file is asked. */
export interface AmountReading {
  /** the amount of a line holds its tax */
  tax_in_line: boolean
  /** the tax, the discount of the bill come on top of the lines; else the lines have them already */
  bill_tax_added: boolean
  bill_discount_added: boolean
}

/** Every reading, the likeliest first: it wins where a file speaks for none. */
const READINGS: readonly AmountReading[] = [true, false].flatMap((tax_in_line) =>
  [true, false].flatMap((bill_tax_added) =>
    [true, false].map((bill_discount_added) => ({ tax_in_line, bill_tax_added, bill_discount_added })),
  ),
)

/** Rounding of a bill of many lines. */
const NEAR = 1.005

/** What a bill's lines and extras add up to under a reading. */
function sumOf({ head, lines }: Bill, reading: AmountReading): number {
  const extras = number(head.ac1) + number(head.ac2) + number(head.ac3) + number(head.round_off)
  const tax = reading.bill_tax_added ? number(head.tax) : 0
  const discount = reading.bill_discount_added ? number(head.discount) : 0
  return lines.reduce((sum, line) => sum + number(line.amount) + (reading.tax_in_line ? 0 : number(line.line_tax)), extras + tax - discount)
}

export const billTotal = ({ head }: Bill): number => number(head.cash) + number(head.balance)

const closes = (bill: Bill, reading: AmountReading): boolean => Math.abs(sumOf(bill, reading) - billTotal(bill)) <= NEAR

/**
 * The reading under which most bills add up to their totals, and the number of bills that do not even then. Bills without lines have nothing to add up.
 */
export function weighReadings(bills: Iterable<Bill>): { reading: AmountReading; open: number } {
  const votes = READINGS.map(() => 0)
  let asked = 0
  for (const bill of bills) {
    if (bill.cancelled || bill.lines.length === 0) continue
    asked++
    READINGS.forEach((reading, at) => {
      if (closes(bill, reading)) votes[at] = (votes[at] ?? 0) + 1
    })
  }
  const most = Math.max(...votes)
  return { reading: READINGS[votes.indexOf(most)] as AmountReading, open: asked - most }
}

/** What a line comes to, in money with 4 decimals. Price and discount are without tax, so that qty x price - discount = taxable. */
export interface LineAmounts {
  price: number
  discount: number
  taxable: number
  tax: number
  total: number
}

/**
 * The lines of a bill with the discount and the tax of the whole bill shared out in proportion to what they cost; the shares add up exactly. Delivery and other
 * charges and the rounding of the bill are no line's.
 */
export function lineAmounts(bill: Bill, reading: AmountReading): LineAmounts[] {
  const lines = bill.lines.map((line) => {
    const tax = e4(number(line.line_tax))
    return { line, tax, net: e4(number(line.amount)) - (reading.tax_in_line ? tax : 0) }
  })
  const weights = lines.map(({ net }) => net)
  const discounts = shares(reading.bill_discount_added ? e4(number(bill.head.discount)) : 0, weights)
  const taxes = shares(reading.bill_tax_added ? e4(number(bill.head.tax)) : 0, weights)
  return lines.map(({ line, tax: line_tax, net }, at) => {
    const qty = number(line.qty)
    const with_tax = net + line_tax
    // prices of a bill that includes its tax are brought to what they are without
    const factor = number(bill.head.inclusive) === 1 && with_tax !== 0 ? net / with_tax : 1
    const own_discount = Math.round(e4(number(line.line_discount)) * factor)
    const written = number(line.price) * factor
    const fits = Math.abs(written * qty * 10_000 - own_discount - net) <= Math.max(10_000, Math.abs(net) / 100)
    const price = fits || qty === 0 ? written : (net + own_discount) / 10_000 / qty
    const discount = own_discount + (discounts[at] ?? 0)
    const taxable = net - (discounts[at] ?? 0)
    const tax = line_tax + (taxes[at] ?? 0)
    return {
      price: Math.round(price * 1e4) / 1e4,
      discount: discount / 1e4,
      taxable: taxable / 1e4,
      tax: tax / 1e4,
      total: (taxable + tax) / 1e4,
    }
  })
}

const e4 = (amount: number): number => Math.round(amount * 10_000)

/** `whole` shared out by weight in whole numbers; what rounding leaves over goes to the last of the heaviest. */
function shares(whole: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + Math.abs(weight), 0)
  if (whole === 0 || weights.length === 0) return weights.map(() => 0)
  const parts = weights.map((weight) => Math.trunc(sum === 0 ? 0 : (whole * Math.abs(weight)) / sum))
  const heaviest = weights.reduce((best, weight, at) => (Math.abs(weight) >= Math.abs(weights[best] ?? 0) ? at : best), 0)
  parts[heaviest] = (parts[heaviest] ?? 0) + whole - parts.reduce((all, part) => all + part, 0)
  return parts
}
