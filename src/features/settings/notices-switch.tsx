import { Switch } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { noticesState, turnNoticesOff, turnNoticesOn } from '../../client/background-notices'
import '../../i18n/words/taking'

/** Whether the system tells of files that are read while Lucid is in the background; the browser's permission is asked for by turning it on. */
export function NoticesSwitch() {
  const { t } = useTranslation('taking')
  const [state, setState] = useState(noticesState)
  const change = (wanted: boolean) => {
    if (!wanted) {
      turnNoticesOff()
      return setState(noticesState())
    }
    void turnNoticesOn().then(setState)
  }
  const barred = state === 'refused' || state === 'unsupported'
  return (
    <Switch
      label={t('notices.label')}
      description={t(barred ? `notices.${state}` : 'notices.help')}
      checked={state === 'on'}
      disabled={barred}
      onChange={(event) => change(event.currentTarget.checked)}
    />
  )
}
