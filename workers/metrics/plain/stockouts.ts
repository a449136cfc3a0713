import type { Row } from '../../../src/domain/metric'
import { demandDistribution, quantile } from '../../risk/demand-distribution'
import { byCodePoint } from '../made-shop'
import { at, back, last, weekday } from './days'
import { plainDemand } from './demand'
import { product, sales, same, unitsIn } from './lines'
import { desc, round, sum } from './numbers'
import { countedOn, firstSeen, onHand, outDays, stockNow } from './stock'
import { asOf, type World } from './world'

export function stockouts(w: World): Row[] {
  const as_of = asOf(w)
  const asked = Number(w.ask.args.days ?? 30)
  const lost = 1 - Number(w.ask.args.substitution ?? 0.3)
  const window = Math.max(90, asked)
  return [...firstSeen(w).values()]
    .flatMap(({ place, seen, bought }) => {
      const counted_on = countedOn(w, place.store_id)
      if (!bought || counted_on === undefined || seen > counted_on) return []
      const own = sales(w.scope.filter(same(place)))
      const out = [...outDays(w, w.shop, { place, seen })]
      const outOf = (days: number) => out.filter((d) => d > at(counted_on) - days).length
      const out_days = outOf(asked)
      const on_hand = onHand(stockNow(w).filter(same(place)))
      const newest = last(own.map(({ date }) => date))
      const is_out = on_hand <= 0 && newest !== undefined && newest > back(as_of, 90)
      if (out_days === 0 && !is_out) return []
      const in_stock = Math.min(window, at(as_of) - at(seen) + 1) - outOf(window)
      const usual = in_stock === 0 ? null : unitsIn(own, as_of, window) / 1000 / in_stock
      const priced = own.filter(({ qty, net }) => qty > 0 && net !== null)
      const latest = priced
        .filter(({ date }) => date === last(priced.map((one) => one.date)))
        .sort((a, b) => (a.dataset_id < b.dataset_id ? -1 : a.dataset_id > b.dataset_id ? 1 : a.row_no - b.row_no))[0]
      const price = latest ? round(((latest.net as number) * 1000) / latest.qty) / 10_000 : null
      const lost_units = usual === null ? null : out_days * usual
      return [
        {
          ...product(place.sku_id),
          store_id: place.store_id,
          on_hand: on_hand / 1000,
          is_out,
          out_days,
          days_in_stock: in_stock,
          usual_units: usual,
          lost_units,
          lost_revenue: lost_units === null || price === null ? null : lost_units * price * lost,
        },
      ]
    })
    .sort(
      (a, b) =>
        desc(a.lost_revenue, b.lost_revenue) ||
        b.out_days - a.out_days ||
        byCodePoint(a.sku_id, b.sku_id) ||
        byCodePoint(a.store_id, b.store_id),
    )
    .slice(0, Number(w.ask.args.limit ?? 1000))
}

export function reorder(w: World): Row[] {
  const as_of = asOf(w)
  const cover = Number(w.ask.args.lead_days ?? 3) + Number(w.ask.args.review_days ?? 7)
  const now = stockNow(w)
  const demand = plainDemand(w)
  return [...firstSeen(w).values()]
    .sort((a, b) => byCodePoint(a.place.sku_id, b.place.sku_id) || byCodePoint(a.place.store_id, b.place.store_id))
    .flatMap(({ place }) => {
      const sells = demand.find(same(place))
      const counted = countedOn(w, place.store_id) !== undefined
      if (!counted || !sells || sells.level <= 0 || sells.level > 1e5 || sells.phi > 1e5) return []
      const { unit, phi, n_eff, f } = sells
      const expected = (sells.level / unit) * sum(Array.from({ length: cover }, (_, i) => f[weekday(at(as_of) + i + 1)] as number))
      const spread = phi * (1 + expected / (sells.level / unit) / n_eff)
      const needed = quantile(demandDistribution(expected, spread), 0.95) * unit
      const on_hand = onHand(now.filter(same(place))) / 1000
      const order = Math.max(0, Math.ceil((needed - Math.max(0, on_hand)) / unit - 1e-9) * unit)
      if (order <= 0) return []
      const from = w.goods.deliveries.filter((one) => same(place)(one) && one.supplier !== null && one.date <= as_of)
      return [
        {
          ...product(place.sku_id),
          store_id: place.store_id,
          supplier: last(from.map(({ date, supplier }) => date + supplier))?.slice(10) ?? null,
          on_hand,
          daily_units: sells.level,
          days: cover,
          expected_units: expected * unit,
          needed_units: needed,
          reorder_qty: order,
          is_capped: false,
          dispersion: phi,
          sale_unit: unit,
          shelf_life: null,
        },
      ]
    })
    .sort((a, b) => Math.max(0, a.on_hand) / a.daily_units - Math.max(0, b.on_hand) / b.daily_units)
    .slice(0, Number(w.ask.args.limit ?? 1000))
}
