/** The sales of the sample shop, bill by bill, before anybody has soiled the file. Money in paise, quantities in grams or thousandths. */
import { CUSTOMERS, PRODUCTS, STORES } from './catalogue.mjs'
import { allDays, appetite, footfall, weekday } from './season.mjs'

/** @typedef {import('./catalogue.mjs').Product} Product */
/**
 * @typedef {{ bill: string, line: number, date: string, time: string, store: string, channel: 'Offline' | 'Online', type: 'Sale' | 'Sale Return',
 *   product: Product, qty: number, rate: number, discount: number, taxable: number, tax: number, amount: number, payment: string, customer: string }} Line
 */

const BASKET_SIZES = [34, 27, 16, 10, 6, 4, 3]
const PIECES = [74, 17, 6, 3]
const LOOSE = [250, 500, 500, 1000, 1000, 1500, 2000]
const PRICE_RISE_DAY = '2026-04-01'

/** @param {import('./chance.mjs').Chance} chance @returns {Line[]} by store, then day, then time */
export function makeSales(chance) {
  const ranked = chance.shuffled(PRODUCTS)
  const popularity = ranked.map((_, rank) => 1 / (rank + 4)) // Zipf, with a soft head: a shop's best seller is not a tenth of it
  const regulars = CUSTOMERS.map((_, i) => 1 / (i + 6))
  const dear = new Set(PRODUCTS.filter(() => chance.happens(0.35)).map(({ code }) => code))

  return STORES.flatMap((store) => {
    let bill_no = 0
    return allDays().flatMap((date) => {
      if (weekday(date) === store.closed_weekday) return []
      const weights = ranked.map((product, rank) => (popularity[rank] ?? 0) * appetite(product, date))
      const bills = Math.round(store.bills_a_day * footfall(date) * (0.82 + 0.36 * chance.next()))
      const times = Array.from({ length: bills }, () => clock(chance)).sort()
      return times.flatMap((time) => {
        bill_no += 1
        const online = chance.happens(store.online_share * (date < '2026-01-01' ? 0.8 : 1.3))
        const known = chance.happens(online ? 0.9 : 0.42)
        const returned = chance.happens(0.011)
        const head = {
          bill: `${store.prefix}-${String(bill_no).padStart(5, '0')}`,
          date,
          time,
          store: store.name,
          channel: /** @type {'Offline' | 'Online'} */ (online ? 'Online' : 'Offline'),
          type: /** @type {'Sale' | 'Sale Return'} */ (returned ? 'Sale Return' : 'Sale'),
          payment: online ? chance.one(['UPI', 'UPI', 'Card']) : chance.one(['Cash', 'Cash', 'UPI', 'UPI', 'UPI', 'Card']),
          customer: known ? (CUSTOMERS[chance.weighted(regulars)] ?? '') : '',
        }
        const size = returned ? 1 : chance.weighted(BASKET_SIZES) + 1
        const basket = new Set(Array.from({ length: size }, () => /** @type {Product} */ (ranked[chance.weighted(weights)])))
        return [...basket].map((product, i) => priced(chance, { ...head, line: i + 1, product }, dear.has(product.code)))
      })
    })
  })
}

/** The MRP includes the tax, as on every Indian shelf: amount = qty x rate - discount, and amount = taxable + tax to the paisa.
 * @param {import('./chance.mjs').Chance} chance @param {Omit<Line, 'qty' | 'rate' | 'discount' | 'taxable' | 'tax' | 'amount'>} line @param {boolean} dear */
function priced(chance, line, dear) {
  const { product, date, type, channel } = line
  const loose = product.unit === 'kg'
  const sign = type === 'Sale' ? 1 : -1
  const qty = sign * (loose ? chance.one(LOOSE) : (chance.weighted(PIECES) + 1) * 1000)
  const early = date < PRICE_RISE_DAY && dear ? 0.95 : 1
  const rate = Math.floor((product.mrp * early) / 100) * 100
  const gross = (qty * rate) / 1000
  const off = chance.happens(channel === 'Online' ? 0.3 : 0.09) ? chance.one([5, 5, 10]) : 0
  const discount = sign * Math.floor((Math.abs(gross) * off) / 10000) * 100 // whole rupees
  const amount = gross - discount
  const taxable = sign * Math.round((Math.abs(amount) * 100) / (100 + product.gst))
  return { ...line, qty, rate, discount, taxable, tax: amount - taxable, amount }
}

/** Between 08:00 and 21:59, with a morning and a larger evening peak. @param {import('./chance.mjs').Chance} chance */
function clock(chance) {
  const hour = 8 + chance.weighted([4, 6, 8, 9, 7, 5, 4, 4, 5, 8, 11, 12, 9, 5])
  return `${String(hour).padStart(2, '0')}:${String(chance.below(60)).padStart(2, '0')}`
}
