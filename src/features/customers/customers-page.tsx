import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Row } from '../../domain/metric'
import type { MetricTableColumn } from '../../metric-view/columns'
import { EmptyPanel } from '../../metric-view/empty-panel'
import { FirstFile } from '../../metric-view/first-file'
import { MetricTable } from '../../metric-view/metric-table'
import link from '../../metric-view/row-link.module.css'
import type { TableSearch } from '../../metric-view/table-search'
import page from '../../ui/page.module.css'
import { Segments } from './segments'
import '../../i18n/words/columns'
import '../../i18n/words/customers'

const MOST = 100_000
const COLUMNS: readonly MetricTableColumn[] = [
  { name: 'segment', unit: 'word' },
  { name: 'revenue', unit: 'money', opens: true, bar: true },
  { name: 'visits', unit: 'count', opens: true, wide_only: true },
  { name: 'recency_days', unit: 'count', opens: true, wide_only: true },
  { name: 'last_visit', unit: 'date', wide_only: true },
  { name: 'first_visit', unit: 'date', extra: true },
  { name: 'r', unit: 'rank', opens: true, extra: true },
  { name: 'f', unit: 'rank', opens: true, extra: true },
  { name: 'm', unit: 'rank', opens: true, extra: true },
]

/** Who buys, how often and how lately. */
export function CustomersPage() {
  const { t } = useTranslation('customers')
  const { q = '', cols } = useSearch({ strict: false }) as TableSearch
  const navigate = useNavigate()
  const change = (to: TableSearch) =>
    void navigate({ to: '/customers', search: (before) => ({ ...before, ...to }), replace: true, resetScroll: false })
  const name = (row: Row) => String(row.customer)
  return (
    <div className={page.stack}>
      <h1 className={page.title}>{t('title')}</h1>
      <MetricTable
        metric_id="customers-rfm"
        args={{ limit: MOST }}
        columns={COLUMNS}
        first={t('columns:of.customer')}
        name={name}
        render={(row) => (
          <Link to="/customers/$customer" params={{ customer: name(row) }} className={link.link}>
            {name(row)}
          </Link>
        )}
        rowKey={name}
        title={t('table')}
        note={t('note')}
        file="customers"
        most={MOST}
        write={(column, row) =>
          column === 'segment' && row.segment !== null ? (
            <span title={t(`about.${row.segment}`)}>{t(`kind.${row.segment}`)}</span>
          ) : undefined
        }
        above={(table) => <Segments table={table} />}
        search={{ query: q, onQuery: (to) => change({ q: to || undefined }), placeholder: t('search') }}
        choice={{ chosen: cols, onChoose: (to) => change({ cols: to }) }}
        empty={() => (
          <FirstFile kind="sales" title={t('first.title')} text={t('first.text')}>
            <EmptyPanel needs={['sales']} unknown="customers" />
          </FirstFile>
        )}
      />
    </div>
  )
}
