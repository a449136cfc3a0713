import { useTranslation } from 'react-i18next'
import type { MetricTableColumn } from '../../metric-view/columns'
import { EntityPage } from '../../metric-view/entity-page'
import entity from '../../metric-view/entity-page.module.css'
import { type Fact, FactTiles } from '../../metric-view/fact-tiles'
import { MetricTable } from '../../metric-view/metric-table'
import { ProductLink } from '../../metric-view/product-link'
import { SalesOverTime } from '../../metric-view/sales-over-time'
import { useFormat } from '../../ui/settings-context'
import { useGlobalFilter } from '../../url-filter'
import { useMetric } from '../../use-metric'
import '../../i18n/words/columns'
import '../../i18n/words/stores'

const BEST: readonly MetricTableColumn[] = [
  { name: 'revenue', unit: 'money', opens: true, bar: true },
  { name: 'units', unit: 'units', opens: true },
  { name: 'total_profit', unit: 'money', opens: true, wide_only: true },
]
const OUT: readonly MetricTableColumn[] = [
  { name: 'out_days', unit: 'count', opens: true },
  { name: 'lost_revenue', unit: 'money', opens: true, bar: true },
]
const DEAD: readonly MetricTableColumn[] = [
  { name: 'days_since_sale', unit: 'count', opens: true },
  { name: 'estimated_value', unit: 'money', opens: true, bar: true },
]
const SLOW: readonly MetricTableColumn[] = [
  { name: 'days_of_cover', unit: 'days', opens: true },
  { name: 'excess_value', unit: 'money', opens: true, bar: true },
]
const CATEGORIES: readonly MetricTableColumn[] = [
  { name: 'revenue', unit: 'money', opens: true, bar: true },
  { name: 'share', unit: 'ratio', opens: true },
]

/** Everything about one store, under the filter of the page. */
export function StorePage({ store_id }: { store_id: string }) {
  const { t } = useTranslation('stores')
  const format = useFormat()
  const { search } = useGlobalFilter()
  const within = { store_id: [store_id] }
  const asked = useMetric('stores', { limit: 1 }, undefined, within)
  const kpis = useMetric('overview-kpis', {}, undefined, within)
  const row = asked.result?.results[0] ?? {}
  const kpi = kpis.result?.results[0] ?? {}
  const nothing = () => null
  const fact = (name: string, text: string, why: string, note?: string | null): Fact => ({
    label: t(`columns:of.${name}`),
    value: row[name],
    text,
    source: asked.open(row, name),
    why: t(`why.${why}`),
    note,
  })
  const money = (name: string) => format.money(row[name] as number | null)
  const table = (metric_id: string, title: string, columns: readonly MetricTableColumn[]) => (
    <MetricTable
      metric_id={metric_id}
      args={{ limit: 100 }}
      within={within}
      columns={columns}
      first={t('columns:of.product_name')}
      name={(one) => String(one.product_name ?? one.sku_id)}
      render={(one) => <ProductLink sku_id={String(one.sku_id)} name={String(one.product_name ?? one.sku_id)} />}
      rowKey={(one) => String(one.sku_id)}
      title={title}
      file={metric_id}
      empty={nothing}
      maxHeight={360}
    />
  )
  return (
    <EntityPage
      back={{ to: '/stores', label: t('back') }}
      asked={asked}
      gone={{ title: t('gone.title'), text: t('gone.text') }}
      title={String(row.name ?? store_id)}
      about={[row.name === store_id ? null : store_id]}
    >
      <FactTiles
        facts={[
          fact('revenue', money('revenue'), 'amount'),
          fact('orders', format.count(row.orders as number | null), 'bills'),
          {
            label: t('average_bill'),
            value: kpi.average_bill,
            text: format.money(kpi.average_bill as number | null),
            source: kpis.open(kpi, 'average_bill'),
            why: t('why.bills'),
          },
          fact(
            'total_profit',
            money('total_profit'),
            'cost',
            typeof row.profit_margin === 'number' ? t('margin', { margin: format.ratio(row.profit_margin) }) : null,
          ),
          fact('stock_value', money('stock_value'), 'stock'),
        ]}
      />
      <SalesOverTime within={within} title={t('sales')} last_day={search.as_of ?? asked.result?.as_of ?? null} />
      <div className={entity.pair}>
        {table('products', t('best'), BEST)}
        <MetricTable
          metric_id="top-categories"
          args={{ limit: 100 }}
          within={within}
          columns={CATEGORIES}
          first={t('columns:of.category')}
          name={(one) => String(one.category ?? t('no_category'))}
          rowKey={(one) => String(one.category)}
          title={t('categories')}
          file="categories"
          empty={nothing}
          maxHeight={360}
        />
      </div>
      <div className={entity.pair}>
        {table('stockouts', t('out'), OUT)}
        {table('slow-stock', t('slow'), SLOW)}
        {table('dead-stock', t('dead'), DEAD)}
      </div>
    </EntityPage>
  )
}
