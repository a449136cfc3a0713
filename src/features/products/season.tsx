import { useTranslation } from 'react-i18next'
import type { Filter } from '../../domain/filter'
import { BarsPanel } from '../../metric-view/bars-panel'
import { useFormat } from '../../ui/settings-context'
import { useMetric } from '../../use-metric'

/** How each month of the year sells beside an average one; nothing where a year of sales is not there. */
export function Season({ within }: { within: Partial<Filter> }) {
  const { t } = useTranslation('products')
  const format = useFormat()
  const asked = useMetric('season-months', { limit: 12 }, undefined, within)
  const seasons = useMetric('seasonality', { min_seasonality_score: 0, limit: 1 }, undefined, within)
  const season = seasons.result?.results[0]
  if ((asked.result?.results.length ?? 0) === 0) return null
  const peaks = season?.peak_months ? t('own.season_said', { months: format.months(season.peak_months) }) : null
  const doubt = season?.confidence === 'low' ? t('foot.seasons') : null
  return (
    <BarsPanel
      title={t('own.season')}
      note={[t('own.season_note'), peaks, doubt].filter(Boolean).join(' ')}
      heading={t('columns:of.month_index')}
      bars={{
        asked,
        column: 'month_index',
        unit: 'ratio',
        first: t('columns:of.month'),
        bar: (row) => {
          const name = format.month_name(`2000-${String(row.month_no).padStart(2, '0')}`)
          return { key: String(row.month_no), label: name, group: '', said: name }
        },
      }}
    />
  )
}
