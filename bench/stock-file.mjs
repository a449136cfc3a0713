/** A stock count beside the benchmark's sales: 20,000 batches over its ten stores, the same bytes on every machine. */
import { Chance } from '../scripts/sample/chance.mjs'
import { plusDays } from '../scripts/sample/season.mjs'
import { LAST_DAY, products, STORES } from './sales-file.mjs'

const BATCHES = 20_000

/** @returns {string} CSV; what sells often has several batches, and some have expired */
export function stockFile() {
  const chance = new Chance(13)
  const goods = products()
  let text = 'Date,Store,Item Code,Item Name,Category,Batch No,Expiry Date,Closing Stock,Cost,MRP\n'
  for (let i = 0; i < BATCHES; i++) {
    const u = chance.next()
    const { code, name, category, rate } = /** @type {(typeof goods)[number]} */ (goods[Math.floor(u * u * goods.length)])
    const expiry = plusDays(LAST_DAY, chance.below(200) - 10)
    text += `${LAST_DAY},${chance.one(STORES)},${code},${name},${category},L${String(i + 1).padStart(5, '0')},${expiry},${1 + chance.below(60)},${(rate * 0.7).toFixed(2)},${(rate * 1.1).toFixed(2)}\n`
  }
  return text
}
