import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type DatedDataset, provenOrder, toReadAgain } from './date-evidence'

const one = (dataset_id: string, date_evidence: DatedDataset['date_evidence'], date_order: DatedDataset['date_order']): DatedDataset => ({
  dataset_id,
  header_signature: 's',
  date_evidence,
  date_order,
})

test('a guess is read again when a file with the same header proves the order, and again when that file goes', () => {
  const guess = one('a', 'locale', 'DMY')
  const proof = one('b', 'proven', 'MDY')
  expect(toReadAgain([guess])).toEqual([])
  expect(toReadAgain([guess, proof])).toEqual([{ dataset_id: 'a', order: 'MDY' }])
  const remembered = one('a', 'remembered', 'MDY')
  expect(toReadAgain([remembered, proof])).toEqual([])
  expect(toReadAgain([remembered])).toEqual([{ dataset_id: 'a', order: null }])
})

test('files that contradict one another prove nothing', () => {
  expect(provenOrder([one('a', 'proven', 'MDY'), one('b', 'proven', 'DMY')], 's')).toBe(null)
  expect(provenOrder([one('a', 'proven', 'MDY'), one('b', 'remembered', 'DMY')], 's')).toBe('MDY')
  expect(provenOrder([one('a', 'proven', 'MDY')], 'other')).toBe(null)
})

test('property: reading again settles at once, and the outcome depends on the set of files only', () => {
  const file = fc.record({ header_signature: fc.constantFrom('s', 't'), proof: fc.constantFrom('DMY', 'MDY', null) })
  fc.assert(
    fc.property(fc.array(file, { maxLength: 8 }), fc.infiniteStream(fc.nat()), (files, random) => {
      // how a file is read: by its own proof, else by what is remembered, else by locale
      const read = (id: number, order: string | null): DatedDataset => {
        const own = files[id] as (typeof files)[number]
        const base = { dataset_id: String(id), header_signature: own.header_signature }
        if (own.proof) return { ...base, date_order: own.proof as 'DMY', date_evidence: 'proven' }
        return order
          ? { ...base, date_order: order as 'DMY', date_evidence: 'remembered' }
          : { ...base, date_order: 'DMY', date_evidence: 'locale' }
      }
      const importAll = (order: number[]): DatedDataset[] => {
        let shop: DatedDataset[] = []
        for (const id of order) {
          shop = [...shop, read(id, provenOrder(shop, (files[id] as (typeof files)[number]).header_signature))]
          for (const again of toReadAgain(shop))
            shop = shop.map((dataset) => (dataset.dataset_id === again.dataset_id ? read(Number(again.dataset_id), again.order) : dataset))
          expect(toReadAgain(shop)).toEqual([])
        }
        return shop.sort((a, b) => (a.dataset_id < b.dataset_id ? -1 : 1))
      }
      const ids = files.map((_, i) => i)
      const shuffled = ids.map((id) => ({ id, key: random.next().value as number })).sort((a, b) => a.key - b.key)
      expect(importAll(shuffled.map(({ id }) => id))).toEqual(importAll(ids))
    }),
    { seed: 20261120, numRuns: 200 },
  )
})
