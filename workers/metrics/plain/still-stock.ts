import type { Row } from '../../../src/domain/metric'
import { at, first, last } from './days'
import { plainDemand } from './demand'
import { product, sales, same } from './lines'
import { desc, over } from './numbers'
import { onHand, places, stockNow, worth } from './stock'
import { asOf, type World } from './world'

export function deadStock(w: World): Row[] {
  const { as_of, threshold } = { as_of: asOf(w), threshold: Number(w.ask.args.days_threshold ?? 90) }
  if (at(as_of) - at(w.data_from) < threshold) return []
  const now = stockNow(w)
  return places(now)
    .flatMap((place) => {
      const own = now.filter(same(place))
      if (onHand(own) <= 0) return []
      const sold = last(sales(w.shop.filter(same(place))).map(({ date }) => date))
      const came = first(own.map((one) => one.received ?? one.date)) as string
      if (at(as_of) - at(sold ?? came) <= threshold) return []
      return [{ place, own, sold, worth: worth(own) }]
    })
    .sort((a, b) => desc(a.worth, b.worth))
    .slice(0, Number(w.ask.args.limit ?? 1000))
    .map(({ place, own, sold, worth: value }) => ({
      ...product(place.sku_id),
      store_id: place.store_id,
      last_sale: sold ?? null,
      days_since_sale: sold === undefined ? null : at(as_of) - at(sold),
      current_stock: onHand(own) / 1000,
      estimated_value: over(value, 10_000),
    }))
}

export function slowStock(w: World): Row[] {
  const as_of = asOf(w)
  const { slow_days = 120, excess_days = 90, dead_days = 90, limit = 1000 } = w.ask.args as Record<string, number>
  const now = stockNow(w)
  return places(now)
    .flatMap((place) => {
      const own = now.filter(same(place))
      const sold = w.shop.filter(same(place))
      const newest = last(sales(sold).map(({ date }) => date))
      const on_hand = onHand(own)
      const rate = 1000 * (plainDemand(w).find(same(place))?.level ?? 0)
      if (on_hand <= 0 || newest === undefined || at(as_of) - at(newest) > dead_days || on_hand <= slow_days * rate) return []
      const excess = Math.max(0, on_hand - rate * excess_days)
      const value = worth(own)
      return [
        {
          ...product(place.sku_id),
          store_id: place.store_id,
          on_hand: on_hand / 1000,
          stock_value: over(value, 10_000),
          daily_units: rate / 1000,
          days_of_cover: rate > 0 ? on_hand / rate : null,
          excess_units: excess / 1000,
          excess_value: value === null ? null : ((value / 10_000) * excess) / on_hand,
        },
      ]
    })
    .sort((a, b) => desc(a.excess_value, b.excess_value))
    .slice(0, limit)
}
