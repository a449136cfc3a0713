import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useEngineQuery } from '../client'
import type { Action, Kpis } from '../domain/action'
import { ErrorState } from '../ui/error-state'
import { useFormat } from '../ui/settings-context'
import classes from './savings-sum.module.css'
import '../i18n/words/actions'

/** Shows what is made of the figures of actions and of the actions behind them; says so while they come, and what to do when they cannot be read. */
export function OfActions({ children }: { children: (kpis: Kpis, actions: readonly Action[]) => ReactNode }) {
  const { t } = useTranslation('actions')
  const kpis = useEngineQuery('kpis.get', {}, { keepPrevious: true })
  const list = useEngineQuery('actions.list', {})
  const failed = [kpis, list].find(({ error }) => error)
  if (failed) return <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />
  if (!kpis.data || !list.data) return <p className={classes.note}>{t('progress')}</p>
  return children(kpis.data, list.data.actions)
}

interface Column {
  label: string
  /** of one action, in major units */
  of: (action: Action) => number | null
  /** as the figure that was opened has it */
  total: number | null
}

/** Actions with their money, those with most of the first column first, and its sums. `result`: a line below, what follows from the sums. */
export function ActionTable({
  actions,
  columns,
  result,
}: {
  actions: readonly Action[]
  columns: readonly Column[]
  result?: { label: string; text: string }
}) {
  const { t } = useTranslation('actions')
  const format = useFormat()
  const first = (action: Action) => columns[0]?.of(action) ?? 0
  return (
    <table className={classes.sum} data-columns>
      <thead>
        <tr>
          <th scope="col">{t('title')}</th>
          {columns.map(({ label }) => (
            <th key={label} scope="col">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {[...actions]
          .sort((a, b) => first(b) - first(a)) // stable: equal ones stay in the order of the list
          .map((action) => (
            <tr key={action.action_id}>
              <th scope="row">
                {action.product_name}
                <small>
                  {t(`type.${action.action_type}`)} · {t(action.status === 'DONE' ? 'status.DONE' : 'column.approved')}
                </small>
              </th>
              {columns.map(({ label, of }) => (
                <td key={label}>{format.money_exact(of(action))}</td>
              ))}
            </tr>
          ))}
        <tr data-total>
          <th scope="row">{t('sum.all', { count: actions.length })}</th>
          {columns.map(({ label, total }) => (
            <td key={label}>{format.money_exact(total)}</td>
          ))}
        </tr>
        {result ? (
          <tr data-total>
            <th scope="row">{result.label}</th>
            <td colSpan={columns.length}>{result.text}</td>
          </tr>
        ) : null}
      </tbody>
    </table>
  )
}
