import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Row } from '../../domain/metric'
import type { MetricTableColumn } from '../../metric-view/columns'
import { EmptyPanel } from '../../metric-view/empty-panel'
import { EndedStoresNote } from '../../metric-view/ended-stores-note'
import { MetricTable } from '../../metric-view/metric-table'
import { NoSalesNote } from '../../metric-view/no-sales-note'
import link from '../../metric-view/row-link.module.css'
import { useStockAlone } from '../../metric-view/stock-alone'
import type { TableSearch } from '../../metric-view/table-search'
import page from '../../ui/page.module.css'
import '../../i18n/words/columns'
import '../../i18n/words/stores'

const COLUMNS: readonly MetricTableColumn[] = [
  { name: 'revenue', unit: 'money', opens: true, bar: true },
  { name: 'share', unit: 'ratio', opens: true, wide_only: true },
  { name: 'units', unit: 'units', opens: true, wide_only: true },
  { name: 'orders', unit: 'count', opens: true, wide_only: true },
  { name: 'total_profit', unit: 'money', opens: true },
  { name: 'profit_margin', unit: 'ratio', opens: true, wide_only: true },
  { name: 'cost_coverage', unit: 'ratio', opens: true, extra: true },
  { name: 'stock_value', unit: 'money', opens: true, wide_only: true },
]

/** Without sales only what lies there is known. */
const STOCK_COLUMNS: readonly MetricTableColumn[] = [{ name: 'stock_value', unit: 'money', opens: true, bar: true }]

/** Every store with what it sold, earned and has in stock. */
export function StoresPage() {
  const { t } = useTranslation('stores')
  const { q = '', cols } = useSearch({ strict: false }) as TableSearch
  const navigate = useNavigate()
  const change = (to: TableSearch) =>
    void navigate({ to: '/stores', search: (before) => ({ ...before, ...to }), replace: true, resetScroll: false })
  const stock_alone = useStockAlone()
  const name = (row: Row) => String(row.name ?? row.store_id)
  return (
    <div className={page.stack}>
      <h1 className={page.title}>{t('title')}</h1>
      <NoSalesNote about="sold" />
      <EndedStoresNote />
      <MetricTable
        metric_id="stores"
        args={{ limit: 1000 }}
        columns={stock_alone ? STOCK_COLUMNS : COLUMNS}
        first={t('columns:of.store')}
        name={name}
        render={(row) => (
          <Link to="/stores/$store_id" params={{ store_id: String(row.store_id) }} className={link.link}>
            {name(row)}
          </Link>
        )}
        rowKey={(row) => String(row.store_id)}
        title={t('table')}
        note={t(stock_alone ? 'note_stock' : 'note')}
        file="stores"
        search={{ query: q, onQuery: (to) => change({ q: to || undefined }), placeholder: t('search') }}
        {...(stock_alone ? {} : { choice: { chosen: cols, onChoose: (to) => change({ cols: to }) } })}
        empty={() => <EmptyPanel needs={['sales']} />}
      />
    </div>
  )
}
