import type { Row } from '../../../src/domain/metric'
import { type Batch, byCodePoint } from '../made-shop'
import { at, first } from './days'
import { product } from './lines'
import { over } from './numbers'
import { onHand, stockNow, worth } from './stock'
import { asOf, type World } from './world'

export function batches(w: World): Row[] {
  const now = stockNow(w)
  const keyOf = ({ sku_id, store_id, batch, expiry }: Batch) => JSON.stringify([sku_id, store_id, batch, expiry])
  return [...new Set(now.map(keyOf))]
    .map((key) => now.filter((one) => keyOf(one) === key))
    .filter((own) => onHand(own) !== 0)
    .map((own) => ({ own, place: own[0] as Batch, received: first(own.flatMap(({ received }) => received ?? [])) ?? null }))
    .sort(
      (a, b) =>
        byCodePoint(a.place.expiry ?? '9', b.place.expiry ?? '9') ||
        byCodePoint(a.place.sku_id, b.place.sku_id) ||
        byCodePoint(a.place.store_id, b.place.store_id) ||
        byCodePoint(a.received ?? '', b.received ?? '') ||
        byCodePoint(a.place.batch, b.place.batch),
    )
    .slice(0, Number(w.ask.args.limit ?? 1000))
    .map(({ own, place, received }) => ({
      ...product(place.sku_id),
      store_id: place.store_id,
      batch: place.batch,
      expiry: place.expiry,
      days_to_expiry: place.expiry === null ? null : at(place.expiry) - at(asOf(w)),
      received,
      on_hand: onHand(own) / 1000,
      stock_value: over(worth(own), 10_000),
    }))
}
