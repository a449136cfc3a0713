import { Button, CopyButton, Group, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Cell, Explanation, Row } from '../../domain/metric'
import { DataTable, type TableColumn } from '../../ui/data-table'
import type { FigureSource } from '../../ui/figure'
import { useFormat } from '../../ui/settings-context'
import classes from './explain.module.css'
import type { OpenedRow } from './explain-row'

/** Columns that say where a row comes from are shown first, as "file" and "row"; keys of the engine itself are not shown. */
const LINEAGE = new Set(['dataset_id', 'filename', 'name', 'file', 'row_no'])

const unitOf = (name: string, values: (Cell | undefined)[]): TableColumn['unit'] => {
  if (name === 'date') return 'date'
  return values.every((value) => typeof value === 'number' || value === null || value === undefined) ? 'units' : 'text'
}

export function ExplainFigure({
  explanation,
  source,
  onOpenRow,
}: {
  explanation: Explanation
  source: FigureSource
  onOpenRow: (row: OpenedRow) => void
}) {
  const { t } = useTranslation('shell')
  const format = useFormat()
  const { column, rows, rows_total } = explanation
  const value = source.row[column.name] ?? null
  const fileOf = (row: Row) => String(row.filename ?? row.file ?? row.name ?? row.dataset_id ?? '')
  const names = Object.keys(rows[0] ?? {}).filter((name) => !LINEAGE.has(name))
  const columns: TableColumn[] = [
    {
      name: 'row_no',
      title: `${t('explain.file')}, ${t('explain.row_no')}`,
      unit: 'text',
      render: (row) => (
        <button
          type="button"
          className={classes.open}
          aria-label={t('explain.open_row', { row: row.row_no, file: fileOf(row) })}
          onClick={() => onOpenRow({ dataset_id: String(row.dataset_id), row_no: Number(row.row_no), file: fileOf(row) })}
        >
          <span className={classes.file}>{fileOf(row)}</span> {format.count(Number(row.row_no))}
        </button>
      ),
    },
    ...names.map((name): TableColumn => {
      const money = name === 'contribution' && column.unit === 'money'
      return {
        name,
        title: name === 'contribution' ? column.title : name.replaceAll('_', ' '),
        unit: money
          ? 'money'
          : unitOf(
              name,
              rows.map((row) => row[name]),
            ),
      }
    }),
  ]
  return (
    <Stack gap="lg">
      <div>
        <Text size="sm" c="dimmed">
          {column.title}
        </Text>
        <Title order={3} size="h1" className="tabular">
          {format.cell(value, column.unit)}
        </Title>
        {explanation.as_of ? (
          <Text size="xs" c="dimmed">
            {t('explain.as_of', { day: format.date(explanation.as_of) })}
          </Text>
        ) : null}
      </div>
      <section>
        <h3 className={classes.heading}>{t('explain.definition')}</h3>
        <Text>{column.definition}</Text>
        {explanation.definition !== column.definition ? (
          <Text c="dimmed" size="xs" mt={4}>
            {explanation.definition}
          </Text>
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
              <Button size="compact-xs" variant="subtle" onClick={copy}>
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
