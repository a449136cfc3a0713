import { Button, CopyButton, Group, Stack, Text, Title, VisuallyHidden } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useEngineQuery } from '../../client'
import type { Explanation, MetricArgs, Row } from '../../domain/metric'
import { DataTable, type TableColumn } from '../../ui/data-table'
import { UNKNOWN } from '../../ui/format'
import { useFormat } from '../../ui/settings-context'
import classes from './explain.module.css'
import type { OpenedRow } from './explain-row'
import { figureWords } from './figure-words'
import '../../i18n/words/figures'
import '../../i18n/words/metrics'

/** One figure: what it is, which rows make it, and the SQL that computed it. */
export function ExplainFigure({
  explanation,
  args,
  onOpenRow,
}: {
  explanation: Explanation
  args: MetricArgs
  onOpenRow: (row: OpenedRow) => void
}) {
  const { t } = useTranslation('shell')
  const { t: tMetrics } = useTranslation('metrics')
  const format = useFormat()
  const { column, rows, rows_total, sums } = explanation
  const words = figureWords(tMetrics, explanation, args)
  const datasets = useEngineQuery('datasets.list', {}).data ?? []
  const names = new Map(datasets.map((dataset) => [dataset.dataset_id, dataset.name]))
  const fileOf = (row: Row) => names.get(String(row.dataset_id)) ?? String(row.dataset_id)
  const columns: TableColumn[] = [
    {
      name: 'row_no',
      title: t('explain.row_no'),
      unit: 'id',
      render: (row) => (
        <button
          type="button"
          className={classes.open}
          onClick={() => onOpenRow({ dataset_id: String(row.dataset_id), row_no: Number(row.row_no), file: fileOf(row) })}
        >
          <span className={classes.file}>{fileOf(row)}</span>
          <span>
            {t('explain.row_no')} {format.count(Number(row.row_no))}
          </span>
          <VisuallyHidden>{t('explain.open_row')}</VisuallyHidden>
        </button>
      ),
    },
    ...sums.map(({ name, title, unit }): TableColumn => ({ name, title: words.sum(title), unit })),
    { name: 'date', title: t('explain.date'), unit: 'date' },
    { name: 'product_name', title: t('explain.product'), unit: 'text', render: (row) => String(row.product_name ?? row.sku_id ?? UNKNOWN) },
    { name: 'qty', title: t('explain.qty'), unit: 'units' },
    { name: 'transaction_id', title: t('explain.bill'), unit: 'id', wide_only: true },
    { name: 'store_id', title: t('explain.store'), unit: 'id', wide_only: true },
  ]
  return (
    <Stack gap="lg">
      <div>
        <Text size="sm" c="dimmed">
          {words.title}
        </Text>
        <Title order={3} fz="xl" className="tabular">
          {format.cell(explanation.figure, column.unit)}
        </Title>
        {explanation.as_of ? (
          <Text size="xs" c="dimmed">
            {t('explain.as_of', { day: format.date(explanation.as_of) })}
          </Text>
        ) : null}
      </div>
      <section>
        <h3 className={classes.heading}>{t('explain.definition')}</h3>
        <Text>{words.what}</Text>
        <Text c="dimmed" size="xs" mt={4}>
          {words.how}
        </Text>
        {sums.length > 1 ? (
          <dl className={classes.sums}>
            {sums.map((sum) => (
              <div key={sum.name}>
                <dt>{words.sum(sum.title)}</dt>
                <dd>{format.cell(sum.value, sum.unit)}</dd>
              </div>
            ))}
          </dl>
        ) : null}
      </section>
      <section>
        <Group justify="space-between">
          <h3 className={classes.heading}>{t('explain.rows')}</h3>
          <Text size="xs" c="dimmed" className="tabular">
            {rows.length < rows_total
              ? t('explain.rows_shown', { shown: format.count(rows.length), total: format.count(rows_total) })
              : t('explain.rows_n', { count: rows_total, rows: format.count(rows_total) })}
          </Text>
        </Group>
        {rows.length === 0 ? (
          <Text c="dimmed">{t('explain.none')}</Text>
        ) : (
          <div className={classes.rows}>
            <DataTable
              columns={columns}
              rows={rows}
              rowKey={(row) => `${row.dataset_id}/${row.row_no}`}
              caption={t('explain.rows')}
              maxHeight={420}
            />
          </div>
        )}
      </section>
      <section>
        <Group justify="space-between">
          <h3 className={classes.heading}>{t('explain.sql')}</h3>
          <CopyButton value={explanation.sql}>
            {({ copied, copy }) => (
              <Button size="compact-sm" variant="subtle" onClick={copy}>
                {t(copied ? 'explain.copied' : 'explain.copy_sql')}
              </Button>
            )}
          </CopyButton>
        </Group>
        {/* a scrolling region has to be reachable by keyboard */}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: see above */}
        <pre className={classes.sql} tabIndex={0}>
          {explanation.sql}
        </pre>
      </section>
    </Stack>
  )
}
