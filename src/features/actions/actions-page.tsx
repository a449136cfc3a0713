import { Button, NativeSelect, Progress, SegmentedControl, Skeleton, Text } from '@mantine/core'
import { IconChecklist } from '@tabler/icons-react'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Action, ActionStatus } from '../../domain/action'
import { leadingActions } from '../../domain/leading-action'
import { FirstFile } from '../../metric-view/first-file'
import { NoSalesNote } from '../../metric-view/no-sales-note'
import { SalesEndNote } from '../../metric-view/sales-end-note'
import { useSavingsSum } from '../../metric-view/use-savings-sum'
import { EmptyState } from '../../ui/empty-state'
import { ErrorState } from '../../ui/error-state'
import page from '../../ui/page.module.css'
import { Panel } from '../../ui/panel'
import { useFormat } from '../../ui/settings-context'
import { ActionCard } from './action-card'
import classes from './actions.module.css'
import { OutcomeDialog } from './outcome-dialog'
import { PrintSheets, type Sheet } from './print-sheets'
import { SavingsTiles } from './savings-tiles'
import { useActions, useStoreName } from './use-actions'
import '../../i18n/words/actions'

const COLUMNS = [
  { id: 'open', statuses: ['PROPOSED'] },
  { id: 'approved', statuses: ['APPROVED'] },
  { id: 'closed', statuses: ['DONE', 'REJECTED'] },
] as const satisfies readonly { id: string; statuses: readonly ActionStatus[] }[]
type ColumnId = (typeof COLUMNS)[number]['id']

/** Cards that a column shows before more are asked for. */
const SHOWN = 50

/** What to do about stock that will not sell: a board from proposed to done; on a phone one list at a time. */
export function ActionsPage() {
  const { t } = useTranslation('actions')
  const format = useFormat()
  const store = useStoreName()
  const { list, error, retry, proposing, fraction, propose, take } = useActions()
  const savings = useSavingsSum()
  const [chosen, setChosen] = useState<ColumnId>('open')
  const [from, setFrom] = useState('')
  const [type, setType] = useState('')
  const [outcome_of, setOutcomeOf] = useState<Action | null>(null)
  const [sheet, setSheet] = useState<Sheet | null>(null)
  const all = list?.actions ?? NONE
  const matching = useMemo(
    () => all.filter((one) => (from === '' || one.from_store === from) && (type === '' || one.action_type === type)),
    [all, from, type],
  )
  const leading = useMemo(() => new Set(leadingActions(all)), [all])
  const plan = matching.filter((one) => leading.has(one))
  const approved = matching.filter(({ status }) => status === 'APPROVED')
  const to_print = {
    pick_list: approved,
    labels: approved.filter((one) => one.action_type === 'MARKDOWN'),
  }
  useEffect(() => {
    if (sheet === null) return
    // some browsers return at once and take the page afterwards
    const end = () => setSheet(null)
    window.addEventListener('afterprint', end, { once: true })
    window.print()
    return () => window.removeEventListener('afterprint', end)
  }, [sheet])
  const stores = [...new Set(all.map(({ from_store }) => from_store))].sort()
  const of = (statuses: readonly ActionStatus[]) =>
    matching.filter((one) => statuses.includes(one.status) && (one.status !== 'PROPOSED' || leading.has(one)))
  return (
    <div className={`${page.stack} ${classes.printed}`}>
      <header className={page.head}>
        <div>
          <h1 className={page.title}>{t('title')}</h1>
          <p className={classes.note} role="status">
            {proposing
              ? t('proposing', { percent: format.ratio(Math.floor((fraction ?? 0) * 20) / 20) })
              : list?.as_of
                ? t('as_of', { date: format.date(list.as_of) })
                : ''}
            {list && list.greedy > 0 ? ` ${t('greedy', { count: list.greedy })}` : ''}
          </p>
        </div>
        <div className={classes.tools}>
          {to_print.pick_list.length > 0 ? (
            <Button variant="default" mih={44} onClick={() => setSheet('pick_list')}>
              {t('print.pick_list')}
            </Button>
          ) : null}
          {to_print.labels.length > 0 ? (
            <Button variant="default" mih={44} onClick={() => setSheet('labels')}>
              {t('print.labels')}
            </Button>
          ) : null}
          <Button variant="default" mih={44} loading={proposing} onClick={() => void propose()}>
            {t('again')}
          </Button>
        </div>
      </header>
      {proposing ? <Progress value={(fraction ?? 0) * 100} size="sm" aria-label={t('progress')} transitionDuration={200} /> : null}
      {!error && all.length === 0 && (proposing || !list?.is_current) ? (
        <Skeleton h={360} radius="lg" role="status" aria-label={t('progress')} />
      ) : null}
      {error ? <ErrorState error={error} onRetry={retry} /> : null}
      {all.length > 0 ? (
        <>
          <NoSalesNote about="unsold" />
          <SalesEndNote as_of={list?.as_of ?? null} />
          <SavingsTiles />
          <div className={classes.tools}>
            <NativeSelect
              label={t('filter.store')}
              value={from}
              onChange={(event) => setFrom(event.currentTarget.value)}
              data={[{ value: '', label: t('filter.all') }, ...stores.map((value) => ({ value, label: store(value) }))]}
            />
            <NativeSelect
              label={t('filter.type')}
              value={type}
              onChange={(event) => setType(event.currentTarget.value)}
              data={[
                { value: '', label: t('filter.all') },
                ...(['TRANSFER', 'MARKDOWN', 'LIQUIDATE'] as const).map((value) => ({ value, label: t(`type.${value}`) })),
              ]}
            />
            {plan.length > 1 ? (
              <Button mih={44} variant="default" onClick={() => void take('approve', plan)}>
                {t('approve_all', { count: plan.length, money: format.money(plan.reduce((sum, one) => sum + one.expected_savings, 0)) })}
              </Button>
            ) : null}
          </div>
          <SegmentedControl
            className={classes.chooser}
            fullWidth
            aria-label={t('show')}
            value={chosen}
            onChange={(value) => setChosen(value as ColumnId)}
            data={COLUMNS.map(({ id, statuses }) => ({ value: id, label: `${t(`column.${id}`)} (${of(statuses).length})` }))}
          />
          <div className={classes.board}>
            {COLUMNS.map(({ id, statuses }) => (
              <Column key={id} id={id} is_chosen={id === chosen} cards={of(statuses)}>
                {(action) => (
                  <ActionCard
                    key={action.action_id}
                    action={action}
                    others={all.filter((one) => one.rank > action.rank && one.status === 'PROPOSED' && sameBatch(one, action))}
                    store={store}
                    take={take}
                    onOutcome={setOutcomeOf}
                    onOpen={(one) => savings.open({ action: one })}
                  />
                )}
              </Column>
            ))}
          </div>
        </>
      ) : null}
      {list && !proposing && list.is_current && all.length === 0 ? <NothingToDo /> : null}
      {savings.dialog}
      <OutcomeDialog action={outcome_of} onClose={() => setOutcomeOf(null)} />
      {sheet ? <PrintSheets sheet={sheet} actions={to_print[sheet]} store={store} /> : null}
    </div>
  )
}

const NONE: readonly Action[] = []

/** Without a stock file there is nothing to tell; with one, that nothing has to be done is good news. */
function NothingToDo() {
  const { t } = useTranslation('actions')
  return (
    <FirstFile kind="inventory" title={t('first.title')} text={t('first.text')}>
      <SavingsTiles />
      <Panel>
        <EmptyState icon={<IconChecklist size={40} stroke={1.3} />} title={t('empty.title')}>
          {t('empty.text')}
        </EmptyState>
      </Panel>
    </FirstFile>
  )
}

const sameBatch = (a: Action, b: Action): boolean =>
  a.from_store === b.from_store && a.sku_id === b.sku_id && a.batch_id === b.batch_id && a.expiry_date === b.expiry_date

function Column({
  id,
  cards,
  is_chosen,
  children,
}: {
  id: ColumnId
  cards: readonly Action[]
  is_chosen: boolean
  children: (action: Action) => React.ReactNode
}) {
  const { t } = useTranslation('actions')
  const [shown, setShown] = useState(SHOWN)
  return (
    <section className={classes.column} data-column={id} data-chosen={is_chosen} aria-label={t(`column.${id}`)}>
      <h2>
        {t(`column.${id}`)} ({cards.length})
      </h2>
      {cards.some(({ status }) => status === 'REJECTED') ? (
        <Text size="xs" c="dimmed">
          {t('rejected_note')}
        </Text>
      ) : null}
      {cards.slice(0, shown).map((action) => (
        <div key={action.action_id}>
          {id === 'closed' ? (
            <Text size="xs" c="dimmed">
              {t(`status.${action.status as 'DONE' | 'REJECTED'}`)}
            </Text>
          ) : null}
          {children(action)}
        </div>
      ))}
      {cards.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t(`nothing.${id}`)}
        </Text>
      ) : null}
      {cards.length > shown ? (
        <Button variant="default" mih={44} onClick={() => setShown(shown + SHOWN)}>
          {t('more', { count: cards.length - shown })}
        </Button>
      ) : null}
    </section>
  )
}
