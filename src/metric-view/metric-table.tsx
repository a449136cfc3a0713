import { Button, Skeleton, Text, TextInput } from '@mantine/core'
import { IconDownload, IconSearch } from '@tabler/icons-react'
import { type ReactNode, useDeferredValue, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { toErrorShape } from '../domain/errors'
import type { Filter } from '../domain/filter'
import type { MetricArgs, MetricResult, Row } from '../domain/metric'
import { DataTable, type TableColumn } from '../ui/data-table'
import { downloadText } from '../ui/download'
import { ErrorState } from '../ui/error-state'
import { Figure } from '../ui/figure'
import { Panel } from '../ui/panel'
import { say } from '../ui/say'
import { useFormat } from '../ui/settings-context'
import { useMetric } from '../use-metric'
import { ColumnChooser } from './column-chooser'
import type { MetricTableColumn } from './columns'
import classes from './metric-table.module.css'

export interface MetricTableProps {
  metric_id: string
  args: MetricArgs
  within?: Partial<Filter>
  columns: readonly MetricTableColumn[]
  /** heading of the first column, which names the row */
  first: string
  name: (row: Row) => string
  /** names that may not be broken in two lines */
  first_unit?: 'text' | 'id'
  /** instead of the plain name */
  render?: (row: Row) => ReactNode
  rowKey: (row: Row) => string
  title: string
  note?: ReactNode
  /** name of the downloaded file, without the day and `.csv` */
  file: string
  /** in place of the table when there is no row */
  empty: (result: MetricResult) => ReactNode
  above?: (rows: readonly Row[]) => ReactNode
  foot?: (rows: readonly Row[]) => ReactNode
  /** how a word or another text cell is written, where it is not plain */
  write?: (column: string, row: Row) => ReactNode | undefined
  /** searching and choosing columns, where the page keeps them in its address */
  search?: { query: string; onQuery: (query: string) => void; placeholder: string }
  choice?: { chosen: readonly string[] | undefined; onChoose: (columns: string[] | undefined) => void }
  maxHeight?: number
  /** the most rows that are asked for */
  most?: number
}

/** The rows of one metric as a table: found by words, columns chosen, sorted, downloaded, every figure opened. */
export function MetricTable(props: MetricTableProps) {
  const { metric_id, args, within, columns, name, rowKey, title, search, choice, most } = props
  const { t } = useTranslation('columns')
  const format = useFormat()
  const { result, error, retry, open, outdated } = useMetric(metric_id, args, undefined, within)
  const all = result?.results ?? []
  const rows = useFound(all, search?.query ?? '')
  const chosen = choice?.chosen ?? columns.filter(({ extra }) => !extra).map((column) => column.name)

  const shown: TableColumn[] = [
    { name: '', title: props.first, unit: props.first_unit ?? 'text', by: name, render: (row) => props.render?.(row) ?? name(row) },
    ...columns
      .filter((column) => chosen.includes(column.name))
      .map((column): TableColumn => {
        const heading = t(`of.${column.name}`)
        const largest = column.bar ? all.reduce((most_yet, row) => Math.max(most_yet, Number(row[column.name] ?? 0)), 0) : 0
        return {
          name: column.name,
          title: heading,
          unit: column.unit,
          ...(column.wide_only && !choice?.chosen ? { wide_only: true } : {}),
          ...(column.bar ? { share: (row: Row) => (largest > 0 ? Number(row[column.name] ?? 0) / largest : null) } : {}),
          render: (row, text) => {
            const own = props.write?.(column.name, row)
            if (own !== undefined) return own
            if (!column.opens || row[column.name] === null) return text
            return (
              <Figure source={open(row, column.name)} label={`${heading}, ${name(row)}`} value={text}>
                {text}
              </Figure>
            )
          },
        }
      }),
  ]
  if (error && !result) return <ErrorState error={error} onRetry={retry} />
  if (!result) return <Skeleton h={480} radius="lg" role="status" aria-label={t('loading')} />
  if (all.length === 0) return props.empty(result)
  return (
    <div className={classes.view} data-outdated={outdated || undefined} aria-busy={outdated}>
      {props.above?.(all)}
      <Panel
        title={title}
        note={props.note}
        actions={
          <>
            {choice ? <ColumnChooser columns={columns} chosen={chosen} onChange={(now) => choice.onChoose(now ?? undefined)} /> : null}
            <Button
              size="compact-sm"
              variant="subtle"
              color="gray"
              leftSection={<IconDownload size={16} aria-hidden />}
              onClick={() => void download(rows, `${props.file}-${result.as_of ?? ''}`, t)}
              aria-label={t('ui:download_csv')}
            >
              {t('ui:csv')}
            </Button>
          </>
        }
      >
        {search ? (
          <div className={classes.tools}>
            <TextInput
              className={classes.search}
              size="sm"
              type="search"
              placeholder={search.placeholder}
              aria-label={search.placeholder}
              leftSection={<IconSearch size={16} stroke={1.6} aria-hidden />}
              defaultValue={search.query}
              onChange={(event) => search.onQuery(event.currentTarget.value)}
            />
            <Text size="xs" c="dimmed" className="tabular" role="status">
              {t(most !== undefined && all.length >= most ? 'count_cut' : search.query ? 'count_found' : 'count', {
                count: rows.length,
                found: format.count(rows.length),
                all: format.count(all.length),
              })}
            </Text>
          </div>
        ) : null}
        {rows.length > 0 ? (
          <DataTable caption={title} rows={rows} rowKey={rowKey} columns={shown} maxHeight={props.maxHeight ?? 640} />
        ) : (
          <Text c="dimmed" size="sm" px={20} pb="md">
            {t('not_found', { query: search?.query })}
          </Text>
        )}
        {props.foot?.(all)}
      </Panel>
    </div>
  )
}

/** The rows that hold every word that is looked for in any of their texts. */
function useFound(rows: readonly Row[], query: string): Row[] {
  const wanted = useDeferredValue(query)
  return useMemo(() => {
    const words = wanted.toLocaleLowerCase().split(/\s+/).filter(Boolean)
    if (words.length === 0) return [...rows]
    return rows.filter((row) => {
      const text = Object.values(row)
        .filter((cell) => typeof cell === 'string')
        .join(' ')
        .toLocaleLowerCase()
      return words.every((word) => text.includes(word))
    })
  }, [rows, wanted])
}

/** What is listed, in every column of the metric, as a CSV that is safe to open in a spreadsheet. */
async function download(rows: readonly Row[], filename: string, t: (key: string) => string): Promise<void> {
  try {
    const { safeCsv } = await import('../domain/safe-csv')
    const names = Object.keys(rows[0] ?? {})
    downloadText(`${filename}.csv`, safeCsv([names, ...rows.map((row) => names.map((column) => row[column] ?? null))]))
  } catch (error) {
    const { code } = toErrorShape(error)
    say({ title: t(`errors:${code}.title`), message: t(`errors:${code}.hint`) })
  }
}
