import type { Plan, SkuProblem, Source, Way } from './sku-problem'

/** One change of a plan: units from one place of a batch to another. `from`, `to`: a way, -1 = what stays, -2 = out. */
interface Exchange {
  source: number
  from: number
  to: number
  /** a bit for each store whose stock it changes; stores may share one */
  places: number
}
/** The exchanges that take units of a batch from one place; made when the first unit is there, which it never is in most. */
class Offer {
  private made: readonly Exchange[] | null = null

  constructor(
    readonly source: number,
    readonly from: number,
    private readonly make: () => readonly Exchange[],
  ) {}

  get all(): readonly Exchange[] {
    this.made ??= this.make()
    return this.made
  }
}

export const STAYS = -1
export const OUT = -2
/** Where so few units are to be placed, changes are also tried two at a time. */
const FEW_UNITS = 8
/** A gain below this is rounding. */
const NOTHING = 1e-9

/**
 * Makes plans of one product better by exchanges of units as long as one helps: one unit, half or all of them at a time. Of few units the best exchange of all is made each time,
 * and also two that help only together; of many the best of one batch after the other.
 */
export class Exchanges {
  /** by source */
  private readonly offers: readonly (readonly Offer[])[]
  private readonly few: boolean
  /** plans that no exchange makes better */
  private readonly settled = new Set<string>()

  constructor(private readonly problem: SkuProblem) {
    this.offers = offersOf(problem)
    this.few = problem.sources.reduce((sum, { act_units }) => sum + act_units, 0) <= FEW_UNITS
  }

  /** From a plan to the best that exchanges lead to. A plan that cannot be is begun anew. */
  improved(start: Plan): { plan: Plan; value: number } {
    const { problem } = this
    const can_be = problem.value(start) !== Number.NEGATIVE_INFINITY
    const draft = new Draft(problem, can_be ? start : problem.emptyPlan())
    if (this.few) this.byBest(draft)
    else this.byTurns(draft)
    const plan = draft.plan()
    this.settled.add(nameOf(plan))
    return { plan, value: problem.value(plan) }
  }

  private byBest(draft: Draft): void {
    const all = this.offers.flat()
    while (!this.settled.has(nameOf(draft))) {
      const best = bestOf(draft, all) ?? bestTwoOf(draft, all)
      if (!best) break
      for (const { one, units } of best.steps) draft.apply(one, units)
    }
  }

  private byTurns(draft: Draft): void {
    const { offers } = this
    for (let left = this.settled.has(nameOf(draft)) ? 0 : offers.length, at = 0; left > 0; at = (at + 1) % offers.length) {
      const best = bestOf(draft, offers[at] as Offer[])
      for (const { one, units } of best?.steps ?? []) draft.apply(one, units)
      left = best ? offers.length : left - 1
    }
  }
}

/** The same text for the same plan. */
function nameOf({ moved, out }: Plan): string {
  let name = ''
  moved.forEach((units, way) => {
    if (units > 0) name += `${way}:${units} `
  })
  out.forEach((units, source) => {
    if (units > 0) name += `${source}-${units} `
  })
  return name
}

interface Step {
  one: Exchange
  units: number
}
interface Best {
  steps: readonly Step[]
  gain: number
}

/** The exchange that gains most, the first of equals; null when none gains more than `than`. `near`: only exchanges that it can depend on. */
function bestOf(draft: Draft, offers: readonly Offer[], than = NOTHING, near: Exchange | null = null): Best | null {
  let most = than
  let best: Exchange | null = null
  let best_units = 0
  let best_gain = 0
  // by index: asked for millions of exchanges, and an iterator is an object for each
  for (let k = 0; k < offers.length; k++) {
    const offer = offers[k] as Offer
    const amounts = draft.amounts(offer)
    if (amounts.length === 0) continue
    const { all } = offer
    const leaves = [Number.NaN, Number.NaN, Number.NaN] // by amount, what the units gain by leaving: they never gain more by where they go
    for (let e = 0; e < all.length; e++) {
      const one = all[e] as Exchange
      if (near !== null && !together(near, one)) continue
      for (let a = 0; a < amounts.length; a++) {
        const units = amounts[a] as number
        if (one.to >= 0 && draft.problem.arrivals_lose) {
          if (Number.isNaN(leaves[a])) leaves[a] = draft.leavingGain(offer, units)
          if ((leaves[a] as number) <= most) continue
        }
        const gain = draft.gain(one, units, most)
        if (gain <= most) continue
        most = gain + NOTHING
        best = one
        best_units = units
        best_gain = gain
      }
    }
  }
  return best === null ? null : { steps: [{ one: best, units: best_units }], gain: best_gain }
}

/** The two exchanges that gain most one after the other. */
function bestTwoOf(draft: Draft, offers: readonly Offer[]): Best | null {
  let most = NOTHING
  let best: Best | null = null
  for (const offer of offers) {
    const amounts = draft.amounts(offer)
    if (amounts.length === 0) continue
    for (const one of offer.all)
      for (const units of amounts) {
        const first = draft.gain(one, units)
        if (first === Number.NEGATIVE_INFINITY) continue
        const undo = draft.apply(one, units)
        const second = bestOf(draft, offers, most - first, one)
        if (second) {
          best = { steps: [{ one, units }, ...second.steps], gain: first + second.gain }
          most = best.gain + NOTHING
        }
        undo()
      }
  }
  return best
}

/** Whether what one exchange gains can depend on the other: they meet in a store. Those that do not gain what each gains alone; nor does there and back. */
const together = (one: Exchange, other: Exchange): boolean =>
  (one.places & other.places) !== 0 && !(one.source === other.source && one.from === other.to && one.to === other.from)

function offersOf(problem: SkuProblem): Offer[][] {
  const bit = (place: number): number => 1 << (place % 31)
  return problem.sources.map(({ outlet, place }, source) => {
    const ends = [STAYS, ...(outlet ? [OUT] : []), ...problem.waysOf(source)]
    const placeOf = (end: number) => (end < 0 ? 0 : bit((problem.ways[end] as Way).to))
    const exchanges = (from: number): Exchange[] =>
      ends.filter((to) => to !== from).map((to) => ({ source, from, to, places: bit(place) | placeOf(from) | placeOf(to) }))
    return ends.map((from) => new Offer(source, from, () => exchanges(from)))
  })
}

/** A plan that is worked on: what one change of it is worth is asked of the places that it touches alone, and remembered until they change. */
class Draft {
  readonly moved: number[]
  readonly out: number[]
  /** units of a source that are moved by any way; into and out of a place; between two places */
  private readonly moved_of: number[]
  private readonly coming: number[]
  private readonly going: number[]
  private readonly between: Map<number, number>
  /** by place: what it gains more by a change of what leaves it, and of what comes */
  private readonly known_leaving: Known[]
  private readonly known_arriving: Known[]
  /** by source: where the names of its changes begin */
  private readonly first_key: number[] = []

  constructor(
    readonly problem: SkuProblem,
    plan: Plan,
  ) {
    const { sources, ways, lots } = problem
    this.out = [...plan.out]
    this.moved_of = sources.map(() => 0)
    this.coming = lots.map(() => 0)
    this.going = lots.map(() => 0)
    this.between = new Map()
    let keys = 0
    for (const { act_units } of sources) {
      this.first_key.push(keys)
      keys += (2 * act_units + 1) ** 2
    }
    this.known_leaving = lots.map(nothingKnown)
    this.known_arriving = lots.map(nothingKnown)
    this.moved = ways.map(() => 0)
    plan.moved.forEach((units, way) => {
      if (units > 0) this.count(way, units)
    })
  }

  plan(): Plan {
    return { moved: [...this.moved], out: [...this.out] }
  }

  /** What units gain by no longer being where they are; a way that they go by instead costs nothing at least. */
  leavingGain({ source, from }: Offer, units: number): number {
    if (from < 0) return this.leaving(source, units, outBy(from, 0, units))
    const { unit_cost, fixed_cost } = (this.problem.ways[from] as Way).lane
    return units * unit_cost + (this.sent(from) === units ? fixed_cost : 0) + this.arriving(from, -units)
  }

  /** How many of the units that are there are tried. */
  amounts({ source, from }: Offer): readonly number[] {
    const most = this.unitsAt(source, from)
    return most <= 1 ? (most === 1 ? ONE : NONE) : most <= 3 ? [1, most] : [1, most >> 1, most]
  }

  /** What a plan is worth more after an exchange; -Infinity where it cannot be, or is surely not above `than`. `units` are there. */
  gain({ source, from, to }: Exchange, units: number, than = Number.NEGATIVE_INFINITY): number {
    const { place } = this.problem.sources[source] as Source
    let gain = 0
    if (to >= 0) {
      const way = this.problem.ways[to] as Way
      const fits = (this.coming[way.to] as number) + units <= this.problem.room(way.to)
      if (!fits || (this.going[way.to] as number) > 0 || (this.coming[place] as number) > 0) return Number.NEGATIVE_INFINITY
      const { unit_cost, fixed_cost } = way.lane
      gain -= units * unit_cost + (this.sent(to) === 0 ? fixed_cost : 0)
    }
    if (from >= 0) {
      const { unit_cost, fixed_cost } = (this.problem.ways[from] as Way).lane
      gain += units * unit_cost + (this.sent(from) === units ? fixed_cost : 0)
    }
    if (from < 0 || to < 0) gain += this.leaving(source, (to >= 0 ? units : 0) - (from >= 0 ? units : 0), outBy(from, to, units))
    if (from >= 0) gain += this.arriving(from, -units)
    if (to >= 0) {
      const is_first = this.coming[(this.problem.ways[to] as Way).to] === 0
      if (is_first && gain + this.problem.firstArrivalAtMost(to, units) <= than) return Number.NEGATIVE_INFINITY
      gain += this.arriving(to, units)
    }
    return gain
  }

  /** Makes an exchange; gives what takes it back, as long as nothing else was done since. */
  apply({ source, from, to }: Exchange, units: number): () => void {
    const { place } = this.problem.sources[source] as Source
    const [own, there, here] = [this.known_leaving[place], this.knownBy(from), this.knownBy(to)]
    this.move(source, from, to, units)
    if (from < 0 || to < 0) this.known_leaving[place] = nothingKnown()
    this.forget(from, nothingKnown())
    this.forget(to, nothingKnown())
    return () => {
      this.move(source, to, from, units)
      this.known_leaving[place] = own as Known
      this.forget(from, there)
      this.forget(to, here)
    }
  }

  private move(source: number, from: number, to: number, units: number): void {
    this.out[source] = (this.out[source] as number) + outBy(from, to, units)
    if (from >= 0) this.count(from, -units)
    if (to >= 0) this.count(to, units)
  }
  private knownBy(end: number): Known | null {
    return end < 0 ? null : (this.known_arriving[(this.problem.ways[end] as Way).to] as Known)
  }
  private forget(end: number, instead: Known | null): void {
    if (end >= 0 && instead) this.known_arriving[(this.problem.ways[end] as Way).to] = instead
  }

  private unitsAt(source: number, end: number): number {
    if (end >= 0) return this.moved[end] as number
    if (end === OUT) return this.out[source] as number
    return (this.problem.sources[source] as Source).act_units - (this.moved_of[source] as number) - (this.out[source] as number)
  }

  private pair(way: number): number {
    const { source, to } = this.problem.ways[way] as Way
    return (this.problem.sources[source] as Source).place * this.problem.lots.length + to
  }
  private sent(way: number): number {
    return this.between.get(this.pair(way)) ?? 0
  }
  private count(way: number, change: number): void {
    this.moved[way] = (this.moved[way] as number) + change
    const { source, to } = this.problem.ways[way] as Way
    const { place } = this.problem.sources[source] as Source
    this.moved_of[source] = (this.moved_of[source] as number) + change
    this.going[place] = (this.going[place] as number) + change
    this.coming[to] = (this.coming[to] as number) + change
    this.between.set(this.pair(way), this.sent(way) + change)
  }

  /** What the place of a batch gains when so many more of its units leave for other stores, and are let out. */
  private leaving(source: number, moved: number, out: number): number {
    const { place, act_units } = this.problem.sources[source] as Source
    const known = this.known_leaving[place] as Known
    const span = 2 * act_units + 1
    const key = (this.first_key[source] as number) + (moved + act_units) * span + out + act_units
    const before = known.gains?.get(key)
    if (before !== undefined) return before
    known.now ??= this.problem.leavingWorth(place, this.moved_of, this.out)
    this.moved_of[source] = (this.moved_of[source] as number) + moved
    this.out[source] = (this.out[source] as number) + out
    const gain = this.problem.leavingWorth(place, this.moved_of, this.out) - known.now
    this.moved_of[source] = (this.moved_of[source] as number) - moved
    this.out[source] = (this.out[source] as number) - out
    known.gains ??= new Map()
    known.gains.set(key, gain)
    return gain
  }
  /** What a place gains when so many more units come to it by a way. */
  private arriving(way: number, units: number): number {
    const { to } = this.problem.ways[way] as Way
    if (this.coming[to] === 0) return this.problem.firstArrivalWorth(way, units)
    const known = this.known_arriving[to] as Known
    const key = way * 2 ** 17 + units + 2 ** 16 // units are below 2^16
    const before = known.gains?.get(key)
    if (before !== undefined) return before
    known.now ??= this.problem.arrivingWorth(to, this.moved)
    this.moved[way] = (this.moved[way] as number) + units
    const gain = this.problem.arrivingWorth(to, this.moved) - known.now
    this.moved[way] = (this.moved[way] as number) - units
    known.gains ??= new Map()
    known.gains.set(key, gain)
    return gain
  }
}

/** What a place gains, as it is and more by a change, by change. */
interface Known {
  now: number | null
  /** null while there are none: most places are left before anybody asks again */
  gains: Map<number, number> | null
}
const nothingKnown = (): Known => ({ now: null, gains: null })

const NONE: readonly number[] = []
const ONE: readonly number[] = [1]

/** How many more are let out by an exchange. */
const outBy = (from: number, to: number, units: number): number => (to === OUT ? units : from === OUT ? -units : 0)
