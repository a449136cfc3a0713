import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { GlobalSearch, isFiltered, parseSearch, stringifySearch, toFilter } from './url-filter'

describe('the global filter in the URL', () => {
  it('reads repeated keys as lists and a bare demo as true', () => {
    const search = GlobalSearch.parse(parseSearch('?demo&stores=MG+Road&stores=Andheri&from=2026-01-01'))
    expect(search).toMatchObject({ demo: true, stores: ['MG Road', 'Andheri'], from: '2026-01-01' })
    expect(toFilter(search)).toEqual({
      dataset_id: null,
      store_id: ['MG Road', 'Andheri'],
      channel: [],
      category: [],
      sku_id: [],
      customer_id: [],
      from: '2026-01-01',
      to: null,
    })
  })
  it('drops what is malformed instead of failing', () => {
    const search = GlobalSearch.parse(parseSearch('?from=yesterday&to=2026-13&stores=&as_of=21-11-2026'))
    expect(isFiltered(search)).toBe(false)
  })
  it('leaves no trace of unset values', () => {
    expect(stringifySearch({ stores: [], from: undefined, to: '', demo: undefined })).toBe('')
    expect(stringifySearch({ demo: true })).toBe('?demo')
  })
  it('comes back from the URL as it went in, whatever stores are called', () => {
    const name = fc.string({ minLength: 1 })
    fc.assert(
      fc.property(fc.array(name, { minLength: 1 }), fc.array(name), (stores, category) => {
        const search = GlobalSearch.parse(parseSearch(stringifySearch({ stores, category, as_of: '2026-11-21' })))
        expect(search.stores).toEqual(stores)
        expect(search.category ?? []).toEqual(category)
        expect(search.as_of).toBe('2026-11-21')
      }),
      { seed: 2026, numRuns: 100 },
    )
  })
})
