import type { Lot, Shelf } from './unsold'

/** Discounts that are tried, in percent. */
export const DISCOUNTS: readonly number[] = [5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70]
/** A lower price sells at most so many times as much. */
const MOST_BOOST = 5
/** Share of the additional sales that fresher goods of the same product lose. */
const CANNIBALISED = 0.3

/** Money that sums of the same numbers in another order may differ by. */
const ROUNDING = 1e-6

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
export const markdownGrid = (terms: MarkdownTerms): MarkdownStep[] => DISCOUNTS.map(stepsOf(terms).exact)

/** How a discount, by its place in DISCOUNTS, does; and the most that it can save, which is known at once. */
function stepsOf(terms: MarkdownTerms): { exact: (percent: number, i: number) => MarkdownStep; at_most: (i: number) => number } {
  const { shelf, lots, at, price, unit_cost, s_end } = terms
  const lot = lots[at] as Lot
  const boosts = boostsOf(terms.elasticity)
  let [stock, before, waste] = [0, 0, 0]
  for (let i = 0; i <= at; i++) {
    const { qty, sell_days } = lots[i] as Lot
    stock += qty
    before = waste
    waste = Math.max(waste, shelf.unsold(stock, sell_days))
  }
  const held = lot.qty - (waste - before)
  const hold_value = price * held + s_end * (waste - before)
  const lost_elsewhere = terms.has_fresher ? CANNIBALISED * Math.max(0, price - unit_cost) : 0
  const brings = (percent: number, sold: number): number =>
    price * (1 - percent / 100) * sold + s_end * (lot.qty - sold) - lost_elsewhere * (sold - held) - terms.label_cost
  return {
    exact: (percent, i) => {
      const boost = boosts[i] as number
      const unsold = Math.max(before, shelf.unsoldAt(stock, lot.sell_days, boost)) - before
      const sold = lot.qty - unsold
      const value = brings(percent, sold)
      return { percent, boost, sold, value, savings: value - hold_value }
    },
    at_most: (i) => {
      const percent = DISCOUNTS[i] as number
      const most = lot.qty - (Math.max(before, shelf.unsoldAtLeast(stock, lot.sell_days, boosts[i] as number)) - before)
      // what a unit more brings is the same for all units: the ends decide
      return Math.max(brings(percent, most), brings(percent, Math.min(most, held))) - hold_value
    },
  }
}

/** bestMarkdown of the whole grid: discounts that cannot be best are not worked out. */
export function bestMarkdownOf(terms: MarkdownTerms): MarkdownStep | null {
  const { exact, at_most } = stepsOf(terms)
  const hopes = DISCOUNTS.map((_, i) => at_most(i))
  const order = DISCOUNTS.map((_, i) => i).sort((a, b) => (hopes[b] as number) - (hopes[a] as number) || a - b)
  const tried: MarkdownStep[] = []
  let most = 0
  for (const i of order) {
    if ((hopes[i] as number) < most - ROUNDING) break
    const step = exact(DISCOUNTS[i] as number, i)
    most = Math.max(most, step.savings)
    tried.push(step)
  }
  return bestMarkdown(tried.sort((a, b) => a.percent - b.percent))
}

/** The discount that saves most, the smallest of equals; null when none saves anything. */
export function bestMarkdown(grid: readonly MarkdownStep[]): MarkdownStep | null {
  let best: MarkdownStep | null = null
  for (const step of grid) if (step.savings > (best?.savings ?? 0) + 1e-9) best = step
  return best
}

/** The deepest discount that still loses nothing; null when every one does. */
export const breakEven = (grid: readonly MarkdownStep[]): number | null => grid.findLast(({ savings }) => savings >= 0)?.percent ?? null
