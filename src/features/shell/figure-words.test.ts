import { readFileSync } from 'node:fs'
import i18next from 'i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Explanation } from '../../domain/metric'
import { metrics as en } from '../../i18n/en/metrics'
import { figures } from '../../i18n/hi/figures'
import { metrics as hi } from '../../i18n/hi/metrics'
import { figureWords, kindOf } from './figure-words'

const explained = (name: string, definition = 'Exact words. NULL when there is nothing.', sum = 'Revenue'): Explanation => ({
  metric_id: 'any',
  title: 'Any',
  column: { name, unit: 'money', title: 'Exact title', definition, nullable: true },
  definition: 'Any.',
  rule: 'The sum of the contributions.',
  figure: 1,
  sums: [{ name: 'contribution', title: sum, unit: 'money', value: 1 }],
  sql: '',
  rows_sql: '',
  rows_total: 0,
  rows: [],
  as_of: null,
})

describe('the words of a figure', () => {
  beforeAll(async () => {
    await i18next.init({
      lng: 'en',
      resources: { en: { metrics: en }, hi: { metrics: hi, figures } },
      fallbackLng: 'en',
      interpolation: { escapeValue: false },
    })
  })
  const t = (language = 'en') => i18next.getFixedT(language, 'metrics')

  it('are the same for a figure in any metric', () => {
    expect(kindOf('value', { metric: 'orders' })).toEqual({ of: 'orders', as: 'value' })
    expect(kindOf('prior_change', {})).toEqual({ of: 'revenue', as: 'change' })
    expect(kindOf('average_bill_change', {})).toEqual({ of: 'average_bill', as: 'change' })
    expect(kindOf('total_quantity', {})).toEqual({ of: 'units', as: 'value' })
    expect(kindOf('suspect_gap', {})).toBeNull()
  })
  it('say what it is and how it comes from the rows', () => {
    const words = figureWords(t(), explained('revenue'), {})
    expect(words.title).toBe('Revenue')
    expect(words.what).toMatch(/^What customers paid/)
    expect(words.how).toBe('All the amounts in the column “Revenue” below, added up.')
    expect(words.sum('Orders, compared period')).toBe('Orders, compared period')
    expect(figureWords(t('hi'), explained('units', undefined, 'Units'), {}).how).toContain('नग')
  })
  it('never speak of NULL, not even where the engine’s own words are taken', () => {
    const words = figureWords(t(), explained('suspect_gap'), {})
    expect(words).toMatchObject({ title: 'Exact title', what: 'Exact words.' })
    for (const language of [en, hi, figures]) expect(JSON.stringify(language)).not.toContain('NULL')
  })
  it('are there in Hindi for every figure that opens', () => {
    const opens = readFileSync('docs/metrics.md', 'utf8').matchAll(/^\| `(\w+)` \| \w+ \| \w+ \| yes \|/gm)
    const names = [...new Set([...opens].map(([, name]) => name as string))]
    expect(names.length).toBeGreaterThan(100)
    for (const name of names) {
      const { title, what, how } = figureWords(t('hi'), explained(name), {})
      for (const words of [title, what, how]) expect(words, name).toMatch(/[\u0900-\u097f]/)
    }
    expect(Object.keys(figures.name).sort()).toEqual(Object.keys(figures.what).sort())
  })
})
