/** What the sample shop bought: deliveries that cover its sales and leave what is on the shelf at the end. Now and then an item is out before the next one comes. */
import { LEFTOVERS, PRODUCTS, STORES } from './catalogue.mjs'
import { FIRST_DAY, LAST_DAY, plusDays } from './season.mjs'

/**
 * @typedef {{ invoice: string, date: string, store: string, supplier: string, product: import('./catalogue.mjs').Product, batch: string, expiry: string,
 *   qty: number, cost: number }} Delivery
 * `qty` in thousandths; `cost` in paise a piece or kg
 */

/** Days between two deliveries of an item: what spoils comes often. @param {number | null} life */
const interval = (life) => (life === null ? 35 : life <= 8 ? 4 : life <= 30 ? 9 : 28)
/** What a rupee of today's cost was earlier. @param {string} date */
const dearness = (date) => (date < '2025-11-01' ? 0.94 : date < '2026-04-01' ? 0.97 : 1)

/**
 * @param {readonly import('./sales.mjs').Line[]} lines @param {readonly import('./stock.mjs').Batch[]} stock @param {import('./chance.mjs').Chance} chance
 * @returns {Delivery[]} in order of day and invoice
 */
export function makePurchases(lines, stock, chance) {
  const place = (/** @type {string} */ store, /** @type {string} */ code) => `${store} ${code}`
  const left = new Map()
  for (const { store, product, on_hand } of stock)
    left.set(place(store, product.code), (left.get(place(store, product.code)) ?? 0) + on_hand * 1000)
  const sold = new Map()
  for (const { store, product, date, qty } of lines) {
    const key = `${place(store, product.code)} ${date}`
    sold.set(key, (sold.get(key) ?? 0) + qty)
  }
  const all = STORES.flatMap((store) =>
    PRODUCTS.flatMap((product) => {
      const step = interval(product.shelf_life)
      const whole = product.unit === 'kg' ? 500 : 1000
      const needed = (/** @type {string} */ from, /** @type {string} */ until) => {
        let sum = 0
        for (let day = from; day < until; day = plusDays(day, 1)) sum += sold.get(`${place(store.name, product.code)} ${day}`) ?? 0
        return sum
      }
      /** @type {Delivery[]} */
      const deliveries = []
      let there = 0
      for (let day = plusDays(FIRST_DAY, 0); day <= LAST_DAY; ) {
        const next = plusDays(day, step + chance.below(2))
        const is_last = next > LAST_DAY
        const goes = needed(day, is_last ? plusDays(LAST_DAY, 1) : next)
        const spare = is_last ? (left.get(place(store.name, product.code)) ?? 0) : chance.happens(0.2) ? 0 : Math.ceil(goes * 0.35)
        const qty = Math.max(0, Math.ceil((goes + spare - there) / whole) * whole)
        if (qty > 0)
          deliveries.push({
            invoice: '',
            date: day,
            store: store.name,
            supplier: `${product.category} Traders`,
            product,
            batch: `${store.prefix}${product.code.slice(1)}-${deliveries.length + 1}`,
            expiry: product.shelf_life === null ? '' : plusDays(day, product.shelf_life),
            qty,
            cost: Math.round((product.cost * dearness(day)) / 10) * 10,
          })
        there += qty - goes
        day = next
      }
      return deliveries
    }),
  )
  const leftovers = stock
    .filter(({ product }) => LEFTOVERS.includes(product))
    .map(({ store, product, received, on_hand, cost }) => ({
      invoice: '',
      date: received,
      store,
      supplier: `${product.category} Traders`,
      product,
      batch: '',
      expiry: '',
      qty: on_hand * 1000,
      cost,
    }))
  const key = (/** @type {Delivery} */ one) => `${one.date} ${one.store} ${one.supplier} ${one.product.code}`
  const sorted = [...all, ...leftovers].sort((a, b) => (key(a) < key(b) ? -1 : 1))
  let invoice = 0
  return sorted.map((one, i) => {
    const before = sorted[i - 1]
    if (!before || before.date !== one.date || before.store !== one.store || before.supplier !== one.supplier) invoice++
    return { ...one, invoice: `INV-${String(invoice).padStart(4, '0')}` }
  })
}
