import { Skeleton } from '@mantine/core'
import { IconArrowLeft, IconCalendarStats } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useEngineQuery } from '../../client'
import { kindsThatCount } from '../../domain/counting-files'
import { NO_FILTER } from '../../domain/filter'
import { EmptyPanel } from '../../metric-view/empty-panel'
import { type Fact, FactTiles } from '../../metric-view/fact-tiles'
import { MetricTable } from '../../metric-view/metric-table'
import link from '../../metric-view/row-link.module.css'
import { EmptyState } from '../../ui/empty-state'
import { ErrorState } from '../../ui/error-state'
import page from '../../ui/page.module.css'
import { Panel } from '../../ui/panel'
import { useFormat } from '../../ui/settings-context'
import { type Asked, useMetric } from '../../use-metric'
import classes from './forecast.module.css'
import { ForecastBars } from './forecast-bars'
import { ForecastMeaning } from './forecast-meaning'
import { type ForecastRow, forecastRows, sideOf } from './forecast-row'
import '../../i18n/words/columns'
import '../../i18n/words/expiry'

/** How well Lucid would have foretold the last twelve weeks, in words first; and what that means for the figures on Expiry. Of the whole shop. */
export function ForecastPage() {
  const { t } = useTranslation('expiry')
  const asked = useMetric('forecast-health', {}, undefined, NO_FILTER)
  const { result, error, retry, outdated } = asked
  const rows = forecastRows(result?.results)
  const all = rows.find(({ demand_class, method }) => demand_class === 'all' && method === 'model')
  return (
    <div className={page.stack} data-outdated={outdated || undefined} aria-busy={outdated}>
      <Link to="/expiry" className={link.back}>
        <IconArrowLeft size={16} aria-hidden />
        {t('back')}
      </Link>
      <div>
        <h1 className={page.title}>{t('told.title')}</h1>
        <p className={classes.about}>{t('told.about')}</p>
      </div>
      {error && !result ? <ErrorState error={error} onRetry={retry} /> : null}
      {!error && !result ? <Skeleton h={420} radius="lg" role="status" aria-label={t('told.loading')} /> : null}
      {result && !all ? <TooShort /> : null}
      {all ? (
        <>
          <Facts row={all} asked={asked} />
          <ForecastMeaning rows={rows} />
          <ForecastBars rows={rows} asked={asked} />
          <ScoreTable />
        </>
      ) : null}
    </div>
  )
}

function TooShort() {
  const { t } = useTranslation('expiry')
  const kinds = kindsThatCount(useEngineQuery('datasets.list', {}).data ?? [])
  if (!kinds.has('sales')) return <EmptyPanel needs={['sales']} />
  return (
    <Panel>
      <EmptyState icon={<IconCalendarStats size={40} stroke={1.3} />} title={t('told.short.title')}>
        {t('told.short.text')}
      </EmptyState>
    </Panel>
  )
}

/** "When Lucid says 10": each score as a sentence over tens. */
function Facts({ row, asked }: { row: ForecastRow; asked: Asked }) {
  const { t } = useTranslation('expiry')
  const format = useFormat()
  const tens = (share: number) => format.units(Math.round(share * 100) / 10)
  const fact = (name: keyof ForecastRow & string, text: string, note: string): Fact => ({
    label: t(`told.facts.${name}.label`),
    value: row[name],
    text,
    source: asked.open(row, name),
    why: t('told.no_sale'),
    note,
  })
  return (
    <FactTiles
      facts={[
        fact('coverage_80', t('told.facts.coverage_80.value', { tens: tens(row.coverage_80) }), t('told.facts.coverage_80.note')),
        fact('bias', format.change(row.bias), t(`told.facts.bias.${sideOf(row.bias)}`)),
        fact('wape', format.ratio(row.wape), t('told.facts.wape.note')),
        fact('trials', format.count(row.trials), t('told.facts.trials.note', { units: format.units(Math.round(row.units)) })),
      ]}
    />
  )
}

function ScoreTable() {
  const { t } = useTranslation('expiry')
  return (
    <MetricTable
      metric_id="forecast-health"
      args={{}}
      within={NO_FILTER}
      columns={[
        { name: 'rmsse', unit: 'number', opens: true },
        { name: 'wape', unit: 'ratio', opens: true, wide_only: true },
        { name: 'bias', unit: 'change', opens: true, wide_only: true },
        { name: 'pinball_50', unit: 'ratio', opens: true, wide_only: true },
        { name: 'pinball_90', unit: 'ratio', opens: true, wide_only: true },
        { name: 'coverage_80', unit: 'ratio', opens: true },
        { name: 'trials', unit: 'count', opens: true, wide_only: true },
      ]}
      first={t('told.kind_and_way')}
      name={(row) => {
        const name = `${t(`told.kind.${row.demand_class}`)} · ${t(`told.way.${row.method}`)}`
        return row.is_used && row.demand_class !== 'all' ? `${name} ✓` : name
      }}
      rowKey={(row) => `${row.demand_class} ${row.method}`}
      title={t('told.table')}
      note={t('told.table_note')}
      file="forecast"
      empty={() => null}
    />
  )
}
