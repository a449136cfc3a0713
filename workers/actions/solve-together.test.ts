import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DEFAULT_STORE_SETTINGS } from '../../src/domain/store-settings'
import { ForecastDemand } from './forecast-demand'
import { skuOf, TODAY } from './made-skus.fixture'
import type { ActionSku } from './place'
import { byStake, givingOutRoom, proposeAll, together } from './propose'
import { solveTogether } from './solve-together'
import { received, type Solver } from './solver'
import { termsOf } from './terms-of'

const KNOWN = { as_of: TODAY, removal_lead: 0, on_hand: new Map<string, number>() }
const PROFILE = [0.8, 0.9, 1, 1, 1, 1.1, 1.2]

/** A shop of products that differ in what they sell. */
const [SKUS = []] = fc.sample(fc.array(skuOf(3, 3, 12), { minLength: 150, maxLength: 150 }), { seed: 11, numRuns: 1 }).map((skus) =>
  skus.map(
    (sku, i): ActionSku => ({
      ...sku,
      sku_id: `sku-${i}`,
      places: sku.places.map((place, at) => ({
        ...place,
        demand: new ForecastDemand({ level: ((i % 7) + at) / 5, profile: PROFILE, season: null, phi: 1.3, n_eff: 19 }, TODAY),
      })),
    }),
  ),
)
const terms = termsOf(DEFAULT_STORE_SETTINGS, KNOWN)
const alone = proposeAll(SKUS, terms)

/** A solver to which only what can be cloned comes through, as to a thread. */
const thread = (): Solver & { asked: number } => {
  const solve = givingOutRoom(terms)
  return {
    asked: 0,
    async solve(skus) {
      this.asked += skus.length
      return structuredClone(received(structuredClone(skus) as ActionSku[]).map(solve))
    },
  }
}
const order = byStake(SKUS, 30)

test('what several threads find together is what one finds alone, to the last digit and in the same order', async () => {
  const others = [thread(), thread()]
  expect(together(await solveTogether(order, givingOutRoom(terms), others))).toEqual(alone)
  for (const { asked } of others) expect(asked).toBeGreaterThan(0)
})

test('a thread that breaks leaves its products to the others', async () => {
  let calls = 0
  const broken: Solver = {
    solve: async (skus) => {
      if (++calls > 1) throw new Error('broken')
      return skus.map(givingOutRoom(terms))
    },
  }
  expect(together(await solveTogether(order, givingOutRoom(terms), [broken, thread()]))).toEqual(alone)
  expect(calls).toBeGreaterThan(1)
})
