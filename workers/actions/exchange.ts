import type { Plan, SkuProblem, Source, Way } from './sku-problem'

/** One change of a plan: units from one place of a batch to another. `from`, `to`: a way, -1 = what stays, -2 = out. */
interface Exchange {
  source: number
  from: number
  to: number
  /** stores whose stock it changes */
  places: readonly number[]
}

export const STAYS = -1
export const OUT = -2
/** Where so few units are to be placed, changes are also tried two at a time. */
const FEW_UNITS = 8
/** A gain below this is rounding. */
const NOTHING = 1e-9

/**
 * Makes a plan better by exchanges of units as long as one helps: one unit, half or all of them at a time. A plan that cannot be is begun anew. Of few units the best exchange of
 * all is made each time, and also two that help only together; of many the best of one batch after the other.
 */
export function exchanged(problem: SkuProblem, start: Plan): { plan: Plan; value: number } {
  const can_be = problem.value(start) !== Number.NEGATIVE_INFINITY
  const draft = new Draft(problem, can_be ? start : problem.emptyPlan())
  const by_source = exchanges(problem)
  const total = problem.sources.reduce((sum, { act_units }) => sum + act_units, 0)
  if (total > FEW_UNITS) {
    for (let left = by_source.length, at = 0; left > 0; at = (at + 1) % by_source.length) {
      const best = bestOf(draft, by_source[at] as Exchange[])
      for (const { one, units } of best) draft.apply(one, units)
      left = best.length > 0 ? by_source.length : left - 1
    }
  } else {
    const all = by_source.flat()
    for (;;) {
      const single = bestOf(draft, all)
      const best = single.length > 0 ? single : bestTwoOf(draft, all)
      if (best.length === 0) break
      for (const { one, units } of best) draft.apply(one, units)
    }
  }
  const plan = draft.plan()
  return { plan, value: problem.value(plan) }
}

type Steps = { one: Exchange; units: number }[]

/** The exchange that gains most, the first of equals; empty when none gains anything. */
function bestOf(draft: Draft, all: readonly Exchange[]): Steps {
  let most = NOTHING
  let best: Steps = []
  for (const one of all)
    for (const units of draft.amounts(one)) {
      const gain = draft.gain(one, units)
      if (gain > most) [most, best] = [gain + NOTHING, [{ one, units }]]
    }
  return best
}

function bestTwoOf(draft: Draft, all: readonly Exchange[]): Steps {
  let most = NOTHING
  let best: Steps = []
  for (const one of all)
    for (const units of draft.amounts(one)) {
      const first = draft.gain(one, units)
      if (first === Number.NEGATIVE_INFINITY) continue
      const undo = draft.apply(one, units)
      for (const other of all) {
        if (!together(one, other)) continue
        for (const more of draft.amounts(other)) {
          const gain = first + draft.gain(other, more)
          if (gain > most)
            [most, best] = [
              gain + NOTHING,
              [
                { one, units },
                { one: other, units: more },
              ],
            ]
        }
      }
      undo()
    }
  return best
}

/** Whether what one exchange gains can depend on the other: they meet in a store. Those that do not gain what each gains alone; nor does there and back. */
const together = (one: Exchange, other: Exchange): boolean =>
  !(one.source === other.source && one.from === other.to && one.to === other.from) &&
  one.places.some((place) => other.places.includes(place))

/** By source. */
function exchanges(problem: SkuProblem): Exchange[][] {
  return problem.sources.map(({ outlet, place }, source) => {
    const ends = [STAYS, ...(outlet ? [OUT] : []), ...problem.waysOf(source)]
    const placeOf = (end: number) => (end < 0 ? [] : [(problem.ways[end] as Way).to])
    return ends.flatMap((from) =>
      ends.filter((to) => to !== from).map((to) => ({ source, from, to, places: [place, ...placeOf(from), ...placeOf(to)] })),
    )
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
  private readonly known_leaving: Map<number, number>[]
  private readonly known_arriving: Map<number, number>[]

  constructor(
    private readonly problem: SkuProblem,
    plan: Plan,
  ) {
    const { sources, ways, lots } = problem
    this.out = [...plan.out]
    this.moved_of = sources.map(() => 0)
    this.coming = lots.map(() => 0)
    this.going = lots.map(() => 0)
    this.between = new Map()
    this.known_leaving = lots.map(() => new Map())
    this.known_arriving = lots.map(() => new Map())
    this.moved = ways.map(() => 0)
    plan.moved.forEach((units, way) => {
      if (units > 0) this.count(way, units)
    })
  }

  plan(): Plan {
    return { moved: [...this.moved], out: [...this.out] }
  }

  /** How many units of an exchange are tried. */
  amounts({ source, from }: Exchange): readonly number[] {
    const most = this.unitsAt(source, from)
    return most <= 1 ? (most === 1 ? [1] : []) : most <= 3 ? [1, most] : [1, most >> 1, most]
  }

  /** What a plan is worth more after an exchange; -Infinity where it cannot be. `units` are there. */
  gain({ source, from, to }: Exchange, units: number): number {
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
    if (to >= 0) gain += this.arriving(to, units)
    return gain
  }

  /** Makes an exchange; gives what takes it back, as long as nothing else was done since. */
  apply({ source, from, to }: Exchange, units: number): () => void {
    const { place } = this.problem.sources[source] as Source
    const [own, there, here] = [this.known_leaving[place], this.knownBy(from), this.knownBy(to)]
    this.move(source, from, to, units)
    if (from < 0 || to < 0) this.known_leaving[place] = new Map()
    this.forget(from, new Map())
    this.forget(to, new Map())
    return () => {
      this.move(source, to, from, units)
      this.known_leaving[place] = own as Map<number, number>
      this.forget(from, there)
      this.forget(to, here)
    }
  }

  private move(source: number, from: number, to: number, units: number): void {
    this.out[source] = (this.out[source] as number) + outBy(from, to, units)
    if (from >= 0) this.count(from, -units)
    if (to >= 0) this.count(to, units)
  }
  private knownBy(end: number): Map<number, number> | null {
    return end < 0 ? null : (this.known_arriving[(this.problem.ways[end] as Way).to] as Map<number, number>)
  }
  private forget(end: number, instead: Map<number, number> | null): void {
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
    const { place } = this.problem.sources[source] as Source
    const known = this.known_leaving[place] as Map<number, number>
    const key = (source * 2 ** 17 + moved + 2 ** 16) * 2 ** 17 + out + 2 ** 16 // units are below 2^16
    const before = known.get(key)
    if (before !== undefined) return before
    const now = this.problem.leavingWorth(place, this.moved_of, this.out)
    this.moved_of[source] = (this.moved_of[source] as number) + moved
    this.out[source] = (this.out[source] as number) + out
    const gain = this.problem.leavingWorth(place, this.moved_of, this.out) - now
    this.moved_of[source] = (this.moved_of[source] as number) - moved
    this.out[source] = (this.out[source] as number) - out
    known.set(key, gain)
    return gain
  }
  /** What a place gains when so many more units come to it by a way. */
  private arriving(way: number, units: number): number {
    const { to } = this.problem.ways[way] as Way
    if (this.coming[to] === 0) return this.problem.firstArrivalWorth(way, units)
    const known = this.known_arriving[to] as Map<number, number>
    const key = way * 2 ** 17 + units + 2 ** 16
    const before = known.get(key)
    if (before !== undefined) return before
    const now = this.problem.arrivingWorth(to, this.moved)
    this.moved[way] = (this.moved[way] as number) + units
    const gain = this.problem.arrivingWorth(to, this.moved) - now
    this.moved[way] = (this.moved[way] as number) - units
    known.set(key, gain)
    return gain
  }
}

/** How many more are let out by an exchange. */
const outBy = (from: number, to: number, units: number): number => (to === OUT ? units : from === OUT ? -units : 0)
