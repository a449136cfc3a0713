import { type ActionTerms, thrownAway } from './action-terms'
import { liquidationSavings, outletsOf, type WayOut } from './liquidate.action'
import { hold } from './markdown.action'
import type { ActionPlace, ActionSku, ExpiredBatch, QueueBatch } from './place'
import { actUnits, SkuProblem, type Source, type Way } from './sku-problem'
import { type Solved, solveSku } from './solve-sku'
import { dropCurve, riseCurve, transferSavings } from './transfer.action'
import type { Lot, Shelf } from './unsold'

/** What was reckoned with when an action was proposed; what was saved is later measured against it. Units as counted, money per unit in major units. */
export interface Baseline {
  /** units of the batch, and those that something may be done with */
  batch_units: number
  act_units: number
  /** what the units of the action would have brought if nothing were done, in all, and how many of them would have stayed unsold */
  hold_value: number
  hold_units: number
  hold_unsold: number
  price: number | null
  unit_cost: number | null
  /** what a unit brings that is thrown away */
  s_end: number
  /** what a unit is expected to bring by the action */
  unit_value: number
  sell_days: number
  /** mean and variance / mean of what sells in the sell_days */
  mu: number
  phi: number
  elasticity: number | null
  /** units that stay unsold where they arrive, more than now */
  rise: number
  lane_cost: number
}

export interface Proposal {
  action_type: 'TRANSFER' | 'MARKDOWN' | 'LIQUIDATE'
  sub_type: WayOut | null
  from_store: string
  to_store: string | null
  sku_id: string
  batch_id: string
  expiry: number
  qty: number
  discount_pct: number | null
  /** major units */
  expected_savings: number
  /** 1 = part of the best plan; 2, 3 = what could be done instead */
  rank: number
  baseline: Baseline
}

export interface Proposed {
  proposals: Proposal[]
  method: Solved['method']
}

const CRITICAL_OR_HIGH = 60
const ALTERNATIVES = 2

/** Everything that should be done about one product, and what could be done instead (domain.md 6, Choice). */
export function proposeSku(sku: ActionSku, terms: ActionTerms): Proposed {
  const problem = new SkuProblem(sku, terms)
  const { plan, method } = problem.sources.length > 0 ? solveSku(problem) : { plan: problem.emptyPlan(), method: 'exact' as const }
  const chosen = new Map<number, Proposal[]>(problem.sources.map((_, i) => [i, []]))
  for (const place of sku.places.keys()) {
    const settled = problem.settle(plan, place)
    const lots = (problem.lots[place] as Lot[]).map((lot) => ({ ...lot }))
    for (const { source, stays } of settled.sources) (lots[(problem.sources[source] as Source).at] as Lot).qty = stays
    for (const one of settled.sources) {
      const source = problem.sources[one.source] as Source
      const own = chosen.get(one.source) as Proposal[]
      for (const way of problem.waysOf(one.source)) {
        const units = plan.moved[way] as number
        if (units === 0) continue
        const { to, lane } = problem.ways[way] as Way
        const rise = problem.settle(plan, to).arrivals.find((arrival) => arrival.way === way)?.rise ?? 0
        const lane_users = problem.ways.reduce(
          (sum, other, i) => sum + (other.to === to && problem.sources[other.source]?.place === place ? (plan.moved[i] as number) : 0),
          0,
        )
        own.push(
          transfer(problem, one.source, way, units, (one.moved_drop * units) / one.moved, rise, (lane.fixed_cost * units) / lane_users, 1),
        )
      }
      if (one.out > 0) own.push(letOut(problem, one.source, one.out, one.out_drop, 1))
      if (one.markdown) own.push(markdown(problem, one.source, lots, one.moved + one.out, 1) as Proposal)
      if (own.length === 0 && source.batch.score >= CRITICAL_OR_HIGH)
        own.push(disposal(problem.terms, sku, sku.places[place] as ActionPlace, source.batch))
    }
  }
  const proposals: Proposal[] = []
  for (const [index, own] of chosen) {
    proposals.push(...own)
    if (own.length > 0 && method === 'exact') proposals.push(...alternatives(problem, index, own))
  }
  const reckoned = new Set(problem.sources.map(({ batch }) => batch))
  for (const place of sku.places) {
    for (const batch of place.expired) proposals.push(expired(terms, sku, place, batch))
    for (const batch of place.queue)
      if (!reckoned.has(batch) && batch.score >= CRITICAL_OR_HIGH) proposals.push(disposal(terms, sku, place, batch))
  }
  return { proposals, method }
}

/** Those with most money at risk first. */
export function byStake(skus: readonly ActionSku[], min_score: number): ActionSku[] {
  const at_stake = (sku: ActionSku): number =>
    sku.places.reduce(
      (sum, { queue }) =>
        sum + queue.reduce((all, { qty, score, unit_cost }) => all + (score >= min_score ? qty * score * (unit_cost ?? 0) : 0), 0),
      0,
    )
  return skus
    .map((sku) => ({ sku, stake: at_stake(sku) }))
    .sort((a, b) => b.stake - a.stake || (a.sku.sku_id < b.sku.sku_id ? -1 : 1))
    .map(({ sku }) => sku)
}

/** What to do about products one after the other: room in the stores is given out in the order in which they come. */
export function givingOutRoom(terms: ActionTerms): (sku: ActionSku) => Proposed {
  const taken = new Map<string, number>()
  return (sku) => {
    const own = proposeSku(
      sku,
      counted(terms, sku.unit, (store_id) => terms.room(store_id) - (taken.get(store_id) ?? 0)),
    )
    for (const { to_store, qty, rank } of own.proposals)
      if (to_store !== null && rank === 1) taken.set(to_store, (taken.get(to_store) ?? 0) + qty * sku.unit)
    return own
  }
}

/** Terms of base units as terms of units that are counted otherwise. */
const counted = (terms: ActionTerms, unit: number, room: (store_id: string) => number): ActionTerms => ({
  ...terms,
  disposal_cost: terms.disposal_cost * unit,
  room: (store_id) => room(store_id) / unit,
  lane: (from, to) => {
    const lane = terms.lane(from, to)
    return lane && { ...lane, unit_cost: lane.unit_cost * unit }
  },
})

/** All products, those with most money at risk first. Gives how many were solved by steps only. */
export function proposeAll(skus: readonly ActionSku[], terms: ActionTerms): { proposals: Proposal[]; greedy: number } {
  return together(byStake(skus, terms.min_score).map(givingOutRoom(terms)))
}

/** What is proposed for several products, and for how many of them it was solved by steps only. */
export const together = (all: readonly Proposed[]): { proposals: Proposal[]; greedy: number } => ({
  proposals: all.flatMap(({ proposals }) => proposals),
  greedy: all.filter(({ method }) => method === 'greedy').length,
})

/** What an action about a batch says beside what it shares with the others. */
type Own = Pick<Proposal, 'action_type' | 'sub_type' | 'to_store' | 'qty' | 'discount_pct' | 'expected_savings' | 'rank'> &
  Pick<Baseline, 'hold_value' | 'hold_units' | 'hold_unsold' | 'unit_value'> &
  Partial<Pick<Baseline, 'rise' | 'lane_cost'>>

/** Field by field: copies of objects took as long as all the sums. */
function proposal(problem: SkuProblem, index: number, own: Own): Proposal {
  const { place, batch, act_units, price, unit_cost, s_end, elasticity } = problem.sources[index] as Source
  const { store_id, demand } = problem.sku.places[place] as ActionPlace
  const mu = demand.over(batch.sell_days)
  return {
    action_type: own.action_type,
    sub_type: own.sub_type,
    from_store: store_id,
    to_store: own.to_store,
    sku_id: problem.sku.sku_id,
    batch_id: batch.batch_id,
    expiry: batch.expiry,
    qty: own.qty,
    discount_pct: own.discount_pct,
    expected_savings: own.expected_savings,
    rank: own.rank,
    baseline: {
      batch_units: batch.qty,
      act_units,
      hold_value: own.hold_value,
      hold_units: own.hold_units,
      hold_unsold: own.hold_unsold,
      price,
      unit_cost,
      s_end,
      unit_value: own.unit_value,
      sell_days: batch.sell_days,
      mu,
      phi: demand.dispersion(mu),
      elasticity,
      rise: own.rise ?? 0,
      lane_cost: own.lane_cost ?? 0,
    },
  }
}

function transfer(
  problem: SkuProblem,
  index: number,
  way: number,
  units: number,
  drop: number,
  rise: number,
  fixed: number,
  rank: number,
): Proposal {
  const { unit_cost, s_end } = problem.sources[index] as Source
  const { to, lane } = problem.ways[way] as Way
  return proposal(problem, index, {
    action_type: 'TRANSFER',
    sub_type: null,
    to_store: problem.sku.places[to]?.store_id ?? null,
    qty: units,
    discount_pct: null,
    expected_savings: notLess(transferSavings(units, drop, rise, unit_cost, s_end, { ...lane, fixed_cost: fixed })),
    rank,
    // moved goods are worth what they cost: the other store would have bought them
    hold_value: unit_cost * (units - drop) + s_end * drop,
    hold_units: units,
    hold_unsold: drop,
    unit_value: unit_cost,
    rise,
    lane_cost: units * lane.unit_cost + fixed,
  })
}

function letOut(problem: SkuProblem, index: number, units: number, drop: number, rank: number): Proposal {
  const { outlet, price, s_end } = problem.sources[index] as Source
  const unit_value = outlet?.unit_value ?? 0
  return proposal(problem, index, {
    action_type: 'LIQUIDATE',
    sub_type: outlet?.sub_type ?? 'DISPOSE',
    to_store: null,
    qty: units,
    discount_pct: null,
    expected_savings: notLess(liquidationSavings(units, drop, unit_value, price ?? 0, s_end)),
    rank,
    hold_value: s_end * drop + (price ?? 0) * (units - drop),
    hold_units: units,
    hold_unsold: drop,
    unit_value,
  })
}

/** `lots`: the queue as it is when what is moved and let out has left. */
function markdown(problem: SkuProblem, index: number, lots: readonly Lot[], gone: number, rank: number): Proposal | null {
  const { place, at, act_units, price, s_end } = problem.sources[index] as Source
  const step = problem.markdownOf(index, lots, gone)
  if (!step || price === null) return null
  const held = hold({ shelf: problem.shelves[place] as Shelf, lots, at, price, s_end })
  return proposal(problem, index, {
    action_type: 'MARKDOWN',
    sub_type: null,
    to_store: null,
    qty: Math.min(act_units - gone, Math.max(1, Math.round(step.sold - held.sold))),
    discount_pct: step.percent,
    expected_savings: step.savings,
    rank,
    hold_value: held.value,
    hold_units: (lots[at] as Lot).qty,
    hold_unsold: held.unsold,
    unit_value: price * (1 - step.percent / 100),
  })
}

/** What else could be done with a batch alone, the best first. */
function alternatives(problem: SkuProblem, index: number, chosen: readonly Proposal[]): Proposal[] {
  const { place, at, act_units, price, unit_cost, s_end, outlet } = problem.sources[index] as Source
  const shelf = problem.shelves[place] as Shelf
  const lots = problem.lots[place] as Lot[]
  const drop = dropCurve(shelf, lots, at, act_units)
  const found: {
    savings: number
    action_type: Proposal['action_type']
    place: string | null
    way: number
    propose: (rank: number) => Proposal
  }[] = []
  if (outlet && price !== null) {
    const savings = drop.map((units, k) => liquidationSavings(k + 1, units, outlet.unit_value, price, s_end))
    const best = bestOf(savings)
    if (best >= 0)
      found.push({
        savings: savings[best] as number,
        action_type: 'LIQUIDATE',
        place: outlet.sub_type,
        way: problem.ways.length,
        propose: (rank) => letOut(problem, index, best + 1, drop[best] as number, rank),
      })
  }
  const marked = markdown(problem, index, lots, 0, 0)
  if (marked)
    found.push({
      savings: marked.expected_savings,
      action_type: 'MARKDOWN',
      place: null,
      way: problem.ways.length + 1,
      propose: (rank) => ({ ...marked, rank }),
    })
  const isNew = (type: Proposal['action_type'], place: string | null) =>
    !chosen.some(({ action_type, sub_type, to_store }) => action_type === type && (sub_type ?? to_store) === place)
  const others = found.filter((one) => one.savings > 0 && isNew(one.action_type, one.place))
  // ways that can bring most come first: those that cannot be among the best are not worked out
  const hopes = problem.waysOf(index).map((way) => ({ way, savings: problem.transferAtMost(way, drop) }))
  for (const { way, savings: hope } of hopes.sort((a, b) => b.savings - a.savings || a.way - b.way)) {
    if (hope <= 0 || others.filter(({ savings }) => savings > hope).length >= ALTERNATIVES) break
    const { to, sell_days, lane } = problem.ways[way] as Way
    const place = problem.sku.places[to]?.store_id ?? null
    if (!isNew('TRANSFER', place)) continue
    const rise = riseCurve(problem.shelves[to] as Shelf, problem.lots[to] as Lot[], sell_days, Math.min(act_units, problem.room(to)))
    const savings = rise.map((more, k) => transferSavings(k + 1, drop[k] as number, more, unit_cost, s_end, lane))
    const best = bestOf(savings)
    if (best < 0 || (savings[best] as number) <= 0) continue
    const propose = (rank: number) =>
      transfer(problem, index, way, best + 1, drop[best] as number, rise[best] as number, lane.fixed_cost, rank)
    others.push({ savings: savings[best] as number, action_type: 'TRANSFER', place, way, propose })
  }
  return others
    .sort((a, b) => b.savings - a.savings || a.way - b.way) // of equals: ways in the order of the stores, then ways out, then markdown
    .slice(0, ALTERNATIVES)
    .map(({ propose }, i) => propose(i + 2))
}

/** Index of the greatest value above nothing, the first of equals; -1 without one. */
function bestOf(values: readonly number[]): number {
  let best = -1
  values.forEach((value, i) => {
    if (value > (best < 0 ? 1e-9 : (values[best] as number) + 1e-9)) best = i
  })
  return best
}

/** The least that can be said about a pressing batch: what will not sell has to be taken off the shelf. Saves nothing. */
function disposal(terms: ActionTerms, sku: ActionSku, place: ActionPlace, batch: QueueBatch): Proposal {
  const mu = place.demand.over(batch.sell_days)
  const phi = place.demand.dispersion(mu)
  const units = actUnits(batch.qty, batch.at_risk_units, Math.min(1, batch.qty))
  return thrown(terms, sku, place, batch, units, { sub_type: 'DISPOSE', unit_value: null }, { sell_days: batch.sell_days, mu, phi })
}

function expired(terms: ActionTerms, sku: ActionSku, place: ActionPlace, batch: ExpiredBatch): Proposal {
  const unit_cost = batch.unit_cost ?? 0
  const s_end = thrownAway(terms, unit_cost, sku.gst)
  const best = outletsOf(terms, { unit_cost, s_end, supplier: batch.supplier, days_to_expiry: batch.expiry - terms.as_of })[0]
  return thrown(
    terms,
    sku,
    place,
    batch,
    batch.qty,
    { sub_type: best?.sub_type ?? 'DISPOSE', unit_value: best?.unit_value ?? null },
    { sell_days: 0, mu: 0, phi: 1 },
  )
}

function thrown(
  terms: ActionTerms,
  sku: ActionSku,
  place: ActionPlace,
  batch: ExpiredBatch,
  units: number,
  { sub_type, unit_value }: { sub_type: WayOut; unit_value: number | null },
  demand: Pick<Baseline, 'sell_days' | 'mu' | 'phi'>,
): Proposal {
  const s_end = thrownAway(terms, batch.unit_cost ?? 0, sku.gst)
  return {
    action_type: 'LIQUIDATE',
    sub_type,
    from_store: place.store_id,
    to_store: null,
    sku_id: sku.sku_id,
    batch_id: batch.batch_id,
    expiry: batch.expiry,
    qty: units,
    discount_pct: null,
    expected_savings: notLess(((unit_value ?? s_end) - s_end) * units),
    rank: 1,
    baseline: {
      batch_units: batch.qty,
      act_units: units,
      hold_value: s_end * units,
      hold_units: units,
      hold_unsold: units,
      price: place.price,
      unit_cost: batch.unit_cost,
      s_end,
      unit_value: unit_value ?? s_end,
      elasticity: sku.elasticity,
      rise: 0,
      lane_cost: 0,
      ...demand,
    },
  }
}

/** Rounding must not make a saving of nothing negative. */
const notLess = (savings: number): number => Math.max(0, savings)
