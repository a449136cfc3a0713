import type { DateEvidence, ImportProfile } from '../../../src/domain/dataset'
import { writtenWith } from '../recognise/date-order'

/** The date order that a table is read with. */
export type ReadOrder = 'YMD' | 'DMY' | 'MDY'
export type AmountReading = ImportProfile['amount_reading']
/** amount = money off the line; percent = 12.5 is 12.5 %; rate = 0.125 is 12.5 % */
export type DiscountReading = 'amount' | 'percent' | 'rate'

/**
 * What numbers below zero mean: what came back; or sales, in exports that write all that leaves the shop so: its units and its money, or one of the two alone.
 */
export type Negatives = 'returns' | 'sales' | 'units_of_sales' | 'money_of_sales'

/** Everything that is decided once for a whole table (domain.md 2.3, 2.4). A pass over the table runs under one set of decisions. */
export interface Decisions {
  date_order: ReadOrder | null
  date_evidence: DateEvidence
  /** dates written with this separator have day and month the other way round; null = all alike */
  turned: string | null
  decimal_sep: '.' | ','
  amount_reading: AmountReading
  discount: DiscountReading
  /** the total stands before the discount beside it, as its taxes tell */
  before_discount: boolean
  /** nothing holds the tax, but it is what the total has more than the taxable value */
  tax_between: boolean
  negatives: Negatives
  /** the file's majority currency; rows in another one are rejected */
  currency: string | null
}

/** How many rows agree with qty x price - discount (+ tax) = total, per way of reading the discount and the tax. */
export interface IdentityCounts {
  testable: number
  tax_in: Record<DiscountReading, number>
  tax_out: Record<DiscountReading, number>
  discount_min: number | null
  discount_max: number | null
  /** rows whose tax is a usual rate of the total without it, or of the total itself; not of both */
  tax_of: { rest: number; total: number }
  /** discounted rows whose tax is its rate of what the discount leaves of the total, on top of that or inside, or of the total */
  taxed_after: { discount: number; inside: number; total: number }
  between: BetweenCounts
}

/** What rows have between their taxable value and their total, where no column holds the tax. */
export interface BetweenCounts {
  /** rows that have something between them which can be told to be a tax or not */
  telling: number
  /** of those, the ones where it is a whole or quarter percent */
  usual: number
  /** rows where it is no tax */
  odd: number
  /** in percent, of the telling rows */
  low: number | null
  high: number | null
}

export const noIdentity = (): IdentityCounts => ({
  testable: 0,
  tax_in: { amount: 0, percent: 0, rate: 0 },
  tax_out: { amount: 0, percent: 0, rate: 0 },
  discount_min: null,
  discount_max: null,
  tax_of: { rest: 0, total: 0 },
  taxed_after: { discount: 0, inside: 0, total: 0 },
  between: { telling: 0, usual: 0, odd: 0, low: null, high: null },
})

export const unitsAreTurned = (negatives: Negatives): boolean => negatives === 'sales' || negatives === 'units_of_sales'
export const moneyIsTurned = (negatives: Negatives): boolean => negatives === 'sales' || negatives === 'money_of_sales'

/** Rows that no word calls a return, by the signs of quantity and amount; where one of the two is missing, the other stands for it. */
export interface SignCounts {
  above: number
  below: number
  /** units below zero, money above it */
  units_below: number
  /** money below zero, units above it */
  money_below: number
}

export const noSigns = (): SignCounts => ({ above: 0, below: 0, units_below: 0, money_below: 0 })

/** So few rows may be returns of a quiet day. */
const ENOUGH_BELOW = 10
/** Of what a shop sells less than a fifth comes back. */
const MOST_BELOW = 0.8

/** Where next to all lines are below zero and the rest are not, the rest are the returns. A file that is below zero as a whole may as well be one of returns. */
export function readNegatives({ above, below, units_below, money_below }: SignCounts): Negatives {
  const rows = above + below + units_below + money_below
  if (units_below >= ENOUGH_BELOW && units_below >= MOST_BELOW * rows) return 'units_of_sales'
  if (money_below >= ENOUGH_BELOW && money_below >= MOST_BELOW * rows) return 'money_of_sales'
  return above > 0 && below >= ENOUGH_BELOW && below >= MOST_BELOW * rows ? 'sales' : 'returns'
}

export interface AmountColumns {
  discount: 'discount' | 'discount_pct' | null
  has_tax: boolean
  /** the name of the price, or of the total, says that it holds the tax */
  says_with_tax: boolean
  /** a price is all that says what a line comes to */
  price_only: boolean
}

/** What the rows say of discount and tax: the taxes where they tell it, else the identity. */
export function readAmounts(
  seen: IdentityCounts,
  columns: AmountColumns,
): Pick<Decisions, 'amount_reading' | 'discount' | 'before_discount' | 'tax_between'> {
  const { discount, inside, total } = seen.taxed_after
  const tells = (rows: number): boolean => rows >= ENOUGH_TAXED && rows >= NEARLY_ALL_TAXED * (discount + inside + total)
  const before_discount = tells(discount) || tells(inside)
  const amount_reading = tells(inside) ? 'tax_in_price' : 'tax_out'
  const reading = before_discount ? ({ amount_reading, discount: 'amount' } as const) : readIdentity(seen, columns)
  return { ...reading, before_discount, tax_between: isTax(seen.between) }
}

/** Discounted rows whose taxes must tell what they are of, and this share of those that do. */
const ENOUGH_TAXED = 3
const NEARLY_ALL_TAXED = 0.95
/** Rows whose totals must tell the tax in them, and this share of those that can. */
const ENOUGH_BETWEEN = 3
const NEARLY_ALL_BETWEEN = 0.95
/** One rate for all, but for roundings, in percent. */
const ONE_RATE = 0.1

/** Usual rates, or one rate for all, and no row that says otherwise. */
const isTax = ({ telling, usual, odd, low, high }: BetweenCounts): boolean =>
  odd === 0 && telling >= ENOUGH_BETWEEN && (usual >= NEARLY_ALL_BETWEEN * telling || (high ?? 0) - (low ?? 0) <= ONE_RATE)

/**
 * The majority reading of the amount columns. Without a row to test, a discount column whose values all lie in 0..1 is a rate, and a
 * total beside a tax column includes the tax, unless the taxes are those of a total without it. Ties go to the plainer reading: money off, tax included.
 * Where quantity x price gives a total that holds the tax, as the taxes or the names tell, the price holds it too.
 */
function readIdentity(seen: IdentityCounts, columns: AmountColumns): Pick<Decisions, 'amount_reading' | 'discount'> {
  const within_one = seen.discount_max !== null && seen.discount_max <= 1 && (seen.discount_min ?? 0) >= 0
  const discounts: DiscountReading[] =
    columns.discount === null
      ? ['amount']
      : columns.discount === 'discount'
        ? within_one
          ? ['amount', 'rate']
          : ['amount', 'percent']
        : within_one
          ? ['percent', 'rate']
          : ['percent']
  if (seen.testable === 0) {
    const discount = columns.discount && within_one && (seen.discount_max ?? 0) > 0 ? 'rate' : (discounts[0] as DiscountReading)
    const by_name = columns.price_only && columns.says_with_tax ? 'tax_in_price' : untested(seen)
    return { amount_reading: columns.has_tax ? by_name : 'no_tax', discount }
  }
  let best: { amount_reading: AmountReading; discount: DiscountReading; rows: number } | null = null
  for (const discount of discounts)
    for (const reading of ['tax_in', 'tax_out'] as const) {
      const rows = seen[reading][discount]
      if (best === null || rows > best.rows) best = { amount_reading: reading, discount, rows }
    }
  const { amount_reading, discount } = best as NonNullable<typeof best>
  if (!columns.has_tax) return { amount_reading: 'no_tax', discount }
  if (best?.rows === 0) return { amount_reading: untested(seen), discount }
  const { rest, total } = seen.tax_of
  const in_price = rest > total || (columns.says_with_tax && rest === total)
  return {
    amount_reading: amount_reading === 'tax_out' && in_price ? 'tax_in_price' : amount_reading,
    discount,
  }
}

/** Nothing but the tax itself tells whether the total holds it. */
const untested = ({ tax_of }: IdentityCounts): AmountReading => (tax_of.total > tax_of.rest ? 'tax_out' : 'untested')

/** Do two sets of decisions read every cell alike? An untested total is read as one that includes the tax. */
export function readAlike(a: Decisions, b: Decisions): boolean {
  const reading = (d: Decisions) => (d.amount_reading === 'untested' ? 'tax_in' : d.amount_reading)
  return (
    a.date_order === b.date_order &&
    a.turned === b.turned &&
    a.decimal_sep === b.decimal_sep &&
    reading(a) === reading(b) &&
    a.discount === b.discount &&
    a.before_discount === b.before_discount &&
    a.tax_between === b.tax_between &&
    a.negatives === b.negatives &&
    a.currency === b.currency
  )
}

/** The order in which one text of the date column is read. */
export function orderFor(text: string, { date_order, turned }: Pick<Decisions, 'date_order' | 'turned'>): ReadOrder | null {
  if (turned === null || !writtenWith(text, turned)) return date_order
  return date_order === 'MDY' ? 'DMY' : 'MDY'
}
