import type { Row } from '../../../src/domain/metric'
import { byCodePoint } from '../made-shop'
import { at } from './days'
import { plainDemand } from './demand'
import { dayTotals, type Place, product, sales, same, unitsIn } from './lines'
import { desc, mean, over, variance } from './numbers'
import { profitOf } from './profit'
import { averageWorth, firstSeen, onHand, stockNow, worth } from './stock'
import { asOf, type World } from './world'

/** On hand over what an average day is expected to sell. */
function lasts(w: World, place: Place, on_hand: number | null): number | null {
  const level = plainDemand(w).find(same(place))?.level ?? 0
  return level > 0 && on_hand !== null ? Math.max(0, on_hand) / 1000 / level : null
}

export function velocity(w: World): Row[] {
  const as_of = asOf(w)
  const now = stockNow(w)
  const counted = new Set(w.goods.stock.filter(({ date }) => date <= as_of).map(({ store_id }) => store_id))
  const days = at(w.to) - at(w.from) + 1
  const all = [...firstSeen(w).values()]
    .filter(({ seen }) => seen <= as_of)
    .map(({ place, seen }) => {
      const own = w.scope.filter(same(place))
      const inside = w.lines.filter(same(place))
      const stock = now.filter(same(place))
      const span = Math.min(30, at(as_of) - at(seen) + 1)
      const usual = averageWorth(w, place)
      const { cost } = profitOf(w, inside)
      return {
        place,
        seen,
        own,
        stock,
        span,
        has_sale: sales(inside).length > 0,
        on_hand: counted.has(place.store_id) ? onHand(stock) : null,
        u30: unitsIn(own, as_of, 30),
        turnover: usual !== null && usual > 0 && cost !== null ? ((cost / 10_000) * 365) / days / usual : null,
      }
    })
  const turning = all.filter(({ turnover }) => turnover !== null)
  return all
    .map((one) => {
      const slower = turning.filter(
        ({ turnover }) => (turnover as number) < (one.turnover as number) - 1e-9 * Math.abs(one.turnover as number),
      ).length
      return { ...one, percentile: one.turnover === null ? null : turning.length > 1 ? slower / (turning.length - 1) : 0 }
    })
    .sort(
      (a, b) =>
        desc(a.turnover, b.turnover) ||
        b.u30 - a.u30 ||
        byCodePoint(a.place.sku_id, b.place.sku_id) ||
        byCodePoint(a.place.store_id, b.place.store_id),
    )
    .slice(0, Number(w.ask.args.limit ?? 1000))
    .map(({ place, seen, own, stock, span, on_hand, u30, turnover, percentile, has_sale }) => {
      const daily = dayTotals(own, as_of, span)
      return {
        ...product(place.sku_id),
        store_id: place.store_id,
        first_seen: seen,
        velocity_7d: unitsIn(own, as_of, 7) / 1000 / Math.min(7, span),
        velocity_14d: unitsIn(own, as_of, 14) / 1000 / Math.min(14, span),
        velocity_30d: u30 / 1000 / span,
        volatility: span > 1 && u30 > 0 ? Math.sqrt(variance(daily)) / mean(daily) : null,
        on_hand: over(on_hand, 1000),
        stock_value: over(worth(stock), 10_000),
        days_of_cover: lasts(w, place, on_hand),
        turnover_rate: turnover,
        velocity_score: percentile === null ? null : 100 * percentile,
        velocity_class: !has_sale
          ? 'dead'
          : percentile === null
            ? null
            : percentile >= 0.67
              ? 'fast'
              : percentile >= 0.33
                ? 'medium'
                : 'slow',
      }
    })
}
