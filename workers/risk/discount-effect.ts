import { usualElasticity } from './usual-elasticity'

/** Sales do not rise beyond so many times. */
const MOST = 5

/** What the demand is multiplied with when prices are cut by `discount_pct`, at the usual elasticity (domain.md 6). 1 for medicines, whose sales do not follow the price. */
export function demandMultiple(discount_pct: number, category: string | null): number {
  const elasticity = usualElasticity(category)
  if (discount_pct <= 0 || elasticity === null) return 1
  return Math.min(MOST, Math.round((1 - discount_pct / 100) ** elasticity * 1e6) / 1e6) // powers differ between engines in their last digits
}
