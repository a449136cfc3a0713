import { Button, SegmentedControl, Skeleton } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Row } from '../../domain/metric'
import { type Bar, BarChart } from '../../ui/bar-chart'
import { DataTable } from '../../ui/data-table'
import { ErrorState } from '../../ui/error-state'
import { Figure, useOpenFigure } from '../../ui/figure'
import { Panel } from '../../ui/panel'
import { useFormat } from '../../ui/settings-context'
import classes from './overview.module.css'
import { useOverviewPart } from './use-part'

const PARTS = { revenue: 'trends', units: 'units_trend', orders: 'orders_trend' } as const
type Measure = keyof typeof PARTS

const monthBefore = (month: string) => {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number - 2, 1)).toISOString().slice(0, 7)
}

/** One figure month by month as bars, or as the table behind them. Every bar and cell opens. `in_units`: begin with units. */
export function MonthTrend({ in_units }: { in_units: boolean }) {
  const { t } = useTranslation('overview')
  const format = useFormat()
  const openFigure = useOpenFigure()
  const [chosen, setChosen] = useState<Measure | null>(null)
  const measure = chosen ?? (in_units ? 'units' : 'revenue')
  const [as_table, setAsTable] = useState(false)
  const { result, error, retry, open } = useOverviewPart(PARTS[measure])
  const rows = result?.results ?? []
  const write = (value: number | null) => (measure === 'revenue' ? format.money(value) : format.units(value))
  const notes = (row: Row) => [
    row.is_partial === true ? t('trend.partial') : null,
    row.suspect_gap === true ? t('trend.gap') : null,
    row.significant === true ? t('trend.significant') : null,
  ]
  const changeNote = (row: Row) =>
    typeof row.change_percent === 'number'
      ? t('trend.versus', { change: format.change(row.change_percent), month: format.month_name(monthBefore(String(row.month))) })
      : null
  const bars: Bar[] = rows.map((row) => ({
    key: String(row.month),
    label: format.month_name(String(row.month)),
    group: String(row.month).slice(0, 4),
    value: row.value as number | null,
    partial: row.is_partial === true,
    detail: `${format.month(String(row.month))}: ${row.value === null ? t('trend.unknown') : write(row.value as number)}`,
    note: [changeNote(row), ...notes(row)].filter(Boolean).join(' · ') || null,
  }))
  const table = rows.map((row) => ({ ...row, note: notes(row).filter(Boolean).join(', ') }))
  const column = (name: string, title: string, unit: 'money' | 'units' | 'change') => ({
    name,
    title,
    unit,
    render: (row: Row, text: string) =>
      row[name] === null ? (
        text
      ) : (
        <Figure source={open(row, name)} label={`${title}, ${format.month(String(row.month))}`} value={text}>
          {text}
        </Figure>
      ),
  })
  return (
    <Panel
      title={t('trend.title')}
      actions={
        <>
          <SegmentedControl
            size="xs"
            aria-label={t('trend.measure')}
            value={measure}
            onChange={(value) => setChosen(value as Measure)}
            data={(Object.keys(PARTS) as Measure[]).map((value) => ({ value, label: t(`trend.${value}`) }))}
          />
          <Button size="compact-sm" fz="xs" variant="subtle" color="gray" onClick={() => setAsTable(!as_table)}>
            {t(as_table ? 'ui:show_chart' : 'ui:show_table')}
          </Button>
        </>
      }
    >
      {error && !result ? <ErrorState error={error} onRetry={retry} /> : null}
      {!error && !result ? <Skeleton h={300} m="md" w="auto" /> : null}
      {rows.length > 0 && !as_table ? (
        <BarChart
          bars={bars}
          title={`${t('trend.title')}: ${t(`trend.${measure}`)}`}
          writeShort={measure === 'revenue' ? format.money_short : format.number_short}
          onOpen={(key) => {
            const row = rows.find((one) => one.month === key)
            if (row && row.value !== null) openFigure(open(row, 'value'))
          }}
        />
      ) : null}
      {rows.length > 0 && as_table ? (
        <DataTable
          caption={`${t('trend.title')}: ${t(`trend.${measure}`)}`}
          rows={table}
          rowKey={(row) => String(row.month)}
          columns={[
            { name: 'month', title: t('trend.month'), unit: 'month' },
            column('value', t(`trend.${measure}`), measure === 'revenue' ? 'money' : 'units'),
            column('change_percent', t('trend.change'), 'change'),
            { name: 'note', title: t('trend.note'), unit: 'text', wide_only: true, render: (row) => String(row.note) },
          ]}
        />
      ) : null}
      {!as_table && rows.some((row) => row.is_partial === true) ? (
        <p className={classes.foot}>
          <i className={classes.hatch} aria-hidden />
          {t('trend.partial_note')}
        </p>
      ) : null}
    </Panel>
  )
}
