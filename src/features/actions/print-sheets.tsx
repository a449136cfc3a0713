import { useTranslation } from 'react-i18next'
import type { Action } from '../../domain/action'
import { useFormat } from '../../ui/settings-context'
import { type PickGroup, pickList } from './pick-list'
import classes from './print-sheets.module.css'
import { labelPrices } from './words'

export type Sheet = 'pick_list' | 'labels'

/** What is printed, and nothing else of the page: what is to be done at the shelves of each store, or a label for each reduced batch. */
export function PrintSheets({ sheet, actions, store }: { sheet: Sheet; actions: readonly Action[]; store: (id: string) => string }) {
  return (
    <div className={classes.sheet} data-print>
      {sheet === 'pick_list' ? <PickList actions={actions} store={store} /> : <Labels actions={actions} store={store} />}
    </div>
  )
}

function PickList({ actions, store }: { actions: readonly Action[]; store: (id: string) => string }) {
  const { t } = useTranslation('actions')
  const titleOf = ({ kind, where }: PickGroup): string => {
    if (kind === 'TRANSFER') return t('print.move', { to: store(where ?? '') })
    return where === null ? t(`print.kind.${kind}`) : t('print.back_to', { supplier: where })
  }
  return (
    <>
      {pickList(actions).map(({ store: from, groups }) => (
        <section key={from} className={classes.store}>
          <h2>{store(from)}</h2>
          {groups.map((group) => (
            <PickTable key={`${group.kind} ${group.where}`} group={group} title={titleOf(group)} />
          ))}
        </section>
      ))}
    </>
  )
}

function PickTable({ group: { kind, actions }, title }: { group: PickGroup; title: string }) {
  const { t } = useTranslation('actions')
  const format = useFormat()
  const is_label = kind === 'MARKDOWN'
  return (
    <table className={classes.picks}>
      <caption>{title}</caption>
      <thead>
        <tr>
          <th>{t('print.product')}</th>
          <th>{t('print.batch')}</th>
          <th>{t('print.expiry')}</th>
          <th>{t('print.units')}</th>
          {is_label ? <th>{t('print.label')}</th> : null}
          <th>{t('print.ticked')}</th>
        </tr>
      </thead>
      <tbody>
        {actions.map((action) => (
          <tr key={action.action_id}>
            <td>{action.product_name}</td>
            <td>{action.batch_id}</td>
            <td>{format.date(action.expiry_date)}</td>
            <td>{format.units(is_label ? action.baseline.hold_units : action.qty)}</td>
            {is_label ? (
              <td>
                {t('print.off', { percent: action.discount_pct })}, {labelPrices(format, action).now}
              </td>
            ) : null}
            <td aria-hidden />
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Labels({ actions, store }: { actions: readonly Action[]; store: (id: string) => string }) {
  const { t } = useTranslation('actions')
  const format = useFormat()
  return (
    <div className={classes.labels}>
      {actions.map((action) => {
        const { was, now, with_tax } = labelPrices(format, action)
        return (
          <section key={action.action_id} className={classes.label}>
            <strong>{action.product_name}</strong>
            <span className={classes.off}>{t('print.off', { percent: action.discount_pct })}</span>
            <span>
              {t(with_tax ? 'print.price_with_tax' : 'print.price', { price: now })} <s>{was}</s>
            </span>
            <span>{t('print.best_before', { date: format.date(action.expiry_date) })}</span>
            <small>
              {store(action.from_store)} · {action.batch_id} · {t('print.stick', { units: format.units(action.baseline.hold_units) })}
            </small>
          </section>
        )
      })}
    </div>
  )
}
