import { useTranslation } from 'react-i18next'
import { useFormat } from '../ui/settings-context'
import { ActionTable, OfActions } from './of-actions'

/** What every done action saved and what it cost. */
export function ReturnSum() {
  const { t } = useTranslation('actions')
  const format = useFormat()
  return (
    <OfActions>
      {({ dashboard, action_cost }, actions) => (
        <ActionTable
          actions={actions.filter(({ status, outcome }) => status === 'DONE' && outcome)}
          columns={[
            { label: t('sum.saved'), of: ({ realised_savings }) => realised_savings, total: dashboard.savings_realised },
            { label: t('sum.spent'), of: ({ outcome }) => outcome?.action_cost ?? null, total: action_cost },
          ]}
          result={{ label: t('kpi.action_roi'), text: `${format.cell(dashboard.action_roi, 'number')}×` }}
        />
      )}
    </OfActions>
  )
}
