import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type AliasDecision, aliasPair, resolveAliases } from './alias'

const same = (from_sku: string, into_sku: string, decided_at: string): AliasDecision => ({
  from_sku,
  into_sku,
  decision: 'same',
  decided_at,
})

test('chains are followed, circles closed by nobody, pairs kept apart are no merges', () => {
  expect(
    resolveAliases([same('a', 'b', '1'), same('b', 'c', '2'), same('c', 'a', '3'), { ...same('d', 'a', '4'), decision: 'different' }]),
  ).toEqual([
    { from_sku: 'a', into_sku: 'c' },
    { from_sku: 'b', into_sku: 'c' },
  ])
  expect(aliasPair('x', 'y')).toBe(aliasPair('y', 'x'))
})

test('whatever is decided: products that were joined end in one, which itself goes nowhere; the order of storage does not matter', () => {
  const sku = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f')
  const decision = fc.record({
    from_sku: sku,
    into_sku: sku,
    decision: fc.constantFrom('same' as const, 'different' as const),
    decided_at: fc.integer({ min: 0, max: 99 }).map(String),
  })
  fc.assert(
    fc.property(fc.array(decision, { maxLength: 12 }), (decisions) => {
      const resolved = resolveAliases(decisions)
      expect(resolveAliases([...decisions].reverse())).toEqual(resolved)
      const into = new Map(resolved.map((one) => [one.from_sku, one.into_sku]))
      const end = (one: string) => into.get(one) ?? one
      for (const one of decisions) if (one.decision === 'same') expect(end(one.from_sku)).toBe(end(one.into_sku))
      for (const target of into.values()) expect(into.has(target)).toBe(false)
    }),
    { seed: 20261120, numRuns: 300 },
  )
})
