import type { Row } from '../../../src/domain/metric'
import { byCodePoint } from '../made-shop'
import { billOf, name, sales, unique } from './lines'
import type { World } from './world'

export function basket(w: World): Row[] {
  const on_bill = sales(w.lines).filter(({ transaction_id }) => transaction_id !== null)
  const bills = unique(on_bill.map(billOf))
    .map((bill) => new Set(on_bill.filter((line) => billOf(line) === bill).map(({ sku_id }) => sku_id)))
    .filter((skus) => skus.size >= 2 && skus.size <= 100)
  const n = bills.length
  const count = (...skus: string[]) => bills.filter((bill) => skus.every((sku) => bill.has(sku))).length
  const least = Math.max(5, n / 1000)
  const skus = unique(on_bill.map(({ sku_id }) => sku_id))
  const only = String(w.ask.args.sku ?? '')
  return skus
    .flatMap((a) => skus.map((b) => [a, b] as const))
    .filter(([a, b]) => (only === '' ? byCodePoint(a, b) < 0 : a === only && b !== a))
    .flatMap(([a, b]) => {
      const [together, na, nb] = [count(a, b), count(a), count(b)]
      if (together < least) return []
      const lift = (together * n) / (na * nb)
      const spread = Math.sqrt(Math.max(0, 1 / together - 1 / na - 1 / nb + (2 * together) / (na * nb) - 1 / n))
      const low = Math.round(Math.exp(Math.log(lift) - 1.96 * spread) * 1e6) / 1e6
      if (low <= 1.2) return []
      return [
        {
          sku_a: a,
          name_a: name(a),
          sku_b: b,
          name_b: name(b),
          bills_together: together,
          bills_a: na,
          bills_b: nb,
          confidence: together / na,
          lift,
          lift_low: low,
        },
      ]
    })
    .sort((a, b) => b.lift_low - a.lift_low || byCodePoint(a.sku_a, b.sku_a) || byCodePoint(a.sku_b, b.sku_b))
    .slice(0, Number(w.ask.args.limit ?? 100))
}
