import { Exchanges, OUT, STAYS } from './exchange'
import { liquidationSavings } from './liquidate.action'
import { type Arc, minCostFlow } from './min-cost-flow'
import type { Plan, SkuProblem, Source, Way } from './sku-problem'
import { dropCurve, riseCurve, transferSavings } from './transfer.action'
import type { Lot } from './unsold'

/** Networks of more arcs are not solved exactly but by the best steps (domain.md 6). */
export const MOST_ARCS = 5000

export interface Solved {
  plan: Plan
  value: number
  method: 'exact' | 'greedy'
}

/**
 * The plan that saves most for one product. Moves between stores are a min-cost flow: units of a batch in the order of what each saves, units into a store in the order of what
 * each costs it. What the flow must take as independent (several batches in one store, batches of several ages into one store, lanes that cost once, what the
 * stock that stays is still worth) is then settled by exchanges on the true value, until none makes it better.
 */
export function solveSku(problem: SkuProblem): Solved {
  const units = problem.sources.reduce((sum, { act_units }) => sum + act_units, 0)
  const arcs =
    units * 2 + problem.ways.length + problem.ways.reduce((sum, { source }) => sum + (problem.sources[source] as Source).act_units, 0)
  if (problem.is_cut || arcs > MOST_ARCS) return { ...greedily(problem), method: 'greedy' }
  const stays = problem.sources.map((_, i) => worthOfStaying(problem, i))
  const all = new Set(problem.ways.keys())
  const exchanges = new Exchanges(problem)
  let best = exchanges.improved(problem.emptyPlan())
  for (const start of flows(problem, all, stays)) {
    const next = exchanges.improved(start)
    if (next.value > best.value + 1e-9) best = next
  }
  // a lane that costs once is worth it or not as a whole
  for (let again = true; again; ) {
    again = false
    for (const [way, units_moved] of best.plan.moved.entries()) {
      if (units_moved === 0 || (problem.ways[way] as Way).lane.fixed_cost === 0) continue
      const without = new Set([...all].filter((one) => one !== way))
      for (const start of flows(problem, without, stays)) {
        const next = exchanges.improved(start)
        if (next.value > best.value + 1e-9) {
          best = next
          again = true
        }
      }
      if (again) break
    }
  }
  return { ...best, method: 'exact' }
}

/** By units moved: what the rest of a batch is still worth by markdown and ways out, and how many of it go out then. */
interface Staying {
  drop: number[]
  worth: number[]
  out: number[]
}

function worthOfStaying(problem: SkuProblem, index: number): Staying {
  const { place, at, act_units, price, s_end, outlet } = problem.sources[index] as Source
  const shelf = problem.shelves[place] as SkuProblem['shelves'][number]
  const lots = problem.lots[place] as SkuProblem['lots'][number]
  const drop = [0, ...dropCurve(shelf, lots, at, act_units)]
  const marked = drop.map((_, gone) => {
    const left = lots.map((lot, i) => (i === at ? { ...lot, qty: lot.qty - gone } : lot))
    return problem.markdownOf(index, left, gone)?.savings ?? 0
  })
  const worth: number[] = []
  const out: number[] = []
  for (let moved = 0; moved <= act_units; moved++) {
    let [most, of] = [Number.NEGATIVE_INFINITY, 0]
    for (let gone = moved; gone <= act_units; gone++) {
      if (gone > moved && (outlet === null || price === null)) break
      const extra = (drop[gone] as number) - (drop[moved] as number)
      const let_out =
        gone === moved ? 0 : (outlet?.unit_value ?? 0) * (gone - moved) - s_end * extra - (price ?? 0) * (gone - moved - extra)
      const sum = let_out + (marked[gone] as number)
      if (sum > most + 1e-9) [most, of] = [sum, gone - moved]
    }
    worth.push(most)
    out.push(of)
  }
  return { drop, worth, out }
}

/** Plans to begin with: the flow over all these ways, and those in which no store that gets goods sends any, or the other way round. */
function flows(problem: SkuProblem, ways: ReadonlySet<number>, stays: readonly Staying[], depth = 0): Plan[] {
  const plan = flow(problem, ways, stays)
  const both = problem.lots.findIndex((_, place) => {
    const coming = problem.waysTo(place).some((way) => (plan.moved[way] as number) > 0)
    return coming && problem.ways.some(({ source }, way) => (plan.moved[way] as number) > 0 && problem.sources[source]?.place === place)
  })
  if (both < 0) return [plan]
  if (depth >= 6) return []
  const without = (drop: (way: Way) => boolean) => new Set([...ways].filter((way) => !drop(problem.ways[way] as Way)))
  return [
    ...flows(
      problem,
      without(({ to }) => to === both),
      stays,
      depth + 1,
    ),
    ...flows(
      problem,
      without(({ source }) => problem.sources[source]?.place === both),
      stays,
      depth + 1,
    ),
  ]
}

function flow(problem: SkuProblem, ways: ReadonlySet<number>, stays: readonly Staying[]): Plan {
  const { sources, lots } = problem
  const [first_source, first_place] = [1, 1 + sources.length]
  const sink = first_place + lots.length
  const arcs: Arc[] = []
  sources.forEach(({ act_units, unit_cost, s_end }, i) => {
    const { drop, worth } = stays[i] as Staying
    const gain = drop.map((units, moved) => (unit_cost - s_end) * units + (worth[moved] as number))
    const hull = concaveHull(gain)
    const cost = Array.from({ length: act_units }, (_, unit) => (hull[unit] as number) - (hull[unit + 1] as number))
    arcs.push({ from: 0, to: first_source + i, capacity: act_units, cost })
  })
  // the first unit of a batch gains most, and the first that arrives loses least: a way on which not even that pays is not taken
  const open = new Set(
    [...ways].filter((way) => {
      const { source, lane } = problem.ways[way] as Way
      const [first] = (arcs[source] as Arc).cost as readonly number[]
      return first !== undefined && problem.firstArrivalAtMost(way, 1) - first > lane.unit_cost
    }),
  )
  if (open.size === 0) return { moved: problem.ways.map(() => 0), out: stays.map(({ out }) => out[0] ?? 0) }
  const arc_of = new Map<number, number>()
  for (const [way, { source, to, lane }] of problem.ways.entries()) {
    if (!open.has(way)) continue
    arc_of.set(way, arcs.length)
    arcs.push({ from: first_source + source, to: first_place + to, capacity: (sources[source] as Source).act_units, cost: lane.unit_cost })
  }
  lots.forEach((there, place) => {
    const coming = problem
      .waysTo(place)
      .filter((way) => open.has(way))
      .map((way) => problem.ways[way] as Way)
    if (coming.length === 0) return
    // batches of several ages: as the one that expires first and cost most, which is never too little
    const sell_days = Math.min(...coming.map((way) => way.sell_days))
    const worth = Math.max(...coming.map(({ source }) => (sources[source] as Source).unit_cost - (sources[source] as Source).s_end))
    const most = Math.min(
      problem.room(place),
      coming.reduce((sum, { source }) => sum + (sources[source] as Source).act_units, 0),
    )
    const rise = riseCurve(problem.shelves[place] as SkuProblem['shelves'][number], there, sell_days, most)
    const cost = rise.map((units, i) => worth * (units - (rise[i - 1] ?? 0)))
    arcs.push({ from: first_place + place, to: sink, capacity: rise.length, cost })
  })
  const flowing = minCostFlow(sink + 1, arcs, 0, sink)
  const moved = problem.ways.map((_, way) => (arc_of.has(way) ? (flowing[arc_of.get(way) as number] as number) : 0))
  const out = sources.map((_, i) => (stays[i] as Staying).out[problem.waysOf(i).reduce((sum, way) => sum + (moved[way] as number), 0)] ?? 0)
  return { moved, out }
}

/** The least concave function that is nowhere below. */
function concaveHull(values: readonly number[]): number[] {
  const corners: number[] = []
  const slope = (a: number, b: number) => ((values[b] as number) - (values[a] as number)) / (b - a)
  for (let i = 0; i < values.length; i++) {
    while (corners.length >= 2 && slope(corners.at(-2) as number, corners.at(-1) as number) <= slope(corners.at(-1) as number, i))
      corners.pop()
    corners.push(i)
  }
  let right = 0
  return values.map((_, i) => {
    while ((corners[right] as number) < i) right++
    const b = corners[right] as number
    if (b === i) return values[i] as number
    const a = corners[right - 1] as number
    return (values[a] as number) + slope(a, b) * (i - a)
  })
}

/**
 * For products with very many batches: of each, the riskiest first, all that is at risk of it by the one way that saves most, as if no other batch left its store. Stores
 * that sent some get none, and the other way round.
 */
function greedily(problem: SkuProblem): { plan: Plan; value: number } {
  const { sources, ways } = problem
  const moved = ways.map(() => 0)
  const out = sources.map(() => 0)
  const room = problem.lots.map((_, place) => problem.room(place))
  const arrived: Lot[][] = problem.lots.map(() => [])
  /** by place: what stays unsold with what arrived */
  const waste_with = [...problem.waste_now]
  const sends = new Set<number>()
  const gets = new Set<number>()
  const order = sources.map((_, i) => i).sort((a, b) => (sources[b] as Source).batch.score - (sources[a] as Source).batch.score || a - b)
  for (const index of order) {
    const { place, at, act_units, price, unit_cost, s_end, outlet } = sources[index] as Source
    if (act_units < 1) continue
    const shelf = problem.shelves[place] as SkuProblem['shelves'][number]
    const lots = problem.lots[place] as SkuProblem['lots'][number]
    const drop =
      (problem.waste_now[place] as number) - shelf.waste(lots.map((lot, i) => (i === at ? { ...lot, qty: lot.qty - act_units } : lot)))
    let best = problem.markdownOf(index, lots, 0)?.savings ?? 0
    let chosen = STAYS
    if (outlet && price !== null) {
      const savings = liquidationSavings(act_units, drop, outlet.unit_value, price, s_end)
      if (savings > best + 1e-9) [best, chosen] = [savings, OUT]
    }
    for (const way of gets.has(place) ? [] : problem.waysOf(index)) {
      const { to, sell_days, lane } = ways[way] as Way
      if (sends.has(to) || (room[to] as number) < act_units) continue
      const there = problem.lots[to] as SkuProblem['lots'][number]
      const into = problem.shelves[to] as SkuProblem['shelves'][number]
      const rise = into.wasteWith(there, withLot(arrived[to] as Lot[], { qty: act_units, sell_days })) - (waste_with[to] as number)
      const savings = transferSavings(act_units, drop, rise, unit_cost, s_end, lane)
      if (savings > best + 1e-9) [best, chosen] = [savings, way]
    }
    if (chosen === OUT) out[index] = act_units
    else if (chosen >= 0) {
      const { to, sell_days } = ways[chosen] as Way
      moved[chosen] = act_units
      room[to] = (room[to] as number) - act_units
      sends.add(place)
      gets.add(to)
      arrived[to] = withLot(arrived[to] as Lot[], { qty: act_units, sell_days })
      waste_with[to] = (problem.shelves[to] as SkuProblem['shelves'][number]).wasteWith(problem.lots[to] as Lot[], arrived[to] as Lot[])
    }
  }
  const plan = { moved, out }
  return { plan, value: problem.value(plan) }
}

/** Lots by their days, the new one behind those with as many. */
function withLot(lots: readonly Lot[], lot: Lot): Lot[] {
  const at = lots.findLastIndex(({ sell_days }) => sell_days <= lot.sell_days) + 1
  return lots.toSpliced(at, 0, lot)
}
