import { Button, Skeleton, Text, TextInput } from '@mantine/core'
import { IconDownload, IconSearch } from '@tabler/icons-react'
import { type ReactNode, useCallback, useDeferredValue, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { toErrorShape } from '../domain/errors'
import type { Filter } from '../domain/filter'
import type { MetricArgs, Row } from '../domain/metric'
import { AfterAMoment } from '../ui/after-a-moment'
import { DataTable, type TableColumn } from '../ui/data-table'
import { downloadText } from '../ui/download'
import { ErrorState } from '../ui/error-state'
import { Figure, type FigureSource } from '../ui/figure'
import { Panel } from '../ui/panel'
import type { RowList } from '../ui/row-list'
import { say } from '../ui/say'
import { useFormat } from '../ui/settings-context'
import { inSlices, useSteps } from '../ui/steps'
import { useMetricTable } from '../use-metric'
import { ColumnChooser } from './column-chooser'
import type { MetricTableColumn } from './columns'
import { csvSteps } from './csv-steps'
import classes from './metric-table.module.css'
import type { ResultTable } from './result-table'
import '../i18n/words/columns'

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
  empty: (table: ResultTable) => ReactNode
  above?: (table: ResultTable) => ReactNode
  foot?: (table: ResultTable) => ReactNode
  /** how a word or another text cell is written, where it is not plain */
  write?: (column: string, row: Row) => ReactNode | undefined
  /** searching and choosing columns, where the page keeps them in its address */
  search?: { query: string; onQuery: (query: string) => void; placeholder: string }
  choice?: { chosen: readonly string[] | undefined; onChoose: (columns: string[] | undefined) => void }
  maxHeight?: number
  /** the most rows that are listed; the page says when there are more */
  most?: number
  /** what is being worked out, said when that takes longer than a moment */
  working?: string
}

/** The rows of one metric as a table: found by words, columns chosen, sorted, downloaded, every figure opened. */
export function MetricTable(props: MetricTableProps) {
  const { metric_id, args, within, columns, rowKey, title, search, choice, most } = props
  const { t } = useTranslation('columns')
  const format = useFormat()
  const { table: arrived, error, retry, open, outdated } = useMetricTable(metric_id, args, within, most)
  // a long list is drawn in slices from its first time on; the page answers meanwhile
  const table = useDeferredValue(arrived, arrived && arrived.length > AT_ONCE ? undefined : arrived)
  const { rows, busy } = useFound(table, search?.query ?? '')
  const chosen = choice?.chosen ?? columns.filter(({ extra }) => !extra).map((column) => column.name)
  const shown = useColumns(props, chosen.join('\n'), table, open)
  if (error && !table) return <ErrorState error={error} onRetry={retry} />
  if (!table || !rows)
    return (
      <div className={classes.waiting} role="status" aria-label={props.working ?? t('loading')}>
        <Skeleton h={480} radius="lg" />
        {props.working ? (
          <AfterAMoment>
            <Text size="sm" className={classes.working}>
              {props.working}
            </Text>
          </AfterAMoment>
        ) : null}
      </div>
    )
  if (table.length === 0) return props.empty(table)
  return (
    <div className={classes.view} data-outdated={outdated || undefined} aria-busy={outdated || busy || table !== arrived}>
      {props.above?.(table)}
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
              onClick={() => void download(table, rows, `${props.file}-${table.as_of ?? ''}`, t)}
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
              {t(table.cut ? 'count_cut' : search.query ? 'count_found' : 'count', {
                count: rows.length,
                found: format.count(rows.length),
                all: format.count(table.length),
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
        {props.foot?.(table)}
      </Panel>
    </div>
  )
}

/** The columns as the table draws them. They keep their identity as long as they are the same, so that rows in sight need not be drawn again. */
function useColumns(
  { columns, first, first_unit = 'text', name, render, write, choice }: MetricTableProps,
  names: string,
  table: ResultTable | undefined,
  open: (row: Row, column: string) => FigureSource,
): TableColumn[] {
  const { t } = useTranslation('columns')
  const by_choice = choice?.chosen !== undefined
  return useMemo(() => {
    const chosen = names.split('\n')
    const naming: TableColumn = { name: '', title: first, unit: first_unit, by: name, render: (row) => render?.(row) ?? name(row) }
    const others = columns
      .filter((column) => chosen.includes(column.name))
      .map((column): TableColumn => {
        const heading = t(`of.${column.name}`)
        const largest = column.bar && table ? table.most(column.name) : 0
        return {
          name: column.name,
          title: heading,
          unit: column.unit,
          ...(column.wide_only && !by_choice ? { wide_only: true } : {}),
          ...(column.bar ? { share: (row: Row) => (largest > 0 ? Number(row[column.name] ?? 0) / largest : null) } : {}),
          render: (row, text) => {
            const own = write?.(column.name, row)
            if (own !== undefined) return own
            if (!column.opens || row[column.name] === null) return text
            return (
              <Figure source={open(row, column.name)} label={`${heading}, ${name(row)}`} value={text}>
                {text}
              </Figure>
            )
          },
        }
      })
    return [naming, ...others]
  }, [columns, first, first_unit, name, render, write, by_choice, names, table, open, t])
}

/** Longer lists are searched and drawn in slices, between which the page answers. */
const AT_ONCE = 2_000

/** The rows that hold every word that is looked for in any of their texts. */
function useFound(table: ResultTable | undefined, query: string): { rows: RowList | undefined; busy: boolean } {
  const wanted = useDeferredValue(query)
  const begin = useCallback(
    function* () {
      return table && (yield* table.find(wanted))
    },
    [table, wanted],
  )
  const { made, busy } = useSteps<RowList | undefined>(begin, !table || wanted.trim() === '' || table.length <= AT_ONCE)
  return { rows: made ?? table, busy: busy || wanted !== query }
}

/** What is listed, in every column of the metric, as a CSV that is safe to open in a spreadsheet. */
async function download(table: ResultTable, rows: RowList, filename: string, t: (key: string) => string): Promise<void> {
  try {
    const { csvOf } = await import('../domain/safe-csv')
    const parts = await inSlices(csvSteps(table.names, rows, csvOf))
    if (parts) downloadText(`${filename}.csv`, parts)
  } catch (error) {
    const { code } = toErrorShape(error)
    say({ title: t(`errors:${code}.title`), message: t(`errors:${code}.hint`) })
  }
}
