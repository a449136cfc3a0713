import { IconPackage } from '@tabler/icons-react'
import { useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { MetricTableColumn } from '../../metric-view/columns'
import { EntityPage } from '../../metric-view/entity-page'
import entity from '../../metric-view/entity-page.module.css'
import { type Fact, FactTiles } from '../../metric-view/fact-tiles'
import { MetricTable } from '../../metric-view/metric-table'
import { paceOf } from '../../metric-view/pace'
import { ButtonLink } from '../../ui/button-link'
import { Panel } from '../../ui/panel'
import { useFormat } from '../../ui/settings-context'
import type { Asked } from '../../use-metric'
import { Arithmetic } from './arithmetic'
import { type BatchRow, batchKey, whyOf } from './batch-row'
import { batchSentence } from './batch-sentence'
import { DemandChances } from './demand-chances'
import classes from './expiry.module.css'
import type { BatchSearch } from './expiry-search'
import { ScoreBar } from './score-bar'
import { useBatches, useStoreName } from './use-batches'
import { WhatIf } from './what-if'
import '../../i18n/words/columns'
import '../../i18n/words/expiry'

const QUEUE: readonly MetricTableColumn[] = [
  { name: 'fefo_rank', unit: 'rank', opens: true, wide_only: true },
  { name: 'expiry_date', unit: 'date' },
  { name: 'qty', unit: 'units', opens: true },
  { name: 'at_risk_units', unit: 'units', opens: true },
  { name: 'at_risk_value', unit: 'money', opens: true, wide_only: true },
  { name: 'risk_score', unit: 'count', opens: true, wide_only: true },
]

/** One batch with the arithmetic behind its risk: what lies before it, what sells in its days, what stays, and what a change would do. */
export function BatchPage() {
  const { t } = useTranslation('expiry')
  const format = useFormat()
  const store = useStoreName()
  const { store: store_id, sku, batch, expires } = useSearch({ strict: false }) as BatchSearch
  const within = { store_id: [store_id], sku_id: [sku], category: [] }
  const { asked, batches } = useBatches({}, within)
  const row = batches.find((one) => one.batch_id === batch && one.expiry_date === (expires ?? null))
  const found = { ...asked, result: asked.result && { ...asked.result, results: row ? [row] : [] } }
  return (
    <EntityPage
      back={{ to: '/expiry', label: t('back') }}
      asked={found}
      gone={{ title: t('own.gone.title'), text: t('own.gone.text') }}
      title={row?.product_name ?? sku}
      about={[
        store(store_id),
        batch ? t('batch_n', { batch }) : null,
        expires ? t('own.last', { day: format.date(expires) }) : null,
        row?.supplier,
      ]}
      actions={
        <ButtonLink
          className={classes.no_print ?? ''}
          to="/products/$sku_id"
          params={{ sku_id: sku }}
          size="compact-sm"
          variant="subtle"
          color="gray"
          leftSection={<IconPackage size={16} aria-hidden />}
        >
          {t('own.product')}
        </ButtonLink>
      }
    >
      {row ? (
        <>
          <ScoreBar row={row} with_number />
          <p className={classes.lead}>{batchSentence(row, t, format)}</p>
          <Facts row={row} asked={asked} />
          <div className={entity.pair}>
            {row.status === 'ACTIVE' ? <Arithmetic row={row} open={(column) => asked.open(row, column)} /> : null}
            <Reasons row={row} />
          </div>
          {row.status === 'ACTIVE' ? (
            <>
              <DemandChances row={row} within={within} />
              <WhatIf row={row} within={within} />
            </>
          ) : null}
        </>
      ) : null}
      <MetricTable
        metric_id="batch-risk"
        args={{}}
        within={within}
        columns={QUEUE}
        first={t('columns:of.batch')}
        first_unit="id"
        name={(one) => String(one.batch_id || t('no_batch'))}
        rowKey={(one) => batchKey(one as BatchRow)}
        title={t('own.queue_title')}
        file="batches"
        empty={() => null}
        maxHeight={360}
      />
    </EntityPage>
  )
}

function Facts({ row, asked }: { row: BatchRow; asked: Asked }) {
  const { t } = useTranslation('expiry')
  const format = useFormat()
  const fact = (name: keyof BatchRow & string, text: string, note?: string): Fact => ({
    label: t(`own.facts.${name}`),
    value: row[name] as number | null,
    text,
    source: asked.open(row, name),
    why: t(name.endsWith('value') && row.status !== 'UNDATED' ? 'own.no_cost' : 'own.why'),
    note,
  })
  const chance = row.status === 'ACTIVE' && row.p_unsold !== null ? t('own.chance', { chance: format.ratio(row.p_unsold) }) : undefined
  const shelf = fact('qty', format.units(row.qty), row.expiry_date ? t('own.last', { day: format.date(row.expiry_date) }) : undefined)
  const pace = fact('daily_units', format.cell(row.daily_units, 'number'), paceOf(row.daily_units, t, format))
  if (row.status === 'EXPIRED') return <FactTiles facts={[shelf, fact('expired_value', format.money(row.expired_value)), pace]} />
  return (
    <FactTiles
      facts={[
        shelf,
        fact('sell_days', format.count(row.sell_days)),
        pace,
        fact('at_risk_units', format.units(row.at_risk_units), chance),
        fact('at_risk_value', format.money(row.at_risk_value)),
      ]}
    />
  )
}

/** Why it stands where it does, in words. */
function Reasons({ row }: { row: BatchRow }) {
  const { t } = useTranslation('expiry')
  const format = useFormat()
  const said = (value: number | null | undefined) => (value == null ? '' : format.units(Math.round(value * 10) / 10))
  return (
    <Panel title={t('own.reasons')}>
      <ul className={classes.reasons}>
        {whyOf(row).map(({ code, value, ahead }) => (
          <li key={code}>{t(`reason.${code}`, { value: said(value), ahead: said(ahead) })}</li>
        ))}
      </ul>
    </Panel>
  )
}
