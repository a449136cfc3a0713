import { useTranslation } from 'react-i18next'
import type { Action } from '../../domain/action'
import { useFormat } from '../../ui/settings-context'
import classes from './print-sheets.module.css'
import { labelPrices } from './words'

export type Sheet = 'pick_list' | 'labels'

/** What is printed, and nothing else of the page: the list of goods to take from each store, or a label for each reduced batch. */
export function PrintSheets({ sheet, actions, store }: { sheet: Sheet; actions: readonly Action[]; store: (id: string) => string }) {
  return (
    <div className={classes.sheet} data-print>
      {sheet === 'pick_list' ? <PickList actions={actions} store={store} /> : <Labels actions={actions} store={store} />}
    </div>
  )
}

function PickList({ actions, store }: { actions: readonly Action[]; store: (id: string) => string }) {
  const { t } = useTranslation('actions')
  const format = useFormat()
  const trips = new Map<string, Action[]>()
  for (const action of actions) {
    const trip = JSON.stringify([action.from_store, action.to_store])
    trips.set(trip, [...(trips.get(trip) ?? []), action])
  }
  return (
    <>
      {[...trips]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([trip, own]) => (
          <section key={trip} className={classes.trip}>
            <h2>{t('print.trip', { from: store(own[0]?.from_store ?? ''), to: store(own[0]?.to_store ?? '') })}</h2>
            <table>
              <thead>
                <tr>
                  <th>{t('print.product')}</th>
                  <th>{t('print.batch')}</th>
                  <th>{t('print.expiry')}</th>
                  <th>{t('print.units')}</th>
                  <th>{t('print.taken')}</th>
                </tr>
              </thead>
              <tbody>
                {[...own]
                  .sort((a, b) => (a.product_name < b.product_name ? -1 : 1))
                  .map((action) => (
                    <tr key={action.action_id}>
                      <td>{action.product_name}</td>
                      <td>{action.batch_id}</td>
                      <td>{format.date(action.expiry_date)}</td>
                      <td>{format.units(action.qty)}</td>
                      <td aria-hidden />
                    </tr>
                  ))}
              </tbody>
            </table>
          </section>
        ))}
    </>
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
