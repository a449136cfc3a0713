import i18next from 'i18next'
import { expect, test } from 'vitest'
import { data } from '../../i18n/en/data'
import { byRecovery, recoveredWords } from './recovered-words'

const words = i18next.createInstance()
await words.init({ lng: 'en', resources: { en: { data } }, interpolation: { escapeValue: false } })
const t = words.getFixedT('en', 'data')
const names = ['jan.csv', 'feb.csv', 'mar.csv', 'apr.csv']

test('a file is told by itself, several together, and whoever has to drop them again reads every name', () => {
  expect(recoveredWords(t, 'restarted', ['jan.csv'])).toMatch(/^jan\.csv: reading it was interrupted/)
  expect(recoveredWords(t, 'rolled_back', names)).toMatch(/^jan\.csv, feb\.csv, mar\.csv, apr\.csv: copying them .* Drop them again\.$/)
  expect(recoveredWords(t, 'rolled_back', names, 3)).toMatch(/^jan\.csv, feb\.csv, mar\.csv and 1 more: /)
})

test('files are told together with those that came to the same', () => {
  const heard = names.map((name, i) => ({ name, action: i === 1 ? ('rolled_back' as const) : ('restarted' as const) }))
  expect(byRecovery(heard)).toEqual([
    ['restarted', ['jan.csv', 'mar.csv', 'apr.csv']],
    ['rolled_back', ['feb.csv']],
  ])
})
