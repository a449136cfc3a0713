import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Panel } from '../../ui/panel'
import { useFormat } from '../../ui/settings-context'
import { type BatchRow, moneyOf } from './batch-row'
import classes from './expiry.module.css'
import { heat } from './expiry-calendar'
import { useStoreName } from './use-batches'

/** Where the money lies that will not come back: stores beside categories, expired goods counted. */
export function ExpiryMap({ batches }: { batches: readonly BatchRow[] }) {
  const { t } = useTranslation('expiry')
  const format = useFormat()
  const store = useStoreName()
  const navigate = useNavigate()
  const { stores, categories, at, most } = useMemo(() => {
    const sums = new Map<string, number>()
    const by_store = new Map<string, number>()
    const by_category = new Map<string, number>()
    for (const row of batches) {
      const money = moneyOf(row) ?? 0
      const category = row.category ?? ''
      const key = `${row.store_id}\u0000${category}`
      sums.set(key, (sums.get(key) ?? 0) + money)
      by_store.set(row.store_id, (by_store.get(row.store_id) ?? 0) + money)
      by_category.set(category, (by_category.get(category) ?? 0) + money)
    }
    const ranked = (all: Map<string, number>) => [...all].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    return {
      stores: ranked(by_store),
      categories: ranked(by_category),
      at: (one: string, category: string) => sums.get(`${one}\u0000${category}`) ?? 0,
      most: Math.max(0, ...sums.values()),
    }
  }, [batches])
  const open = (one: string, category: string) =>
    void navigate({
      to: '/expiry',
      search: (before) => ({ ...before, look: undefined, stores: [one], ...(category !== '' && { category: [category] }) }),
    })
  return (
    <Panel title={t('map.title')} note={t('map.note')}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard */}
      <section className={classes.scroll} tabIndex={0} aria-label={t('map.title')}>
        <table className={classes.map}>
          <thead>
            <tr>
              <th scope="col" style={{ textAlign: 'left' }}>
                {t('columns:of.category')}
              </th>
              {stores.map(([one]) => (
                <th key={one} scope="col">
                  {store(one)}
                </th>
              ))}
              <th scope="col">{t('map.all')}</th>
            </tr>
          </thead>
          <tbody>
            {categories.map(([category, sum]) => (
              <tr key={category}>
                <th scope="row">{category || t('map.no_category')}</th>
                {stores.map(([one]) => {
                  const money = at(one, category)
                  return (
                    <td key={one} data-heat={money > 0 || undefined} style={heat(money, most)}>
                      {money > 0 ? (
                        <button type="button" className={classes.cell} onClick={() => open(one, category)}>
                          {format.money(money)}
                        </button>
                      ) : (
                        format.money(0)
                      )}
                    </td>
                  )
                })}
                <td>{format.money(sum)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Panel>
  )
}
