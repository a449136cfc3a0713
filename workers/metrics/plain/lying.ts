// biome-ignore-all lint/style/noNonNullAssertion: plain loops over lists that are known to be filled

import { type Batch, byCodePoint } from '../made-shop'
import { unitCost } from './costs'
import { at } from './days'
import { type Place, same } from './lines'
import { medianOrNull, over, sum } from './numbers'
import { countedOn, stockNow } from './stock'
import { asOf, type World } from './world'

interface Lying {
  batch: string
  expiry: string | null
  received: string | null
  counted: number
  lies: number
  cost: number | null
  is_counted: boolean
  basis: string | null
}

/** Batches that expire first go first; unknown dates last, unknown receipts first. */
const turn = (a: Lying, b: Lying): number =>
  byCodePoint(a.expiry ?? '9', b.expiry ?? '9') || byCodePoint(a.received ?? '', b.received ?? '') || byCodePoint(a.batch, b.batch)

export function lyingIn(w: World, place: Place): Lying[] {
  const as_of = asOf(w)
  const counted_on = countedOn(w, place.store_id) as string
  const own = stockNow(w).filter(same(place))
  const after = w.goods.deliveries.filter((one) => same(place)(one) && one.date > counted_on && one.date <= as_of)
  const resolved = over(unitCost(w, place, as_of, null), 1e8)
  const price = priceOf(w, place)
  const entries = [
    ...own.map((one: Batch) => ({
      batch: one.batch,
      expiry: one.expiry ?? null,
      received: one.received,
      on_hand: one.on_hand,
      cost: one.unit_cost,
      counted: true,
    })),
    ...after
      .filter(({ qty }) => qty > 0)
      .map((one) => ({
        batch: one.batch,
        expiry: null,
        received: one.date as string | null,
        on_hand: 0,
        cost: one.unit_cost,
        counted: false,
      })),
  ]
  const keys = [...new Set(entries.map(({ batch, expiry }) => JSON.stringify([batch, expiry])))]
  const all = keys.map((key): Lying => {
    const rows = entries.filter(({ batch, expiry }) => JSON.stringify([batch, expiry]) === key)
    const costs = rows.flatMap(({ cost }) => cost ?? [])
    const paid = rows.filter(({ on_hand, cost }) => on_hand > 0 && cost !== null)
    const batch_cost =
      costs.length === 0
        ? null
        : new Set(costs).size === 1
          ? costs[0]!
          : paid.length > 0
            ? sum(paid.map(({ on_hand, cost }) => on_hand * cost!)) / sum(paid.map(({ on_hand }) => on_hand))
            : Math.max(...costs)
    const counted = sum(rows.map(({ on_hand }) => on_hand)) / 1000
    return {
      batch: rows[0]!.batch,
      expiry: rows[0]!.expiry,
      received:
        rows
          .flatMap(({ received }) => received ?? [])
          .sort()
          .at(0) ?? null,
      counted,
      lies: counted,
      is_counted: rows.some((one) => one.counted),
      cost: batch_cost !== null ? batch_cost / 10_000 : (resolved ?? (price === null ? null : 0.7 * price)),
      basis: batch_cost !== null ? 'batch' : resolved !== null ? 'resolved' : price !== null ? 'price' : null,
    }
  })
  all.sort(turn)
  for (let d = at(counted_on) + 1; d <= at(as_of); d++) {
    const good = all.filter(({ expiry }) => expiry === null || at(expiry) >= d)
    const take = (units: number, from: Lying[]) => {
      for (const one of from) {
        const taken = Math.max(0, Math.min(units, one.lies))
        one.lies -= taken
        units -= taken
      }
    }
    const came = new Map<string, number>()
    for (const { date, batch, qty } of after) if (at(date) === d) came.set(batch, (came.get(batch) ?? 0) + qty / 1000)
    for (const [batch, units] of [...came].sort(([a], [b]) => byCodePoint(a, b))) {
      const one = all.find((other) => other.batch === batch)
      if (units >= 0) {
        if (one) one.lies += units
      } else take(-units, one ? [one, ...good] : good)
    }
    const gone = sum(w.all.filter((line) => same(place)(line) && at(line.date) === d).map(({ qty }) => qty)) / 1000
    const back = good[0] ?? all[0]
    if (gone > 0) take(gone, good)
    else if (back) back.lies -= gone
  }
  return all
}

/** Median net unit price of the SALE lines of the last 14 days, in major units. */
function priceOf(w: World, place: Place): number | null {
  const prices = w.all
    .filter((line) => same(place)(line) && line.line_type === 'SALE' && line.net !== null && line.qty > 0)
    .filter(({ date }) => date <= asOf(w) && at(date) > at(asOf(w)) - 14)
    .map(({ net, qty }) => (net! * 1000) / qty / 10_000)
  return medianOrNull(prices)
}
