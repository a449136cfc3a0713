import type { Lot, Shelf } from './unsold'

/** Discounts that are tried, in percent. */
export const DISCOUNTS: readonly number[] = [5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70]
/** A lower price sells at most so many times as much. */
const MOST_BOOST = 5
/** Share of the additional sales that fresher goods of the same product lose. */
const CANNIBALISED = 0.3

const rounded6 = (x: number): number => Math.floor(x * 1e6 + 0.5) / 1e6 // powers differ between engines in their last digits

/** How many times as much sells at a discount of `percent`. */
export const boostAt = (percent: number, elasticity: number): number => Math.min(MOST_BOOST, rounded6((1 - percent / 100) ** elasticity))

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
  const { shelf, lots, at, price, unit_cost, s_end } = terms
  const base = hold(terms)
  const lot = lots[at] as Lot
  const before = at > 0 ? shelf.waste(lots.slice(0, at)) : 0
  const stock = lots.slice(0, at + 1).reduce((sum, { qty }) => sum + qty, 0)
  const lost_elsewhere = terms.has_fresher ? CANNIBALISED * Math.max(0, price - unit_cost) : 0
  return DISCOUNTS.map((percent) => {
    const boost = boostAt(percent, terms.elasticity)
    const unsold = Math.max(before, shelf.unsold(stock, lot.sell_days, boost)) - before
    const sold = lot.qty - unsold
    const value = price * (1 - percent / 100) * sold + s_end * unsold - lost_elsewhere * (sold - base.sold) - terms.label_cost
    return { percent, boost, sold, value, savings: value - base.value }
  })
}

/** The discount that saves most, the smallest of equals; null when none saves anything. */
export function bestMarkdown(grid: readonly MarkdownStep[]): MarkdownStep | null {
  let best: MarkdownStep | null = null
  for (const step of grid) if (step.savings > (best?.savings ?? 0) + 1e-9) best = step
  return best
}

/** The deepest discount that still loses nothing; null when every one does. */
export const breakEven = (grid: readonly MarkdownStep[]): number | null => grid.findLast(({ savings }) => savings >= 0)?.percent ?? null
