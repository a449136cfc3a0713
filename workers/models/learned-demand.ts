import { NEW_DAYS } from '../risk/demand-class'
import { medianOf } from '../risk/level'
import { drawnDispersion, newLevel, PRIOR_DAYS, pooledDispersion, SMOOTHED_DAYS, USUAL_DISPERSION } from '../risk/place-series'
import type { Draft } from './demand-drafts'
import type { PlaceDemand } from './demand-model'
import type { Sku, Store } from './demand-sources'

/** What places learn from one another: the dispersion of their category, and the level of what is new. */
export function learned(
  drafts: readonly Draft[],
  known: {
    stores: ReadonlyMap<number, Store>
    skus: ReadonlyMap<number, Sku>
    seasons: ReadonlyMap<number, readonly number[]>
  },
): PlaceDemand[] {
  const sku = ({ place }: Draft) => known.skus.get(place.sku_no) as Sku
  const category = (draft: Draft) => sku(draft).category ?? ''
  const pooled = new Map([...grouped(drafts, category)].map(([key, own]) => [key, pooledDispersion(own)]))
  const everywhere = pooledDispersion(drafts) ?? USUAL_DISPERSION
  const prior = priors(drafts, category)
  return drafts.map((draft): PlaceDemand => {
    const { sku_id, unit } = sku(draft)
    const { place, velocities, level, n, sum } = draft
    const drawn_to = level === null ? prior(draft) : null
    const counted = level ?? newLevel(((drawn_to ?? 0) * 1000) / unit, sum, n)
    return {
      place_no: place.place_no,
      sku_no: place.sku_no,
      store_id: (known.stores.get(place.place_no) as Store).store_id,
      sku_id,
      category: sku(draft).category,
      first_seen: place.first_seen,
      velocity_7d: velocities[0],
      velocity_14d: velocities[1],
      velocity_30d: velocities[2],
      volatility: draft.volatility,
      n,
      sale_days: draft.sale_days,
      out_days: draft.out_days,
      adi: draft.adi,
      cv2: draft.cv2,
      demand_class: draft.demand_class,
      level: (counted * unit) / 1000,
      phi: drawnDispersion(draft, pooled.get(category(draft)) ?? everywhere),
      phi_own: draft.phi,
      n_eff: draft.demand_class === 'new' ? PRIOR_DAYS + n : SMOOTHED_DAYS,
      unit: unit / 1000,
      seasonality_flag: known.seasons.has(place.sku_no),
      profile: draft.profile,
      prior: drawn_to,
      average_28: draft.average_28,
      way: 'model',
    }
  })
}

/**
 * What a new product is taken to sell, base units a day: what the middle product of its store and category sells, times how it does against the middle one
 * in the other stores (domain.md 4.3). Only products observed for 28 days are looked at.
 */
function priors(drafts: readonly Draft[], category: (draft: Draft) => string): (draft: Draft) => number {
  const known = drafts.filter(({ n }) => n >= NEW_DAYS)
  const middle = (key: (draft: Draft) => string | number) =>
    new Map([...grouped(known, key)].map(([name, own]) => [name, medianOf(own.map(({ velocities }) => velocities[2]))]))
  const store_category = (draft: Draft) => `${draft.place.place_no} ${category(draft)}`
  const by_store_category = middle(store_category)
  const by_category = middle(category)
  const by_store = middle(({ place }) => place.place_no)
  const all = medianOf(known.map(({ velocities }) => velocities[2]))
  const by_sku = grouped(known, ({ place }) => place.sku_no)
  return (draft) => {
    const own =
      by_store_category.get(store_category(draft)) ?? by_category.get(category(draft)) ?? by_store.get(draft.place.place_no) ?? all ?? 0
    const relative = (by_sku.get(draft.place.sku_no) ?? []).flatMap((other) => {
      const there = by_store_category.get(store_category(other)) ?? 0
      return other.place.place_no === draft.place.place_no || there === 0 ? [] : [other.velocities[2] / there]
    })
    return own * (medianOf(relative) ?? 1)
  }
}

function grouped<T>(all: readonly T[], key: (one: T) => string | number): Map<string | number, T[]> {
  const groups = new Map<string | number, T[]>()
  for (const one of all) {
    const name = key(one)
    const own = groups.get(name)
    if (own) own.push(one)
    else groups.set(name, [one])
  }
  return groups
}
