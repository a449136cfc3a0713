import { Button, SegmentedControl, Skeleton } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Row } from '../../domain/metric'
import { OVERVIEW_ASKS } from '../../domain/overview'
import { ProductLink } from '../../metric-view/product-link'
import { DataTable, type TableColumn } from '../../ui/data-table'
import { ErrorState } from '../../ui/error-state'
import { Figure } from '../../ui/figure'
import { Panel } from '../../ui/panel'
import { useFormat } from '../../ui/settings-context'
import { useMetric } from '../../use-metric'
import classes from './overview.module.css'
import { useProductsDownload } from './products-download'
import { useOverviewPart } from './use-part'

const BY_UNITS = { ...OVERVIEW_ASKS.best_sellers.args, by: 'units' }

/** The best products by revenue or units, with bars in the ranked column, and the whole list as a download. `in_units`: begin with units. */
export function TopProducts({ in_units }: { in_units: boolean }) {
  const { t } = useTranslation('overview')
  const format = useFormat()
  const [chosen, setChosen] = useState<'revenue' | 'units' | null>(null)
  const by = chosen ?? (in_units ? 'units' : 'revenue')
  const by_revenue = useOverviewPart('best_sellers')
  const by_units = useMetric(OVERVIEW_ASKS.best_sellers.metric_id, BY_UNITS)
  const { result, error, retry, open } = by === 'revenue' ? by_revenue : by_units
  const download = useProductsDownload(by)
  const rows = result?.results ?? []
  const name = (row: Row) => String(row.product_name ?? t('products.nameless', { sku: row.sku_id }))
  const most = Math.max(0, ...rows.map((row) => Number(row[by === 'revenue' ? 'revenue' : 'total_quantity'] ?? 0)))

  const figure = (column: string, title: string, unit: 'money' | 'units', ranked: boolean): TableColumn => ({
    name: column,
    title,
    unit,
    wide_only: !ranked,
    share: ranked ? (row) => (most > 0 ? Number(row[column] ?? 0) / most : null) : undefined,
    render: (row, text) =>
      row[column] === null ? (
        text
      ) : (
        <Figure source={open(row, column)} label={`${title}, ${name(row)}`} value={text}>
          {text}
        </Figure>
      ),
  })
  const columns: TableColumn[] = [
    {
      name: 'product_name',
      title: t('products.product'),
      unit: 'text',
      render: (row) => (
        <span className={classes.ranked}>
          <span className={classes.rank}>{format.count(Number(row.rank))}</span>
          <span>
            <ProductLink sku_id={String(row.sku_id)} name={name(row)} />
          </span>
        </span>
      ),
    },
    ...(rows.some((row) => row.category !== null)
      ? [{ name: 'category', title: t('products.category'), unit: 'text' as const, wide_only: true }]
      : []),
    figure('total_quantity', t('products.units'), 'units', by === 'units'),
    figure('revenue', t('products.revenue'), 'money', by === 'revenue'),
  ]
  return (
    <Panel
      title={t('products.title')}
      actions={
        <>
          <SegmentedControl
            size="xs"
            aria-label={t('products.by')}
            value={by}
            onChange={(value) => setChosen(value as 'revenue' | 'units')}
            data={[
              { value: 'revenue', label: t('products.by_revenue') },
              { value: 'units', label: t('products.by_units') },
            ]}
          />
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            leftSection={<IconDownload size={16} aria-hidden />}
            onClick={download.start}
            loading={download.busy}
            aria-label={t('ui:download_csv')}
          >
            {t('ui:csv')}
          </Button>
        </>
      }
    >
      {error && !result ? <ErrorState error={error} onRetry={retry} /> : null}
      {!error && !result ? <Skeleton h={420} m="md" w="auto" /> : null}
      {rows.length > 0 ? (
        <DataTable caption={t('products.title')} rows={rows} rowKey={(row) => String(row.sku_id)} columns={columns} />
      ) : null}
    </Panel>
  )
}
