import { margDate, noDate } from './marg-date'
import type { MargRecord } from './records'

/** Where a value stands in a T record, by 0-based cell. */
export type Places = Partial<Record<'company' | 'code' | 'pack' | 'hsn' | 'free_qty' | 'mrp' | 'discount' | 'tax', number>> &
  Record<'product' | 'batch' | 'expiry' | 'qty' | 'rate' | 'amount', number>

export interface Layout {
  /** the cell of the H record that names who was billed; null where it is not known */
  party: number | null
  places: Places
}

/**
 * The ways in which programs are known to order the cells. Versions differ, so that none is believed for its length or its maker's name: one is used where
 * quantity x rate less the discount gives the amount.
 */
const KNOWN: readonly Layout[] = [
  // Marg ERP 9 and Nano, 50 cells
  {
    party: 30,
    places: {
      ...{ company: 2, code: 3, product: 5, pack: 6, batch: 8, expiry: 9, rate: 14, mrp: 16, qty: 20, free_qty: 21 },
      ...{ discount: 23, amount: 25, tax: 26, hsn: 38 },
    },
  },
  // Micropro and others that write Marg's records, about 33 cells
  {
    party: 16,
    places: {
      code: 4,
      product: 5,
      pack: 6,
      company: 7,
      batch: 8,
      expiry: 9,
      qty: 10,
      free_qty: 11,
      rate: 13,
      amount: 14,
      mrp: 16,
      hsn: 30,
    },
  },
  // their older one
  {
    party: null,
    places: { code: 3, product: 5, pack: 6, company: 7, batch: 8, expiry: 9, rate: 10, mrp: 12, qty: 15, amount: 21, hsn: 30 },
  },
]

/** Share of lines on which the arithmetic must hold. */
const HOLDS = 0.9
/** Money is rounded to paise at each step. */
const TOLERANCE = 0.05
const LOOKED_AT = 2_000

/** A plain number; null for text and for an empty cell. */
export function margNumber(text: string | undefined): number | null {
  return text !== undefined && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : null
}

/** Lengths of lines that are tried. */
const WIDTHS = 3

/**
 * The layout that the lines of one length prove, and that length: the most common one that proves any (a delimiter in a name makes a line longer). Without a
 * proof the layout is null, and the width that of most lines.
 */
export function layoutOf(lines: readonly MargRecord[]): { layout: Layout | null; width: number } {
  const widths = byFrequency(lines.map(({ cells }) => cells.length)).slice(0, WIDTHS)
  for (const width of widths) {
    const some = lines.filter(({ cells }) => cells.length === width).slice(0, LOOKED_AT)
    const layout = KNOWN.find(({ places }) => proven(some, places)) ?? searched(some)
    if (layout) return { layout, width }
  }
  return { layout: null, width: widths[0] ?? 0 }
}

function byFrequency(numbers: readonly number[]): number[] {
  const counts = new Map<number, number>()
  for (const one of numbers) counts.set(one, (counts.get(one) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([one]) => one)
}

function proven(lines: readonly MargRecord[], places: Places): boolean {
  const filled = lines.filter(({ cells }) => (margNumber(cells[places.qty]) ?? 0) !== 0)
  return (
    filled.length > 0 &&
    share(lines, ({ cells }) => isName(cells[places.product]) && isExpiry(cells[places.expiry])) >= HOLDS &&
    share(filled, ({ cells }) => addsUp(cells, places)) >= HOLDS
  )
}

/** Whether quantity x rate less the discount is the amount of a line. */
export function addsUp(cells: readonly string[], { qty, rate, discount, amount }: Places): boolean {
  const [q, r, a] = [qty, rate, amount].map((at) => margNumber(cells[at]))
  if (q == null || r == null || a == null) return false
  const less = discount === undefined ? 0 : (margNumber(cells[discount]) ?? 0)
  return Math.abs(q * r - less - a) <= TOLERANCE
}

/**
 * Another order of the cells, where the lines leave no choice: name, batch and expiry where all known ones have them, and one way only to make an amount
 * out of a whole number and a rate.
 */
function searched(lines: readonly MargRecord[]): Layout | null {
  const fixed = { product: 5, batch: 8, expiry: 9 }
  if (lines.length < 3) return null
  if (share(lines, ({ cells }) => isName(cells[fixed.product]) && isExpiry(cells[fixed.expiry])) < HOLDS) return null
  const width = Math.min(...lines.map(({ cells }) => cells.length))
  const numeric = Array.from({ length: width }, (_, k) => k).filter(
    (k) => k > fixed.expiry && share(lines, ({ cells }) => (margNumber(cells[k]) ?? 0) > 0) >= HOLDS,
  )
  const whole = (k: number) => lines.every(({ cells }) => Number.isInteger(margNumber(cells[k]) ?? 0))
  const varies = (k: number) => new Set(lines.map(({ cells }) => cells[k])).size > 1
  const quantities = numeric.filter((k) => whole(k) && varies(k))
  const found: Places[] = []
  for (const qty of quantities)
    for (const rate of numeric)
      for (const amount of numeric) {
        if (new Set([qty, rate, amount]).size < 3 || !varies(amount) || (whole(rate) && varies(rate))) continue
        const places = { ...fixed, qty, rate, amount }
        if (share(lines, ({ cells }) => addsUp(cells, places)) >= HOLDS) found.push(places)
      }
  // a rate or an amount that is written twice is one
  const [first] = found
  const one =
    first && found.every(({ qty, rate, amount }) => qty === first.qty && same(lines, rate, first.rate) && same(lines, amount, first.amount))
  return one ? { party: null, places: first } : null
}

const same = (lines: readonly MargRecord[], a: number, b: number) => lines.every(({ cells }) => cells[a] === cells[b])

function share<T>(all: readonly T[], holds: (one: T) => boolean): number {
  return all.length === 0 ? 0 : all.filter(holds).length / all.length
}

/** Whether a cell holds the name of a product on nearly all lines. */
export const namesGoods = (lines: readonly MargRecord[], k: number) => share(lines, ({ cells }) => isName(cells[k])) >= HOLDS

const isName = (text = '') => /\p{L}/u.test(text) && margDate(text) === null
const isExpiry = (text = '') => noDate(text) || margDate(text) !== null || /^\d\d?\/\d\d(\d\d)?$/.test(text)
