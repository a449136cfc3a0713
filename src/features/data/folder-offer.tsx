import { Button, CloseButton } from '@mantine/core'
import { IconFolder } from '@tabler/icons-react'
import { useLocation } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../ui/settings-context'
import '../../i18n/words/watching'
import classes from './folder-offer.module.css'
import { decide, look, putOff, useWatchedFolder } from './watched-folder'

const NAMED = 3

/** Offers what is new in the watched folder, on any page but the Data page, which shows it: at the start and whenever the tab comes back. Takes nothing unasked. */
export default function FolderOffer({ take }: { take: (files: readonly File[]) => void }) {
  const { t } = useTranslation('watching')
  const format = useFormat()
  const folder = useWatchedFolder()
  // the Data page has a place for it
  const on_data_page = useLocation({ select: ({ pathname }) => pathname === '/data' })
  useEffect(() => {
    const again = () => {
      if (document.visibilityState === 'visible') void look()
    }
    again()
    document.addEventListener('visibilitychange', again)
    return () => document.removeEventListener('visibilitychange', again)
  }, [])
  if (on_data_page || folder.state !== 'watched' || folder.put_off || folder.found.files.length === 0) return null
  const { name, found } = folder
  const count = found.files.length
  const title = t('offer', { count, n: format.count(count), name })
  return (
    <section className={classes.offer} aria-label={title}>
      <header className={classes.head}>
        <IconFolder aria-hidden size={20} />
        <p role="status" className={classes.title}>
          {title}
        </p>
        <CloseButton size={44} onClick={() => putOff(found)} aria-label={t('later')} />
      </header>
      <ul className={classes.files}>
        {found.files.slice(0, NAMED).map(({ path, file, changed }) => (
          <li key={path}>
            {path}, {format.bytes(file.size)}
            {changed ? `, ${t('changed')}` : ''}
          </li>
        ))}
        {count > NAMED ? <li>{t('more', { n: format.count(count - NAMED) })}</li> : null}
      </ul>
      <div className={classes.buttons}>
        <Button className={classes.target} onClick={() => void decide(found).then(take)}>
          {t('read', { count })}
        </Button>
        <Button className={classes.target} variant="default" onClick={() => putOff(found)}>
          {t('later')}
        </Button>
        <Button className={classes.target} variant="subtle" onClick={() => void decide(found)}>
          {t('skip', { count })}
        </Button>
      </div>
    </section>
  )
}
