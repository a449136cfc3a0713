import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../ui/empty-state'

export function NotFound() {
  const { t } = useTranslation('shell')
  return (
    <EmptyState
      title={t('not_found.title')}
      action={
        <Button variant="default" component={Link} to="/">
          {t('not_found.home')}
        </Button>
      }
    >
      {t('not_found.text')}
    </EmptyState>
  )
}

/** The last resort when a page throws while rendering. */
export function Crashed() {
  const { t } = useTranslation('shell')
  return (
    <EmptyState
      title={t('crash.title')}
      action={
        <Button variant="default" onClick={() => window.location.reload()}>
          {t('crash.reload')}
        </Button>
      }
    >
      {t('crash.text')}
    </EmptyState>
  )
}
