import { Button } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Filter } from '../../domain/filter'
import { DataTable, type TableColumn } from '../../ui/data-table'
import { Figure } from '../../ui/figure'
import { InTurn } from '../../ui/in-turn'
import { Panel } from '../../ui/panel'
import { useFormat } from '../../ui/settings-context'
import { useMetric } from '../../use-metric'
import classes from './products-page.module.css'

const PricePlot = lazy(() => import('./price-plot'))
const COLUMNS = [
  ['units_sold', 'units'],
  ['average_price', 'money'],
  ['average_cost', 'money'],
  ['profit_margin', 'ratio'],
] as const

/** Price and cost of one product as two lines over the months, or as the table behind them. */
export function PriceHistory({ within }: { within: Partial<Filter> }) {
  const { t } = useTranslation('products')
  const format = useFormat()
  const [as_table, setAsTable] = useState(false)
  const { result, open } = useMetric('price-history', {}, undefined, within)
  const rows = result?.results ?? []
  if (rows.length < 2) return null
  const columns: TableColumn[] = [
    { name: 'month', title: t('columns:of.month'), unit: 'month' },
    ...COLUMNS.map(
      ([name, unit]): TableColumn => ({
        name,
        unit,
        title: t(`columns:of.${name}`),
        wide_only: name === 'units_sold',
        render: (row, text) =>
          row[name] === null ? (
            text
          ) : (
            <Figure source={open(row, name)} label={`${t(`columns:of.${name}`)}, ${format.month(String(row.month))}`} value={text}>
              {text}
            </Figure>
          ),
      }),
    ),
  ]
  return (
    <Panel
      title={t('own.price')}
      note={t('own.price_note')}
      actions={
        <Button size="compact-sm" fz="xs" variant="subtle" color="gray" onClick={() => setAsTable(!as_table)}>
          {t(as_table ? 'ui:show_chart' : 'ui:show_table')}
        </Button>
      }
    >
      {as_table ? (
        <DataTable
          caption={t('own.price')}
          rows={[...rows].reverse()}
          rowKey={(row) => String(row.month)}
          columns={columns}
          maxHeight={300}
        />
      ) : (
        <div className={classes.lines} aria-hidden>
          <Suspense fallback={null}>
            <InTurn>
              <PricePlot
                points={rows.map((row) => ({
                  month: format.month(String(row.month)),
                  price: row.average_price as number | null,
                  cost: row.average_cost as number | null,
                }))}
                names={{ price: t('own.price_line'), cost: t('own.cost_line') }}
                money={format.money_exact}
              />
            </InTurn>
          </Suspense>
        </div>
      )}
    </Panel>
  )
}
