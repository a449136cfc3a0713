import { DEFAULT_STORE_SETTINGS } from '../../src/domain/store-settings'
import { liquidationSavings } from '../actions/liquidate.action'
import { bestMarkdown, breakEven, hold, markdownGrid } from '../actions/markdown.action'
import { shopSkus } from '../actions/shop-skus'
import { SkuProblem } from '../actions/sku-problem'
import { termsOf } from '../actions/terms-of'
import { dropCurve, riseCurve, sellDaysThere, transferSavings } from '../actions/transfer.action'
import type { TruthAction } from '../actions/truth-shop.fixture'
import type { Lot, Shelf } from '../actions/unsold'
import { dayNumber } from '../models/day-number'
import { demandAt } from '../models/demand'
import type { Figure } from './comparison'
import type { TruthShop } from './shop'

interface Health {
  at_risk: number
  dead: number
  excess: number
  expired: number
  healthy: number
  stock_value: number
  health_pct: number
}
interface ActionsTruth {
  as_of: string
  actions: TruthAction[]
  stock: { health: Health; health_by_store: Record<string, Health> }
}
type Add = (figure: string, expected: Figure['truth'], ours: Figure['ours'], tolerance?: number) => void

/** What could be done with every batch, from the files on: candidates, markdowns, moves, ways out; and how the stock stands. The usual elasticities, as the truth takes them. */
export async function compareActions(t: ActionsTruth, shop: TruthShop, add: Add): Promise<void> {
  const rows = await shop.metric('batch-risk')
  const demand = await demandAt(shop.db, t.as_of)
  const store_settings = { ...DEFAULT_STORE_SETTINGS, own_elasticity: false }
  const { skus } = await shopSkus(shop.db, { rows, demand, as_of: t.as_of, reserved: [], store_settings, removal_lead: 0, fefo_share: 1 })
  const terms = termsOf(store_settings, { as_of: dayNumber(t.as_of), removal_lead: 0, on_hand: new Map() })
  const problems = skus.map((sku) => new SkuProblem(sku, terms))
  add(
    'actions: candidates',
    t.actions.length,
    problems.reduce((sum, { sources }) => sum + sources.length, 0),
  )
  for (const known of t.actions) {
    const problem = problems.find(({ sku }) => sku.sku_id === known.sku)
    const source = problem?.sources.find(
      ({ batch, place }) => batch.batch_id === known.batch && problem.sku.places[place]?.store_id === known.store,
    )
    const what = `action for ${known.batch} of ${known.sku} in ${known.store}`
    add(`${what}: units`, known.act_units, source?.act_units)
    if (!problem || !source || source.price === null) continue
    const { place, at, price, unit_cost, s_end, elasticity, has_fresher } = source
    // a list price is kept to 1/10000, so money that follows it is not the truth's to the last digit
    const close = (what_of: string, expected: number | null, ours: number | null | undefined) =>
      add(`${what}: ${what_of}`, expected, ours, 0.001)
    const shelf = problem.shelves[place] as Shelf
    const lots = problem.lots[place] as Lot[]
    close('price', known.price_net, price)
    close('value if nothing is done', known.hold_value, hold({ shelf, lots, at, price, s_end }).value)
    const drop = dropCurve(shelf, lots, at, known.act_units)
    const bulk = drop.map((units, k) => liquidationSavings(k + 1, units, 0.25 * unit_cost, price, s_end))
    close('all of it in bulk', known.liquidate.joblot_curve.at(-1) ?? null, bulk.at(-1))
    if (known.markdown && elasticity !== null) {
      const grid = markdownGrid({ shelf, lots, at, price, unit_cost, s_end, elasticity, has_fresher, label_cost: 0 })
      add(`${what}: discount`, known.markdown.best_discount_pct, bestMarkdown(grid)?.percent ?? 0)
      close('saved by the discount', known.markdown.best_savings, bestMarkdown(grid)?.savings ?? 0)
      add(`${what}: deepest discount without a loss`, known.markdown.break_even_pct, breakEven(grid))
    }
    for (const { to, best_units, best_savings } of known.transfers) {
      const there = problem.sku.places.findIndex(({ store_id }) => store_id === to)
      const way = sellDaysThere(terms, known.store, to, source.batch.expiry)
      if (!way) {
        add(`${what}: reaches ${to}`, true, false)
        continue
      }
      const rise = riseCurve(problem.shelves[there] as Shelf, problem.lots[there] as Lot[], way.sell_days, known.act_units)
      const savings = drop.map((units, k) => transferSavings(k + 1, units, rise[k] as number, unit_cost, s_end, way.lane))
      add(`${what}: best units to ${to}`, best_units, savings.indexOf(Math.max(...savings)) + 1)
      close(`saved by moving to ${to}`, best_savings, Math.max(...savings))
    }
  }
  const [whole] = await shop.metric('inventory-health', { by: 'all' })
  const by_store = await shop.metric('inventory-health', { by: 'store' })
  for (const [name, truth, ours] of [
    ['all', t.stock.health, whole] as const,
    ...Object.entries(t.stock.health_by_store).map(([id, truth]) => [id, truth, by_store.find((row) => row.store_id === id)] as const),
  ]) {
    for (const bucket of ['healthy', 'excess', 'dead', 'at_risk', 'expired'] as const)
      add(`stock of ${name}: ${bucket}`, truth[bucket], ours?.[bucket], 0.01)
    add(`stock of ${name}: value`, truth.stock_value, ours?.total, 0.01)
    add(`stock of ${name}: health`, truth.health_pct, typeof ours?.health === 'number' ? 100 * ours.health : null, 1e-6)
  }
}
