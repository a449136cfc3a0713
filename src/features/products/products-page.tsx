import { Button, Skeleton, Tabs, Text, TextInput } from '@mantine/core'
import { IconDownload, IconSearch } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useDeferredValue, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { toErrorShape } from '../../domain/errors'
import type { Row } from '../../domain/metric'
import { DataTable, type TableColumn } from '../../ui/data-table'
import { downloadText } from '../../ui/download'
import { ErrorState } from '../../ui/error-state'
import { Figure } from '../../ui/figure'
import { Panel } from '../../ui/panel'
import { say } from '../../ui/say'
import { useFormat } from '../../ui/settings-context'
import { useMetric } from '../../use-metric'
import { Contribution } from './contribution'
import { NothingHere } from './nothing-here'
import classes from './products-page.module.css'
import type { ProductsSearch } from './products-search'
import { MOST, VIEW_NAMES, VIEWS, type View, type ViewName } from './views'

/** Every product in one table, seen in several ways. The view and the search are in the address, so that they can be shared. */
export function ProductsPage() {
  const { t } = useTranslation('products')
  const { view = 'best', q = '' } = useSearch({ strict: false }) as ProductsSearch
  const navigate = useNavigate()
  const change = (to: ProductsSearch, replace = false) =>
    void navigate({ to: '/products', search: (before) => ({ ...before, ...to }), replace, resetScroll: false })
  return (
    <div className={classes.page}>
      <h1 className={classes.title}>{t('title')}</h1>
      <Tabs value={view} onChange={(to) => change({ view: to === 'best' ? undefined : (to as ViewName) })} keepMounted={false}>
        <Tabs.List aria-label={t('views')} className={classes.tabs}>
          {VIEW_NAMES.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`view.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {VIEW_NAMES.map((name) => (
          <Tabs.Panel key={name} value={name} pt="md">
            <ProductView view={name} query={q} onQuery={(to) => change({ q: to || undefined }, true)} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </div>
  )
}

function ProductView({ view, query, onQuery }: { view: ViewName; query: string; onQuery: (query: string) => void }) {
  const { t } = useTranslation('products')
  const format = useFormat()
  const { metric_id, args, columns, by_store }: View = VIEWS[view]
  const { result, error, retry, open, outdated } = useMetric(metric_id, args)
  const all = result?.results ?? []
  const rows = useFound(all, query)
  const name = (row: Row) => String(row.product_name ?? t('nameless', { sku: row.sku_id }))
  const key = (row: Row) => (by_store ? `${row.sku_id} ${row.store_id}` : String(row.sku_id))

  const shown: TableColumn[] = [
    {
      name: 'product_name',
      title: t('column.product_name'),
      unit: 'text',
      render: (row) => (
        <>
          {name(row)}
          {by_store ? <span className={classes.place}>{String(row.store_id)}</span> : null}
        </>
      ),
    },
    ...columns.map((column): TableColumn => {
      const title = t(`column.${column.name}`)
      const most = column.bar ? Math.max(0, ...all.map((row) => Number(row[column.name] ?? 0))) : 0
      return {
        name: column.name,
        title,
        unit: column.unit,
        ...(column.wide_only ? { wide_only: true } : {}),
        ...(column.bar ? { share: (row: Row) => (most > 0 ? Number(row[column.name] ?? 0) / most : null) } : {}),
        render: (row, text) => {
          if (column.name === 'abc') return <span title={t(`class.${row.abc}`)}>{String(row.abc)}</span>
          if (!column.opens || row[column.name] === null) return text
          return (
            <Figure source={open(row, column.name)} label={`${title}, ${name(row)}`} value={text}>
              {text}
            </Figure>
          )
        },
      }
    }),
  ]
  if (error && !result) return <ErrorState error={error} onRetry={retry} />
  if (!result) return <Skeleton h={480} radius="lg" role="status" aria-label={t('loading')} />
  if (all.length === 0) return <NothingHere view={view} warnings={result.warnings} />
  return (
    <div className={classes.view} data-outdated={outdated || undefined} aria-busy={outdated}>
      {view === 'contribution' ? <Contribution rows={all} /> : null}
      <Panel
        title={t(`view.${view}`)}
        note={t(`note.${view}`)}
        actions={
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            leftSection={<IconDownload size={16} aria-hidden />}
            onClick={() => void download(rows, `${t(`file.${view}`)}-${result.as_of ?? ''}`, t)}
            aria-label={t('ui:download_csv')}
          >
            {t('ui:csv')}
          </Button>
        }
      >
        <div className={classes.tools}>
          <TextInput
            className={classes.search}
            size="sm"
            type="search"
            placeholder={t('search')}
            aria-label={t('search')}
            leftSection={<IconSearch size={16} stroke={1.6} aria-hidden />}
            defaultValue={query}
            onChange={(event) => onQuery(event.currentTarget.value)}
          />
          <Text size="xs" c="dimmed" className="tabular" role="status">
            {t(all.length >= MOST ? 'count_cut' : query ? 'count_found' : 'count', {
              count: rows.length,
              found: format.count(rows.length),
              all: format.count(all.length),
            })}
          </Text>
        </div>
        {rows.length > 0 ? (
          <DataTable caption={t(`view.${view}`)} rows={rows} rowKey={key} columns={shown} maxHeight={640} />
        ) : (
          <Text c="dimmed" size="sm" px={20} pb="md">
            {t('not_found', { query })}
          </Text>
        )}
        {result.warnings.length > 0 && view === 'dead' ? (
          <Text c="dimmed" size="xs" px={20} py="sm">
            {result.warnings.join(' ')}
          </Text>
        ) : null}
      </Panel>
    </div>
  )
}

/** The rows whose name, code, category or store holds every word that is looked for. */
function useFound(rows: readonly Row[], query: string): Row[] {
  const wanted = useDeferredValue(query)
  return useMemo(() => {
    const words = wanted.toLocaleLowerCase().split(/\s+/).filter(Boolean)
    if (words.length === 0) return [...rows]
    return rows.filter((row) => {
      const text = `${row.product_name ?? ''} ${row.sku_id ?? ''} ${row.category ?? ''} ${row.store_id ?? ''}`.toLocaleLowerCase()
      return words.every((word) => text.includes(word))
    })
  }, [rows, wanted])
}

/** What is listed, in every column of the metric, as a CSV that is safe to open in a spreadsheet. */
async function download(rows: readonly Row[], filename: string, t: (key: string) => string): Promise<void> {
  try {
    const { safeCsv } = await import('../../domain/safe-csv')
    const names = Object.keys(rows[0] ?? {})
    downloadText(`${filename}.csv`, safeCsv([names, ...rows.map((row) => names.map((column) => row[column] ?? null))]))
  } catch (error) {
    const { code } = toErrorShape(error)
    say({ title: t(`errors:${code}.title`), message: t(`errors:${code}.hint`) })
  }
}
