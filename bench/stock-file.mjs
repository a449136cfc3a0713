/** A stock count beside the benchmark's sales: up to 20,000 batches over its ten stores, the same bytes on every machine. */
import { Chance } from '../scripts/sample/chance.mjs'
import { plusDays } from '../scripts/sample/season.mjs'
import { DAYS, LAST_DAY, products, STORES, shareOf } from './sales-file.mjs'

const MOST_BATCHES = 20_000
/** Units of a sold line on average. */
const UNITS_A_LINE = 2.4
/** Of a store's batches so many of a hundred are of the products that sell best, two or three of each; the others are one each of what else it carries. */
const BEST_SELLERS = 35
const BATCHES_OF_A_BEST_SELLER = 2.5
/** What does not sell this many units before it expires is carried by mistake only, one in so many. */
const WORTH_CARRYING = 20
const MISTAKE_IN = 25
/** Least and most days that a batch on the shelf still keeps. @type {Record<string, [number, number]>} */
const KEEPS = {
  Bakery: [1, 5],
  Dairy: [2, 14],
  Drinks: [30, 200],
  Household: [180, 900],
  'Personal care': [120, 700],
  Pulses: [45, 270],
  Snacks: [20, 150],
  Spices: [60, 400],
}
/** Days of sales that a delivery is meant for. @type {[number, number]} */
const COVERS = [4, 30]
/** One batch in so many has expired. */
const EXPIRED_IN = 80

/**
 * @param {number} rows lines of the sales file beside it
 * @returns {string} CSV: what a shop that buys with some care has on its shelves. About a quarter of it is bought too much, or too late to sell before it expires; some has expired
 */
export function stockFile(rows) {
  const chance = new Chance(13)
  const goods = products()
  const all = goods.reduce((sum, _, i) => sum + shareOf(i), 0)
  const in_store = Math.floor(Math.min(MOST_BATCHES, rows / 5) / STORES.length)
  const of_best = Math.floor((in_store * BEST_SELLERS) / 100)
  const best = Math.ceil(of_best / BATCHES_OF_A_BEST_SELLER)
  let text = 'Date,Store,Item Code,Item Name,Category,Batch No,Expiry Date,Closing Stock,Cost,MRP\n'
  let batch = 0
  for (const store of STORES) {
    const carried = new Set()
    for (let i = 0; i < in_store; ) {
      const at = i < of_best ? i % best : best + chance.below(goods.length - best)
      const { code, name, category, rate } = /** @type {(typeof goods)[number]} */ (goods[at])
      const a_day = (rows * UNITS_A_LINE * shareOf(at)) / all / DAYS / STORES.length
      const [least, most] = /** @type {[number, number]} */ (KEEPS[/** @type {string} */ (category)])
      const keeps = least + chance.below(most - least + 1)
      if (at >= best && (carried.has(at) || (a_day * keeps < WORTH_CARRYING && chance.below(MISTAKE_IN) > 0))) continue
      carried.add(at)
      const covers = COVERS[0] + chance.below(COVERS[1] - COVERS[0] + 1)
      // who orders looks at how long it keeps, and is wrong by up to three tenths above and much more below
      const units = Math.max(1, Math.round(a_day * Math.min(covers, (keeps * (30 + chance.below(100))) / 100)))
      const expiry = plusDays(LAST_DAY, chance.below(EXPIRED_IN) === 0 ? -1 - chance.below(4) : keeps)
      i += 1
      batch += 1
      text += `${LAST_DAY},${store},${code},${name},${category},L${String(batch).padStart(5, '0')},${expiry},${units},${(rate * 0.7).toFixed(2)},${(rate * 1.1).toFixed(2)}\n`
    }
  }
  return text
}
