import { expect, test } from 'vitest'
import { usualElasticity } from '../risk/usual-elasticity'
import { sharedDataPresent, sharedJson } from '../truths/shared-data'
import { liquidationSavings } from './liquidate.action'
import { plainTerms } from './made-skus.fixture'
import { bestMarkdown, breakEven, hold, markdownGrid } from './markdown.action'
import { SkuProblem } from './sku-problem'
import { dropCurve, riseCurve, sellDaysThere, transferSavings } from './transfer.action'
import { dayOf, type ExpiryTruth, truthSkus } from './truth-shop.fixture'
import { Shelf } from './unsold'

/** domain.md 11: one batch of 20, mean 8 in 10 days, dispersion 1.5, price 100, thrown away for 10. */
test('golden markdown', () => {
  const shelf = new Shelf({ over: (days) => 0.8 * days, dispersion: (mu) => 1.5 * (1 + mu / 0.8 / 19) })
  const terms = {
    shelf,
    lots: [{ qty: 20, sell_days: 10 }],
    at: 0,
    price: 100,
    unit_cost: 50,
    s_end: 10,
    has_fresher: false,
    label_cost: 0,
  }
  const grid = markdownGrid({ ...terms, elasticity: -1.8 })
  expect(hold(terms).value).toBeCloseTo(917.265, 3)
  expect(grid.map(({ boost }) => boost)).toEqual([
    1.096724, 1.208825, 1.339818, 1.494301, 1.678378, 1.900306, 2.171481, 2.508001, 2.933237, 3.482202, 4.209374, 5, 5, 5,
  ])
  expect(grid[6]?.sold).toBeCloseTo(15.884745, 6)
  expect(grid[6]?.value).toBeCloseTo(1073.661, 4)
  expect(bestMarkdown(grid)).toMatchObject({ percent: 35 })
  expect(bestMarkdown(grid)?.savings).toBeCloseTo(156.396, 4)
  expect(bestMarkdown(markdownGrid({ ...terms, s_end: 0, elasticity: -0.8 }))).toBeNull()
})

test.runIf(sharedDataPresent())('every candidate of the made grocery chain, to the digit', () => {
  const truth = sharedJson('expiry_shop/truth.json') as ExpiryTruth
  const terms = plainTerms({ as_of: dayOf(truth.as_of) })
  const skus = truthSkus(truth, usualElasticity)
  const seen: string[] = []
  for (const sku of skus) {
    const problem = new SkuProblem(sku, terms)
    problem.sources.forEach((source, i) => {
      const { store_id } = sku.places[source.place] as (typeof sku.places)[number]
      const name = `${store_id} ${sku.sku_id} ${source.batch.batch_id}`
      seen.push(name)
      const known = truth.actions.find((one) => `${one.store} ${one.sku} ${one.batch}` === name)
      if (!known) throw new Error(`${name} is no candidate`)
      const same = (what: string, got: number | null | undefined, wanted: number | null) => {
        const [a, b] = [got ?? Number.NaN, wanted ?? Number.NaN]
        if (!Object.is(a, b) && Math.abs(a - b) > 1e-9 * Math.max(1, Math.abs(b))) throw new Error(`${name} ${what}: ${a}, not ${b}`)
      }
      const shelf = problem.shelves[source.place] as Shelf
      const lots = problem.lots[source.place] as (typeof problem.lots)[number]
      const price = source.price as number
      expect(source.act_units, name).toBe(known.act_units)
      const held = hold({ shelf, lots, at: source.at, price, s_end: source.s_end })
      same('hold sold', held.sold, known.hold_sold)
      same('hold unsold', held.unsold, known.hold_unsold)
      same('hold value', held.value, known.hold_value)
      const drop = dropCurve(shelf, lots, source.at, source.act_units)
      drop.forEach((units, k) => {
        same(`drop ${k + 1}`, units, known.source_drop[k] as number)
        same(
          `job lot ${k + 1}`,
          liquidationSavings(k + 1, units, 0.25 * source.unit_cost, price, source.s_end),
          known.liquidate.joblot_curve[k] as number,
        )
        same(`donated ${k + 1}`, liquidationSavings(k + 1, units, 0, price, source.s_end), known.liquidate.donate_curve[k] as number)
      })
      expect(source.elasticity, name).toBe(known.elasticity)
      if (known.markdown && source.elasticity !== null) {
        const { unit_cost, s_end, elasticity, has_fresher, at } = source
        const grid = markdownGrid({ shelf, lots, at, price, unit_cost, s_end, elasticity, has_fresher, label_cost: 0 })
        grid.forEach((step, k) => {
          const wanted = known.markdown?.grid[k]
          for (const [what, got] of Object.entries({
            d: step.percent,
            mult: step.boost,
            sold: step.sold,
            value: step.value,
            savings: step.savings,
          }))
            same(`${what} at ${step.percent} %`, got, wanted?.[what as 'd'] as number)
        })
        expect(bestMarkdown(grid)?.percent ?? 0, name).toBe(known.markdown.best_discount_pct)
        expect(breakEven(grid), name).toBe(known.markdown.break_even_pct)
      }
      const reachable = problem.waysOf(i).map((way) => sku.places[problem.ways[way]?.to as number]?.store_id)
      expect(reachable, name).toEqual(known.transfers.map(({ to }) => to))
      for (const { to, curve, best_units } of known.transfers) {
        const there = sku.places.findIndex(({ store_id: id }) => id === to)
        const way = sellDaysThere(terms, store_id, to, source.batch.expiry)
        if (!way) throw new Error(`${name} does not reach ${to}`)
        const rise = riseCurve(problem.shelves[there] as Shelf, problem.lots[there] as typeof lots, way.sell_days, source.act_units)
        const savings = drop.map((units, k) => transferSavings(k + 1, units, rise[k] as number, source.unit_cost, source.s_end, way.lane))
        curve.forEach((point, k) => {
          same(`rise at ${to} ${k + 1}`, rise[k], point.delta_waste)
          same(`to ${to} ${k + 1}`, savings[k], point.savings)
        })
        expect(savings.indexOf(Math.max(...savings)) + 1, name).toBe(best_units)
      }
    })
  }
  expect(seen.sort()).toEqual(truth.actions.map(({ store, sku, batch }) => `${store} ${sku} ${batch}`).sort())
})
