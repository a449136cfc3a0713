import { expect, test } from 'vitest'
import type { Dataset } from '../../src/domain/dataset'
import type { LucidError } from '../../src/domain/errors'
import type { Mapping } from '../../src/domain/mapping'
import { agreed, mappingAsSaid, saidOf, toEngine } from './said-of-upload'

const fieldsOf = (work: () => unknown): unknown => {
  try {
    work()
  } catch (error) {
    return (error as LucidError).shape.details
  }
  return null
}
const mapping: Mapping = { kind: 'sales', columns: ['date', 'product', 'qty'], date_order: null, decimal_sep: null }
const dataset = (more: object) => ({ status: 'ready', mapping, recognition: { mapping, questions: [] }, ...more }) as unknown as Dataset

test('fields and the address say the same three things, once; what is wrong is told field by field', () => {
  expect(saidOf(new Map([['kind', 'inventory']]), { store_id: 'Pune' })).toEqual({ kind: 'inventory', store_id: 'Pune' })
  expect(toEngine({})).toBeUndefined()
  expect(toEngine({ channel: 'online' })).toEqual({ kind: null, store: null, channel: 'online' })
  const wrong = new Map([
    ['kind', 'sale'],
    ['store_id', ' '],
    ['channel', 'web'],
  ])
  expect(fieldsOf(() => saidOf(wrong, {}))).toEqual({
    fields: { kind: expect.stringContaining('sales'), store_id: expect.any(String), channel: expect.stringContaining('online') },
  })
  expect(fieldsOf(() => saidOf(new Map([['channel', 'online']]), { channel: 'online' }))).toEqual({
    fields: { channel: expect.stringContaining('once') },
  })
})

test('a mapping that comes with fields must agree with them, and takes what it does not say', () => {
  expect(agreed(mapping, { kind: 'sales', store_id: 'Pune' })).toEqual({ ...mapping, defaults: { store: 'Pune', channel: null } })
  expect(agreed(mapping, {})).toEqual(mapping)
  const at = { ...mapping, defaults: { store: 'Agra', channel: 'offline' as const } }
  expect(agreed(at, { store_id: 'Agra' })).toEqual(at)
  expect(fieldsOf(() => agreed(at, { kind: 'products', store_id: 'Pune', channel: 'online' }))).toEqual({
    fields: { kind: expect.any(String), store_id: expect.any(String), channel: expect.any(String) },
  })
})

test('a file that is here already is read again only where it is said to be something else', () => {
  expect(mappingAsSaid(dataset({}), { kind: 'sales' })).toBeNull()
  expect(mappingAsSaid(dataset({}), { channel: 'online' })).toEqual({ ...mapping, defaults: { store: null, channel: 'online' } })
  expect(mappingAsSaid(dataset({}), { kind: 'products', store_id: 'Pune' })).toEqual({ ...mapping, kind: 'products' })
  expect(mappingAsSaid(dataset({ status: 'importing' }), { store_id: 'Pune' })).toBeNull()
  const asked = { about: 'store', guess: 'Agra', options: [] }
  const waits = (questions: object[]) => dataset({ status: 'needs_mapping', mapping: null, recognition: { mapping, questions } })
  expect(mappingAsSaid(waits([asked]), { store_id: 'Pune' })).toEqual({ ...mapping, defaults: { store: 'Pune', channel: null } })
  expect(mappingAsSaid(waits([asked]), { channel: 'online' })).toBeNull()
  expect(mappingAsSaid(waits([asked, { about: 'kind', guess: null, options: [] }]), { store_id: 'Pune' })).toBeNull()
})
