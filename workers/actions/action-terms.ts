/** What an owner decides about actions, as the pure functions take it (defaults: domain.md 6 and 12). Money in major units per unit. */
export interface ActionTerms {
  as_of: number
  /** batches below this score are left alone */
  min_score: number
  /** days that moved goods must still be on sale where they arrive */
  min_days_at_receiver: number
  /** days before the expiry from which on a batch is not sold any more */
  removal_lead: number
  /** cost of throwing a unit away */
  disposal_cost: number
  /** the shop gives back the tax credit of what it throws away */
  gst_registered: boolean
  /** cost of printing labels for a batch */
  label_cost: number
  /** share of the cost that a bulk buyer pays; 0 = there is none */
  joblot_share: number
  /** units that a store can still take, over all products */
  room: (store_id: string) => number
  /** null = nothing is sent there */
  lane: (from: string, to: string) => LaneTerms | null
  /** null = the supplier takes nothing back */
  supplier: (name: string | null) => SupplierTerms | null
}

export interface LaneTerms {
  lead_days: number
  unit_cost: number
  /** paid once for everything of a product that goes this way */
  fixed_cost: number
}

export interface SupplierTerms {
  /** share of the cost that is paid back */
  pays: number
  /** a batch must be sent back at least so many days before its expiry; below 0 = so many days after it is still good */
  days_before_expiry: number
}

/** What a unit brings that is thrown away: the cost of it, below 0 (domain.md 6, s_end). */
export const thrownAway = ({ disposal_cost, gst_registered }: ActionTerms, unit_cost: number, gst: number): number =>
  -(disposal_cost + (gst_registered ? unit_cost * gst : 0))
