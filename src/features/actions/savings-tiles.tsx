import { Skeleton } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useEngineQuery } from '../../client'
import type { OpenedSavings } from '../../metric-view/savings-sum'
import { useSavingsSum } from '../../metric-view/use-savings-sum'
import { stockFigure } from '../../metric-view/whole-shop'
import { ErrorState } from '../../ui/error-state'
import { Figure, FigureButton, type FigureSource } from '../../ui/figure'
import { useFormat } from '../../ui/settings-context'
import look from '../../ui/tiles.module.css'
import { Unknown } from '../../ui/unknown'
import classes from './savings-tiles.module.css'
import { StockTables } from './stock-tables'

type SumName = Exclude<Extract<OpenedSavings, { tile: string }>['tile'], 'capture'>

/** What actions are to save and saved, and how the stock stands; every figure opens. Month by month and store by store below. */
export function SavingsTiles() {
  const { t } = useTranslation('actions')
  const format = useFormat()
  const { data, error, refetch } = useEngineQuery('kpis.get', {}, { keepPrevious: true })
  const sum = useSavingsSum()
  const [is_open, setIsOpen] = useState(false)
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton h={98} radius="lg" role="status" aria-label={t('progress')} />
  const { dashboard, inventory } = data
  const opensSum = (name: SumName, text: string | null) => ({ name, text, opens: { sum: name } })
  const opensFigure = (name: 'at_risk_value' | 'inventory_health', text: string | null, column: string) => ({
    name,
    text,
    opens: { source: stockFigure(column) },
  })
  const noted = (column: 'expired' | 'total', label: string, text: string): ReactNode => (
    <Figure source={stockFigure(column)} label={label} value={text}>
      {text}
    </Figure>
  )
  const capture = (text: string): ReactNode => (
    <FigureButton label={t('sum.capture')} value={text} onOpen={() => sum.open({ tile: 'capture' })}>
      {text}
    </FigureButton>
  )
  const tiles: {
    name: Parameters<typeof opensSum>[0] | 'at_risk_value' | 'inventory_health'
    text: string | null
    opens: Opens
    note?: ReactNode
  }[] = [
    opensSum('savings_expected', format.money(dashboard.savings_expected)),
    {
      ...opensSum('savings_realised', format.money(dashboard.savings_realised)),
      note: dashboard.capture === null ? null : capture(t('kpi.capture', { share: format.ratio(dashboard.capture) })),
    },
    {
      ...opensFigure('at_risk_value', known(dashboard.at_risk_value, format.money), 'at_risk'),
      note: dashboard.expired_value
        ? noted('expired', t('kpi.bucket.expired'), t('kpi.expired', { money: format.money(dashboard.expired_value) }))
        : null,
    },
    opensSum('waste_pct', known(dashboard.waste_pct, format.ratio)),
    {
      ...opensFigure(
        'inventory_health',
        known(inventory.health, (percent) => format.ratio(percent / 100)),
        'health',
      ),
      note: inventory.total === null ? null : noted('total', t('kpi.stock'), t('kpi.of_stock', { money: format.money(inventory.total) })),
    },
  ]
  if (dashboard.action_roi !== null)
    tiles.push({
      ...opensSum('action_roi', `${format.cell(dashboard.action_roi, 'number')}×`),
      note: t('kpi.roi', { saved: format.money(dashboard.savings_realised), cost: format.money(data.action_cost) }),
    })
  return (
    <div>
      <div className={look.tiles} data-compact>
        {tiles.map(({ name, text, opens, note }) => (
          <div key={name} className={look.tile}>
            <h2 className={look.label}>{t(`kpi.${name}`)}</h2>
            <div className={look.value} data-kpi={name}>
              {text === null ? (
                <Unknown reason={t('kpi.unknown')} />
              ) : 'sum' in opens ? (
                <FigureButton label={t(`kpi.${name}`)} value={text} onOpen={() => sum.open({ tile: opens.sum })}>
                  {text}
                </FigureButton>
              ) : (
                <Figure source={opens.source} label={t(`kpi.${name}`)} value={text}>
                  {text}
                </Figure>
              )}
            </div>
            <div className={`${look.note} ${classes.note}`}>{note}</div>
          </div>
        ))}
      </div>
      {sum.dialog}
      <details className={classes.more} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
        <summary>{t('kpi.more')}</summary>
        {is_open ? <StockTables kpis={data} onOpen={sum.open} /> : null}
      </details>
    </div>
  )
}

type Opens = { sum: SumName } | { source: FigureSource }

const known = <T,>(value: T | null, write: (value: T) => string): string | null => (value === null ? null : write(value))
