import { useTranslation } from 'react-i18next'
import type { Action, Kpis } from '../domain/action'
import { wastedCost } from '../domain/action-life'
import { Figure, type FigureSource } from '../ui/figure'
import { useFormat } from '../ui/settings-context'
import { OfActions } from './of-actions'
import classes from './savings-sum.module.css'
import { stockFigure, wholeShop } from './whole-shop'

/** What was wasted, part by part, beside what the goods sold had cost. */
export const WasteSum = () => <OfActions>{(kpis, actions) => <Parts kpis={kpis} actions={actions} />}</OfActions>

function Parts({ kpis, actions }: { kpis: Kpis; actions: readonly Action[] }) {
  const { t } = useTranslation('actions')
  const format = useFormat()
  const { expired, let_go, both, cost_of_sales } = kpis.waste
  const gone = actions
    .flatMap((action) => {
      const value = action.status === 'DONE' && action.outcome ? wastedCost(action, action.outcome) : 0
      return value > 0 ? [{ action, value }] : []
    })
    .sort((a, b) => b.value - a.value) // stable: equal ones stay in the order of the list
  const opened = (label: string, value: number | null, source: FigureSource) => (
    <tr>
      <th scope="row">{label}</th>
      <td>
        <Figure source={source} label={label} value={format.money_exact(value)}>
          {format.money_exact(value)}
        </Figure>
      </td>
    </tr>
  )
  return (
    <>
      <p className={classes.note}>{t('sum.waste_pct')}</p>
      <table className={classes.sum}>
        <tbody>
          {opened(t('kpi.bucket.expired'), expired, stockFigure('expired'))}
          <tr>
            <th scope="row">
              {t('sum.let_go')}
              {gone.map(({ action, value }) => (
                <small key={action.action_id}>
                  {action.product_name}: {t(`do.${action.sub_type ?? 'DISPOSE'}`, { units: format.units(action.outcome?.cleared_units) })},{' '}
                  {format.money_exact(value)}
                </small>
              ))}
            </th>
            <td>{format.money_exact(let_go)}</td>
          </tr>
          {both > 0 ? (
            <tr>
              <th scope="row">{t('sum.both')}</th>
              <td>− {format.money_exact(both)}</td>
            </tr>
          ) : null}
          <tr data-total>
            <th scope="row">{t('sum.wasted')}</th>
            <td>{format.money_exact((expired ?? 0) + let_go - both)}</td>
          </tr>
          {opened(t('sum.sold_cost'), cost_of_sales, wholeShop('profit-total', 'cost_of_sales'))}
          <tr data-total>
            <th scope="row">{t('kpi.waste_pct')}</th>
            <td>{format.ratio(kpis.dashboard.waste_pct)}</td>
          </tr>
        </tbody>
      </table>
    </>
  )
}
