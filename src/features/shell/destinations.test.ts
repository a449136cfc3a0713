import i18next from 'i18next'
import { beforeAll, expect, test } from 'vitest'
import { products } from '../../i18n/en/products'
import { settings } from '../../i18n/en/settings'
import { shell } from '../../i18n/en/shell'
import { type Destination, FURTHER, MAIN } from './destinations'
import { foundBy } from './found-by'

beforeAll(() => i18next.init({ lng: 'en', defaultNS: 'shell', resources: { en: { shell, products, settings } } }))
const ALL: readonly Destination[] = [...MAIN, ...FURTHER]
const said = ({ within, label, keywords = [] }: Destination) =>
  [within ?? '', label, ...keywords].map((key) => i18next.t(key as never) as string)
const found = (typed: string) => ALL.filter((one) => foundBy(typed, said(one))).map(({ id }) => id)

test('every page, way to look and part of the settings is found by what stands there', () => {
  expect(found('reorder')).toEqual(['view reorder'])
  expect(found('dead stock')).toContain('view dead')
  expect(found('CURRENCY')).toEqual(['settings shop'])
  expect(found('language')).toEqual(['settings device'])
  expect(found('expiry calendar')).toEqual(['calendar'])
  expect(found('settings').length).toBeGreaterThan(7)
  expect(found('nothing like this')).toEqual([])
})

test('every word that names a place is known', () => {
  for (const { within, label, keywords = [] } of ALL)
    for (const key of [within ?? label, label, ...keywords]) expect(i18next.exists(key), key).toBe(true)
})
