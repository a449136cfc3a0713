import { useTranslation } from 'react-i18next'
import { useEngineQuery } from '../client'
import { useFormat } from '../ui/settings-context'
import classes from './savings-sum.module.css'

/** What every done action saved and what it cost, the largest saving first. */
export function ReturnSum() {
  const { t } = useTranslation('actions')
  const format = useFormat()
  const kpis = useEngineQuery('kpis.get', {}, { keepPrevious: true }).data
  const actions = useEngineQuery('actions.list', {}).data?.actions
  if (!kpis || !actions) return <p className={classes.note}>{t('progress')}</p>
  const done = actions
    .flatMap((action) => (action.status === 'DONE' && action.outcome ? [{ action, cost: action.outcome.action_cost }] : []))
    .sort((a, b) => (b.action.realised_savings ?? 0) - (a.action.realised_savings ?? 0)) // stable: equal ones stay in the order of the list
  return (
    <table className={classes.sum} data-columns>
      <thead>
        <tr>
          <th scope="col">{t('title')}</th>
          <th scope="col">{t('sum.saved')}</th>
          <th scope="col">{t('sum.spent')}</th>
        </tr>
      </thead>
      <tbody>
        {done.map(({ action, cost }) => (
          <tr key={action.action_id}>
            <th scope="row">
              {action.product_name}
              <small>{t(`type.${action.action_type}`)}</small>
            </th>
            <td>{format.money_exact(action.realised_savings)}</td>
            <td>{format.money_exact(cost)}</td>
          </tr>
        ))}
        <tr data-total>
          <th scope="row">{t('sum.all', { count: done.length })}</th>
          <td>{format.money_exact(kpis.dashboard.savings_realised)}</td>
          <td>{format.money_exact(kpis.action_cost)}</td>
        </tr>
        <tr data-total>
          <th scope="row">{t('kpi.action_roi')}</th>
          <td colSpan={2}>{format.cell(kpis.dashboard.action_roi, 'number')}×</td>
        </tr>
      </tbody>
    </table>
  )
}
