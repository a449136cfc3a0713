import { z } from 'zod'

const money = z.number().min(0).max(1e9)

/** How goods go from one store to another. */
export const Lane = z.object({
  from_store: z.string(),
  to_store: z.string(),
  /** false = nothing is sent this way */
  open: z.boolean(),
  lead_days: z.number().int().min(0).max(365),
  /** cost of moving a unit, and of a trip for one product; major units */
  unit_cost: money,
  fixed_cost: money,
})
export type Lane = z.infer<typeof Lane>

/** A supplier who takes goods back. */
export const ReturnTerms = z.object({
  supplier: z.string().min(1).max(200),
  /** share of the cost that is paid back, 0..1 */
  pays: z.number().min(0).max(1),
  /** goods must go back at least so many days before they expire; below 0 = up to so many days after */
  days_before_expiry: z.number().int().min(-3650).max(3650),
})
export type ReturnTerms = z.infer<typeof ReturnTerms>

/** What a person decides about stores, suppliers and what may be done with goods that will not sell. Kept in Dexie; proposals follow it. */
export const StoreSettings = z.object({
  /** units that a store can hold of everything together; a store that is not named has room for anything */
  capacity: z.array(z.object({ store_id: z.string(), units: z.number().min(0).max(1e12) })).max(10_000),
  /** of every way between two stores that is not named */
  usual_lane: Lane.omit({ from_store: true, to_store: true }),
  lanes: z.array(Lane).max(10_000),
  returns: z.array(ReturnTerms).max(10_000),
  /** cost of throwing a unit away, and of labels for a batch; major units */
  disposal_cost: money,
  label_cost: money,
  /** tax credit has to be given back for goods that are thrown away */
  gst_registered: z.boolean(),
  /** share of the cost that a bulk buyer pays; 0 = there is none */
  joblot_share: z.number().min(0).max(1),
  /** categories whose price may not be reduced, beside medicines */
  price_controlled: z.array(z.string()).max(10_000),
  /** products that nothing is proposed for */
  excluded_skus: z.array(z.string()).max(100_000),
  /** whether the shop's own price changes may tell how sales follow prices */
  own_elasticity: z.boolean(),
})
export type StoreSettings = z.infer<typeof StoreSettings>

export const DEFAULT_STORE_SETTINGS: StoreSettings = {
  capacity: [],
  usual_lane: { open: true, lead_days: 1, unit_cost: 0, fixed_cost: 0 },
  lanes: [],
  returns: [],
  disposal_cost: 0,
  label_cost: 0,
  gst_registered: false,
  joblot_share: 0.25,
  price_controlled: [],
  excluded_skus: [],
  own_elasticity: true,
}
