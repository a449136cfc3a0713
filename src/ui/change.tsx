import { VisuallyHidden } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import classes from './change.module.css'
import { useFormat } from './settings-context'
import { Unknown } from './unknown'

/** A signed ratio with its arrow and what it is compared with. The colour repeats the sign, never stands alone; `null` reads "–" with the reason. */
export function Change({ value, versus, reason }: { value: number | null; versus?: string | null; reason?: string }) {
  const { t } = useTranslation('ui')
  const format = useFormat()
  if (value === null) return <Unknown reason={reason ?? t('unknown')} />
  const direction = value > 0 ? 'up' : value < 0 ? 'down' : 'same'
  return (
    <span className={classes.change}>
      <span className={classes.value} data-direction={direction}>
        <span aria-hidden>{direction === 'up' ? '▲' : direction === 'down' ? '▼' : '='}</span>{' '}
        <VisuallyHidden>{t(direction)} </VisuallyHidden>
        {format.change(value)}
      </span>
      {versus ? <span className={classes.versus}> {versus}</span> : null}
    </span>
  )
}
