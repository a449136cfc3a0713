import { Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ErrorShape } from '../../domain/errors'
import { useFormat } from '../../ui/settings-context'
import { errorWords, type Kept } from './error-words'
import classes from './file-error.module.css'

/** Why a file was not taken: what happened, what was kept, what to do next. */
export function FileError({ error, name, kept, actions }: { error: ErrorShape; name?: string; kept: Kept; actions?: ReactNode }) {
  const { t } = useTranslation('data')
  const format = useFormat()
  const words = errorWords(t, format, error, kept)
  return (
    <div className={classes.error} data-error-code={error.code}>
      <IconAlertTriangle aria-hidden size={20} className={classes.icon} />
      <div className={classes.body}>
        {name ? <p className={classes.name}>{name}</p> : null}
        <p className={classes.title}>{words.title}</p>
        <dl className={classes.parts}>
          <dt>{t('error.happened')}</dt>
          <dd>{words.what}</dd>
          <dt>{t('error.kept')}</dt>
          <dd>{words.kept}</dd>
          <dt>{t('error.next')}</dt>
          <dd>{words.next}</dd>
        </dl>
        <Text size="xs" c="dimmed">
          {t('error.code', { code: error.code })}
        </Text>
        {actions ? <div className={classes.actions}>{actions}</div> : null}
      </div>
    </div>
  )
}
