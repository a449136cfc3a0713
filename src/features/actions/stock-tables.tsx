import { useTranslation } from 'react-i18next'
import { useEngineQuery } from '../../client'
import type { Kpis } from '../../domain/action'
import type { Row } from '../../domain/metric'
import type { OpenedSavings } from '../../metric-view/savings-sum'
import { stockFigure, wholeShop } from '../../metric-view/whole-shop'
import { Figure, FigureButton, type FigureSource } from '../../ui/figure'
import { useFormat } from '../../ui/settings-context'
import { Unknown } from '../../ui/unknown'
import classes from './savings-tiles.module.css'
import { useStoreName } from './use-actions'

const BUCKETS = ['healthy', 'excess', 'dead', 'at_risk', 'expired', 'total'] as const
const BY_STORE = { by: 'store' }

/** Where the stock stands, in all and store by store, and what was saved month by month. */
export function StockTables({ kpis: { inventory, savings }, onOpen }: { kpis: Kpis; onOpen: (of: OpenedSavings) => void }) {
  const { t } = useTranslation('actions')
  const format = useFormat()
  const store = useStoreName()
  const { metric_id, args, filter, as_of } = wholeShop('inventory-health', '', BY_STORE)
  const by_store = useEngineQuery('metrics.run', { metric_id, args, filter, as_of }, { keepPrevious: true }).data?.results ?? []
  const cell = (value: unknown, unit: 'money' | 'ratio', label: string, source: FigureSource) => {
    if (typeof value !== 'number') return <Unknown reason={t('kpi.unknown')} />
    const text = unit === 'money' ? format.money(value) : format.ratio(value)
    return (
      <Figure source={source} label={label} value={text}>
        {text}
      </Figure>
    )
  }
  const saved = (tile: 'savings_expected' | 'savings_realised', month: string, value: number) => {
    const text = format.money(value)
    return (
      <FigureButton label={`${t(`kpi.${tile}`)}, ${format.month(month)}`} value={text} onOpen={() => onOpen({ tile, month })}>
        {text}
      </FigureButton>
    )
  }
  const ofStore = (row: Row, column: string) => wholeShop('inventory-health', column, BY_STORE, row)
  return (
    <>
      <div className={classes.tables}>
        <table>
          <caption>{t('kpi.stock')}</caption>
          <tbody>
            {BUCKETS.map((name) => (
              <tr key={name}>
                <th scope="row">{t(`kpi.bucket.${name}`)}</th>
                <td data-bucket={name}>{cell(inventory[name], 'money', t(`kpi.bucket.${name}`), stockFigure(name))}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {by_store.length > 1 ? (
          <table>
            <caption>{t('kpi.inventory_health')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('filter.store')}</th>
                <th scope="col">{t('kpi.stock')}</th>
                <th scope="col">{t('kpi.inventory_health')}</th>
              </tr>
            </thead>
            <tbody>
              {by_store.map((row) => {
                const name = store(String(row.store_id))
                return (
                  <tr key={String(row.store_id)}>
                    <th scope="row">{name}</th>
                    <td>{cell(row.total, 'money', `${name}: ${t('kpi.stock')}`, ofStore(row, 'total'))}</td>
                    <td>{cell(row.health, 'ratio', `${name}: ${t('kpi.inventory_health')}`, ofStore(row, 'health'))}</td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        ) : null}
        {savings.length > 0 ? (
          <table>
            <caption>{t('kpi.by_month')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('kpi.month')}</th>
                <th scope="col">{t('kpi.savings_expected')}</th>
                <th scope="col">{t('kpi.savings_realised')}</th>
              </tr>
            </thead>
            <tbody>
              {savings.map(({ month, expected, realised }) => (
                <tr key={month}>
                  <th scope="row">{format.month(month)}</th>
                  <td>{saved('savings_expected', month, expected)}</td>
                  <td>{saved('savings_realised', month, realised)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        ) : null}
      </div>
      {typeof inventory.total === 'number' ? <p className={classes.below}>{t('kpi.stock_note')}</p> : null}
      {inventory.uncosted_units > 0 ? (
        <p className={classes.below}>{t('kpi.uncosted', { units: format.units(inventory.uncosted_units) })}</p>
      ) : null}
    </>
  )
}
