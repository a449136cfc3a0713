import fc from 'fast-check'
import { expect, test } from 'vitest'
import { demandDistribution, expectedLeft } from '../risk/demand-distribution'
import { demandOf, plainTerms, skuOf, TODAY } from './made-skus.fixture'
import { bestMarkdown, hold, markdownGrid } from './markdown.action'
import type { ActionSku } from './place'
import { proposeAll, proposeSku } from './propose'
import { Shelf } from './unsold'

const RUNS = { seed: 45, numRuns: 150 }

const one_batch = (change: Partial<ActionSku['places'][number]['queue'][number]> = {}): ActionSku => ({
  sku_id: 'curd',
  category: 'Dairy',
  unit: 1,
  gst: 0.05,
  elasticity: -1.5,
  places: [
    {
      store_id: 'S1',
      price: 50,
      demand: demandOf(1, 1.2),
      expired: [],
      queue: [
        {
          batch_id: 'B',
          expiry: TODAY + 6,
          sell_days: 6,
          qty: 20,
          unit_cost: 40,
          supplier: 'Dairy Co',
          score: 90,
          band: 'critical',
          at_risk_units: 14,
          ...change,
        },
      ],
    },
    { store_id: 'S2', price: 50, demand: demandOf(4, 1.2), expired: [], queue: [] },
  ],
})

test('goods go where they sell: nearly all that is too much moves to the store that sells four a day', () => {
  const { proposals } = proposeSku(one_batch(), plainTerms())
  expect(proposals[0]).toMatchObject({ action_type: 'TRANSFER', from_store: 'S1', to_store: 'S2', batch_id: 'B', rank: 1 })
  expect(proposals[0]?.qty).toBeGreaterThanOrEqual(13)
  expect(proposals.some(({ action_type, rank }) => action_type === 'MARKDOWN' && rank > 1)).toBe(true)
})

test('a supplier who takes goods back in time is paid for before a bulk buyer', () => {
  const supplier = () => ({ pays: 0.9, days_before_expiry: 5 })
  const alone = { ...one_batch(), elasticity: null, places: one_batch().places.slice(0, 1) }
  expect(proposeSku(alone, plainTerms({ supplier })).proposals[0]).toMatchObject({ action_type: 'LIQUIDATE', sub_type: 'RTV' })
  const late = () => ({ pays: 0.9, days_before_expiry: 7 })
  expect(proposeSku(alone, plainTerms({ supplier: late })).proposals[0]).toMatchObject({ action_type: 'LIQUIDATE', sub_type: 'JOBLOT' })
})

test('what expired goes back or is thrown away, nothing else', () => {
  const expired = [{ batch_id: 'OLD', expiry: TODAY - 3, qty: 4, unit_cost: 30, supplier: 'Pharma Co' }]
  const sku = { ...one_batch(), places: [{ ...(one_batch().places[0] as ActionSku['places'][number]), queue: [], expired }] }
  expect(proposeSku(sku, plainTerms()).proposals).toMatchObject([{ sub_type: 'DISPOSE', qty: 4, expected_savings: 0 }])
  const supplier = () => ({ pays: 0.5, days_before_expiry: -30 })
  expect(proposeSku(sku, plainTerms({ supplier, disposal_cost: 2 })).proposals).toMatchObject([
    { sub_type: 'RTV', qty: 4, expected_savings: 4 * (15 + 2) },
  ])
})

test('45, 46, 47: no unit is promised twice, pressing batches have an action, nothing saves less than nothing', () => {
  fc.assert(
    fc.property(skuOf(4, 3, 12), fc.constantFrom(0, 3, 1000), (sku, room) => {
      const { proposals } = proposeSku(sku, plainTerms({ room: () => room }))
      const plan = proposals.filter(({ rank }) => rank === 1)
      for (const { store_id, queue } of sku.places) {
        for (const batch of queue) {
          const own = plan.filter((one) => one.from_store === store_id && one.batch_id === batch.batch_id)
          const units = own.reduce((sum, { qty }) => sum + qty, 0)
          if (own[0]) expect(units).toBeLessThanOrEqual(own[0].baseline.act_units)
          expect(units).toBeLessThanOrEqual(batch.qty)
          if (batch.score >= 60) expect(own.filter(({ qty }) => qty >= 1).length).toBeGreaterThanOrEqual(1)
        }
        expect(plan.filter(({ to_store }) => to_store === store_id).reduce((sum, { qty }) => sum + qty, 0)).toBeLessThanOrEqual(room)
      }
      for (const { expected_savings, from_store, to_store } of proposals) {
        expect(expected_savings).toBeGreaterThanOrEqual(0)
        expect(from_store).not.toBe(to_store)
      }
    }),
    RUNS,
  )
})

test('45: room in a store is given out once, whatever the number of products', () => {
  const skus = ['a', 'b', 'c'].map((sku_id) => ({ ...one_batch(), sku_id }))
  const { proposals } = proposeAll(skus, plainTerms({ room: () => 20 }))
  const moved = proposals.filter(({ to_store, rank }) => to_store === 'S2' && rank === 1).reduce((sum, { qty }) => sum + qty, 0)
  expect(moved).toBeGreaterThan(13)
  expect(moved).toBeLessThanOrEqual(20)
})

test('49: a store that gets goods expects to lose no more of its own than was counted', () => {
  const lost = (sku: ActionSku, place: number, more: readonly { qty: number; sell_days: number }[]): number => {
    const { demand, queue } = sku.places[place] as ActionSku['places'][number]
    let stock = 0
    let worst = 0
    for (const { qty, sell_days } of [...queue, ...more].sort((a, b) => a.sell_days - b.sell_days)) {
      stock += qty
      const mu = demand.over(sell_days)
      worst = Math.max(worst, expectedLeft(demandDistribution(mu, demand.dispersion(mu)), stock))
    }
    return worst
  }
  fc.assert(
    fc.property(skuOf(3, 2, 12), (sku) => {
      const { proposals } = proposeSku(sku, plainTerms())
      sku.places.forEach(({ store_id }, place) => {
        const coming = proposals.filter(({ to_store, rank }) => to_store === store_id && rank === 1)
        const counted = coming.reduce((sum, { baseline }) => sum + baseline.rise, 0)
        const rise =
          lost(
            sku,
            place,
            coming.map(({ qty, expiry }) => ({ qty, sell_days: expiry - TODAY })),
          ) - lost(sku, place, [])
        expect(rise).toBeLessThanOrEqual(counted + 1e-6)
      })
    }),
    RUNS,
  )
})

test('50: dearer ways never move more', () => {
  const moved = (sku: ActionSku, unit_cost: number) =>
    proposeSku(sku, plainTerms({ joblot_share: 0, lane: () => ({ lead_days: 1, unit_cost, fixed_cost: 0 }) }))
      .proposals.filter(({ action_type, rank }) => action_type === 'TRANSFER' && rank === 1)
      .reduce((sum, { qty }) => sum + qty, 0)
  fc.assert(
    fc.property(skuOf(3, 1, 12), fc.integer({ min: 1, max: 30 }), (drawn, more) => {
      const sku = { ...drawn, elasticity: null }
      expect(moved(sku, more)).toBeLessThanOrEqual(moved(sku, 0))
    }),
    RUNS,
  )
})

test('51: no reduced price where demand hardly follows it; a shallower one the more a thrown-away unit brings, a deeper one the more there is', () => {
  const best = (qty: number, s_end: number, elasticity: number, level: number) =>
    bestMarkdown(
      markdownGrid({
        shelf: new Shelf(demandOf(level, 1.4)),
        lots: [{ qty, sell_days: 10 }],
        at: 0,
        price: 100,
        unit_cost: 60,
        s_end,
        elasticity,
        has_fresher: false,
        label_cost: 0,
      }),
    )?.percent ?? 0
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 0, max: 30 }),
      fc.integer({ min: 1, max: 30 }),
      fc.double({ min: 0.1, max: 4, noNaN: true }),
      (qty, s_end, more, level) => {
        expect(best(qty, s_end, -0.9, level)).toBe(0)
        expect(best(qty, s_end + more, -1.8, level)).toBeLessThanOrEqual(best(qty, s_end, -1.8, level))
        expect(best(qty + more, s_end, -1.8, level)).toBeGreaterThanOrEqual(best(qty, s_end, -1.8, level))
      },
    ),
    RUNS,
  )
})

test('d = 0 is to hold', () => {
  const shelf = new Shelf(demandOf(0.7, 1.3))
  const terms = {
    shelf,
    lots: [
      { qty: 3, sell_days: 2 },
      { qty: 8, sell_days: 9 },
    ],
    at: 1,
    price: 80,
    unit_cost: 50,
    s_end: 0,
    has_fresher: true,
    label_cost: 0,
  }
  const { value } = hold(terms)
  expect(markdownGrid({ ...terms, elasticity: 0 }).every((step) => step.boost === 1 && step.value <= value + 1e-9)).toBe(true)
})

test('five thousand batches of one product are proposed for by steps, and that is said', () => {
  const queue = Array.from({ length: 5000 }, (_, i) => ({
    batch_id: `B${i}`,
    expiry: TODAY + 5 + (i % 300),
    sell_days: 5 + (i % 300),
    qty: 3,
    unit_cost: 20,
    supplier: null,
    score: 85,
    band: 'critical' as const,
    at_risk_units: 3,
  })).sort((a, b) => a.sell_days - b.sell_days)
  const sku = {
    ...one_batch(),
    places: [{ ...(one_batch().places[0] as ActionSku['places'][number]), queue }, ...one_batch().places.slice(1)],
  }
  const { proposals, method } = proposeSku(sku, plainTerms())
  expect(method).toBe('greedy')
  expect(new Set(proposals.map(({ batch_id }) => batch_id)).size).toBe(5000)
})
