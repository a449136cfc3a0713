import i18next from 'i18next'
import { beforeAll, expect, test } from 'vitest'
import { data } from '../../i18n/en/data'
import { endedWords } from './ended-words'

beforeAll(() => i18next.init({ lng: 'en', defaultNS: 'data', resources: { en: { data } } }))
const said = (job_type: 'delete' | 'import', status: 'completed' | 'failed') =>
  endedWords(i18next.getFixedT('en', 'data') as never, { job_type, status, result: null }, 'sales.csv')

test('a file that could not be deleted is not said to be gone', () => {
  expect(said('delete', 'completed')).toContain('is removed')
  expect(said('delete', 'failed')).toBe('sales.csv could not be removed.')
  expect(said('import', 'failed')).toBe('sales.csv was not taken.')
})
