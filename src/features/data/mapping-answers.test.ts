import { describe, expect, it } from 'vitest'
import type { Recognition } from '../../domain/mapping'
import { readDay, tellingExample } from './date-reading'
import { assign, isNeeded, missing, rolesFor, samplesOf, startAnswers, toMapping } from './mapping-answers'

const recognition: Recognition = {
  format: 'csv',
  source_type: 'generic',
  confidence: 0.6,
  dialect: { encoding: 'utf-8', bom_bytes: 0, delimiter: ',', quote: '"', newline: '\n', skip_rows: 0, header_rows: 1 },
  header: ['When', 'What', 'How many', 'Tax 1', 'Tax 2'],
  header_signature: 'x',
  mapping: { kind: 'sales', columns: ['date', null, 'qty', 'tax', 'tax'], date_order: null, decimal_sep: null },
  scores: [1, 0, 1, 1, 1],
  questions: [
    { about: 'column', role: 'product', guess: null, candidates: [{ column: 1, score: 0.5 }] },
    { about: 'date_order', column: 0, options: ['DMY', 'MDY'], guess: null, examples: ['03/04/2026'], mixed: false },
  ],
  preview: [
    ['03/04/2026', 'Soap', '2', '', ''],
    ['03/04/2026', 'Rice', '1', '', ''],
  ],
  remembered: false,
}

describe('answers to the mapping questions', () => {
  it('names everything that is missing and sends nothing before it is there', () => {
    const start = startAnswers(recognition)
    expect(missing(start, recognition.questions)).toEqual(['product', 'date_order'])
    expect(toMapping(start, recognition.questions)).toBeNull()
    const answered = { ...start, columns: assign(start.columns, 1, 'product'), date_order: 'DMY' as const }
    expect(toMapping(answered, recognition.questions)).toEqual({
      kind: 'sales',
      columns: ['date', 'product', 'qty', 'tax', 'tax'],
      date_order: 'DMY',
      decimal_sep: null,
    })
  })
  it('moves a role to its new column, but lets tax stand in several', () => {
    expect(assign(['date', null], 1, 'date')).toEqual([null, 'date'])
    expect(assign(['tax', null], 1, 'tax')).toEqual(['tax', 'tax'])
    expect(assign(['date', 'qty'], 1, null)).toEqual(['date', null])
  })
  it('fills in the guesses of the questions', () => {
    const guessed: Recognition = { ...recognition, questions: [{ about: 'column', role: 'product', guess: 1, candidates: [] }] }
    expect(startAnswers(guessed).columns[1]).toBe('product')
  })
  it('begins with the mapping in use when a ready file is changed', () => {
    const settled = { ...recognition.mapping, date_order: 'MDY' as const }
    expect(startAnswers(recognition, settled).date_order).toBe('MDY')
  })
  it('asks what the kind needs: only sales and purchases need a date', () => {
    const start = startAnswers(recognition)
    expect(missing({ ...start, kind: 'products' }, [])).toEqual(['product'])
    expect(missing({ ...start, kind: 'stores' }, [])).toEqual(['store'])
    expect(missing({ ...start, kind: 'inventory', columns: [null, 'product', null] }, [])).toEqual(['stock'])
    expect(missing({ ...start, kind: 'purchases', columns: ['received', 'product', null] }, [])).toEqual(['measure'])
    expect(missing({ ...start, kind: null }, [])).toEqual(['kind'])
    expect(isNeeded('product', start)).toBe(true)
    expect(isNeeded('product', { ...start, columns: assign(start.columns, 1, 'code') })).toBe(false)
    expect(isNeeded('total', start)).toBe(false)
  })
  it('offers the roles of the kind and those already in use', () => {
    expect(rolesFor('stores', ['qty', null])).toEqual(['store', 'store_name', 'city', 'channel', 'qty'])
  })
  it('shows different values of a column', () => {
    expect(samplesOf(recognition.preview, 1)).toEqual(['Soap', 'Rice'])
    expect(samplesOf(recognition.preview, 0)).toEqual(['03/04/2026'])
    expect(samplesOf(recognition.preview, 3)).toEqual([])
  })
})

describe('the two readings of a date', () => {
  it('reads a day both ways', () => {
    expect(readDay('03/04/2026', 'DMY')).toBe('2026-04-03')
    expect(readDay('03/04/2026', 'MDY')).toBe('2026-03-04')
    expect(readDay('03-04-26 10:15', 'MDY')).toBe('2026-03-04')
    expect(readDay('25/12/2026', 'MDY')).toBeNull()
    expect(readDay('31/02/2026', 'DMY')).toBeNull()
    expect(readDay('12 Nov 2026', 'DMY')).toBeNull()
  })
  it('prefers an example whose readings differ', () => {
    expect(tellingExample(['05/05/2026', '25/12/2026', '03/04/2026'])).toBe('03/04/2026')
    expect(tellingExample(['25/12/2026'])).toBe('25/12/2026')
    expect(tellingExample(['soap'])).toBeNull()
  })
})

it('whether numbers are units or money is answered by the meaning of their column', () => {
  const question = {
    about: 'measure' as const,
    column: 2,
    options: ['qty' as const, 'total' as const],
    guess: 'qty' as const,
    examples: ['30'],
  }
  const mapping = { kind: 'sales' as const, columns: ['product' as const, 'date' as const, null], date_order: null, decimal_sep: null }
  const recognition = { header: ['Item', 'Date', 'Figures'], mapping, questions: [question] } as unknown as Recognition
  expect(startAnswers(recognition).columns).toEqual(['product', 'date', 'qty'])
  const open = startAnswers({ ...recognition, questions: [{ ...question, guess: null }] })
  expect(missing(open, [question])).toEqual(['measure'])
})
