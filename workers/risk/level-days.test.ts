import fc from 'fast-check'
import { expect, test } from 'vitest'
import { levelDays } from './level-days'
import { seriesFigures } from './place-series'

const series = fc.record({
  units: fc.oneof(
    ...[
      [1, 2, 2, 3, 3],
      [1, 1, 1, 40, 90],
      [0, 0, 2],
      [0, 0, 1, 90],
    ].map((of) => fc.array(fc.constantFrom(...of), { minLength: 40, maxLength: 120 })),
    fc.array(fc.constantFrom(0, 0, 1), { maxLength: 27, minLength: 1 }),
  ),
  closed: fc.option(fc.nat({ max: 6 }), { nil: null }),
  as_of: fc.integer({ min: 18_000, max: 18_006 }),
  out: fc.array(fc.boolean(), { minLength: 120, maxLength: 120 }),
  is_out: fc.boolean(),
})

test('the days of a level put together again are the level, whatever the kind of demand', () => {
  const seen = new Set<string>()
  fc.assert(
    fc.property(series, ({ units, closed, as_of, out, is_out }) => {
      const profile = [0.5, 0.75, 1, 1, 1.25, 1.5, 1].map((f, k) => (k === closed ? 0 : f))
      const one = { units, out: is_out ? out.slice(0, units.length).map((x, i) => x && units[i] === 0) : null, as_of, profile }
      const { demand_class, level, sum } = seriesFigures(one)
      seen.add(demand_class)
      const days = levelDays(one, demand_class)
      const sold = days.reduce((all, { at, per_unit }) => all + per_unit * (units[at] as number), 0)
      const chance = days.reduce((all, day) => all + day.chance, 0)
      if (demand_class === 'new') expect(sold).toBeCloseTo(sum, 8)
      else expect(demand_class === 'smooth' || demand_class === 'erratic' ? sold : sold * chance).toBeCloseTo(level as number, 8)
    }),
    { seed: 5, numRuns: 400 },
  )
  expect([...seen].sort()).toEqual(['erratic', 'intermittent', 'lumpy', 'new', 'smooth'])
})
