import type { StoreSettings } from '../../src/domain/store-settings'
import type { ActionTerms } from './action-terms'

const MIN_SCORE = 30
const MIN_DAYS_AT_RECEIVER = 3

/** What the terms depend on beside an owner's settings. */
export interface KnownOfShop {
  /** days from 1970-01-01 */
  as_of: number
  removal_lead: number
  /** base units in each store */
  on_hand: ReadonlyMap<string, number>
}

/** The terms that an owner's settings amount to. Everything is per base unit. */
export function termsOf(settings: StoreSettings, { as_of, removal_lead, on_hand }: KnownOfShop): ActionTerms {
  const capacity = new Map(settings.capacity.map(({ store_id, units }) => [store_id, units]))
  const lanes = new Map(settings.lanes.map((lane) => [JSON.stringify([lane.from_store, lane.to_store]), lane]))
  const suppliers = new Map(settings.returns.map((one) => [supplierName(one.supplier), one]))
  return {
    as_of,
    removal_lead,
    min_score: MIN_SCORE,
    min_days_at_receiver: MIN_DAYS_AT_RECEIVER,
    disposal_cost: settings.disposal_cost,
    gst_registered: settings.gst_registered,
    label_cost: settings.label_cost,
    joblot_share: settings.joblot_share,
    room: (store_id) => {
      const most = capacity.get(store_id)
      return most === undefined ? Number.POSITIVE_INFINITY : Math.max(0, most - (on_hand.get(store_id) ?? 0))
    },
    lane: (from, to) => {
      // asked for every batch and store; most shops name no lane
      const named = lanes.size === 0 ? undefined : lanes.get(JSON.stringify([from, to]))
      const lane = named ?? settings.usual_lane
      return lane.open ? lane : null
    },
    supplier: (name) => (name === null ? null : (suppliers.get(supplierName(name)) ?? null)),
  }
}

const supplierName = (supplier: string): string => supplier.trim().toLowerCase()
