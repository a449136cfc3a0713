import type { ActionTerms } from './action-terms'

/** Ways out of the shop, the best paid first where they pay the same: back to the vendor, to a bulk buyer, given away, thrown away. */
export type WayOut = 'RTV' | 'JOBLOT' | 'DONATE' | 'DISPOSE'

export interface Outlet {
  sub_type: WayOut
  /** what a unit brings, below 0 when it costs */
  unit_value: number
}

export interface OutletAsk {
  unit_cost: number
  s_end: number
  supplier: string | null
  days_to_expiry: number
}

/** Where units of a batch can go. What expired can only go back or be thrown away (domain.md 6, LIQUIDATE). */
export function outletsOf(terms: ActionTerms, { unit_cost, s_end, supplier, days_to_expiry }: OutletAsk): Outlet[] {
  const takes_back = terms.supplier(supplier)
  const is_expired = days_to_expiry < 0
  const outlets: Outlet[] = []
  if (takes_back && days_to_expiry >= takes_back.days_before_expiry)
    outlets.push({ sub_type: 'RTV', unit_value: takes_back.pays * unit_cost })
  if (!is_expired && terms.joblot_share > 0) outlets.push({ sub_type: 'JOBLOT', unit_value: terms.joblot_share * unit_cost })
  if (!is_expired) outlets.push({ sub_type: 'DONATE', unit_value: 0 })
  outlets.push({ sub_type: 'DISPOSE', unit_value: s_end })
  return outlets.sort((a, b) => b.unit_value - a.unit_value) // stable: of equals the first named
}

/**
 * What `units` of a batch bring that leave this way, against leaving them where they are: `drop` of them would have stayed unsold, the others forgo their price.
 */
export const liquidationSavings = (units: number, drop: number, unit_value: number, price: number, s_end: number): number =>
  unit_value * units - s_end * drop - price * (units - drop)
