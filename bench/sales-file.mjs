/** The benchmark's file: two years of ten stores, the same bytes on every machine, about 100 bytes a row. */

import { once } from 'node:events'
import { createWriteStream, existsSync, renameSync } from 'node:fs'
import { Chance } from '../scripts/sample/chance.mjs'
import { plusDays } from '../scripts/sample/season.mjs'

export const HEADER =
  'Bill No,Line No,Date,Time,Store,Channel,Item Code,Item Name,Category,Qty,Rate,Discount,Amount,Cost,Payment Mode,Customer Name\n'
export const STORES = [
  'Andheri',
  'Banjara Hills',
  'Connaught Place',
  'Fort Kochi',
  'Gomti Nagar',
  'Indiranagar',
  'Koregaon Park',
  'Mylapore',
  'Navrangpura',
  'Salt Lake',
]
const CATEGORIES = ['Bakery', 'Dairy', 'Drinks', 'Household', 'Personal care', 'Pulses', 'Snacks', 'Spices']
const PAYMENTS = ['Cash', 'Card', 'UPI']
const PRODUCTS = 5_000
const FIRST_DAY = '2024-11-01'
export const DAYS = 730
/** The day of the stock count: that of the last sale. */
export const LAST_DAY = plusDays(FIRST_DAY, DAYS - 1)

/** What the shops sell: the same in every file, whatever its size. */
export function products() {
  const chance = new Chance(11)
  return Array.from({ length: PRODUCTS }, (_, i) => ({
    code: `SKU${String(10_001 + i)}`,
    name: `${CATEGORIES[i % CATEGORIES.length]} ${i + 1}`,
    category: CATEGORIES[i % CATEGORIES.length],
    rate: 20 + chance.below(480),
  }))
}

/** How often the n-th product sells beside the others (Zipf); whole numbers, the same on every machine. */
export const shareOf = (/** @type {number} */ i) => Math.floor(1e9 / (i + 1))

/** Draws product numbers so that the n-th sells 1/n as often as the first (Zipf); whole numbers, the same on every machine. @param {Chance} chance */
function zipf(chance) {
  const until = new Float64Array(PRODUCTS)
  for (let i = 0, sum = 0; i < PRODUCTS; i++) {
    sum += shareOf(i)
    until[i] = sum
  }
  const all = /** @type {number} */ (until.at(-1))
  return () => {
    const drawn = Math.floor(chance.next() * all)
    let [low, high] = [0, PRODUCTS - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if (/** @type {number} */ (until[middle]) > drawn) high = middle
      else low = middle + 1
    }
    return low
  }
}

/**
 * Writes the file unless it is there.
 * @param {string} path
 * @param {number} rows
 * @returns {Promise<import('./sales-columns.mjs').Answer>} what the file adds up to; revenue in whole paise
 */
export async function writeSalesFile(path, rows) {
  const chance = new Chance(7)
  const days = Array.from({ length: DAYS }, (_, i) => plusDays(FIRST_DAY, i))
  const goods = products()
  const next = zipf(chance)
  const out = existsSync(path) ? undefined : createWriteStream(`${path}.part`)
  out?.write(HEADER)
  let revenue = 0
  let units = 0
  let bill = 0
  let line = 0
  let left_in_bill = 0
  let head = ''
  let chunk = ''
  for (let i = 0; i < rows; i++) {
    if (left_in_bill === 0) {
      left_in_bill = 1 + chance.below(5)
      bill += 1
      line = 0
      const day = days[Math.floor((i * DAYS) / rows)]
      const time = `${String(8 + chance.below(14)).padStart(2, '0')}:${String(chance.below(60)).padStart(2, '0')}`
      head = `${day},${time},${chance.one(STORES)},${chance.happens(0.15) ? 'Online' : 'Offline'}`
    }
    left_in_bill -= 1
    line += 1
    const product = /** @type {(typeof goods)[number]} */ (goods[next()])
    const qty = (1 + chance.below(4)) * (chance.happens(0.02) ? -1 : 1) // one line in fifty brings goods back
    const discount = qty > 0 && chance.happens(0.1) ? Math.floor((product.rate * qty) / 10) : 0
    const amount = product.rate * qty - discount
    revenue += amount * 100
    units += qty
    const customer = chance.happens(0.4) ? `C${chance.below(20_000)}` : ''
    chunk += `B${String(bill).padStart(7, '0')},${line},${head},${product.code},${product.name},${product.category},${qty},${product.rate}.00,${discount},${amount}.00,${(product.rate * 0.7).toFixed(2)},${chance.one(PAYMENTS)},${customer}\n`
    if (chunk.length > 1 << 20) {
      if (out && !out.write(chunk)) await once(out, 'drain')
      chunk = ''
    }
  }
  if (out) {
    out.end(chunk)
    await once(out, 'finish')
    renameSync(`${path}.part`, path)
  }
  return { revenue, units, bills: bill }
}
