import type { useTranslation } from 'react-i18next'
import { inItsWay } from '../../domain/in-its-way'
import { paceOf } from '../../metric-view/pace'
import type { useFormat } from '../../ui/settings-context'
import { type BatchRow, moneyOf } from './batch-row'

type Translate = ReturnType<typeof useTranslation>['t']
type Format = ReturnType<typeof useFormat>

/** The sentence that explains a batch: how many are left, how they sell, how long there is, what is sold before them, what will stay and what that cost. */
export function batchSentence(row: BatchRow, t: Translate, format: Format, with_cost = true): string {
  const units = (value: number | null) => format.units(value)
  const days = Math.abs(row.days_to_expiry ?? 0)
  const money = moneyOf(row)
  const cost = with_cost && money !== null && money > 0 ? ` ${t('say.cost', { money: format.money(money) })}` : ''
  switch (row.status) {
    case 'EXPIRED':
      return t('say.expired', { qty: units(row.qty), count: days, days: format.count(days) }) + cost
    case 'UNDATED':
      return t('say.undated', { qty: units(row.qty) })
    case 'NEGATIVE':
      return t('say.negative', { qty: units(-row.qty) })
    case 'ACTIVE': {
      const start = t('say.left', { qty: units(row.qty) })
      const pace = row.daily_units > 0 ? t('say.pace', { pace: paceOf(row.daily_units, t, format) }) : t('say.no_pace')
      const time =
        row.sell_days === 0 ? t('say.no_days') : t('say.days', { count: row.sell_days ?? 0, days: format.count(row.sell_days ?? 0) })
      const ahead = inItsWay(row) > 0 ? `, ${t('say.ahead', { units: units(inItsWay(row)) })}` : ''
      const stays = row.at_risk_units ?? 0
      const end = stays <= 0 ? t('say.sells') : stays >= row.qty ? t('say.nothing_sells') : t('say.stays', { units: units(stays) })
      return `${t('say.whole', { said: `${start}, ${pace}, ${time}${ahead}: ${end}` })}${cost}`
    }
    default:
      return ''
  }
}
