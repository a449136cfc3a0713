import { lazy, type ReactNode, Suspense, useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSnapshot } from '../../snapshot'
import { type FigureSource, OpenFigureProvider } from '../../ui/figure'
import { EngineNotice } from './engine-notice'
import { useFocusOnReturn } from './focus-on-return'
import { Rail } from './rail'
import { SearchButton } from './search-button'
import classes from './shell.module.css'

const ExplainDrawer = lazy(() => import('./explain-drawer'))
// what has popovers comes after the first paint: it has nothing to say before the engine has answered
const FilterBar = lazy(() => import('./filter-bar'))
const ShellState = lazy(() => import('./shell-state'))

/** The frame around every page. `filterable`: the page's figures follow the global filter. */
export function Shell({ filterable, children }: { filterable: boolean; children: ReactNode }) {
  const { t } = useTranslation('shell')
  useFocusOnReturn()
  const [source, setSource] = useState<FigureSource | null>(null)
  const [explains, setExplains] = useState(false)
  const has_figures = useSnapshot() !== null
  const open = useCallback((figure: FigureSource) => {
    setSource(figure)
    setExplains(true)
  }, [])
  return (
    <OpenFigureProvider value={open}>
      <a className={classes.skip} href="#main">
        {t('skip')}
      </a>
      <Rail />
      <div className={classes.frame}>
        <header className={classes.top}>
          <div className={classes.top_inner}>
            <div className={classes.filters} data-reserved={(filterable && has_figures) || undefined}>
              <Suspense fallback={null}>{filterable ? <FilterBar /> : null}</Suspense>
            </div>
            <div className={classes.brand}>{t('app')}</div>
            <div className={classes.tools}>
              <Suspense fallback={null}>
                <ShellState />
              </Suspense>
              <SearchButton />
            </div>
          </div>
        </header>
        <div className={classes.notices}>
          <EngineNotice />
        </div>
        <main id="main" className={classes.main} tabIndex={-1}>
          {children}
        </main>
      </div>
      {explains ? (
        <Suspense fallback={null}>
          <ExplainDrawer source={source} onClose={() => setSource(null)} />
        </Suspense>
      ) : null}
    </OpenFigureProvider>
  )
}
