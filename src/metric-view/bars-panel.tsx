import { Button, Group, SegmentedControl, Skeleton } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Cell, Row } from '../domain/metric'
import type { Bar } from '../ui/bar-chart'
import { BarChart } from '../ui/bar-chart'
import { DataTable, type TableColumn } from '../ui/data-table'
import { ErrorState } from '../ui/error-state'
import { Figure, useOpenFigure } from '../ui/figure'
import { Panel } from '../ui/panel'
import { useFormat } from '../ui/settings-context'
import type { Asked } from '../use-metric'
import '../i18n/words/columns'

export interface Bars {
  asked: Asked
  /** the column of the metric that the bars show */
  column: string
  unit: 'money' | 'units' | 'count' | 'ratio'
  bar: (row: Row) => Pick<Bar, 'key' | 'label' | 'group'> & { said: string; partial?: boolean; note?: string | null }
  /** heading of what the bars stand for, in the table behind them */
  first: string
}

/** Bars with the table behind them. `choices` switch what is shown. */
export function BarsPanel({
  title,
  note,
  bars,
  heading,
  choices,
  actions,
}: {
  title: string
  note?: ReactNode
  bars: Bars
  heading: string
  choices?: { label: string; chosen: string; onChoose: (value: string) => void; options: { value: string; label: string }[] }
  actions?: ReactNode
}) {
  const { t } = useTranslation('columns')
  const format = useFormat()
  const openFigure = useOpenFigure()
  const [as_table, setAsTable] = useState(false)
  const { asked, column, unit, bar, first } = bars
  const { result, error, retry, open } = asked
  const rows = result?.results ?? []
  const write = (value: Cell | undefined) =>
    typeof value !== 'number' ? t('ui:unknown') : unit === 'money' ? format.money(value) : format.cell(value, unit)
  const drawn: Bar[] = rows.map((row) => {
    const { said, partial = false, note: about = null, ...place } = bar(row)
    return { ...place, value: row[column] as number | null, partial, detail: `${said}: ${write(row[column])}`, note: about }
  })
  const columns: TableColumn[] = [
    { name: 'said', title: first, unit: 'text', render: (row) => bar(row).said },
    {
      name: column,
      title: heading,
      unit,
      render: (row, text) =>
        row[column] === null ? (
          text
        ) : (
          <Figure source={open(row, column)} label={`${heading}, ${bar(row).said}`} value={text}>
            {text}
          </Figure>
        ),
    },
  ]
  return (
    <Panel
      title={title}
      note={note}
      actions={
        <Group gap="xs">
          {actions}
          {choices ? (
            <SegmentedControl
              size="xs"
              aria-label={choices.label}
              value={choices.chosen}
              onChange={choices.onChoose}
              data={choices.options}
            />
          ) : null}
          <Button size="compact-sm" fz="xs" variant="subtle" color="gray" onClick={() => setAsTable(!as_table)}>
            {t(as_table ? 'ui:show_chart' : 'ui:show_table')}
          </Button>
        </Group>
      }
    >
      {error && !result ? <ErrorState error={error} onRetry={retry} /> : null}
      {!error && !result ? <Skeleton h={300} m="md" w="auto" /> : null}
      {rows.length > 0 && !as_table ? (
        <BarChart
          bars={drawn}
          title={`${title}: ${heading}`}
          writeShort={
            unit === 'money' ? format.money_short : unit === 'ratio' ? (value) => `${format.count(value * 100)} %` : format.number_short
          }
          onOpen={(key) => {
            const row = rows.find((one) => bar(one).key === key)
            if (row && row[column] !== null) openFigure(open(row, column))
          }}
        />
      ) : null}
      {rows.length > 0 && as_table ? (
        <DataTable caption={`${title}: ${heading}`} rows={rows} rowKey={(row) => bar(row).key} columns={columns} maxHeight={420} />
      ) : null}
    </Panel>
  )
}
