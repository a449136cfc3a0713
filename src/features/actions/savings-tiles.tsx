import { useTranslation } from 'react-i18next'
import { useEngineQuery } from '../../client'
import { NO_FILTER } from '../../domain/filter'
import { useSavingsSum } from '../../metric-view/use-savings-sum'
import { Figure, FigureButton, type FigureSource } from '../../ui/figure'
import { useFormat } from '../../ui/settings-context'
import look from '../../ui/tiles.module.css'
import { Unknown } from '../../ui/unknown'
import classes from './savings-tiles.module.css'

/** The same sum over the whole shop as the tile has. */
const AT_RISK: FigureSource = {
  metric_id: 'risk-summary',
  args: { by: 'all' },
  filter: NO_FILTER,
  as_of: null,
  column: 'at_risk_value',
  row: { store_id: null, category: null, supplier: null, week: null },
}

/** What actions are to save and saved, and how the stock stands; month by month below. */
export function SavingsTiles() {
  const { t } = useTranslation('actions')
  const format = useFormat()
  const { data } = useEngineQuery('kpis.get', {}, { keepPrevious: true })
  const sum = useSavingsSum()
  if (!data) return <div className={classes.waiting} />
  const { dashboard, savings, inventory } = data
  const tiles = [
    ['savings_expected', format.money(dashboard.savings_expected), null],
    [
      'savings_realised',
      format.money(dashboard.savings_realised),
      dashboard.capture === null ? null : t('kpi.capture', { share: format.ratio(dashboard.capture) }),
    ],
    [
      'at_risk_value',
      dashboard.at_risk_value === null ? null : format.money(dashboard.at_risk_value),
      dashboard.expired_value ? t('kpi.expired', { money: format.money(dashboard.expired_value) }) : null,
    ],
    ['waste_pct', dashboard.waste_pct === null ? null : format.ratio(dashboard.waste_pct), null],
    [
      'inventory_health',
      dashboard.inventory_health === null ? null : format.ratio(dashboard.inventory_health / 100),
      t('kpi.of_stock', { money: format.money(inventory.total) }),
    ],
  ] as const
  return (
    <div>
      <div className={look.tiles} data-compact>
        {tiles.map(([name, text, note]) => (
          <div key={name} className={look.tile}>
            <h2 className={look.label}>{t(`kpi.${name}`)}</h2>
            <div className={look.value} data-kpi={name}>
              {text === null ? (
                <Unknown reason={t('kpi.unknown')} />
              ) : name === 'savings_expected' || name === 'savings_realised' ? (
                <FigureButton label={t(`kpi.${name}`)} value={text} onOpen={() => sum.open({ tile: name })}>
                  {text}
                </FigureButton>
              ) : name === 'at_risk_value' ? (
                <Figure source={AT_RISK} label={t(`kpi.${name}`)} value={text}>
                  {text}
                </Figure>
              ) : (
                text
              )}
            </div>
            <div className={look.note}>{note}</div>
          </div>
        ))}
      </div>
      {sum.dialog}
      <details className={classes.more}>
        <summary>{t('kpi.more')}</summary>
        <div className={classes.tables}>
          <table>
            <caption>{t('kpi.stock')}</caption>
            <tbody>
              {(['healthy', 'excess', 'dead', 'at_risk', 'expired', 'total'] as const).map((name) => (
                <tr key={name}>
                  <th scope="row">{t(`kpi.bucket.${name}`)}</th>
                  <td>{format.money(inventory[name])}</td>
                </tr>
              ))}
            </tbody>
          </table>
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
                    <td>{format.money(expected)}</td>
                    <td>{format.money(realised)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          ) : null}
        </div>
        {dashboard.action_roi === null ? null : (
          <p className={classes.below}>{t('kpi.roi', { times: format.cell(dashboard.action_roi, 'number') })}</p>
        )}
        {inventory.uncosted_units > 0 ? (
          <p className={classes.below}>{t('kpi.uncosted', { units: format.units(inventory.uncosted_units) })}</p>
        ) : null}
      </details>
    </div>
  )
}
