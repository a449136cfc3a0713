import type { Row } from '../../../src/domain/metric'
import { byCodePoint } from '../made-shop'
import { at } from './days'
import { plainDemand } from './demand'
import { product, same } from './lines'
import { firstSeen } from './stock'
import { asOf, type World } from './world'

export function features(w: World): Row[] {
  const all = plainDemand(w)
  return [...firstSeen(w).values()]
    .flatMap(({ place }) => all.filter(same(place)))
    .sort((a, b) => byCodePoint(a.store_id, b.store_id) || byCodePoint(a.sku_id, b.sku_id))
    .sort((a, b) => b.level - a.level)
    .slice(0, Number(w.ask.args.limit ?? 1000))
    .map((one) => ({
      store_id: one.store_id,
      ...product(one.sku_id),
      first_seen: one.seen,
      velocity_7d: one.v[0],
      velocity_14d: one.v[1],
      velocity_30d: one.v[2],
      volatility: one.volatility,
      adi: one.adi,
      cv2: one.cv2,
      demand_class: one.kind,
      level: one.level,
      phi: one.phi,
      n_eff: one.n_eff,
      seasonality_flag: false, // demand.test.ts has a season
      n: one.n,
      sale_days: one.sale_days,
      out_days: one.out_days,
      age_days: at(asOf(w)) - at(one.seen) + 1,
      sale_unit: one.unit,
    }))
}
