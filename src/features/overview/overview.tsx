import { Anchor, Button, Skeleton, Text } from '@mantine/core'
import { IconFilterOff } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { Row } from '../../domain/metric'
import { EmptyState } from '../../ui/empty-state'
import { ErrorState } from '../../ui/error-state'
import { InTurn } from '../../ui/in-turn'
import page from '../../ui/page.module.css'
import { Panel } from '../../ui/panel'
import { useFormat } from '../../ui/settings-context'
import { useGlobalFilter } from '../../url-filter'
import { MonthTrend } from './month-trend'
import classes from './overview.module.css'
import { SplitPanel } from './split-panel'
import { Tiles } from './tiles'
import { TopProducts } from './top-products'
import { useOverviewPart } from './use-part'
import { NoSales, Waiting } from './waiting'

const EndedStoresNote = lazy(() => import('../../metric-view/ended-stores-note').then((module) => ({ default: module.EndedStoresNote })))
const SalesEndNote = lazy(() => import('../../metric-view/sales-end-note').then((module) => ({ default: module.SalesEndNote })))
const Savings = lazy(() => import('./savings').then((module) => ({ default: module.Savings })))

/** What sold: key figures, month by month, best products, categories, stores and channels. */
export function Overview() {
  const { t } = useTranslation('overview')
  const { filtered, clear } = useGlobalFilter()
  const kpis = useOverviewPart('kpis')
  const row = kpis.result?.results[0]
  // of sales that no price is known for, units are all there is to show
  const in_units = row?.revenue === null
  return (
    <div className={page.stack}>
      <Header row={row} as_of={kpis.result?.as_of ?? null} />
      {kpis.error && !kpis.outdated ? <ErrorState error={kpis.error} onRetry={kpis.retry} /> : null}
      {row ? (
        <div className={page.stack} data-outdated={kpis.outdated || undefined} aria-busy={kpis.outdated}>
          <Tiles row={row} open={kpis.open} />
          <Suspense fallback={null}>
            <SalesEndNote as_of={String(row.to)} />
            <EndedStoresNote />
          </Suspense>
          <Suspense fallback={null}>
            <Savings />
          </Suspense>
          <Below h={360}>
            <MonthTrend in_units={in_units} />
          </Below>
          <div className={classes.columns}>
            <div className={page.stack}>
              <Below h={480}>
                <TopProducts in_units={in_units} />
              </Below>
              <Below h={320}>
                <SplitPanel part="stores" in_units={in_units} />
              </Below>
            </div>
            <div className={page.stack}>
              <Below h={320}>
                <SplitPanel part="categories" in_units={in_units} />
              </Below>
              <Below h={320}>
                <SplitPanel part="channels" in_units={in_units} />
              </Below>
            </div>
          </div>
        </div>
      ) : null}
      {!row && !kpis.result && !kpis.error ? <Waiting /> : null}
      {!row && kpis.result && !filtered ? <NoSales /> : null}
      {!row && kpis.result && filtered ? (
        <Panel>
          <EmptyState
            icon={<IconFilterOff size={40} stroke={1.3} />}
            title={t('nothing.title')}
            action={
              <Button variant="default" onClick={clear}>
                {t('nothing.clear')}
              </Button>
            }
          >
            {t('nothing.text')}
          </EmptyState>
        </Panel>
      ) : null}
    </div>
  )
}

/** What stands below the key figures is drawn after them, panel by panel: all of it at once holds up a click for a fifth of a second. */
const Below = ({ h, children }: { h: number; children: ReactNode }) => (
  <InTurn fallback={<Skeleton h={h} radius="lg" aria-hidden />}>{children}</InTurn>
)

const DAY = 86_400_000
/** domain.md 0.4: more than a week between the device's today and the newest day of the data is worth a word. */
const STALE_DAYS = 7

function Header({ row, as_of }: { row: Row | undefined; as_of: string | null }) {
  const { t } = useTranslation('overview')
  const { search } = useGlobalFilter()
  const format = useFormat()
  const age = as_of && !search.as_of && !search.to ? Math.floor((Date.now() - Date.parse(as_of)) / DAY) : 0
  return (
    <header className={classes.head}>
      <h1 className={page.title}>{t('title')}</h1>
      <Text size="xs" c="dimmed" className="tabular" mih="1.4em">
        {row ? t('span', { from: format.date(String(row.from)), to: format.date(String(row.to)) }) : null}
        {age > STALE_DAYS ? (
          <>
            {row ? ' · ' : null}
            {t('stale', { count: age })}{' '}
            <Anchor component={Link} to="/data" size="xs" underline="always">
              {t('stale_action')}
            </Anchor>
          </>
        ) : null}
      </Text>
    </header>
  )
}
