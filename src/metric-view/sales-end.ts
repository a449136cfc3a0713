import type { FilterOptions } from '../domain/engine'

/** A shop that is closed for a few days has not stopped sending its sales. */
const LATE_DAYS = 3

/**
 * The day on which the sales of the stores end, when that is well before `day`: stock that was counted later carries the figures on, over days of which no sale
 * is known. Null when the sales reach it, or there are none.
 */
export function salesEndBefore(day: string | null, stores: FilterOptions['stores'], chosen: readonly string[]): string | null {
  const asked = stores.filter(({ store_id }) => chosen.length === 0 || chosen.includes(store_id))
  const last = asked
    .flatMap(({ last_date }) => last_date ?? [])
    .sort()
    .at(-1)
  if (day === null || last === undefined) return null
  return (Date.parse(day) - Date.parse(last)) / 86_400_000 >= LATE_DAYS ? last : null
}
