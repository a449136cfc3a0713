import type { ActionTerms, LaneTerms } from './action-terms'
import type { Lot, Shelf } from './unsold'

/** Days on which a batch can be sold in another store, or null when it comes too late or nothing is sent there (domain.md 6, TRANSFER). */
export function sellDaysThere(terms: ActionTerms, from: string, to: string, expiry: number): { sell_days: number; lane: LaneTerms } | null {
  if (from === to) return null
  const lane = terms.lane(from, to)
  if (!lane) return null
  const sell_days = expiry - terms.as_of - terms.removal_lead
  return sell_days - lane.lead_days >= terms.min_days_at_receiver ? { sell_days, lane } : null
}

/** How much less stays unsold in a place when 1, 2, ... `most` units of a lot leave it. */
export function dropCurve(shelf: Shelf, lots: readonly Lot[], at: number, most: number): number[] {
  const before = shelf.waste(lots)
  const left = lots.map((lot) => ({ ...lot }))
  return Array.from({ length: most }, () => {
    ;(left[at] as Lot).qty -= 1
    return before - shelf.waste(left)
  })
}

/** How much more stays unsold in a place when 1, 2, ... `most` units with these days are put there. */
export function riseCurve(shelf: Shelf, lots: readonly Lot[], sell_days: number, most: number): number[] {
  const before = shelf.waste(lots)
  return Array.from({ length: most }, (_, i) => shelf.wasteWith(lots, [{ qty: i + 1, sell_days }]) - before)
}

/** A unit moved saves its cost, and what throwing it away would cost, as far as it would not have sold here and sells there. */
export const transferSavings = (units: number, drop: number, rise: number, unit_cost: number, s_end: number, lane: LaneTerms): number =>
  (unit_cost - s_end) * (drop - rise) - units * lane.unit_cost - (units > 0 ? lane.fixed_cost : 0)
