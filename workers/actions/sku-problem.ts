import { type ActionTerms, type LaneTerms, thrownAway } from './action-terms'
import { ByWayAndUnits } from './by-way-and-units'
import { liquidationSavings, type Outlet, outletsOf } from './liquidate.action'
import { bestMarkdownOf, type MarkdownStep } from './markdown.action'
import type { ActionSku, QueueBatch } from './place'
import { sellDaysThere } from './transfer.action'
import { type Lot, Shelf } from './unsold'

/** A batch that something should be done about. Money per unit. */
export interface Source {
  place: number
  /** its place in the queue */
  at: number
  batch: QueueBatch
  /** units that something may be done with, whole */
  act_units: number
  /** null when no price is known: then only moving it can be reckoned */
  price: number | null
  unit_cost: number
  s_end: number
  /** the best paid way out; null without a price */
  outlet: Outlet | null
  /** null where the price must stay */
  elasticity: number | null
  has_fresher: boolean
}

/** A way from a batch to another store. */
export interface Way {
  source: number
  to: number
  sell_days: number
  lane: LaneTerms
}

/** Units by way, and units by source that leave the shop. The price of what stays follows from it. */
export interface Plan {
  moved: readonly number[]
  out: readonly number[]
}

/** What a plan does in a place, part by part. */
export interface Settled {
  /** by source of the place: what less stays unsold by its units moved and by those let out, and the markdown of what stays */
  sources: {
    source: number
    moved: number
    moved_drop: number
    out: number
    out_drop: number
    markdown: MarkdownStep | null
    stays: number
  }[]
  /** by way into the place: what more stays unsold there */
  arrivals: { way: number; units: number; rise: number }[]
}

interface Leaving {
  sources: Settled['sources']
  value: number
}

/** Money that sums of the same numbers in another order may differ by. */
const ROUNDING = 1e-6

/** Of so many batches of one product, the most pressing ones, something is reckoned out; the others are at least named. */
export const MOST_SOURCES = 200

/** Units that something may be done with (domain.md 6): not only what surely stays unsold, but what is expected to. */
export const actUnits = (qty: number, at_risk_units: number, expected_unsold: number): number =>
  Math.min(qty, Math.max(at_risk_units, Math.ceil(expected_unsold - 1e-9)))

/**
 * One product in all its stores: what can be done with its batches, and what a plan is worth. Of the stock that stays unsold every unit is counted once: of the
 * batches of one store in selling order, what is moved before what is let out; what arrives in a store is put before its own stock as it lies there now.
 */
export class SkuProblem {
  readonly sources: Source[] = []
  readonly ways: Way[] = []
  readonly shelves: Shelf[]
  readonly lots: Lot[][]
  /** there were more batches than are reckoned with */
  readonly is_cut: boolean
  /** what comes to a place never gains it anything: what stays unsold costs the same, whichever batch it is put down to */
  readonly arrivals_lose: boolean
  private readonly wastes: number[][]
  /** by place: what stays unsold when nothing is done */
  readonly waste_now: readonly number[]
  /** by place: what was asked before */
  private readonly left: Map<number | string, Leaving>[]
  // kept for leaving
  private readonly remaining: Lot[][]
  private readonly first_arrivals: ByWayAndUnits
  private readonly first_arrivals_at_most: ByWayAndUnits
  private readonly sources_of: number[][]
  private readonly ways_to: number[][]
  private readonly ways_of: number[][] = []
  // kept for arrivingWorth
  private readonly coming: number[] = []
  private readonly put: Lot[] = []

  constructor(
    readonly sku: ActionSku,
    readonly terms: ActionTerms,
  ) {
    this.lots = sku.places.map(({ queue }) => queue.map(({ qty, sell_days }) => ({ qty, sell_days })))
    const stock = this.lots.reduce((sum, lots) => lots.reduce((all, { qty }) => all + qty, sum), 0)
    this.shelves = Shelf.all(
      sku.places.map(({ demand }) => demand),
      stock,
    )
    this.wastes = this.shelves.map((shelf, place) => shelf.wasteUpTo(this.lots[place] as Lot[]))
    this.waste_now = this.wastes.map((waste) => waste.at(-1) ?? 0)
    this.left = sku.places.map(() => new Map())
    this.remaining = this.lots.map((lots) => lots.map((lot) => ({ ...lot })))
    this.sources_of = sku.places.map(() => [])
    this.ways_to = sku.places.map(() => [])
    const pressing = sku.places.flatMap(({ queue }, place) =>
      queue.flatMap(({ score, unit_cost }, at) => (score >= terms.min_score && unit_cost !== null ? [{ place, at, score }] : [])),
    )
    this.is_cut = pressing.length > MOST_SOURCES
    pressing
      .sort((a, b) => b.score - a.score || a.place - b.place || a.at - b.at)
      .slice(0, MOST_SOURCES)
      .sort((a, b) => a.place - b.place || a.at - b.at)
      .forEach(({ place, at }) => {
        this.addSource(place, at)
      })
    const [first] = this.sources
    this.arrivals_lose = this.sources.every(
      ({ unit_cost, s_end }) => unit_cost >= s_end && unit_cost === first?.unit_cost && s_end === first.s_end,
    )
    this.sources.forEach((source, i) => {
      this.ways_of.push([])
      const { store_id } = sku.places[source.place] as ActionSku['places'][number]
      sku.places.forEach((there, to) => {
        const way = sellDaysThere(terms, store_id, there.store_id, source.batch.expiry)
        if (!way || terms.room(there.store_id) < 1) return
        this.ways_of[i]?.push(this.ways.length)
        this.ways_to[to]?.push(this.ways.length)
        this.ways.push({ source: i, to, ...way })
      })
    })
    const most_units = this.sources.reduce((most, { act_units }) => Math.max(most, act_units), 1)
    this.first_arrivals = new ByWayAndUnits(this.ways.length, most_units)
    this.first_arrivals_at_most = new ByWayAndUnits(this.ways.length, most_units)
  }

  waysOf(source: number): readonly number[] {
    return this.ways_of[source] as number[]
  }

  waysTo(place: number): readonly number[] {
    return this.ways_to[place] as number[]
  }

  room(place: number): number {
    return Math.floor(this.terms.room((this.sku.places[place] as { store_id: string }).store_id))
  }

  emptyPlan(): Plan {
    return { moved: this.ways.map(() => 0), out: this.sources.map(() => 0) }
  }

  /** Money that a plan saves against doing nothing; -Infinity for one that cannot be: more than there is or fits, or a store that sends the product away and gets it. */
  value(plan: Plan): number {
    let value = 0
    const lanes = new Set<string>()
    const moved_of = this.sources.map((_, source) => this.movedOf(plan, source))
    for (let place = 0; place < this.lots.length; place++) {
      const coming = this.waysTo(place).reduce((sum, way) => sum + (plan.moved[way] as number), 0)
      if (coming > this.room(place)) return Number.NEGATIVE_INFINITY
      let going = 0
      for (const source of this.sources_of[place] as number[]) {
        const moved = moved_of[source] as number
        going += moved
        if (moved + (plan.out[source] as number) > (this.sources[source] as Source).act_units) return Number.NEGATIVE_INFINITY
      }
      if (coming > 0 && going > 0) return Number.NEGATIVE_INFINITY
      value += this.leavingWorth(place, moved_of, plan.out) + this.arrivingWorth(place, plan.moved)
    }
    for (const [i, { source, to, lane }] of this.ways.entries()) {
      const units = plan.moved[i] as number
      if (units === 0) continue
      value -= units * lane.unit_cost
      const pair = `${(this.sources[source] as Source).place}>${to}`
      if (!lanes.has(pair)) value -= lane.fixed_cost
      lanes.add(pair)
    }
    return value
  }

  /** The parts of a plan in one place, lanes not paid. */
  settle(plan: Plan, place: number): Settled {
    const moved_of = this.sources.map((source, i) => (source.place === place ? this.movedOf(plan, i) : 0))
    return { sources: this.leaving(place, moved_of, plan.out).sources, arrivals: this.arriving(place, plan.moved) }
  }

  /** What a place gains by what leaves it and by the markdown of what stays. `moved_of`, `out`: units by source that are moved and let out. */
  leavingWorth(place: number, moved_of: readonly number[], out: readonly number[]): number {
    return this.leaving(place, moved_of, out).value
  }
  /** What a place gains, which is never more than nothing, by what comes to it; units by way. Asked for each exchange, so it makes no objects. */
  arrivingWorth(place: number, moved: readonly number[]): number {
    const { coming, ways } = this
    let count = 0
    for (const way of this.waysTo(place)) {
      if (moved[way] === 0) continue
      const { sell_days } = ways[way] as Way
      let at = count++
      for (; at > 0 && (ways[coming[at - 1] as number] as Way).sell_days > sell_days; at--) coming[at] = coming[at - 1] as number
      coming[at] = way
    }
    const shelf = this.shelves[place] as Shelf
    const there = this.lots[place] as Lot[]
    let before = this.waste_now[place] as number
    let value = 0
    for (let k = 0; k < count; k++) {
      const way = coming[k] as number
      const { source, sell_days } = ways[way] as Way
      this.put[k] ??= { qty: 0, sell_days: 0 }
      const lot = this.put[k] as Lot
      lot.qty = moved[way] as number
      lot.sell_days = sell_days
      const { unit_cost, s_end } = this.sources[source] as Source
      const next = k + 1 < count ? (this.sources[(ways[coming[k + 1] as number] as Way).source] as Source) : null
      if (next && next.unit_cost === unit_cost && next.s_end === s_end) continue // what both rise by is counted with the next
      const now = shelf.wasteWith(there, this.put, k + 1)
      value -= (unit_cost - s_end) * (now - before)
      before = now
    }
    return value
  }

  movedOf(plan: Plan, source: number): number {
    return this.waysOf(source).reduce((sum, way) => sum + (plan.moved[way] as number), 0)
  }

  /** The same where nothing else comes. */
  firstArrivalWorth(way: number, units: number): number {
    const known = this.first_arrivals.get(way, units)
    if (known !== undefined) return known
    const { source, to, sell_days } = this.ways[way] as Way
    const { unit_cost, s_end } = this.sources[source] as Source
    const now = (this.shelves[to] as Shelf).wasteWith(this.lots[to] as Lot[], [{ qty: units, sell_days }])
    const worth = 0 - (unit_cost - s_end) * (now - (this.waste_now[to] as number))
    this.first_arrivals.set(way, units, worth)
    return worth
  }

  /** Never less than firstArrivalWorth, and quicker told where that was not asked for yet. */
  firstArrivalAtMost(way: number, units: number): number {
    const known = this.first_arrivals.get(way, units) ?? this.first_arrivals_at_most.get(way, units)
    if (known !== undefined) return known
    const { source, to, sell_days } = this.ways[way] as Way
    const { unit_cost, s_end } = this.sources[source] as Source
    const least = (this.shelves[to] as Shelf).wasteWithAtLeast(this.lots[to] as Lot[], { qty: units, sell_days })
    const at_most = (s_end - unit_cost) * Math.max(0, least - (this.waste_now[to] as number)) + ROUNDING
    this.first_arrivals_at_most.set(way, units, at_most)
    return at_most
  }

  /** Never less than any number of units of a batch saves that goes one way alone. `drop`: dropCurve of the batch. */
  transferAtMost(way: number, drop: readonly number[]): number {
    const { source, to, lane } = this.ways[way] as Way
    const { unit_cost, s_end } = this.sources[source] as Source
    let most = Number.NEGATIVE_INFINITY
    for (let units = 1; units <= Math.min(drop.length, this.room(to)); units++) {
      const saved = (unit_cost - s_end) * (drop[units - 1] as number) + this.firstArrivalAtMost(way, units)
      most = Math.max(most, saved - units * lane.unit_cost - lane.fixed_cost)
    }
    return most
  }

  private leaving(place: number, moved_of: readonly number[], out_of: readonly number[]): Leaving {
    const key = this.nameOfLeaving(place, moved_of, out_of)
    const known = this.left[place]?.get(key)
    if (known) return known
    const shelf = this.shelves[place] as Shelf
    const lots = this.remaining[place] as Lot[]
    const all = this.lots[place] as Lot[]
    for (let i = 0; i < lots.length; i++) (lots[i] as Lot).qty = (all[i] as Lot).qty
    let value = 0
    let waste = this.waste_now[place] as number
    const take = (at: number, units: number): number => {
      if (units === 0) return 0
      ;(lots[at] as Lot).qty -= units
      const now = shelf.waste(lots)
      const drop = waste - now
      waste = now
      return drop
    }
    const sources = (this.sources_of[place] as number[]).map((i) => {
      const source = this.sources[i] as Source
      const moved = moved_of[i] as number
      const out = out_of[i] as number
      const moved_drop = take(source.at, moved)
      const out_drop = take(source.at, out)
      value += (source.unit_cost - source.s_end) * moved_drop
      if (out > 0 && source.outlet && source.price !== null)
        value += liquidationSavings(out, out_drop, source.outlet.unit_value, source.price, source.s_end)
      return { source: i, moved, moved_drop, out, out_drop, markdown: null as MarkdownStep | null, stays: (lots[source.at] as Lot).qty }
    })
    for (const one of sources) {
      one.markdown = this.markdownOf(one.source, lots, one.moved + one.out)
      value += one.markdown?.savings ?? 0
    }
    const fresh = { sources, value }
    this.left[place]?.set(key, fresh)
    return fresh
  }

  /** What leaves a place as one number, of many batches as a text. */
  private nameOfLeaving(place: number, moved_of: readonly number[], out_of: readonly number[]): number | string {
    const sources = this.sources_of[place] as number[]
    let name = 0
    let room = 1
    for (let k = 0; k < sources.length; k++) {
      const source = sources[k] as number
      const span = (this.sources[source] as Source).act_units + 1
      room *= span * span
      name = (name * span + (moved_of[source] as number)) * span + (out_of[source] as number)
    }
    if (room < Number.MAX_SAFE_INTEGER) return name
    return sources.map((source) => `${moved_of[source]},${out_of[source]}`).join('|')
  }

  private arriving(place: number, moved: readonly number[]): Settled['arrivals'] {
    const shelf = this.shelves[place] as Shelf
    const put: Lot[] = []
    let before = this.waste_now[place] as number
    return this.waysTo(place)
      .filter((way) => (moved[way] as number) > 0)
      .sort((a, b) => (this.ways[a] as Way).sell_days - (this.ways[b] as Way).sell_days || a - b)
      .map((way) => {
        const units = moved[way] as number
        put.push({ qty: units, sell_days: (this.ways[way] as Way).sell_days })
        const now = shelf.wasteWith(this.lots[place] as Lot[], put)
        const rise = now - before
        before = now
        return { way, units, rise }
      })
  }

  /** The best markdown of what stays of a batch in a queue, when something of what is at risk stays. */
  markdownOf(index: number, lots: readonly Lot[], gone: number): MarkdownStep | null {
    const source = this.sources[index] as Source
    if (source.elasticity === null || source.price === null || source.act_units - gone < 1) return null
    return bestMarkdownOf({
      shelf: this.shelves[source.place] as Shelf,
      lots,
      at: source.at,
      price: source.price,
      unit_cost: source.unit_cost,
      s_end: source.s_end,
      elasticity: source.elasticity,
      has_fresher: source.has_fresher,
      label_cost: this.terms.label_cost,
    })
  }

  private addSource(place: number, at: number): void {
    const { queue, price } = this.sku.places[place] as ActionSku['places'][number]
    const batch = queue[at] as QueueBatch
    const waste = this.wastes[place] as number[]
    const unit_cost = batch.unit_cost as number
    const expected_unsold = (waste[at] as number) - (waste[at - 1] ?? 0)
    const s_end = thrownAway(this.terms, unit_cost, this.sku.gst)
    const days_to_expiry = batch.expiry - this.terms.as_of
    const outlet = outletsOf(this.terms, { unit_cost, s_end, supplier: batch.supplier, days_to_expiry })[0] ?? null
    this.sources_of[place]?.push(this.sources.length)
    this.sources.push({
      place,
      at,
      batch,
      act_units: Math.floor(actUnits(batch.qty, batch.at_risk_units, expected_unsold)),
      price,
      unit_cost,
      s_end,
      outlet: price === null ? null : outlet,
      elasticity: batch.is_reduced ? null : this.sku.elasticity,
      has_fresher: (queue.at(-1) as QueueBatch).expiry > batch.expiry,
    })
  }
}
