import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Filter } from '../domain/filter'
import type { Row } from '../domain/metric'
import { useFormat } from '../ui/settings-context'
import { useMetric } from '../use-metric'
import { type Bars, BarsPanel } from './bars-panel'
import '../i18n/words/columns'

const DAYS = 60
const dayBefore = (day: string, n: number) => new Date(Date.parse(`${day}T00:00:00Z`) - n * 86_400_000).toISOString().slice(0, 10)

/** Sales of a part of the shop, by month or by the last days; revenue or units. */
export function SalesOverTime({ within, title, last_day }: { within: Partial<Filter>; title: string; last_day: string | null }) {
  const { t } = useTranslation('columns')
  const format = useFormat()
  const [by, setBy] = useState<'month' | 'day'>('month')
  const [measure, setMeasure] = useState<'revenue' | 'units'>('revenue')
  const months = useMetric('trends', { metric: measure, months: 24 }, undefined, within)
  const days = useMetric('daily-sales', {}, undefined, last_day ? { ...within, from: dayBefore(last_day, DAYS - 1), to: last_day } : within)
  const unit = measure === 'revenue' ? 'money' : 'units'
  const month: Bars = {
    asked: months,
    column: 'value',
    unit,
    first: t('of.month'),
    bar: (row: Row) => ({
      key: String(row.month),
      label: format.month_name(String(row.month)),
      group: String(row.month).slice(0, 4),
      said: format.month(String(row.month)),
      partial: row.is_partial === true,
      note: row.is_partial === true ? t('ui:partial') : null,
    }),
  }
  const day: Bars = {
    asked: days,
    column: measure,
    unit,
    first: t('of.date'),
    bar: (row: Row) => ({
      key: String(row.date),
      label: String(Number(String(row.date).slice(8))),
      group: format.month_name(String(row.date)),
      said: format.date(String(row.date)),
    }),
  }
  return (
    <BarsPanel
      title={title}
      heading={t(`of.${measure}`)}
      bars={by === 'month' ? month : day}
      actions={
        <SegmentedControl
          size="xs"
          aria-label={t('over.by')}
          value={by}
          onChange={(value) => setBy(value as 'month' | 'day')}
          data={[
            { value: 'month', label: t('over.month') },
            { value: 'day', label: t('over.day', { count: DAYS }) },
          ]}
        />
      }
      choices={{
        label: t('over.measure'),
        chosen: measure,
        onChoose: (value) => setMeasure(value as 'revenue' | 'units'),
        options: [
          { value: 'revenue', label: t('of.revenue') },
          { value: 'units', label: t('of.units') },
        ],
      }}
    />
  )
}
