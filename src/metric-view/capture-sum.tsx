import { useTranslation } from 'react-i18next'
import { useFormat } from '../ui/settings-context'
import { ActionTable, OfActions } from './of-actions'
import classes from './savings-sum.module.css'

/** What every approved and done action was to save, and what it saved. */
export function CaptureSum() {
  const { t } = useTranslation('actions')
  const format = useFormat()
  return (
    <OfActions>
      {({ dashboard }, actions) => (
        <>
          <p className={classes.note}>{t('sum.capture_note')}</p>
          <ActionTable
            actions={actions.filter(({ status }) => status === 'APPROVED' || status === 'DONE')}
            columns={[
              { label: t('sum.hoped'), of: ({ expected_savings }) => expected_savings, total: dashboard.savings_expected },
              { label: t('sum.saved'), of: ({ realised_savings }) => realised_savings, total: dashboard.savings_realised },
            ]}
            result={{ label: t('sum.capture'), text: format.ratio(dashboard.capture) }}
          />
        </>
      )}
    </OfActions>
  )
}
