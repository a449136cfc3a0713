import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson } from '../metrics/canonical-json'
import { type About, namingText } from './naming-text'

test('the text is the canonical JSON of what a proposal is about and made from, whatever is written in it', () => {
  const text = fc.string({ unit: 'binary' })
  const about: fc.Arbitrary<About> = fc.record({
    action_type: fc.constantFrom('TRANSFER', 'MARKDOWN', 'LIQUIDATE'),
    sub_type: fc.constantFrom(null, 'DISPOSE'),
    from_store: text,
    to_store: fc.option(text),
    sku_id: text,
    batch_id: text,
    expiry_date: text,
    reserved: fc.array(text, { maxLength: 3 }),
  })
  fc.assert(
    fc.property(fc.record({ as_of: text, data_hash: text, params_hash: text }), about, (made_from, one) => {
      expect(namingText(made_from)(one)).toBe(canonicalJson({ ...made_from, ...one }))
    }),
    { seed: 52, numRuns: 200 },
  )
})
