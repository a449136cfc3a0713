import { Kbd, UnstyledButton } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './search-button.module.css'

const SearchBox = lazy(() => import('./search-box'))

/** Opens the search; `Ctrl+K` (`⌘K`) does the same from anywhere. The search itself is loaded on first use. */
export function SearchButton() {
  const { t } = useTranslation('shell')
  const [asked, setAsked] = useState(0)
  const open = () => setAsked((count) => count + 1)
  useHotkeys([['mod+K', open]], [])
  return (
    <>
      <UnstyledButton className={classes.button} onClick={open} aria-keyshortcuts="Control+K" aria-haspopup="dialog">
        <IconSearch size={16} aria-hidden />
        <span className={classes.word}>{t('search.open')}</span>
        <Kbd size="xs" className={classes.key}>
          Ctrl K
        </Kbd>
      </UnstyledButton>
      {asked > 0 ? (
        <Suspense fallback={null}>
          <SearchBox asked={asked} />
        </Suspense>
      ) : null}
    </>
  )
}
