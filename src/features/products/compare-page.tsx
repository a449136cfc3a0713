import { SegmentedControl, Skeleton } from '@mantine/core'
import { IconArrowLeft, IconScale } from '@tabler/icons-react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Row } from '../../domain/metric'
import { ProductLink } from '../../metric-view/product-link'
import link from '../../metric-view/row-link.module.css'
import { EmptyState } from '../../ui/empty-state'
import { ErrorState } from '../../ui/error-state'
import { Figure } from '../../ui/figure'
import { InTurn } from '../../ui/in-turn'
import page from '../../ui/page.module.css'
import { Panel } from '../../ui/panel'
import { useFormat } from '../../ui/settings-context'
import { useMetric } from '../../use-metric'
import classes from './compare-page.module.css'
import { type CompareSearch, MOST_COMPARED } from './compare-search'
import { ProductsPicker, useProductChoices } from './product-picker'
import '../../i18n/words/columns'
import '../../i18n/words/products'

const ComparePlot = lazy(() => import('./compare-plot'))

/** Columns of the `products` metric that are set side by side. */
const FACTS = [
  ['revenue', 'money'],
  ['units', 'units'],
  ['average_price', 'money'],
  ['total_profit', 'money'],
  ['profit_margin', 'ratio'],
  ['velocity_30d', 'number'],
  ['on_hand', 'units'],
  ['stock_value', 'money'],
  ['days_of_cover', 'days'],
  ['first_sale', 'date'],
  ['last_sale', 'date'],
] as const

/** A few products side by side: their figures, and their sales month by month. Which ones is in the address. */
export function ComparePage() {
  const { t } = useTranslation('products')
  const { sku = [] } = useSearch({ strict: false }) as CompareSearch
  const navigate = useNavigate()
  const choices = useProductChoices()
  const chosen = sku.slice(0, MOST_COMPARED)
  return (
    <div className={page.stack}>
      <Link to="/products" className={link.back}>
        <IconArrowLeft size={16} aria-hidden />
        {t('own.back')}
      </Link>
      <h1 className={page.title}>{t('compare.title')}</h1>
      <ProductsPicker
        choices={choices}
        label={t('compare.which', { count: MOST_COMPARED })}
        placeholder={chosen.length < MOST_COMPARED ? t('search') : ''}
        value={chosen}
        most={MOST_COMPARED}
        onChange={(skus) =>
          void navigate({
            to: '/compare',
            search: (before) => ({ ...before, sku: skus.length > 0 ? skus : undefined }),
            resetScroll: false,
          })
        }
      />
      {chosen.length === 0 ? (
        <Panel>
          <EmptyState icon={<IconScale size={40} stroke={1.3} />} title={t('compare.none.title')}>
            {t('compare.none.text')}
          </EmptyState>
        </Panel>
      ) : (
        <>
          <SideBySide skus={chosen} />
          <Months skus={chosen} names={chosen.map((one) => choices.find(({ value }) => value === one)?.label ?? one)} />
        </>
      )}
    </div>
  )
}

function SideBySide({ skus }: { skus: readonly string[] }) {
  const { t } = useTranslation('products')
  const format = useFormat()
  const { result, error, retry, open, outdated } = useMetric('products', { limit: MOST_COMPARED }, undefined, { sku_id: [...skus] })
  if (error && !result) return <ErrorState error={error} onRetry={retry} />
  if (!result) return <Skeleton h={420} radius="lg" role="status" aria-label={t('columns:loading')} />
  const found = skus.map((sku) => result.results.find((row) => row.sku_id === sku)).filter((row) => row !== undefined)
  const name = (row: Row) => String(row.product_name ?? row.sku_id)
  return (
    <Panel title={t('compare.figures')}>
      <section
        className={classes.scroll}
        data-outdated={outdated || undefined}
        aria-busy={outdated}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label={t('compare.figures')}
      >
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('compare.figure')}</th>
              {found.map((row) => (
                <th key={String(row.sku_id)} scope="col">
                  <ProductLink sku_id={String(row.sku_id)} name={name(row)} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {FACTS.map(([column, unit]) => (
              <tr key={column}>
                <th scope="row">{t(`columns:of.${column}`)}</th>
                {found.map((row) => {
                  const value = row[column] ?? null
                  const text = format.cell(value, unit)
                  return (
                    <td key={String(row.sku_id)} className="tabular">
                      {value === null || unit === 'date' ? (
                        text
                      ) : (
                        <Figure source={open(row, column)} label={`${t(`columns:of.${column}`)}, ${name(row)}`} value={text}>
                          {text}
                        </Figure>
                      )}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Panel>
  )
}

function Months({ skus, names }: { skus: readonly string[]; names: readonly string[] }) {
  const { t } = useTranslation('products')
  const format = useFormat()
  const [measure, setMeasure] = useState<'revenue' | 'units'>('revenue')
  const of = (at: number) => ({ sku_id: [skus[at] ?? (skus[0] as string)] })
  // one hook for each of the most that can be compared; places that are not taken ask the first one's question, which is answered once
  const asked = [
    useMetric('trends', { metric: measure, months: 24 }, undefined, of(0)),
    useMetric('trends', { metric: measure, months: 24 }, undefined, of(1)),
    useMetric('trends', { metric: measure, months: 24 }, undefined, of(2)),
    useMetric('trends', { metric: measure, months: 24 }, undefined, of(3)),
  ].slice(0, skus.length)
  const months = [...new Set(asked.flatMap(({ result }) => result?.results.map(({ month }) => String(month)) ?? []))].sort()
  if (months.length < 2) return null
  const values = asked.map(({ result }) => new Map(result?.results.map((row) => [String(row.month), row.value as number | null])))
  return (
    <Panel
      title={t('compare.months')}
      actions={
        <SegmentedControl
          size="xs"
          aria-label={t('columns:over.measure')}
          value={measure}
          onChange={(value) => setMeasure(value as 'revenue' | 'units')}
          data={[
            { value: 'revenue', label: t('columns:of.revenue') },
            { value: 'units', label: t('columns:of.units') },
          ]}
        />
      }
    >
      <div className={classes.lines} aria-hidden>
        <Suspense fallback={null}>
          <InTurn>
            <ComparePlot
              months={months.map((month) => format.month(month))}
              lines={names.map((name, at) => ({ name, values: months.map((month) => values[at]?.get(month) ?? null) }))}
              write={(value) => (measure === 'revenue' ? format.money(value) : format.units(value))}
            />
          </InTurn>
        </Suspense>
      </div>
    </Panel>
  )
}
