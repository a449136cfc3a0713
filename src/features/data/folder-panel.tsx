import { Button, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { say } from '../../ui/say'
import { useFormat } from '../../ui/settings-context'
import '../../i18n/words/watching'
import classes from './data-page.module.css'
import panelClasses from './folder-panel.module.css'
import { useTakeFiles } from './take-files'
import { allowAgain, canWatchFolders, chooseFolder, decide, forgetFolder, look, useWatchedFolder } from './watched-folder'

/** The folder that is looked into for new files: chosen, allowed again, looked into now, forgotten. Not there where the browser cannot. */
export default function FolderPanel() {
  const { t } = useTranslation('watching')
  const format = useFormat()
  const folder = useWatchedFolder()
  const take = useTakeFiles()
  const [busy, setBusy] = useState(false)
  if (!canWatchFolders()) return null
  const doing = (work: () => Promise<void>) => () => {
    setBusy(true)
    void work()
      .catch(() => say({ message: t('failed') }))
      .finally(() => setBusy(false))
  }
  const found = folder.state === 'watched' ? folder.found : null
  const count = found?.files.length ?? 0
  const words = folder.state === 'none' ? t('none') : t(folder.state, { name: folder.name })
  const target = { className: classes.target, disabled: busy }
  return (
    <section className={panelClasses.panel} aria-label={t('title')}>
      <div className={panelClasses.words}>
        <h2 className={panelClasses.title}>{t('title')}</h2>
        <Text size="sm" c="dimmed">
          {words}
        </Text>
        {folder.state === 'watched' ? (
          <Text size="sm" role="status">
            {count > 0 ? t('offer', { count, n: format.count(count), name: folder.name }) : t('nothing')}
          </Text>
        ) : null}
        {found && found.left > 0 ? (
          <Text size="xs" c="dimmed">
            {t('left', { count: found.left, n: format.count(found.left) })}
          </Text>
        ) : null}
      </div>
      <div className={panelClasses.buttons}>
        {folder.state === 'none' ? (
          <Button variant="default" {...target} onClick={doing(chooseFolder)}>
            {t('choose')}
          </Button>
        ) : null}
        {folder.state === 'lapsed' ? (
          <Button {...target} onClick={doing(allowAgain)}>
            {t('allow')}
          </Button>
        ) : null}
        {folder.state === 'watched' && found ? (
          count > 0 ? (
            <>
              <Button {...target} onClick={doing(async () => take(await decide(found)))}>
                {t('read', { count })}
              </Button>
              <Button variant="default" {...target} onClick={doing(async () => void (await decide(found)))}>
                {t('skip', { count })}
              </Button>
            </>
          ) : (
            <Button variant="default" {...target} onClick={doing(look)}>
              {t('look')}
            </Button>
          )
        ) : null}
        {folder.state === 'gone' ? (
          <Button variant="default" {...target} onClick={doing(chooseFolder)}>
            {t('other')}
          </Button>
        ) : null}
        {folder.state === 'none' ? null : (
          <Button variant="subtle" color="gray" {...target} onClick={doing(forgetFolder)}>
            {t('forget')}
          </Button>
        )}
      </div>
    </section>
  )
}
