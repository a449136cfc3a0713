import type { Lot, Shelf } from './unsold'

/** Discounts that are tried, in percent. */
export const DISCOUNTS: readonly number[] = [5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70]
/** A lower price sells at most so many times as much. */
const MOST_BOOST = 5
/** Share of the additional sales that fresher goods of the same product lose. */
const CANNIBALISED = 0.3

/** Money that sums of the same numbers in another order may differ by. */
const ROUNDING = 1e-6
/** A gain below this is rounding. */
const NOTHING = 1e-9

const rounded6 = (x: number): number => Math.floor(x * 1e6 + 0.5) / 1e6 // powers differ between engines in their last digits

/** How many times as much sells at each of the discounts. The last answer is kept: a product has one elasticity. */
function boostsOf(elasticity: number): readonly number[] {
  if (last.elasticity !== elasticity)
    last = { elasticity, boosts: DISCOUNTS.map((percent) => Math.min(MOST_BOOST, rounded6((1 - percent / 100) ** elasticity))) }
  return last.boosts
}
let last: { elasticity: number; boosts: readonly number[] } = { elasticity: Number.NaN, boosts: [] }

export interface MarkdownTerms {
  shelf: Shelf
  /** in selling order */
  lots: readonly Lot[]
  /** the one whose price is reduced */
  at: number
  price: number
  unit_cost: number
  /** what a unit brings that is thrown away */
  s_end: number
  elasticity: number
  /** a batch of the product lies there that expires later */
  has_fresher: boolean
  label_cost: number
}

export interface MarkdownStep {
  percent: number
  boost: number
  sold: number
  value: number
  /** against leaving the price as it is */
  savings: number
}

export interface Hold {
  sold: number
  unsold: number
  value: number
}

/** What the batch brings when nothing is done (domain.md 6, HOLD). */
export function hold({ shelf, lots, at, price, s_end }: Pick<MarkdownTerms, 'shelf' | 'lots' | 'at' | 'price' | 's_end'>): Hold {
  const waste = shelf.wasteUpTo(lots)
  const unsold = (waste[at] as number) - (waste[at - 1] ?? 0)
  const sold = (lots[at] as Lot).qty - unsold
  return { sold, unsold, value: price * sold + s_end * unsold }
}

/** Every discount with what it brings (domain.md 6 and 12, Markdown). What lies before the batch keeps its price. */
export function markdownGrid(terms: MarkdownTerms): MarkdownStep[] {
  const one = reckoned(terms)
  return DISCOUNTS.map((_, i) => stepOf(one, i))
}

/** A batch as its discounts are reckoned. */
interface Reckoned {
  terms: MarkdownTerms
  qty: number
  sell_days: number
  /** of the queue up to the batch */
  stock: number
  /** what is expected to be left of the queue before the batch */
  before: number
  held: number
  hold_value: number
  lost_elsewhere: number
  boosts: readonly number[]
}

function reckoned(terms: MarkdownTerms): Reckoned {
  const { shelf, lots, at, price, unit_cost, s_end } = terms
  const { qty, sell_days } = lots[at] as Lot
  let stock = 0
  let before = 0
  let waste = 0
  for (let i = 0; i <= at; i++) {
    const lot = lots[i] as Lot
    stock += lot.qty
    before = waste
    const left = shelf.unsold(stock, lot.sell_days)
    if (left > waste) waste = left
  }
  const held = qty - (waste - before)
  const hold_value = price * held + s_end * (waste - before)
  const lost_elsewhere = terms.has_fresher ? CANNIBALISED * Math.max(0, price - unit_cost) : 0
  return { terms, qty, sell_days, stock, before, held, hold_value, lost_elsewhere, boosts: boostsOf(terms.elasticity) }
}

/** What the batch brings when so much of it is sold at the discount with this place in DISCOUNTS. */
function brings({ terms, qty, held, lost_elsewhere }: Reckoned, i: number, sold: number): number {
  const { price, s_end, label_cost } = terms
  return price * (1 - (DISCOUNTS[i] as number) / 100) * sold + s_end * (qty - sold) - lost_elsewhere * (sold - held) - label_cost
}

function soldAt({ terms, qty, sell_days, stock, before, boosts }: Reckoned, i: number): number {
  return qty - (Math.max(before, terms.shelf.unsoldAt(stock, sell_days, boosts[i] as number)) - before)
}

/** The most that a discount can save, which is known at once. */
function savesAtMost(one: Reckoned, i: number): number {
  const { terms, qty, sell_days, stock, before, held, boosts } = one
  const most = qty - (Math.max(before, terms.shelf.unsoldAtLeast(stock, sell_days, boosts[i] as number)) - before)
  // what a unit more brings is the same for all units: the ends decide
  return Math.max(brings(one, i, most), brings(one, i, Math.min(most, held))) - one.hold_value
}

function stepOf(one: Reckoned, i: number): MarkdownStep {
  const sold = soldAt(one, i)
  const value = brings(one, i, sold)
  return { percent: DISCOUNTS[i] as number, boost: one.boosts[i] as number, sold, value, savings: value - one.hold_value }
}

// kept for bestMarkdownOf, which is asked for every plan that is tried
const hopes = new Float64Array(DISCOUNTS.length)
const savings = new Float64Array(DISCOUNTS.length)

/** bestMarkdown of the whole grid: those that can save most come first, and discounts that cannot be best are not worked out. */
export function bestMarkdownOf(terms: MarkdownTerms): MarkdownStep | null {
  const one = reckoned(terms)
  for (let i = 0; i < hopes.length; i++) hopes[i] = savesAtMost(one, i)
  savings.fill(Number.NEGATIVE_INFINITY)
  let most = 0
  for (let tried = 0; tried < hopes.length; tried++) {
    let next = 0
    for (let i = 1; i < hopes.length; i++) if ((hopes[i] as number) > (hopes[next] as number)) next = i
    if ((hopes[next] as number) < most - ROUNDING) break
    const saved = brings(one, next, soldAt(one, next)) - one.hold_value
    savings[next] = saved
    hopes[next] = Number.NEGATIVE_INFINITY
    if (saved > most) most = saved
  }
  let best = -1
  let saved = 0
  for (let i = 0; i < savings.length; i++)
    if ((savings[i] as number) > saved + NOTHING) {
      best = i
      saved = savings[i] as number
    }
  return best < 0 ? null : stepOf(one, best)
}

/** The discount that saves most, the smallest of equals; null when none saves anything. */
export function bestMarkdown(grid: readonly MarkdownStep[]): MarkdownStep | null {
  let best: MarkdownStep | null = null
  for (const step of grid) if (step.savings > (best?.savings ?? 0) + NOTHING) best = step
  return best
}

/** The deepest discount that still loses nothing; null when every one does. */
export const breakEven = (grid: readonly MarkdownStep[]): number | null => grid.findLast(({ savings }) => savings >= 0)?.percent ?? null
