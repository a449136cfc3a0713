import { Button, Text, VisuallyHidden } from '@mantine/core'
import { IconFileTypeCsv, IconLock } from '@tabler/icons-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../ui/settings-context'
import classes from './drop-area.module.css'
import { fileLimit } from './error-words'
import { useTakeFiles } from './take-files'

/**
 * The place to drop or choose files. Dropping itself is heard by FileDropLayer for the whole page; this adds the target to aim at and
 * the button, which is what the keyboard and screen readers use.
 */
export function DropArea({ large = false }: { large?: boolean }) {
  const { t } = useTranslation('data')
  const format = useFormat()
  const take = useTakeFiles()
  const input = useRef<HTMLInputElement>(null)
  const open = () => input.current?.click()
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: a larger target for the pointer; the button inside does the same for everyone else
    <div className={classes.area} data-large={large || undefined} data-drop-area onClick={open}>
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
          open()
        }}
      >
        {t('drop.choose')}
      </Button>
      {large ? null : (
        <Text size="xs" c="dimmed" className={classes.private}>
          <IconLock aria-hidden size={14} /> {t('drop.private')}
        </Text>
      )}
      <VisuallyHidden>
        <input
          ref={input}
          type="file"
          multiple
          tabIndex={-1}
          aria-label={t('drop.label')}
          onClick={(event) => event.stopPropagation()}
          onChange={(event) => {
            take([...(event.currentTarget.files ?? [])])
            event.currentTarget.value = '' // the same file can be chosen again
          }}
        />
      </VisuallyHidden>
    </div>
  )
}
