import { Button, Text } from '@mantine/core'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Action } from '../../domain/action'
import { FigureButton } from '../../ui/figure'
import { useFormat } from '../../ui/settings-context'
import classes from './actions.module.css'
import { cardBeside } from './next-card'
import type { Take } from './use-actions'
import { useSwipe } from './use-swipe'
import { daysLeft, whatToDo, why } from './words'

/**
 * One action: what to do, what it saves, why, and the buttons for the steps that it can take. A or a swipe to the right approves a proposal, R or a swipe to the left
 * rejects it, U takes the last step back.
 */
export function ActionCard({
  action,
  others,
  store,
  take,
  onOutcome,
  onOpen,
}: {
  action: Action
  /** what could be done instead */
  others: readonly Action[]
  store: (id: string) => string
  take: Take
  onOutcome: (action: Action) => void
  /** shows how its saving comes about */
  onOpen: (action: Action) => void
}) {
  const { t } = useTranslation('actions')
  const format = useFormat()
  const [busy, setBusy] = useState(false)
  const card = useRef<HTMLElement>(null)
  const is_open = action.status === 'PROPOSED'
  const step = async (name: Parameters<Take>[0], which = action) => {
    if (busy) return
    const beside = card.current?.contains(document.activeElement) ? cardBeside(card.current) : null
    setBusy(true)
    const taken = await take(name, [which])
    setBusy(false)
    if (taken) beside?.focus({ preventScroll: true })
  }
  const swipe = useSwipe(is_open, (to) => void step(to === 'right' ? 'approve' : 'reject'))
  const onKey = (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return
    const key = event.key.toLowerCase()
    if (is_open && key === 'a') void step('approve')
    else if ((is_open || action.status === 'APPROVED') && key === 'r') void step('reject')
    else if (action.can_undo && key === 'u') void step('undo')
    else return
    event.preventDefault()
  }
  const what = whatToDo(t, format, action, store)
  const days = daysLeft(action)
  const money = format.money(action.status === 'DONE' ? action.realised_savings : action.expected_savings)
  return (
    <article
      ref={card}
      className={classes.card}
      data-action={action.action_id}
      data-pulled={swipe.to && (swipe.to === 'right' ? 'approve' : 'reject')}
      style={swipe.style}
      aria-label={`${action.product_name}: ${what}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the keys of a card work while it has the focus; each has a button too
      tabIndex={0}
      onKeyDown={onKey}
      {...swipe.handlers}
    >
      <header className={classes.card_head}>
        <h3 className={classes.product}>{action.product_name}</h3>
        <span className={classes.rupees} data-savings>
          <FigureButton label={t(action.status === 'DONE' ? 'sum.saved' : 'sum.saves')} value={money} onOpen={() => onOpen(action)}>
            {money}
          </FigureButton>
        </span>
      </header>
      <p className={classes.what}>{what}</p>
      <p className={classes.where}>
        {store(action.from_store)}
        {action.batch_id ? ` · ${t('batch', { batch: action.batch_id })}` : ''}
        {` · ${days < 0 ? t('expired', { count: -days }) : t('expires', { date: format.date(action.expiry_date), count: days })}`}
        {' · '}
        {t(`band.${action.band}`)}
      </p>
      <p className={classes.why}>{why(t, format, action, store)}</p>
      {action.status === 'DONE' && action.outcome ? (
        <p className={classes.why}>
          {t('outcome.said', {
            units: format.units(action.outcome.cleared_units),
            value: format.money(action.outcome.recovered_value),
            expected: format.money(action.expected_savings),
          })}{' '}
          {t(`outcome.from_${action.outcome.from}`)}
        </p>
      ) : null}
      {action.measured ? (
        <p className={classes.why}>
          {t('measured', {
            units: format.units(action.measured.cleared_units),
            value: format.money(action.measured.recovered_value),
            date: format.date(action.measured.through),
          })}
        </p>
      ) : null}
      {is_open && others.length > 0 ? (
        <details className={classes.others}>
          <summary>{t('others', { count: others.length })}</summary>
          <ul>
            {others.map((other) => (
              <li key={other.action_id}>
                <span>
                  {whatToDo(t, format, other, store)} · {format.money(other.expected_savings)}
                </span>
                <Button variant="subtle" size="compact-sm" mih={32} onClick={() => void step('approve', other)}>
                  {t('instead')}
                </Button>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      <footer className={classes.buttons}>
        {is_open ? (
          <Button size="sm" mih={44} loading={busy} onClick={() => void step('approve')} aria-keyshortcuts="A">
            {t('approve')}
          </Button>
        ) : null}
        {action.status === 'APPROVED' ? (
          <Button size="sm" mih={44} onClick={() => onOutcome(action)}>
            {t('done')}
          </Button>
        ) : null}
        {action.status === 'DONE' ? (
          <Button variant="default" size="sm" mih={44} onClick={() => onOutcome(action)}>
            {t('correct')}
          </Button>
        ) : null}
        {is_open || action.status === 'APPROVED' ? (
          <Button variant="default" size="sm" mih={44} disabled={busy} onClick={() => void step('reject')} aria-keyshortcuts="R">
            {t(is_open ? 'reject' : 'cancel')}
          </Button>
        ) : null}
        {action.can_undo ? (
          <Button variant="subtle" size="sm" mih={44} disabled={busy} onClick={() => void step('undo')} aria-keyshortcuts="U">
            {t('undo')}
          </Button>
        ) : null}
      </footer>
      {action.outcome?.notes ? (
        <Text size="xs" c="dimmed">
          {action.outcome.notes}
        </Text>
      ) : null}
    </article>
  )
}
