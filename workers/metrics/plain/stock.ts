import { type Batch, byCodePoint, type Line } from '../made-shop'
import { unitCost } from './costs'
import { at, first, last } from './days'
import { type Place, sales, same, unique } from './lines'
import { round, sum } from './numbers'
import { asOf, goodsOf, type World } from './world'

/** The last count of each store, valued in 1/10000. */
export function stockNow(w: World): (Batch & { worth: number | null })[] {
  const rows = w.goods.stock.filter(({ date }) => date <= asOf(w))
  const counted = (store: string) => last(rows.filter(({ store_id }) => store_id === store).map(({ date }) => date))
  return goodsOf(
    w,
    rows.filter((one) => one.date === counted(one.store_id)),
  ).map((one) => ({ ...one, worth: worthOf(w, one, asOf(w)) }))
}

/** What a counted row is worth on a day, in 1/10000. */
function worthOf(w: World, one: Batch, day: string): number | null {
  const unit = unitCost(w, one, day, one.unit_cost)
  return unit === null ? null : round((one.on_hand * unit) / 1e7)
}

/** In 1/10000; null when no row's worth is known. */
export const worth = (rows: readonly { worth: number | null }[]): number | null => {
  const known = rows.filter((one) => one.worth !== null)
  return known.length === 0 ? null : sum(known.map((one) => one.worth as number))
}

/** Milli-units. */
export const onHand = (rows: readonly Batch[]): number => sum(rows.map(({ on_hand }) => on_hand))

export const places = (rows: readonly Place[]): Place[] =>
  [...new Set(rows.map(({ store_id, sku_id }) => JSON.stringify([sku_id, store_id])))]
    .map((key) => {
      const [sku_id, store_id] = JSON.parse(key)
      return { sku_id, store_id }
    })
    .sort((a, b) => byCodePoint(a.sku_id, b.sku_id) || byCodePoint(a.store_id, b.store_id))

/** Stock at cost on average over the counts of the period, in 1/10000; null without a known cost. */
export function averageWorth(w: World, place: Place): number | null {
  const rows = w.goods.stock.filter(({ date, store_id }) => date <= w.to && store_id === place.store_id)
  const days = unique(rows.map(({ date }) => date))
  const inside = days.filter((date) => date >= w.from)
  const used = inside.length > 0 ? inside : days.slice(-1)
  const own = goodsOf(w, rows).filter(same(place))
  const values = used.map((day) => worth(own.filter(({ date }) => date === day).map((one) => ({ worth: worthOf(w, one, day) }))))
  if (values.every((value) => value === null)) return null
  const [only] = values
  if (values.length === 1) return only as number
  const area = values
    .slice(1)
    .map((value, i) => (((values[i] ?? 0) + (value ?? 0)) / 2) * (at(used[i + 1] as string) - at(used[i] as string)))
  return sum(area) / (at(used.at(-1) as string) - at(used[0] as string))
}

/** Earliest sale, delivery, receipt or count of a place. */
export function firstSeen(w: World): Map<string, { place: Place; seen: string; bought: boolean }> {
  const until = asOf(w)
  const found = [
    ...sales(w.scope).map((one) => ({ place: one, date: one.date, bought: false })),
    ...goodsOf(w, w.goods.deliveries)
      .filter(({ qty, date }) => qty > 0 && date <= until)
      .map((one) => ({ place: one, date: one.date, bought: true })),
    ...goodsOf(w, w.goods.stock)
      .filter(({ date }) => date <= until)
      .map((one) => ({ place: one, date: first([one.date, one.received ?? one.date]) as string, bought: false })),
  ]
  const map = new Map<string, { place: Place; seen: string; bought: boolean }>()
  for (const { place, date, bought } of found) {
    const key = JSON.stringify([place.sku_id, place.store_id])
    const known = map.get(key)
    map.set(key, {
      place: { sku_id: place.sku_id, store_id: place.store_id },
      seen: known && known.seen < date ? known.seen : date,
      bought: bought || (known?.bought ?? false),
    })
  }
  return map
}

/** The day of the store's last count. */
export const countedOn = (w: World, store: string): string | undefined =>
  last(w.goods.stock.filter(({ store_id, date }) => store_id === store && date <= asOf(w)).map(({ date }) => date))

/** Days that began with nothing and saw no sale, rolled back day by day from the last count; `lines` are those that took from the stock. */
export function outDays(w: World, lines: readonly Line[], { place, seen }: { place: Place; seen: string }): Set<number> {
  const out = new Set<number>()
  const counted_on = countedOn(w, place.store_id)
  if (counted_on === undefined) return out
  const own = lines.filter(same(place))
  const came = w.goods.deliveries.filter(same(place))
  let closing = onHand(stockNow(w).filter(same(place)))
  for (let d = at(counted_on); d >= at(seen); d--) {
    const today = own.filter(({ date }) => at(date) === d)
    const opening = closing + sum(today.map(({ qty }) => qty)) - sum(came.filter(({ date }) => at(date) === d).map(({ qty }) => qty))
    if (opening <= 0 && sales(today).length === 0) out.add(d)
    closing = opening
  }
  return out
}
