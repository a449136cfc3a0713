import { IconScale } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useEngineQuery } from '../../client'
import type { Row } from '../../domain/metric'
import type { MetricTableColumn } from '../../metric-view/columns'
import { EntityPage } from '../../metric-view/entity-page'
import entity from '../../metric-view/entity-page.module.css'
import { type Fact, FactTiles } from '../../metric-view/fact-tiles'
import { MetricTable } from '../../metric-view/metric-table'
import { ResultTable } from '../../metric-view/result-table'
import { SalesOverTime } from '../../metric-view/sales-over-time'
import { ButtonLink } from '../../ui/button-link'
import { useFormat } from '../../ui/settings-context'
import { useMetric } from '../../use-metric'
import { PriceHistory } from './price-history'
import classes from './products-page.module.css'
import { Season } from './season'
import { Together } from './together'
import '../../i18n/words/columns'
import '../../i18n/words/products'

const BATCHES: readonly MetricTableColumn[] = [
  { name: 'store_id', unit: 'text', wide_only: true }, // on phones it stands under the batch
  { name: 'expiry', unit: 'date' },
  { name: 'days_to_expiry', unit: 'count', opens: true, wide_only: true },
  { name: 'received', unit: 'date', wide_only: true },
  { name: 'on_hand', unit: 'units', opens: true },
  { name: 'stock_value', unit: 'money', opens: true, wide_only: true },
]
const STORES: readonly MetricTableColumn[] = [
  { name: 'revenue', unit: 'money', opens: true, bar: true },
  { name: 'units', unit: 'units', opens: true },
  { name: 'total_profit', unit: 'money', opens: true, wide_only: true },
  { name: 'stock_value', unit: 'money', opens: true, wide_only: true },
]
const CUSTOMERS: readonly MetricTableColumn[] = [
  { name: 'visits', unit: 'count', opens: true },
  { name: 'revenue', unit: 'money', opens: true, bar: true },
  { name: 'last_visit', unit: 'date', wide_only: true },
]

/** Everything about one product, under the filter of the page. */
export function ProductPage({ sku_id }: { sku_id: string }) {
  const { t } = useTranslation('products')
  const within = { sku_id: [sku_id] }
  const asked = useMetric('products', { limit: 1 }, undefined, within)
  const row = asked.result?.results[0] ?? {}
  const named = useNamed(sku_id, asked.result?.results.length === 0)
  const stores = useEngineQuery('filter.options', {}).data?.stores ?? []
  const store = (one: Row) => stores.find(({ store_id }) => store_id === one.store_id)?.name ?? String(one.store_id)
  const nothing = () => null
  return (
    <EntityPage
      back={{ to: '/products', label: t('own.back') }}
      asked={asked}
      gone={named ? { title: named, text: t('own.idle') } : { title: t('own.gone.title'), text: t('own.gone.text') }}
      title={String(row.product_name ?? t('nameless', { sku: sku_id }))}
      about={[sku_id, row.category as string | null]}
      actions={
        <ButtonLink
          to="/compare"
          search={(before) => ({ ...before, sku: [sku_id] })}
          size="compact-sm"
          variant="subtle"
          color="gray"
          leftSection={<IconScale size={16} aria-hidden />}
        >
          {t('compare.with')}
        </ButtonLink>
      }
    >
      <Facts row={row} open={(column) => asked.open(row, column)} />
      <SalesOverTime within={within} title={t('own.sales')} last_day={asked.result?.as_of ?? null} />
      <div className={entity.pair}>
        <PriceHistory within={within} />
        <Season within={within} />
      </div>
      <MetricTable
        metric_id="stock-batches"
        args={{ limit: 1000 }}
        within={within}
        columns={BATCHES}
        first={t('columns:of.batch')}
        first_unit="id"
        render={(one) => (
          <>
            {String(one.batch || t('own.no_batch'))}
            <span className={classes.place}>{store(one)}</span>
          </>
        )}
        name={(one) => String(one.batch || t('own.no_batch'))}
        rowKey={(one) => `${one.store_id} ${one.batch} ${one.expiry}`}
        title={t('own.batches')}
        file="batches"
        write={(column, one) =>
          column === 'store_id'
            ? store(one)
            : column === 'days_to_expiry' && typeof one.days_to_expiry === 'number' && one.days_to_expiry < 0
              ? t('own.expired')
              : undefined
        }
        empty={nothing}
        maxHeight={360}
      />
      <div className={entity.pair}>
        <MetricTable
          metric_id="stores"
          args={{ limit: 200 }}
          within={within}
          columns={STORES}
          first={t('columns:of.store')}
          name={(one) => String(one.name ?? one.store_id)}
          rowKey={(one) => String(one.store_id)}
          title={t('own.stores')}
          file="stores"
          empty={nothing}
          maxHeight={360}
        />
        <MetricTable
          metric_id="customers-rfm"
          args={{ limit: 100 }}
          within={within}
          columns={CUSTOMERS}
          first={t('columns:of.customer')}
          name={(one) => String(one.customer)}
          rowKey={(one) => String(one.customer)}
          title={t('own.customers')}
          file="customers"
          empty={nothing}
          maxHeight={360}
        />
      </div>
      <Together sku={sku_id} />
    </EntityPage>
  )
}

function Facts({ row, open }: { row: Row; open: (column: string) => Fact['source'] }) {
  const { t } = useTranslation('products')
  const format = useFormat()
  const fact = (name: string, text: string, why: string, note?: string | null): Fact => ({
    label: t(`columns:of.${name}`),
    value: row[name],
    text,
    source: open(name),
    why: t(`own.why.${why}`),
    note,
  })
  const money = (name: string) => format.money(row[name] as number | null)
  const margin = typeof row.profit_margin === 'number' ? t('own.margin', { margin: format.ratio(row.profit_margin) }) : null
  const lasts = typeof row.days_of_cover === 'number' ? t('own.lasts', { days: format.cell(row.days_of_cover, 'days') }) : null
  return (
    <FactTiles
      facts={[
        fact('revenue', money('revenue'), 'amount'),
        fact('units', format.units(row.units as number), 'amount'),
        fact('total_profit', money('total_profit'), 'cost', margin),
        fact('on_hand', format.units(row.on_hand as number | null), 'stock', lasts),
        fact('stock_value', money('stock_value'), row.on_hand === null ? 'stock' : 'cost'),
      ]}
    />
  )
}

/** Its name, where a file names it at all; only asked for a product of which there is nothing to show. */
function useNamed(sku_id: string, enabled: boolean): string | null {
  const { data } = useEngineQuery('products.list', {}, { enabled })
  return useMemo(() => {
    if (!enabled || !data) return null
    const table = new ResultTable({ rows: data, as_of: null, warnings: [] })
    const [id, name] = [table.column('sku_id'), table.column('product_name')]
    for (let i = 0; i < table.length; i++) if (id(i) === sku_id) return String(name(i) ?? sku_id)
    return null
  }, [data, enabled, sku_id])
}
