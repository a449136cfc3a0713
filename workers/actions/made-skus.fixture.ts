import fc from 'fast-check'
import type { ActionTerms } from './action-terms'
import type { ActionPlace, ActionSku } from './place'

/** 0 = Monday; day 0 is 1970-01-01, a Thursday. */
export const weekdayOfDay = (day: number): number => (((day + 3) % 7) + 7) % 7

export const TODAY = 20_000

/** What holds when an owner has decided nothing. */
export const plainTerms = (change: Partial<ActionTerms> = {}): ActionTerms => ({
  as_of: TODAY,
  min_score: 30,
  min_days_at_receiver: 3,
  removal_lead: 0,
  disposal_cost: 0,
  gst_registered: false,
  label_cost: 0,
  joblot_share: 0.25,
  room: () => Number.POSITIVE_INFINITY,
  lane: () => ({ lead_days: 1, unit_cost: 0, fixed_cost: 0 }),
  supplier: () => null,
  ...change,
})

export const demandOf = (level: number, phi: number, n_eff = 19) => ({
  over: (days: number) => level * Math.max(0, days),
  dispersion: (mu: number) => (level > 0 ? phi * (1 + mu / level / n_eff) : phi),
})

const place = (store_id: string, most_batches: number, most_units: number): fc.Arbitrary<ActionPlace> =>
  fc
    .record({
      level: fc.double({ min: 0, max: 1.5, noNaN: true }),
      phi: fc.double({ min: 1, max: 3, noNaN: true }),
      price: fc.integer({ min: 20, max: 200 }),
      lots: fc.array(
        fc.record({
          qty: fc.integer({ min: 1, max: most_units }),
          days: fc.integer({ min: 0, max: 20 }),
          cost: fc.integer({ min: 5, max: 150 }),
          score: fc.integer({ min: 20, max: 99 }),
        }),
        { maxLength: most_batches },
      ),
    })
    .map(({ level, phi, price, lots }) => ({
      store_id,
      price,
      demand: demandOf(level, phi),
      expired: [],
      queue: lots
        .sort((a, b) => a.days - b.days)
        .map(({ qty, days, cost, score }, i) => ({
          batch_id: `${store_id}-${i}`,
          expiry: TODAY + days,
          sell_days: days,
          qty,
          unit_cost: cost,
          supplier: null,
          score,
          band:
            score >= 80 ? ('critical' as const) : score >= 60 ? ('high' as const) : score >= 30 ? ('medium' as const) : ('low' as const),
          at_risk_units: 0,
        })),
    }))

/** A product in a few stores; how pressing its batches are is drawn, not computed. */
export const skuOf = (stores: number, most_batches: number, most_units: number): fc.Arbitrary<ActionSku> =>
  fc
    .record({
      elasticity: fc.option(fc.double({ min: -3, max: -0.5, noNaN: true })),
      one_cost: fc.option(fc.integer({ min: 5, max: 150 }), { freq: 2 }), // of most products all batches cost the same
      places: fc.tuple(...Array.from({ length: stores }, (_, i) => place(`S${i + 1}`, most_batches, most_units))),
    })
    .map(({ elasticity, one_cost, places }) => ({
      sku_id: 'sku',
      category: null,
      unit: 1,
      gst: 0,
      elasticity,
      places: places.map((place) => ({
        ...place,
        queue: place.queue.map((batch) => ({ ...batch, unit_cost: one_cost ?? batch.unit_cost })),
      })),
    }))
