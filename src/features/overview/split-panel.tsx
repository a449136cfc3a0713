import { Skeleton, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Row } from '../../domain/metric'
import { DataTable, type TableColumn } from '../../ui/data-table'
import { ErrorState } from '../../ui/error-state'
import { Figure } from '../../ui/figure'
import { Panel } from '../../ui/panel'
import { useOverviewPart } from './use-part'

const SPLITS = {
  categories: { key: 'category', title: 'split.category' },
  stores: { key: 'store_id', title: 'split.store' },
  channels: { key: 'channel', title: 'split.channel' },
} as const

/** Revenue, or units, split by category, store or channel. A split into one part says nothing and is left out. */
export function SplitPanel({ part, in_units }: { part: keyof typeof SPLITS; in_units: boolean }) {
  const { t } = useTranslation('overview')
  const { result, error, retry, open } = useOverviewPart(part)
  const rows = result?.results ?? []
  const { key, title } = SPLITS[part]
  const label = (row: Row): string => {
    if (part === 'channels') return t(`shell:channel_name.${row.channel}`, { defaultValue: String(row.channel) })
    if (part === 'stores') return String(row.name ?? row.store_id)
    return row.category === null ? t('split.no_category') : String(row.category)
  }
  const measured = in_units ? 'units' : 'share'
  const most = Math.max(0, ...rows.map((row) => Number(row[measured] ?? 0)))
  const figure = (name: string, heading: string, unit: 'money' | 'ratio' | 'units', share: boolean): TableColumn => ({
    name,
    title: heading,
    unit,
    share: share ? (row) => (most > 0 && typeof row[measured] === 'number' ? row[measured] / most : null) : undefined,
    render: (row, text) =>
      row[name] === null || row[name] === undefined ? (
        text
      ) : (
        <Figure source={open(row, name)} label={`${heading}, ${label(row)}`} value={text}>
          {text}
        </Figure>
      ),
  })
  const no_categories = part === 'categories' && rows.length === 1 && rows[0]?.category === null
  if (rows.length === 1 && part !== 'categories') return null
  if (error && !result) return <ErrorState error={error} onRetry={retry} />
  return (
    <Panel title={t(`split.${part}`)}>
      {!result ? <Skeleton h={160} m="md" w="auto" /> : null}
      {no_categories ? (
        <Text c="dimmed" size="sm" px={20} pb="md">
          {t('split.categories_empty')}
        </Text>
      ) : null}
      {rows.length > 0 && !no_categories ? (
        <DataTable
          caption={t(`split.${part}`)}
          rows={rows}
          rowKey={(row) => String(row[key])}
          columns={[
            { name: key, title: t(title), unit: 'text', render: label },
            ...(in_units
              ? [figure('units', t('products.units'), 'units', true)]
              : [figure('revenue', t('split.revenue'), 'money', true), figure('share', t('split.share'), 'ratio', false)]),
          ]}
        />
      ) : null}
    </Panel>
  )
}
