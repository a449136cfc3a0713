import fc from 'fast-check'
import { expect, test } from 'vitest'
import { demandDistribution, expectedLeft } from '../risk/demand-distribution'
import type { ActionTerms } from './action-terms'
import { plainTerms, skuOf } from './made-skus.fixture'
import { minCostFlow } from './min-cost-flow'
import type { ActionSku } from './place'
import { proposeSku } from './propose'
import { type Plan, SkuProblem } from './sku-problem'
import { solveSku } from './solve-sku'

const RUNS = { seed: 48, numRuns: 400 }

/** What stays unsold of lots in selling order, straight from the definition. */
function waste(sku: ActionSku, place: number, lots: readonly { qty: number; sell_days: number }[]): number {
  const { demand } = sku.places[place] as ActionSku['places'][number]
  let stock = 0
  return [...lots]
    .sort((a, b) => a.sell_days - b.sell_days)
    .reduce((worst, { qty, sell_days }) => {
      stock += qty
      const mu = demand.over(sell_days)
      return Math.max(worst, expectedLeft(demandDistribution(mu, demand.dispersion(mu)), stock))
    }, 0)
}

/** Every plan there is, one after the other. */
function* everyPlan(problem: SkuProblem): Generator<Plan> {
  const plan = { moved: problem.ways.map(() => 0), out: problem.sources.map(() => 0) }
  function* of(source: number): Generator<Plan> {
    if (source === problem.sources.length) {
      yield { moved: [...plan.moved], out: [...plan.out] }
      return
    }
    const ends = problem.waysOf(source)
    function* spread(end: number, left: number): Generator<Plan> {
      if (end === ends.length) {
        for (let units = 0; units <= left; units++) {
          plan.out[source] = units
          yield* of(source + 1)
        }
        plan.out[source] = 0
        return
      }
      for (let units = 0; units <= left; units++) {
        plan.moved[ends[end] as number] = units
        yield* spread(end + 1, left - units)
      }
      plan.moved[ends[end] as number] = 0
    }
    yield* spread(0, problem.sources[source]?.act_units ?? 0)
  }
  yield* of(0)
}

const smallOnes = (terms: ActionTerms, sku: ActionSku): SkuProblem | null => {
  const problem = new SkuProblem(sku, terms)
  const units = problem.sources.reduce((sum, { act_units }) => sum + act_units, 0)
  return units >= 1 && units <= 8 ? problem : null
}

const anyTerms = fc
  .record({
    unit_cost: fc.constantFrom(0, 0, 3),
    fixed_cost: fc.constantFrom(0, 0, 0, 60),
    disposal_cost: fc.constantFrom(0, 5),
    room: fc.constantFrom(2, 5, 1000),
    joblot_share: fc.constantFrom(0, 0.25, 0.6),
  })
  .map(({ unit_cost, fixed_cost, room, ...rest }) =>
    plainTerms({ ...rest, room: () => room, lane: () => ({ lead_days: 1, unit_cost, fixed_cost }) }),
  )

/** The worth of a plan, counted from what stays unsold everywhere, markdowns left out. */
function plainValue({ sku, sources, ways }: SkuProblem, plan: Plan): number {
  let value = 0
  const paid = new Set<string>()
  for (const [place, { queue }] of sku.places.entries()) {
    const lots = queue.map(({ qty, sell_days }) => ({ qty, sell_days }))
    for (const [i, { place: here, at, unit_cost, s_end, price, outlet }] of sources.entries()) {
      if (here !== place) continue
      const moved = ways.reduce((sum, { source }, way) => sum + (source === i ? (plan.moved[way] as number) : 0), 0)
      const steps: [number, (drop: number) => number][] = [
        [moved, (drop) => (unit_cost - s_end) * drop],
        [
          plan.out[i] as number,
          (drop) => (outlet?.unit_value ?? 0) * (plan.out[i] as number) - s_end * drop - (price ?? 0) * ((plan.out[i] as number) - drop),
        ],
      ]
      for (const [units, gain] of steps) {
        const before = waste(sku, place, lots)
        ;(lots[at] as { qty: number }).qty -= units
        value += gain(before - waste(sku, place, lots))
      }
    }
    const coming = [...ways.entries()]
      .filter(([way, { to }]) => to === place && (plan.moved[way] as number) > 0)
      .sort(([, a], [, b]) => a.sell_days - b.sell_days)
    const there: { qty: number; sell_days: number }[] = [...queue]
    for (const [way, { source, sell_days, lane }] of coming) {
      const { unit_cost, s_end, place: from } = sources[source] as SkuProblem['sources'][number]
      const before = waste(sku, place, there)
      there.push({ qty: plan.moved[way] as number, sell_days })
      value -= (unit_cost - s_end) * (waste(sku, place, there) - before) + (plan.moved[way] as number) * lane.unit_cost
      if (!paid.has(`${from} ${place}`)) value -= lane.fixed_cost
      paid.add(`${from} ${place}`)
    }
  }
  return value
}

test('48: the plan is the best of all plans, of eight units or fewer', () => {
  let compared = 0
  fc.assert(
    fc.property(skuOf(3, 2, 6), anyTerms, (sku, terms) => {
      const problem = smallOnes(terms, sku)
      if (!problem) return
      let best = 0
      for (const plan of everyPlan(problem)) best = Math.max(best, problem.value(plan))
      compared++
      expect(solveSku(problem).value).toBeCloseTo(best, 6)
    }),
    RUNS,
  )
  expect(compared).toBeGreaterThan(100)
})

test('a plan is worth what it changes of what stays unsold', () => {
  fc.assert(
    fc.property(skuOf(3, 2, 5), anyTerms, (with_markdowns, terms) => {
      const sku = { ...with_markdowns, elasticity: null }
      const problem = smallOnes(terms, sku)
      if (!problem) return
      let n = 0
      for (const plan of everyPlan(problem)) {
        if (n++ % 7 !== 0) continue
        const value = problem.value(plan)
        if (value !== Number.NEGATIVE_INFINITY) expect(value).toBeCloseTo(plainValue(problem, plan), 6)
      }
    }),
    { ...RUNS, numRuns: 100 },
  )
})

test('exchanges that are passed over because nothing gains by arriving would not have been made', () => {
  let compared = 0
  fc.assert(
    fc.property(skuOf(4, 3, 15), anyTerms, (sku, terms) => {
      const problem = new SkuProblem(sku, terms)
      if (!problem.arrivals_lose || problem.ways.length === 0) return
      compared++
      const looking_at_all = Object.assign(new SkuProblem(sku, terms), { arrivals_lose: false })
      expect(solveSku(problem)).toEqual(solveSku(looking_at_all))
    }),
    RUNS,
  )
  expect(compared).toBeGreaterThan(100)
})

test('48: never worse than the best single action', () => {
  fc.assert(
    fc.property(skuOf(4, 3, 15), (sku) => {
      const terms = plainTerms()
      const { proposals } = proposeSku(sku, terms)
      const sum = proposals.filter(({ rank }) => rank === 1).reduce((all, { expected_savings }) => all + expected_savings, 0)
      for (const { expected_savings, rank } of proposals) if (rank > 1) expect(sum).toBeGreaterThanOrEqual(expected_savings - 1e-6)
    }),
    { ...RUNS, numRuns: 100 },
  )
})

test('the flow costs least, compared with every flow there is', () => {
  const arcs = fc.array(
    fc
      .record({ from: fc.nat(3), to: fc.nat(3), capacity: fc.integer({ min: 1, max: 2 }), cost: fc.integer({ min: -6, max: 6 }) })
      .filter(({ from, to }) => from < to),
    { minLength: 1, maxLength: 7 },
  )
  fc.assert(
    fc.property(arcs, (network) => {
      const cost = (flow: readonly number[]) => flow.reduce((sum, units, i) => sum + units * (network[i]?.cost ?? 0), 0)
      const kept = (flow: readonly number[]) =>
        [1, 2].every(
          (node) =>
            network.reduce(
              (sum, { from, to }, i) => sum + (to === node ? (flow[i] as number) : 0) - (from === node ? (flow[i] as number) : 0),
              0,
            ) === 0,
        )
      let best = 0
      const all = (flow: number[]): void => {
        if (flow.length === network.length) {
          if (kept(flow)) best = Math.min(best, cost(flow))
          return
        }
        for (let units = 0; units <= (network[flow.length]?.capacity ?? 0); units++) all([...flow, units])
      }
      all([])
      const found = minCostFlow(4, network, 0, 3)
      expect(kept(found)).toBe(true)
      expect(found.every((units, i) => units <= (network[i]?.capacity ?? 0))).toBe(true)
      expect(cost(found)).toBe(best)
    }),
    RUNS,
  )
})

test('an arc whose units cost more and more is as many arcs of one unit', () => {
  const arcs = fc.array(
    fc
      .record({
        from: fc.nat(3),
        to: fc.nat(3),
        cost: fc.array(fc.integer({ min: -6, max: 6 }), { minLength: 1, maxLength: 4 }).map((costs) => costs.sort((a, b) => a - b)),
      })
      .filter(({ from, to }) => from < to)
      .map((arc) => ({ ...arc, capacity: arc.cost.length })),
    { minLength: 1, maxLength: 8 },
  )
  fc.assert(
    fc.property(arcs, (network) => {
      const single = network.flatMap(({ from, to, cost }) => cost.map((one) => ({ from, to, capacity: 1, cost: one })))
      const flow = minCostFlow(4, network, 0, 3)
      const costs = network.reduce((sum, { cost }, i) => sum + cost.slice(0, flow[i]).reduce((all, one) => all + one, 0), 0)
      expect(costs).toBe(minCostFlow(4, single, 0, 3).reduce((sum, units, i) => sum + units * (single[i]?.cost ?? 0), 0))
    }),
    RUNS,
  )
})
