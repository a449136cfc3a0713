import type { TFunction } from 'i18next'
import type { Dataset } from '../../domain/dataset'
import type { Format } from '../../ui/format'

/** The days that a file speaks of: one day, or the first to the last; null for lists without days. */
export function datasetPeriod(t: TFunction<'data'>, format: Format, { first_date, last_date }: Dataset): string | null {
  if (first_date === null || last_date === null) return null
  return first_date === last_date ? format.date(first_date) : t('row.period', { from: format.date(first_date), to: format.date(last_date) })
}
