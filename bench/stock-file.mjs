/** A stock count beside the benchmark's sales: up to 20,000 batches over its ten stores, the same bytes on every machine. */
import { Chance } from '../scripts/sample/chance.mjs'
import { plusDays } from '../scripts/sample/season.mjs'
import { DAYS, LAST_DAY, products, STORES, shareOf } from './sales-file.mjs'

const MOST_BATCHES = 20_000
/** Units of a sold line on average. */
const UNITS_A_LINE = 2.4

/**
 * @param {number} rows lines of the sales file beside it
 * @returns {string} CSV: of every product as much as the store sells in one to nine weeks; some of it expires before that, some has expired
 */
export function stockFile(rows) {
  const chance = new Chance(13)
  const goods = products()
  const all = goods.reduce((sum, _, i) => sum + shareOf(i), 0)
  let text = 'Date,Store,Item Code,Item Name,Category,Batch No,Expiry Date,Closing Stock,Cost,MRP\n'
  for (let i = 0; i < Math.min(MOST_BATCHES, rows / 5); i++) {
    const u = chance.next()
    const at = Math.floor(u * u * goods.length)
    const { code, name, category, rate } = /** @type {(typeof goods)[number]} */ (goods[at])
    const a_day = (rows * UNITS_A_LINE * shareOf(at)) / all / DAYS / STORES.length
    const units = Math.max(1, Math.round(a_day * (7 + chance.below(56))))
    const expiry = plusDays(LAST_DAY, chance.below(200) - 4)
    text += `${LAST_DAY},${chance.one(STORES)},${code},${name},${category},L${String(i + 1).padStart(5, '0')},${expiry},${units},${(rate * 0.7).toFixed(2)},${(rate * 1.1).toFixed(2)}\n`
  }
  return text
}
