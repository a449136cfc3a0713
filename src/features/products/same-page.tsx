import { Button, Skeleton } from '@mantine/core'
import { IconArrowLeft, IconArrowsExchange, IconChecks } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { engine, useEngineQuery, useJobs } from '../../client'
import { type AliasDecision, type AliasProduct, type AliasSuggestion, aliasPair } from '../../domain/alias'
import { toErrorShape } from '../../domain/errors'
import { isOpenStatus } from '../../domain/job'
import link from '../../metric-view/row-link.module.css'
import { EmptyState } from '../../ui/empty-state'
import { ErrorState } from '../../ui/error-state'
import { JobProgress } from '../../ui/job-progress'
import page from '../../ui/page.module.css'
import { Panel } from '../../ui/panel'
import { say } from '../../ui/say'
import { useFormat } from '../../ui/settings-context'
import { ProductPicker, useProductChoices } from './product-picker'
import classes from './same-page.module.css'
import '../../i18n/words/columns'
import '../../i18n/words/same'

type Said = { decide?: Omit<AliasDecision, 'decided_at'>[]; undo?: string[] }

/** Products that are written in several ways: suggested, joined, kept apart, and any of it taken back. */
export function SamePage() {
  const { t } = useTranslation('same')
  const { data, error, refetch } = useEngineQuery('aliases.list', {}, { keepPrevious: true })
  const [sent, setSent] = useState<string | null>(null)
  const job = useJobs().find(({ job_type, status }) => job_type === 'merge' && isOpenStatus(status))
  const busy = job !== undefined || sent !== null
  const tell = async ({ decide = [], undo = [] }: Said) => {
    setSent('')
    try {
      const decided_at = new Date().toISOString()
      await engine.call('aliases.decide', { decide: decide.map((one) => ({ ...one, decided_at })), undo })
    } catch (thrown) {
      const { code } = toErrorShape(thrown)
      say({ title: t(`errors:${code}.title`), message: t(`errors:${code}.hint`) })
    } finally {
      setSent(null)
    }
  }
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  return (
    <div className={page.stack}>
      <Link to="/products" className={link.back}>
        <IconArrowLeft size={16} aria-hidden />
        {t('back')}
      </Link>
      <div>
        <h1 className={page.title}>{t('title')}</h1>
        <p className={classes.lead}>{t('lead')}</p>
      </div>
      {job ? <JobProgress job={job} /> : null}
      {!data ? <Skeleton h={320} radius="lg" role="status" aria-label={t('columns:loading')} /> : null}
      {data ? <Suggestions suggestions={data.suggestions} busy={busy} tell={tell} /> : null}
      <ByHand busy={busy} tell={tell} />
      {data && data.decided.length > 0 ? (
        <Panel title={t('decided')} note={t('decided_note')}>
          <ul className={classes.decided}>
            {data.decided.map((one) => (
              <li key={aliasPair(one.from_sku, one.into_sku)}>
                <span>{t(`said.${one.decision}`, { from: one.from_name ?? one.from_sku, into: one.into_name ?? one.into_sku })}</span>
                <Button
                  size="compact-sm"
                  variant="subtle"
                  color="gray"
                  disabled={busy}
                  onClick={() => void tell({ undo: [aliasPair(one.from_sku, one.into_sku)] })}
                  aria-label={t('undo_of', { name: one.from_name ?? one.from_sku })}
                >
                  {t('undo')}
                </Button>
              </li>
            ))}
          </ul>
        </Panel>
      ) : null}
    </div>
  )
}

function Suggestions({
  suggestions,
  busy,
  tell,
}: {
  suggestions: readonly AliasSuggestion[]
  busy: boolean
  tell: (said: Said) => Promise<void>
}) {
  const { t } = useTranslation('same')
  const sure = suggestions.filter(({ reason }) => reason !== 'spelling')
  if (suggestions.length === 0)
    return (
      <Panel>
        <EmptyState icon={<IconChecks size={40} stroke={1.3} />} title={t('none.title')}>
          {t('none.text')}
        </EmptyState>
      </Panel>
    )
  return (
    <Panel
      title={t('suggested', { count: suggestions.length })}
      actions={
        sure.length > 1 ? (
          <Button
            size="compact-sm"
            variant="subtle"
            disabled={busy}
            onClick={() =>
              void tell({
                decide: sure.map(({ from, into }) => ({ from_sku: from.sku_id, into_sku: into.sku_id, decision: 'same' as const })),
              })
            }
          >
            {t('all_sure', { count: sure.length })}
          </Button>
        ) : null
      }
    >
      <ul className={classes.list}>
        {suggestions.map((one) => (
          <Pair key={aliasPair(one.from.sku_id, one.into.sku_id)} suggestion={one} busy={busy} tell={tell} />
        ))}
      </ul>
    </Panel>
  )
}

function Pair({ suggestion, busy, tell }: { suggestion: AliasSuggestion; busy: boolean; tell: (said: Said) => Promise<void> }) {
  const { t } = useTranslation('same')
  const [turned, setTurned] = useState(false)
  const [stays, goes] = turned ? [suggestion.from, suggestion.into] : [suggestion.into, suggestion.from]
  const decide = (decision: AliasDecision['decision']) =>
    void tell({ decide: [{ from_sku: goes.sku_id, into_sku: stays.sku_id, decision }] })
  const names = { one: stays.name, other: goes.name }
  return (
    <li className={classes.pair}>
      <div className={classes.sides}>
        <Side product={stays} role={t('stays')} />
        <Button
          className={classes.turn}
          size="compact-sm"
          variant="subtle"
          color="gray"
          aria-label={t('turn', names)}
          title={t('turn', names)}
          onClick={() => setTurned(!turned)}
        >
          <IconArrowsExchange size={18} stroke={1.6} aria-hidden />
        </Button>
        <Side product={goes} role={t('goes')} />
      </div>
      <p className={classes.reason}>{t(`reason.${suggestion.reason}`)}</p>
      <div className={classes.answers}>
        <Button size="sm" disabled={busy} onClick={() => decide('same')} aria-label={t('same_of', names)}>
          {t('same')}
        </Button>
        <Button size="sm" variant="default" disabled={busy} onClick={() => decide('different')} aria-label={t('different_of', names)}>
          {t('different')}
        </Button>
      </div>
    </li>
  )
}

function Side({ product, role }: { product: AliasProduct; role: string }) {
  const { t } = useTranslation('same')
  const format = useFormat()
  const { first_date, last_date } = product
  const price = product.units > 0 ? product.revenue / (product.units / 1000) : null
  return (
    <div className={classes.side}>
      <span className={classes.role}>{role}</span>
      <strong className={classes.name}>{product.name}</strong>
      <span className={classes.about}>
        {[product.sku_id === product.name.toLowerCase() ? null : product.sku_id, product.category].filter(Boolean).join(' · ')}
      </span>
      {product.lines > 0 ? (
        <span className={`${classes.about} tabular`}>
          {t('sold', {
            units: format.units(product.units / 1000),
            revenue: format.money(product.revenue / 10_000),
            price: format.money_exact(price === null ? null : price / 10_000),
          })}
          {first_date && last_date
            ? `, ${first_date === last_date ? format.date(first_date) : `${format.date(first_date)} – ${format.date(last_date)}`}`
            : ''}
        </span>
      ) : (
        <span className={classes.about}>{t('never_sold')}</span>
      )}
    </div>
  )
}

/** Two products that no suggestion found. */
function ByHand({ busy, tell }: { busy: boolean; tell: (said: Said) => Promise<void> }) {
  const { t } = useTranslation('same')
  const choices = useProductChoices()
  const [from, setFrom] = useState<string | null>(null)
  const [into, setInto] = useState<string | null>(null)
  if (choices.length < 2) return null
  const join = async () => {
    if (!from || !into) return
    await tell({ decide: [{ from_sku: from, into_sku: into, decision: 'same' }] })
    setFrom(null)
    setInto(null)
  }
  return (
    <Panel title={t('by_hand')} note={t('by_hand_note')}>
      <div className={classes.by_hand}>
        <ProductPicker choices={choices} label={t('this')} placeholder={t('pick')} value={from} onChange={setFrom} />
        <ProductPicker choices={choices} label={t('is_same_as')} placeholder={t('pick')} value={into} onChange={setInto} />
        <Button disabled={busy || !from || !into || from === into} onClick={() => void join()}>
          {t('same')}
        </Button>
      </div>
    </Panel>
  )
}
