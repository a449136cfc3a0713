import i18next from 'i18next'
import { beforeAll, expect, test } from 'vitest'
import { expiry } from '../../i18n/en/expiry'
import { ui } from '../../i18n/en/ui'
import { expiry as hindi } from '../../i18n/hi/expiry'
import { ui as hindi_ui } from '../../i18n/hi/ui'
import { createFormat } from '../../ui/format'
import { type BatchRow, whyOf } from './batch-row'
import { batchSentence } from './batch-sentence'

beforeAll(() => i18next.init({ lng: 'en', defaultNS: 'expiry', resources: { en: { expiry, ui }, hi: { expiry: hindi, ui: hindi_ui } } }))
const said = (row: BatchRow) => batchSentence(row, i18next.getFixedT('en', 'expiry') as never, createFormat('INR', 'en-IN', 'en'), false)

/** Eighteen, of which 28 would sell in the 74 days that are left. */
const row = (change: Partial<BatchRow>) =>
  ({
    status: 'ACTIVE',
    qty: 18,
    daily_units: 0.38,
    sell_days: 74,
    expected_demand: 28,
    ahead_units: 0,
    at_risk_units: 0,
    ...change,
  }) as BatchRow

test('what lies ahead of a batch is named when that is why nothing of it sells', () => {
  const behind = row({ ahead_units: 52, at_risk_units: 18, reasons: 'TOO_MANY=18 BATCHES_AHEAD=52 SEASON' })
  expect(said(behind)).toBe('18 left, sells about 1 in 3 days, 74 days, but with 52 ahead of it: none of it will sell.')
  expect(whyOf(behind)).toEqual([
    { code: 'TOO_MANY_AHEAD', value: 18, ahead: 52 },
    { code: 'SEASON', value: null },
  ])
})

test('it is not named when the batch alone is too much, or all of it sells', () => {
  const alone = row({ qty: 40, at_risk_units: 12, reasons: 'TOO_MANY=12' })
  expect(said(alone)).toBe('40 left, sells about 1 in 3 days, 74 days: about 12 will not sell.')
  const sells = row({ ahead_units: 5, reasons: 'SELLS_IN_TIME BATCHES_AHEAD=5' })
  expect(said(sells)).toBe('18 left, sells about 1 in 3 days, 74 days: should all sell.')
  expect(whyOf(sells).map(({ code }) => code)).toEqual(['SELLS_IN_TIME', 'BATCHES_AHEAD'])
})

test('a sentence in Hindi ends as Hindi does', () => {
  const words = batchSentence(
    row({ at_risk_units: 18 }),
    i18next.getFixedT('hi', 'expiry') as never,
    createFormat('INR', 'en-IN', 'hi'),
    false,
  )
  expect(words).toMatch(/नहीं बिकेगा।$/)
})
