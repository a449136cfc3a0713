import { Popover, UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import classes from './cell-text.module.css'

const SHORT = 28
const LONGEST_SHOWN = 4_000

/** A cell of a file, as text and nothing else. Long ones are clipped to one line and shown in full on tap. */
export function CellText({ text, empty = '' }: { text: string; empty?: string }) {
  const { t } = useTranslation('data')
  if (text === '') return <span className={classes.empty}>{empty}</span>
  if (text.length <= SHORT && !/[\n\r]/.test(text)) return <span className={classes.short}>{text}</span>
  return (
    <Popover width={320} withArrow position="bottom-start">
      <Popover.Target>
        <UnstyledButton className={classes.clipped} title={t('report.show_all')}>
          {text.slice(0, 200)}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={classes.full} aria-label={t('report.full_cell')}>
        {text.slice(0, LONGEST_SHOWN)}
        {text.length > LONGEST_SHOWN ? '…' : ''}
      </Popover.Dropdown>
    </Popover>
  )
}
