import { Button, Text } from '@mantine/core'
import { IconFileTypeCsv, IconLock } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useFileDialog } from '../../file-dialog'
import { useFormat } from '../../ui/settings-context'
import classes from './drop-area.module.css'
import { fileLimit } from './file-limit'
import { usePastedTable } from './pasted-table'

/**
 * The place to drop or choose files. Dropping itself is heard by FileDropLayer for the whole page; this adds the target to aim at and
 * the button, which is what the keyboard and screen readers use. While it is there, a table can be pasted as well.
 */
export function DropArea({ large = false }: { large?: boolean }) {
  const { t } = useTranslation('data')
  const format = useFormat()
  const choose = useFileDialog()
  usePastedTable()
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: a larger target for the pointer; the button inside does the same for everyone else
    <div className={classes.area} data-large={large || undefined} data-drop-area onClick={choose}>
      <IconFileTypeCsv aria-hidden size={large ? 44 : 32} stroke={1.4} className={classes.icon} />
      <div className={classes.words}>
        <p className={classes.title}>{t('drop.title')}</p>
        <Text size="xs" c="dimmed">
          {t('drop.more', { limit: fileLimit(format) })}
        </Text>
      </div>
      <Button
        size={large ? 'md' : 'sm'}
        className={classes.button}
        onClick={(event) => {
          event.stopPropagation()
          choose()
        }}
      >
        {t('drop.choose')}
      </Button>
      {large ? null : (
        <Text size="xs" c="dimmed" className={classes.private}>
          <IconLock aria-hidden size={14} /> {t('drop.private')}
        </Text>
      )}
    </div>
  )
}
