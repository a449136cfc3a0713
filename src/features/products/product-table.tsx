import { Text } from '@mantine/core'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useEngineQuery } from '../../client'
import type { Row } from '../../domain/metric'
import { EmptyPanel } from '../../metric-view/empty-panel'
import { MetricTable } from '../../metric-view/metric-table'
import { ProductLink } from '../../metric-view/product-link'
import type { ResultTable } from '../../metric-view/result-table'
import { useStockAlone } from '../../metric-view/stock-alone'
import type { ViewName } from '../../product-views'
import { useFormat, useShopSettings } from '../../ui/settings-context'
import { Contribution } from './contribution'
import classes from './products-page.module.css'
import { MOST, STOCK_COLUMNS, VIEWS, type View } from './views'

/** Metrics that ask how every product sells: after a big import that is worked out first. */
const FOLLOWS_DEMAND: ReadonlySet<string> = new Set(['products', 'slow-stock', 'inventory-velocity', 'reorder'])

/** The table of one view of the products page, with its search and its choice of columns. */
export function ProductTable({
  view,
  query,
  onQuery,
  cols,
  onCols,
}: {
  view: ViewName
  query: string
  onQuery: (query: string) => void
  cols: readonly string[] | undefined
  onCols: (columns: string[] | undefined) => void
}) {
  const { t } = useTranslation('products')
  const format = useFormat()
  const settings = useShopSettings()
  const { metric_id, args, columns, by_store, needs, good, unknown }: View = VIEWS[view]
  const stock_alone = useStockAlone()
  const days = { dead: settings.dead_days, slow: settings.slow_days, lead: settings.lead_days, review: settings.review_days }
  const { data: options } = useEngineQuery('filter.options', {})
  // functions that stay the same let the rows in sight stand while the search is typed
  const name = useCallback((row: Row) => String(row.product_name ?? t('nameless', { sku: row.sku_id })), [t])
  const store = useCallback(
    (row: Row) => options?.stores.find(({ store_id }) => store_id === row.store_id)?.name ?? String(row.store_id),
    [options],
  )
  const render = useCallback(
    (row: Row) => (
      <>
        <ProductLink sku_id={String(row.sku_id)} name={name(row)} />
        {by_store ? <span className={classes.place}>{store(row)}</span> : null}
        {row.is_capped ? (
          <span className={classes.capped}>
            {t('capped', { days: format.cell(row.shelf_life, 'days'), safe: format.units(Number(row.needed_units)) })}
          </span>
        ) : null}
      </>
    ),
    [name, store, by_store, t, format],
  )
  const write = useCallback(
    (column: string, row: Row) => {
      if (column === 'store_id') return store(row)
      if (column === 'abc' || column === 'xyz')
        return row[column] === null ? undefined : <span title={t(`class.${row[column]}`)}>{String(row[column])}</span>
      if (column === 'velocity_class') return row[column] === null ? undefined : t(`speed.${row[column]}`)
      if (column === 'season') return t(row.is_seasonal ? 'season.sure' : row.provisional_flag ? 'season.perhaps' : 'season.weak')
      if (column === 'peak_months') return format.months(row.peak_months)
      if (column === 'is_out') return row.is_out ? t('out_now') : ''
      return undefined
    },
    [t, format, store],
  )
  if (stock_alone && view !== 'all') return <EmptyPanel needs={needs} />
  return (
    <MetricTable
      metric_id={metric_id}
      args={args}
      columns={stock_alone ? STOCK_COLUMNS : columns}
      first={t('columns:of.product_name')}
      name={name}
      render={render}
      rowKey={(row) => (by_store ? `${row.sku_id} ${row.store_id}` : String(row.sku_id))}
      title={t(`view.${view}`)}
      note={stock_alone ? t('note.stock_alone') : t(`note.${view}`, days)}
      file={t(`file.${view}`)}
      write={write}
      {...(FOLLOWS_DEMAND.has(metric_id) && { working: t('working') })}
      most={MOST}
      search={{ query, onQuery, placeholder: t('search') }}
      {...(stock_alone ? {} : { choice: { chosen: cols, onChoose: onCols } })}
      empty={({ warnings }) => (
        <EmptyPanel
          needs={needs}
          {...(good && { good })}
          {...(view === 'dead' && warnings.length > 0 ? { unknown: 'unknown' } : unknown && { unknown })}
        />
      )}
      above={(table) => (view === 'contribution' ? <Contribution table={table} /> : null)}
      foot={(table) => <Foot view={view} table={table} />}
    />
  )
}

/** What a reader of the table must know: how much stands without a cost, and what is an estimate. */
function Foot({ view, table }: { view: ViewName; table: ResultTable }) {
  const { t } = useTranslation('products')
  const format = useFormat()
  const what = view === 'dead' ? 'estimated_value' : 'total_profit'
  // what brought nothing has no profit to be known
  const { costed, bare, young } = useMemo(() => {
    const [coverage, worth] = [table.column('cost_coverage'), table.column(what)]
    const known = view === 'dead' ? () => true : (row: number) => coverage(row) !== null
    let [costed, bare] = [0, 0]
    for (let i = 0; i < table.length; i++) {
      if (!known(i)) continue
      costed += 1
      if (worth(i) === null) bare += 1
    }
    return { costed, bare, young: view === 'seasons' && table.count('confidence', (cell) => cell === 'low') > 0 }
  }, [table, view, what])
  const notes = [
    bare === 0
      ? null
      : t(bare === costed ? 'foot.no_cost' : 'foot.some_cost', {
          count: bare,
          bare: format.count(bare),
          all: format.count(costed),
        }),
    view === 'out' || view === 'reorder' || view === 'velocity' ? t(`foot.${view}`) : null,
    young ? t('foot.seasons') : null,
  ].filter(Boolean)
  if (notes.length === 0) return null
  return (
    <Text c="dimmed" size="xs" px={20} py="sm">
      {notes.join(' ')}
    </Text>
  )
}
