import { useTranslation } from 'react-i18next'
import type { Filter } from '../../domain/filter'
import { BarsPanel } from '../../metric-view/bars-panel'
import { useFormat } from '../../ui/settings-context'
import { useMetric } from '../../use-metric'
import type { BatchRow } from './batch-row'

/** How likely it is that customers ask for so many units in the days that are left. */
export function DemandChances({ row, within }: { row: BatchRow; within: Partial<Filter> }) {
  const { t } = useTranslation('expiry')
  const format = useFormat()
  const asked = useMetric('demand-chances', { batch: row.batch_id, expiry: row.expiry_date ?? '' }, undefined, within)
  if (asked.result && asked.result.results.length < 2) return null
  return (
    <BarsPanel
      title={t('own.chances')}
      note={t('own.chances_note')}
      heading={t('columns:of.chance')}
      bars={{
        asked,
        column: 'chance',
        unit: 'ratio',
        first: t('own.chances_units'),
        bar: (bin) => {
          const [from, to] = [format.units(bin.from_units as number), format.units(bin.to_units as number)]
          const said = from === to ? t('units', { units: from }) : t('own.chances_said', { from, to })
          return { key: String(bin.from_units), label: from, group: '', said, partial: bin.is_enough === false }
        },
      }}
    />
  )
}
