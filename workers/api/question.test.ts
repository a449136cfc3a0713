import { describe, expect, test } from 'vitest'
import { NO_FILTER } from '../../src/domain/filter'
import { questionOf } from './question'
import { formatOf } from './table'

describe('a question from a URL', () => {
  test('everything, when nothing is said', () => {
    expect(questionOf('all', {})).toEqual({ filter: NO_FILTER, as_of: null, args: {} })
  })
  test('lists by comma, a comma in a name with a backslash, and the rest for the metric', () => {
    const { filter, args, as_of } = questionOf('d1', {
      store_id: 'S1,S2',
      category: 'Fruit\\, fresh,Tea',
      channel: '',
      as_of: '2026-03-31',
      limit: '5',
      by: 'units',
    })
    expect(filter).toEqual({ ...NO_FILTER, dataset_id: 'd1', store_id: ['S1', 'S2'], category: ['Fruit, fresh', 'Tea'] })
    expect({ args, as_of }).toEqual({ args: { limit: '5', by: 'units' }, as_of: '2026-03-31' })
  })
  test.each([
    ['2024-02', '2024-02-01', '2024-02-29'],
    ['2026-02', '2026-02-01', '2026-02-28'],
    ['2026-12', '2026-12-01', '2026-12-31'],
    ['2026', '2026-01-01', '2026-12-31'],
    ['all', null, null],
  ])('the period %s', (period, from, to) => {
    expect(questionOf('all', { period }).filter).toEqual({ ...NO_FILTER, from, to })
  })
  test('a period said twice is not guessed at', () => {
    expect(() => questionOf('all', { period: '2026', from: '2026-01-01' })).toThrow('twice')
  })
})

test.each([
  ['trends', undefined, 'trends', 'json'],
  ['trends.csv', 'application/json', 'trends', 'csv'],
  ['trends.parquet', undefined, 'trends', 'parquet'],
  ['trends', 'text/html, text/csv;q=0.9, application/json', 'trends', 'csv'],
  ['trends', 'application/x-parquet', 'trends', 'parquet'],
  ['trends', '*/*', 'trends', 'json'],
  ['.csv', undefined, '.csv', 'json'],
])('%s with Accept %s is %s as %s', (path, accept, name, format) => {
  const request = new Request('http://lucid.test/', accept === undefined ? {} : { headers: { Accept: accept } })
  expect(formatOf(path, request)).toEqual({ name, format })
})
