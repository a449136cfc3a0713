import type { TFunction } from 'i18next'
import type { Action } from '../../domain/action'
import { paceOf } from '../../metric-view/pace'
import type { Format } from '../../ui/format'

type T = TFunction<'actions'>

/** What is to be done, in a few words: "Move 12 to Karol Bagh". */
export function whatToDo(t: T, format: Format, action: Action, store: (id: string) => string): string {
  const units = format.units(action.qty)
  if (action.action_type === 'TRANSFER') return t('do.TRANSFER', { units, store: store(action.to_store ?? '') })
  if (action.action_type === 'MARKDOWN') {
    const all = format.units(action.baseline.hold_units)
    return t('do.MARKDOWN', { percent: action.discount_pct, price: priceNow(format, action), units: all })
  }
  return t(`do.${action.sub_type ?? 'DISPOSE'}`, { units })
}

/** Net price of a unit after the discount. */
export const priceNow = (format: Format, { baseline, discount_pct }: Action): string =>
  format.money_exact(baseline.price === null ? null : baseline.price * (1 - (discount_pct ?? 0) / 100))

/** Prices as they stand on a shelf label, before and after the discount: with the tax, where its rate is known. */
export function labelPrices(format: Format, { baseline, discount_pct }: Action): { was: string; now: string; with_tax: boolean } {
  const { price, gst = 0 } = baseline
  const was = price === null ? null : price * (1 + gst)
  const now = was === null ? null : was * (1 - (discount_pct ?? 0) / 100)
  return { was: format.money_exact(was), now: format.money_exact(now), with_tax: gst > 0 }
}

/** Why: what lies there, how it sells, and what that leads to. */
export function why(t: T, format: Format, action: Action, store: (id: string) => string): string {
  const { baseline } = action
  const days = daysLeft(action)
  const left = format.units(baseline.batch_units)
  const { ahead_units = 0 } = baseline
  const selling = { left, pace: paceOf(baseline.daily_units, t, format), count: days, days: format.count(days) }
  const said = [
    days < 0
      ? t('why.expired', { left })
      : ahead_units > 0
        ? t('why.sells_ahead', { ...selling, ahead: format.units(ahead_units) })
        : t('why.sells', selling),
  ]
  if (days >= 0)
    said.push(t('why.unsold', { units: format.units(Math.round(baseline.hold_unsold * 10) / 10), of: format.units(baseline.hold_units) }))
  if (action.action_type === 'TRANSFER' && baseline.daily_units_there !== null)
    said.push(t('why.there', { store: store(action.to_store ?? ''), pace: paceOf(baseline.daily_units_there, t, format) }))
  if (action.action_type === 'MARKDOWN' && baseline.elasticity !== null)
    said.push(t(`why.elasticity_${baseline.elasticity_from}`, { percent: format.cell(-baseline.elasticity, 'number') }))
  if (action.sub_type === 'DISPOSE' && action.expected_savings === 0) said.push(t(days < 0 ? 'why.nothing_saves' : 'why.nothing_saves_yet'))
  return said.join(' ')
}

export const daysLeft = ({ as_of, expiry_date }: Action): number => Math.round((Date.parse(expiry_date) - Date.parse(as_of)) / 86_400_000)
