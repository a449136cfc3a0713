import { useTranslation } from 'react-i18next'
import type { Row } from '../../domain/metric'
import type { MetricTableColumn } from '../../metric-view/columns'
import { EmptyPanel } from '../../metric-view/empty-panel'
import { MetricTable } from '../../metric-view/metric-table'
import { ProductLink } from '../../metric-view/product-link'
import { VIEWS } from './views'

const COLUMNS: readonly MetricTableColumn[] = [
  { name: 'name_b', unit: 'text' },
  { name: 'bills_together', unit: 'count', opens: true },
  { name: 'bills_a', unit: 'count', opens: true, extra: true },
  { name: 'bills_b', unit: 'count', opens: true, extra: true },
  { name: 'confidence', unit: 'ratio', opens: true, wide_only: true },
  { name: 'lift', unit: 'number', opens: true },
  { name: 'lift_low', unit: 'number', opens: true, extra: true },
]

/** Pairs that are bought together; with a `sku`, those of one product. */
export function Together({ query, onQuery, sku }: { query?: string; onQuery?: (query: string) => void; sku?: string }) {
  const { t } = useTranslation('products')
  const name = (which: 'a' | 'b', row: Row) => String(row[`name_${which}`] ?? t('nameless', { sku: row[`sku_${which}`] }))
  const link = (which: 'a' | 'b', row: Row) => <ProductLink sku_id={String(row[`sku_${which}`])} name={name(which, row)} />
  const first = sku === undefined ? 'a' : 'b'
  return (
    <MetricTable
      metric_id={VIEWS.together.metric_id}
      args={{ limit: sku === undefined ? VIEWS.together.args.limit : 20, sku: sku ?? '' }}
      columns={sku === undefined ? COLUMNS : COLUMNS.slice(1)}
      first={t(sku === undefined ? 'columns:of.product_name' : 'columns:of.name_b')}
      name={(row) => name(first, row)}
      render={(row) => link(first, row)}
      rowKey={(row) => `${row.sku_a} ${row.sku_b}`}
      title={t('view.together')}
      note={t('note.together')}
      file={t('file.together')}
      write={(column, row) => (column === 'name_b' ? link('b', row) : undefined)}
      {...(onQuery && { search: { query: query ?? '', onQuery, placeholder: t('search') } })}
      empty={() => (sku === undefined ? <EmptyPanel needs={VIEWS.together.needs} good={VIEWS.together.good} /> : null)}
      maxHeight={sku === undefined ? 640 : 360}
    />
  )
}
