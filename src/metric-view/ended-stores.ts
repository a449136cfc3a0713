import type { FilterOptions } from '../domain/engine'

/** A store that is closed for a few days has not stopped sending its sales. */
const LATE_DAYS = 3
/** After so long it is not late but closed, and is in neither of two months that are compared. */
const GONE_DAYS = 62

type Store = FilterOptions['stores'][number]
export type EndedStore = Store & { last_date: string }

/** The stores of the filter whose sales end before those of the others, and the day up to which the others go: what they still sold looks like a fall. */
export function endedStores(
  stores: readonly Store[],
  { chosen, as_of, to }: { chosen: readonly string[]; as_of: string | null; to: string | null },
): { ended: readonly EndedStore[]; until: string } | null {
  const asked = stores.filter(
    (store): store is EndedStore => store.last_date !== null && (chosen.length === 0 || chosen.includes(store.store_id)),
  )
  const newest = asked
    .map(({ last_date }) => last_date)
    .sort()
    .at(-1)
  if (newest === undefined) return null
  const until = [newest, as_of ?? newest, to ?? newest].sort()[0] as string
  const ended = asked.filter(({ last_date }) => {
    const late = (Date.parse(until) - Date.parse(last_date)) / 86_400_000
    return late >= LATE_DAYS && late <= GONE_DAYS
  })
  return ended.length > 0 ? { ended, until } : null
}
