import { SERIES_DAYS } from '../risk/place-series'
import { closedWeekdays, evenProfile, PROFILE_DAYS, type WeekdayProfile, weekdayOf, weekdayProfile } from '../risk/weekday-profile'
import type { Place, Sku, Store } from './demand-sources'

/** The weekday profile of each place: its store x category's, else its store's, else everybody's (domain.md 4.2). */
export function profilesOf(
  places: readonly Place[],
  known: {
    units: Float64Array
    today: number
    stores: ReadonlyMap<number, Store>
    skus: ReadonlyMap<number, Sku>
    sale_dates: ReadonlyMap<number, ReadonlySet<number>>
    everybody: readonly number[]
  },
): (place: Place) => WeekdayProfile {
  const { units, today, stores, skus, sale_dates } = known
  const by_group = new Map<string, number[]>()
  const group = ({ place_no, sku_no }: Place) => `${place_no} ${skus.get(sku_no)?.category ?? ''}`
  const add = (key: string, weekday: number, milli: number) => {
    const sums = by_group.get(key) ?? [0, 0, 0, 0, 0, 0, 0]
    by_group.set(key, sums)
    sums[weekday] = (sums[weekday] as number) + milli
  }
  places.forEach((place, row) => {
    for (let i = SERIES_DAYS - PROFILE_DAYS; i < SERIES_DAYS; i++) {
      const milli = units[row * SERIES_DAYS + i] as number
      if (milli === 0) continue
      const weekday = weekdayOf(today - SERIES_DAYS + 1 + i)
      add(group(place), weekday, milli)
      add(`${place.place_no}`, weekday, milli)
    }
  })
  const found = new Map<string, WeekdayProfile>()
  return (place) => {
    const key = group(place)
    const before = found.get(key)
    if (before) return before
    const { first_sale } = stores.get(place.place_no) as Store
    const closed = closedOf(first_sale, today, sale_dates.get(place.place_no))
    const weeks = Math.min(PROFILE_DAYS / 7, Math.max(1, first_sale === null ? 1 : Math.floor((today - first_sale + 1) / 7)))
    const none = [0, 0, 0, 0, 0, 0, 0]
    const profile =
      weekdayProfile(by_group.get(key) ?? none, weeks, closed) ??
      weekdayProfile(by_group.get(`${place.place_no}`) ?? none, weeks, closed) ??
      weekdayProfile(known.everybody, weeks, closed) ??
      evenProfile(closed)
    found.set(key, profile)
    return profile
  }
}

/** By the dates of the last year since the store's first sale. */
function closedOf(first_sale: number | null, today: number, dates: ReadonlySet<number> | undefined): boolean[] {
  const all = [0, 0, 0, 0, 0, 0, 0]
  const sold = [0, 0, 0, 0, 0, 0, 0]
  if (first_sale !== null)
    for (let date = Math.max(first_sale, today - SERIES_DAYS + 1); date <= today; date++) {
      const weekday = weekdayOf(date)
      all[weekday] = (all[weekday] as number) + 1
      if (dates?.has(date)) sold[weekday] = (sold[weekday] as number) + 1
    }
  return closedWeekdays(all, sold)
}
