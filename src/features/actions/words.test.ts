import i18next from 'i18next'
import { beforeAll, expect, test } from 'vitest'
import type { Action } from '../../domain/action'
import { actions } from '../../i18n/en/actions'
import { ui } from '../../i18n/en/ui'
import { createFormat } from '../../ui/format'
import { labelPrices, why } from './words'

beforeAll(() => i18next.init({ lng: 'en', defaultNS: 'actions', resources: { en: { actions, ui } } }))
/** Three that nothing saves, and that are good until that day. */
const disposed = (expiry_date: string) =>
  ({
    action_type: 'LIQUIDATE',
    sub_type: 'DISPOSE',
    as_of: '2026-11-01',
    expiry_date,
    expected_savings: 0,
    baseline: { batch_units: 3, daily_units: 0.5, hold_units: 3, hold_unsold: 2.5 },
  }) as Action
const said = (expiry_date: string) =>
  why(i18next.getFixedT('en', 'actions') as never, createFormat('INR', 'en-IN', 'en'), disposed(expiry_date), String)

test('what can still be sold is to be sold; only what expired just has to go', () => {
  expect(said('2026-11-02')).toBe(
    '3 left, sells about 1 in 2 days here, 1 day. Of these 3, about 2.5 would stay unsold. Nothing saves money by then: sell what sells, and take the rest off the shelf on its last day.',
  )
  expect(said('2026-11-03')).toContain('2 days.')
  expect(said('2026-10-30')).toBe('3 expired and still lie there. Nothing saves money here; it only has to go.')
})

test('a card says which other batches are sold first, where the pace alone would not leave so much', () => {
  const behind = disposed('2026-11-08')
  const card = (ahead_units: number) =>
    why(
      i18next.getFixedT('en', 'actions') as never,
      createFormat('INR', 'en-IN', 'en'),
      { ...behind, baseline: { ...behind.baseline, ahead_units } },
      String,
    )
  expect(card(4)).toContain('3 left, sells about 1 in 2 days here, 7 days, but 4 of other batches are sold first. Of these 3')
  expect(card(0)).toContain('3 left, sells about 1 in 2 days here, 7 days. Of these 3')
})

test('a shelf label has the price that a customer pays: with the tax, where its rate is known', () => {
  const format = createFormat('INR', 'en-IN', 'en')
  const reduced = (gst?: number) => ({ discount_pct: 10, baseline: { price: 46.65, ...(gst === undefined ? {} : { gst }) } }) as Action
  expect(labelPrices(format, reduced(0.12))).toEqual({ was: '₹52.25', now: '₹47.02', with_tax: true })
  expect(labelPrices(format, reduced(0))).toEqual({ was: '₹46.65', now: '₹41.99', with_tax: false })
  expect(labelPrices(format, reduced())).toMatchObject({ with_tax: false })
})
