/** By words in the category, the first that fits; none is measured in India (domain.md 12 Actions). null = no reduced price. */
const USUAL: readonly [RegExp, number | null][] = [
  [/medicine|pharma|drug|\brx\b|prescription/i, null],
  [/dairy|milk/i, -1.5],
  [/bakery|bread|fruit|vegetable|produce|meat|fish|fresh/i, -1.6],
  [/beverage|drink|snack/i, -2.2],
  [/staple|grain|flour|atta|rice|dal|pulse|oil|sugar|salt/i, -1.2],
  [/packaged/i, -1.8],
  [/apparel|cloth|electronic/i, -2],
]
const USUAL_ELSE = -1.6

/** How much more of a product sells, in percent, when its price falls by 1 %: an assumption until the shop's own prices tell. Null for medicines, whose sales do not follow the price. */
export function usualElasticity(category: string | null): number | null {
  const found = USUAL.find(([words]) => category !== null && words.test(category))
  return found ? found[1] : USUAL_ELSE
}
