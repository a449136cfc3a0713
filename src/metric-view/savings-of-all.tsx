import { useTranslation } from 'react-i18next'
import { useEngineQuery } from '../client'
import { useFormat } from '../ui/settings-context'
import classes from './savings-sum.module.css'
import '../i18n/words/actions'

export type SavingsTile = 'savings_expected' | 'savings_realised'

/** The actions behind a tile, the largest first, and their sum. */
export function SavingsOfAll({ tile }: { tile: SavingsTile }) {
  const { t } = useTranslation('actions')
  const format = useFormat()
  const actions = useEngineQuery('actions.list', {}).data?.actions
  if (!actions) return <p className={classes.note}>{t('progress')}</p>
  const counted = actions
    .filter(({ status }) => status === 'DONE' || (tile === 'savings_expected' && status === 'APPROVED'))
    .map((action) => ({ action, value: tile === 'savings_expected' ? action.expected_savings : (action.realised_savings ?? 0) }))
    .sort((a, b) => b.value - a.value) // stable: equal ones stay in the order of the list
  return (
    <>
      <p className={classes.note}>{t(`sum.${tile}`)}</p>
      <table className={classes.sum}>
        <tbody>
          {counted.map(({ action, value }) => (
            <tr key={action.action_id}>
              <th scope="row">
                {action.product_name}
                <small>
                  {t(`type.${action.action_type}`)} · {t(action.status === 'DONE' ? 'status.DONE' : 'column.approved')}
                </small>
              </th>
              <td>{format.money_exact(value)}</td>
            </tr>
          ))}
          <tr data-total>
            <th scope="row">{t('sum.all', { count: counted.length })}</th>
            <td>{format.money_exact(counted.reduce((sum, { value }) => sum + value, 0))}</td>
          </tr>
        </tbody>
      </table>
    </>
  )
}
