import { lazy, type ReactNode, Suspense, useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type FigureSource, OpenFigureProvider } from '../../ui/figure'
import { EngineNotice } from './engine-notice'
import { FilterBar } from './filter-bar'
import { Rail } from './rail'
import { RunningJobs } from './running-jobs'
import { SearchButton } from './search-button'
import classes from './shell.module.css'
import { StateWord } from './state-word'

const ExplainDrawer = lazy(() => import('./explain-drawer'))

/** The frame around every page. `filterable`: the page's figures follow the global filter. */
export function Shell({ filterable, children }: { filterable: boolean; children: ReactNode }) {
  const { t } = useTranslation('shell')
  const [source, setSource] = useState<FigureSource | null>(null)
  const [explains, setExplains] = useState(false)
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
            <div className={classes.filters}>{filterable ? <FilterBar /> : null}</div>
            <div className={classes.brand}>{t('app')}</div>
            <div className={classes.tools}>
              <RunningJobs />
              <StateWord />
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
