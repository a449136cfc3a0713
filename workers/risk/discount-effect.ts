/** How much more of a product sells when its price falls by 1 %, by words in the category: assumptions until the shop's own prices tell (domain.md 12 Actions). */
const ELASTICITIES: readonly [RegExp, number][] = [
  [/medicine|pharma|drug/i, 0],
  [/dairy|milk/i, -1.5],
  [/bakery|bread|fruit|vegetable|produce|meat|fish/i, -1.6],
  [/beverage|drink|snack/i, -2.2],
  [/staple|grain|rice|atta|flour|pulse|dal|oil/i, -1.2],
  [/packaged/i, -1.8],
  [/apparel|cloth|electronic/i, -2],
]
const ELASTICITY = -1.6
/** Sales do not rise beyond so many times. */
const MOST = 5

/** What the demand is multiplied with when prices are cut by `discount_pct`. 1 for medicines, whose sales do not follow the price. */
export function demandMultiple(discount_pct: number, category: string | null): number {
  if (discount_pct <= 0) return 1
  const elasticity = ELASTICITIES.find(([words]) => category !== null && words.test(category))?.[1] ?? ELASTICITY
  return Math.min(MOST, Math.round((1 - discount_pct / 100) ** elasticity * 1e6) / 1e6) // powers differ between engines in their last digits
}
