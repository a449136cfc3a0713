import { useTranslation } from 'react-i18next'
import type { MetricTableColumn } from '../../metric-view/columns'
import { EntityPage } from '../../metric-view/entity-page'
import { type Fact, FactTiles } from '../../metric-view/fact-tiles'
import { MetricTable } from '../../metric-view/metric-table'
import { ProductLink } from '../../metric-view/product-link'
import { SalesOverTime } from '../../metric-view/sales-over-time'
import { useFormat } from '../../ui/settings-context'
import { useMetric } from '../../use-metric'
import '../../i18n/words/columns'
import '../../i18n/words/customers'

const BOUGHT: readonly MetricTableColumn[] = [
  { name: 'category', unit: 'text', wide_only: true },
  { name: 'total_quantity', unit: 'units', opens: true },
  { name: 'revenue', unit: 'money', opens: true, bar: true },
]

/** Everything about one customer, under the filter of the page. */
export function CustomerPage({ customer }: { customer: string }) {
  const { t } = useTranslation('customers')
  const format = useFormat()
  const within = { customer_id: [customer] }
  const asked = useMetric('overview-kpis', {}, undefined, within)
  const known = useMetric('customers-rfm', { limit: 1 }, undefined, within)
  const row = asked.result?.results[0] ?? {}
  const visits = known.result?.results[0]
  const fact = (name: string, label: string, text: string, why: string, note?: string | null): Fact => ({
    label,
    value: row[name],
    text,
    source: asked.open(row, name),
    why: t(`why.${why}`),
    note,
  })
  return (
    <EntityPage
      back={{ to: '/customers', label: t('back') }}
      asked={asked}
      gone={{ title: t('gone.title'), text: t('gone.text') }}
      title={customer}
      about={[
        visits ? t('since', { first: format.date(visits.first_visit as string), last: format.date(visits.last_visit as string) }) : null,
      ]}
    >
      <FactTiles
        facts={[
          fact('revenue', t('columns:of.revenue'), format.money(row.revenue as number | null), 'amount'),
          fact('orders', t('columns:of.orders'), format.count(row.orders as number | null), 'bills'),
          fact('average_bill', t('average_bill'), format.money(row.average_bill as number | null), 'bills'),
          fact('returns', t('returns'), format.money(row.returns as number | null), 'amount'),
        ]}
      />
      <SalesOverTime within={within} title={t('sales')} last_day={asked.result?.as_of ?? null} />
      <MetricTable
        metric_id="best-sellers"
        args={{ limit: 1000, by: 'revenue' }}
        within={within}
        columns={BOUGHT}
        first={t('columns:of.product_name')}
        name={(one) => String(one.product_name ?? one.sku_id)}
        render={(one) => <ProductLink sku_id={String(one.sku_id)} name={String(one.product_name ?? one.sku_id)} />}
        rowKey={(one) => String(one.sku_id)}
        title={t('bought')}
        file="bought"
        empty={() => null}
      />
    </EntityPage>
  )
}
