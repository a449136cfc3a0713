/** Batches on the shelf on the last day: fresh, soon to expire, expired, without a date, and one that was booked below zero. */
import { LEFTOVERS, PRODUCTS, STORES } from './catalogue.mjs'
import { LAST_DAY, plusDays } from './season.mjs'

/**
 * @typedef {{ store: string, product: import('./catalogue.mjs').Product, batch: string, received: string, expiry: string, on_hand: number, cost: number }} Batch
 * `on_hand` in pieces or kg; `expiry` is empty when the item has none or nobody wrote it down; cost in paise
 */

/** @param {import('./chance.mjs').Chance} chance @returns {Batch[]} */
export function makeStock(chance) {
  const moving = STORES.flatMap((store, s) =>
    PRODUCTS.flatMap((product, p) =>
      Array.from({ length: product.shelf_life === null ? 1 : 1 + chance.below(3) }, (_, b) => {
        const life = product.shelf_life
        // Older batches lie at the front; now and then one was forgotten and is past its day.
        const age = life === null ? chance.below(120) : Math.floor(life * (0.06 + 0.3 * b + 0.25 * chance.next()))
        const forgotten = life !== null && chance.happens(0.03)
        const made = plusDays(LAST_DAY, -(forgotten && life !== null ? life + 1 + chance.below(9) : age))
        const unwritten = chance.happens(0.015)
        return {
          store: store.name,
          product,
          batch: `${store.prefix}${p + 1}-${b + 1}`,
          received: plusDays(made, Math.min(2, age)),
          expiry: life === null || unwritten ? '' : plusDays(made, life),
          on_hand: s === 1 && p === 17 && b === 0 ? -4 : 4 + chance.below(forgotten ? 8 : 60),
          cost: product.cost - (b > 0 ? Math.floor(product.cost / 2500) * 100 : 0),
        }
      }),
    ),
  )
  const left = LEFTOVERS.map((product, i) => ({
    store: STORES[i % STORES.length]?.name ?? '',
    product,
    batch: '',
    received: plusDays(LAST_DAY, -(240 + 37 * i)),
    expiry: '',
    on_hand: 18 + 7 * i,
    cost: product.cost,
  }))
  return [...moving, ...left]
}
