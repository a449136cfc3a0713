import { SegmentedControl, Skeleton } from '@mantine/core'
import { IconTargetArrow } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { EmptyPanel } from '../../metric-view/empty-panel'
import entity from '../../metric-view/entity-page.module.css'
import { type Fact, FactTiles } from '../../metric-view/fact-tiles'
import { FirstFile } from '../../metric-view/first-file'
import { NoSalesNote } from '../../metric-view/no-sales-note'
import { SalesEndNote } from '../../metric-view/sales-end-note'
import { ButtonLink } from '../../ui/button-link'
import { ErrorState } from '../../ui/error-state'
import page from '../../ui/page.module.css'
import { useFormat } from '../../ui/settings-context'
import { useMetric } from '../../use-metric'
import { BatchList } from './batch-list'
import classes from './expiry.module.css'
import { ExpiryCalendar } from './expiry-calendar'
import { ExpiryMap } from './expiry-map'
import { EXPIRY_VIEWS, type ExpirySearch, type ExpiryView } from './expiry-search'
import { useBatches } from './use-batches'
import '../../i18n/words/columns'
import '../../i18n/words/expiry'

/** Days after which a stock count is called old. */
const OLD_COUNT_DAYS = 14

/** What will expire before it sells, and what already has. The view, the band and the words that are looked for are in the address. */
export function ExpiryPage() {
  const { t } = useTranslation('expiry')
  const search = useSearch({ strict: false }) as ExpirySearch
  const { look: view = 'list' } = search
  const navigate = useNavigate()
  const change = (to: ExpirySearch, replace = true) =>
    void navigate({ to: '/expiry', search: (before) => ({ ...before, ...to }), replace, resetScroll: false })
  const { asked, batches } = useBatches()
  const { result, error, retry, outdated } = asked
  const dated = batches.some(({ status }) => status === 'ACTIVE' || status === 'EXPIRED')
  const old = batches.filter(({ count_age }) => count_age > OLD_COUNT_DAYS).length
  return (
    <div className={page.stack} data-outdated={outdated || undefined} aria-busy={outdated}>
      <div className={entity.head}>
        <h1 className={page.title}>{t('title')}</h1>
        <span className={`${classes.tools} ${classes.no_print}`}>
          <ButtonLink
            to="/expiry/forecast"
            size="compact-sm"
            variant="subtle"
            color="gray"
            leftSection={<IconTargetArrow size={16} aria-hidden />}
          >
            {t('told.link')}
          </ButtonLink>
          <SegmentedControl
            aria-label={t('views')}
            size="sm"
            value={view}
            onChange={(to) => change({ look: to === 'list' ? undefined : (to as ExpiryView) }, false)}
            data={EXPIRY_VIEWS.map((value) => ({ value, label: t(`view.${value}`) }))}
          />
        </span>
      </div>
      {error && !result ? <ErrorState error={error} onRetry={retry} /> : null}
      {!error && !result ? <Skeleton h={480} radius="lg" role="status" aria-label={t('columns:loading')} /> : null}
      {result && batches.length === 0 ? (
        <FirstFile kind="inventory" title={t('first.title')} text={t('first.text')}>
          <EmptyPanel needs={['inventory']} good="expiry" />
        </FirstFile>
      ) : null}
      {result && batches.length > 0 ? (
        <>
          <NoSalesNote about="unsold" />
          <SalesEndNote as_of={result.as_of} />
          <Summary />
          {old > 0 || !dated ? <p className={classes.note}>{dated ? t('warn', { count: old }) : t('no_dates')}</p> : null}
          {view === 'list' ? <BatchList batches={batches} as_of={result.as_of} search={search} onSearch={change} /> : null}
          {view === 'calendar' && result.as_of ? <ExpiryCalendar batches={batches} as_of={result.as_of} /> : null}
          {view === 'map' ? <ExpiryMap batches={batches} /> : null}
        </>
      ) : null}
    </div>
  )
}

/** The sums over all that is under the filter. */
function Summary() {
  const { t } = useTranslation('expiry')
  const format = useFormat()
  const asked = useMetric('risk-summary', { by: 'all' })
  const row = asked.result?.results[0] ?? {}
  const fact = (name: string, text: string, note: string): Fact => ({
    label: t(`sum.${name}`),
    value: row[name],
    text,
    source: asked.open(row, name),
    why: t('sum.no_cost'),
    note,
  })
  const money = (name: string) => format.money(row[name] as number | null)
  const units = (name: string) => t('units', { units: format.units(row[name] as number | null) })
  if (!asked.result) return <Skeleton h={96} radius="lg" />
  return (
    <FactTiles
      facts={[
        fact('at_risk_value', money('at_risk_value'), units('at_risk_units')),
        fact('expired_value', money('expired_value'), units('expired_units')),
        fact(
          'critical',
          format.count(row.critical as number),
          t('sum.of_batches', { count: Number(row.batches), batches: format.count(row.batches as number) }),
        ),
        fact(
          'undated_value',
          money('undated_value'),
          t('sum.batches', { count: Number(row.undated_batches), batches: format.count(row.undated_batches as number) }),
        ),
      ]}
    />
  )
}
