import { z } from 'zod'

export const ActionType = z.enum(['TRANSFER', 'MARKDOWN', 'LIQUIDATE'])
export type ActionType = z.infer<typeof ActionType>
/** Ways out of the shop: back to the vendor, to a bulk buyer, given away, thrown away. */
export const WayOut = z.enum(['RTV', 'JOBLOT', 'DONATE', 'DISPOSE'])
export type WayOut = z.infer<typeof WayOut>
export const ActionStatus = z.enum(['PROPOSED', 'APPROVED', 'DONE', 'REJECTED'])
export type ActionStatus = z.infer<typeof ActionStatus>

/** What was reckoned with when it was proposed, never changed afterwards: savings are measured against it. Base units; money in major units. */
export const ActionBaseline = z.object({
  batch_units: z.number(),
  act_units: z.number(),
  /** what these units would have brought if nothing were done, and how many of them would have stayed unsold */
  hold_value: z.number(),
  hold_units: z.number(),
  hold_unsold: z.number(),
  price: z.number().nullable(),
  /** tax on top of `price`, as a ratio; 0 where no rate is known, absent in what an older version proposed */
  gst: z.number().optional(),
  unit_cost: z.number().nullable(),
  s_end: z.number(),
  /** what a unit is expected to bring by the action */
  unit_value: z.number(),
  sell_days: z.number(),
  mu: z.number(),
  phi: z.number(),
  elasticity: z.number().nullable(),
  /** where the elasticity comes from: the shop's own prices, or what is usual */
  elasticity_from: z.enum(['own', 'usual']),
  rise: z.number(),
  lane_cost: z.number(),
  /** units a day where it lies, and where it goes */
  daily_units: z.number(),
  daily_units_there: z.number().nullable(),
  /** units of other batches that are sold first, where they are why so much of it stays; absent in what an older version proposed */
  ahead_units: z.number().optional(),
})
export type ActionBaseline = z.infer<typeof ActionBaseline>

/** What an action brought. Money in major units, quantities in base units. */
export const OutcomeInput = z.object({
  recovered_value: z.number().min(-1e12).max(1e12),
  action_cost: z.number().min(0).max(1e12),
  cleared_units: z.number().min(0).max(1e12),
  notes: z.string().max(2000).default(''),
})
export type OutcomeInput = z.infer<typeof OutcomeInput>

export const Outcome = OutcomeInput.extend({ measured_at: z.string(), from: z.enum(['files', 'person']) })
export type Outcome = z.infer<typeof Outcome>

export const Action = z.object({
  action_id: z.string(),
  action_type: ActionType,
  sub_type: WayOut.nullable(),
  from_store: z.string(),
  to_store: z.string().nullable(),
  sku_id: z.string(),
  product_name: z.string(),
  category: z.string().nullable(),
  batch_id: z.string(),
  expiry_date: z.string(),
  supplier: z.string().nullable(),
  qty: z.number(),
  discount_pct: z.number().nullable(),
  expected_savings: z.number(),
  /** 1 = part of the plan; 2, 3 = what could be done instead */
  rank: z.number().int(),
  score: z.number(),
  band: z.enum(['critical', 'high', 'medium', 'low']),
  status: ActionStatus,
  /** the data was of this day when it was proposed */
  as_of: z.string(),
  created_at: z.string(),
  baseline: ActionBaseline,
  outcome: Outcome.nullable(),
  realised_savings: z.number().nullable(),
  /** what files that came later say about an approved action; null while they say nothing */
  measured: OutcomeInput.extend({ through: z.string() }).nullable(),
  can_undo: z.boolean(),
})
export type Action = z.infer<typeof Action>

export const ActionList = z.object({
  actions: z.array(Action),
  /** the proposals are of the data and settings as they are now */
  is_current: z.boolean(),
  as_of: z.string().nullable(),
  /** products whose plan was too big to be solved exactly */
  greedy: z.number().int(),
})
export type ActionList = z.infer<typeof ActionList>

export const ActionStep = z.enum(['approve', 'reject', 'complete', 'correct', 'undo', 'supersede', 'revive'])
export type ActionStep = z.infer<typeof ActionStep>

/** One step in the life of an action. Events are only ever added. */
export const ActionEvent = z.object({
  seq: z.number().int(),
  action_id: z.string(),
  step: ActionStep,
  from: ActionStatus,
  to: ActionStatus,
  at: z.string(),
  who: z.enum(['person', 'lucid']),
  note: z.string(),
  outcome: Outcome.nullable(),
})
export type ActionEvent = z.infer<typeof ActionEvent>

export const Kpis = z.object({
  as_of: z.string().nullable(),
  dashboard: z.object({
    revenue: z.number().nullable(),
    profit: z.number().nullable(),
    at_risk_value: z.number().nullable(),
    expired_value: z.number().nullable(),
    savings_expected: z.number(),
    savings_realised: z.number(),
    capture: z.number().nullable(),
    waste_pct: z.number().nullable(),
    action_roi: z.number().nullable(),
    inventory_health: z.number().nullable(),
  }),
  savings: z.array(z.object({ month: z.string(), expected: z.number(), realised: z.number() })),
  /** the metric inventory-health over the whole shop, `health` in percent; null without stock, or when no cost is known */
  inventory: z.object({
    healthy: z.number().nullable(),
    excess: z.number().nullable(),
    dead: z.number().nullable(),
    at_risk: z.number().nullable(),
    expired: z.number().nullable(),
    total: z.number().nullable(),
    health: z.number().nullable(),
    /** units without any known cost, left out of the values */
    uncosted_units: z.number(),
  }),
  /** what waste_pct is made of: wasted / (cost_of_sales + wasted) with wasted = expired + let_go - both, all at cost */
  waste: z.object({
    expired: z.number().nullable(),
    /** what done actions gave or threw away */
    let_go: z.number(),
    /** let go, and among the expired goods until the next count */
    both: z.number(),
    cost_of_sales: z.number().nullable(),
  }),
  /** what done actions cost: action_roi is savings_realised over it */
  action_cost: z.number(),
  /** actions by status; superseded proposals are not counted */
  counts: z.record(ActionStatus, z.number().int()),
})
export type Kpis = z.infer<typeof Kpis>

/** Units that an action is about, base units: of a reduced price all that carry the label, not only those that it sells more. */
export const unitsOf = ({
  action_type,
  qty,
  baseline,
}: Pick<Action, 'action_type' | 'qty'> & { baseline: Pick<ActionBaseline, 'hold_units'> }): number =>
  action_type === 'MARKDOWN' ? Math.max(qty, baseline.hold_units) : qty
