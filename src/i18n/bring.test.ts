import { expect, test, vi } from 'vitest'

test('English is there with the part, Hindi once it is spoken; parts of a namespace are put together; a chunk that is not there leaves English', async () => {
  vi.resetModules() // other tests speak too
  const [{ default: i18next }, { bring, speak }] = await Promise.all([import('i18next'), import('./bring')])
  const hindi = vi.fn(async () => ({ b: { two: 'दो' } }))
  await bring('made', { a: { one: 'one' } }, async () => ({ a: { one: 'एक' } })) // before i18next knows anything
  await i18next.init({ lng: 'en', fallbackLng: 'en', resources: { en: {} } })
  await bring('made', { b: { two: 'two' } }, hindi)
  const words = (...keys: string[]) => keys.map((key) => i18next.t(`made:${key}`))
  expect(words('a.one', 'b.two')).toEqual(['one', 'two'])
  expect(hindi).not.toHaveBeenCalled()
  await speak('hi')
  await i18next.changeLanguage('hi')
  await bring('made', { c: 'three' }, async () => ({ c: 'तीन' }))
  await bring('made', { d: 'four' }, () => Promise.reject(new Error('offline')))
  expect(words('a.one', 'b.two', 'c', 'd')).toEqual(['एक', 'दो', 'तीन', 'four'])
  await speak('en')
  await speak('hi')
  expect(hindi).toHaveBeenCalledTimes(1)
})
