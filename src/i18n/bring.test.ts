import i18next from 'i18next'
import { expect, test, vi } from 'vitest'
import { Speech } from './bring'

test('English is there with the part, Hindi once it is spoken; parts of a namespace are put together; a chunk that is not there leaves English', async () => {
  const i18n = i18next.createInstance()
  const speech = new Speech(i18n)
  const hindi = vi.fn(async () => ({ b: { two: 'दो' } }))
  await speech.bring('made', { a: { one: 'one' } }, async () => ({ a: { one: 'एक' } })) // before i18next knows anything
  await i18n.init({ lng: 'en', fallbackLng: 'en', resources: { en: {} } })
  await speech.bring('made', { b: { two: 'two' } }, hindi)
  const words = (...keys: string[]) => keys.map((key) => i18n.t(`made:${key}`))
  expect(words('a.one', 'b.two')).toEqual(['one', 'two'])
  expect(hindi).not.toHaveBeenCalled()
  await speech.speak('hi')
  await i18n.changeLanguage('hi')
  await speech.bring('made', { c: 'three' }, async () => ({ c: 'तीन' }))
  await speech.bring('made', { d: 'four' }, () => Promise.reject(new Error('offline')))
  expect(words('a.one', 'b.two', 'c', 'd')).toEqual(['एक', 'दो', 'तीन', 'four'])
  await speech.speak('en')
  await speech.speak('hi')
  expect(hindi).toHaveBeenCalledTimes(1)
})
