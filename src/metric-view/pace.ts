import type { TFunction } from 'i18next'
import type { Format } from '../ui/format'

/** "about 3 a day", or of what sells seldom "about 1 in 12 days". */
export function paceOf(daily: number, t: TFunction, format: Format): string {
  if (daily >= 0.95) return t('ui:pace.day', { units: format.units(daily >= 10 ? Math.round(daily) : Math.round(daily * 10) / 10) })
  if (daily * 365 < 1) return t('ui:pace.hardly')
  return t('ui:pace.seldom', { days: format.count(Math.round(1 / daily)) })
}
