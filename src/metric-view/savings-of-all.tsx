import { useTranslation } from 'react-i18next'
import { useEngineQuery } from '../client'
import type { Action, Kpis } from '../domain/action'
import { savingsMonths } from '../domain/action-life'
import { ErrorState } from '../ui/error-state'
import { ActionTable, OfActions } from './of-actions'
import classes from './savings-sum.module.css'

export type SavingsTile = 'savings_expected' | 'savings_realised'

/** The actions behind a tile and their sum. `month`: YYYY-MM, only what counts in it. */
export function SavingsOfAll({ tile, month }: { tile: SavingsTile; month?: string | undefined }) {
  const { t } = useTranslation('actions')
  const events = useEngineQuery('actions.events', {}, { enabled: month !== undefined })
  if (events.error) return <ErrorState error={events.error} onRetry={() => void events.refetch()} />
  if (month !== undefined && !events.data) return <p className={classes.note}>{t('progress')}</p>
  const isOf = ({ action_id, created_at }: Action) =>
    month === undefined ||
    savingsMonths(
      (events.data ?? []).filter((event) => event.action_id === action_id),
      created_at,
    )[tile] === month
  return (
    <OfActions>
      {(kpis, actions) => (
        <>
          <p className={classes.note}>{t(`sum.${tile}`)}</p>
          <ActionTable
            actions={actions.filter(
              (action) => (action.status === 'DONE' || (tile === 'savings_expected' && action.status === 'APPROVED')) && isOf(action),
            )}
            columns={[{ label: t(`kpi.${tile}`), of: (action) => savingOf(action, tile), total: totalOf(kpis, tile, month) }]}
          />
        </>
      )}
    </OfActions>
  )
}

const savingOf = (action: Action, tile: SavingsTile): number | null =>
  tile === 'savings_expected' ? action.expected_savings : action.realised_savings

function totalOf({ dashboard, savings }: Kpis, tile: SavingsTile, month: string | undefined): number | null {
  if (month === undefined) return dashboard[tile]
  const found = savings.find((one) => one.month === month)
  return (tile === 'savings_expected' ? found?.expected : found?.realised) ?? null
}
