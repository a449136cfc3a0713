import { Button, Text } from '@mantine/core'
import { IconChevronRight, IconDownload } from '@tabler/icons-react'
import type { TFunction } from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { engine } from '../../client'
import type { Dataset, HealthReport, IssueSummary } from '../../domain/dataset'
import { Role } from '../../domain/mapping'
import { downloadText } from '../../ui/download'
import { ErrorState } from '../../ui/error-state'
import { UNKNOWN } from '../../ui/format'
import { Panel } from '../../ui/panel'
import { useFormat } from '../../ui/settings-context'
import { CellText } from './cell-text'
import pageClasses from './data-page.module.css'
import cells from './file-cells.module.css'
import { issueWords } from './issue-words'
import classes from './issues-panel.module.css'
import { columnName } from './read-as'

const RANK = { reject: 0, warn: 1, set_aside: 2, info: 3 } as const

/** Every finding about a file in words, with how many rows, examples, and what to do. Rejected rows come first and can be downloaded. */
export function IssuesPanel({ dataset, report }: { dataset: Dataset; report: HealthReport }) {
  const { t } = useTranslation('data')
  const issues = [...report.issues].sort((a, b) => RANK[a.severity] - RANK[b.severity] || b.rows - a.rows || (a.code < b.code ? -1 : 1))
  return (
    <Panel
      title={t('report.issues')}
      note={report.counts.rejected > 0 ? t('report.rejects_more') : undefined}
      actions={report.counts.rejected > 0 ? <RejectsButton dataset={dataset} /> : null}
    >
      {issues.length === 0 ? (
        <Text c="dimmed" px={20} pb={20}>
          {t('report.issues_none')}
        </Text>
      ) : (
        <ul className={classes.issues}>
          {issues.map((issue) => (
            <Issue key={issue.code} issue={issue} report={report} />
          ))}
        </ul>
      )}
    </Panel>
  )
}

function RejectsButton({ dataset }: { dataset: Dataset }) {
  const { t } = useTranslation('data')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const download = async () => {
    setBusy(true)
    setError(null)
    try {
      const { filename, csv } = await engine.call('datasets.rejects', { dataset_id: dataset.dataset_id })
      downloadText(filename, csv.replace(/^\ufeff/, ''))
    } catch (thrown) {
      setError(thrown)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <Button
        variant="default"
        className={pageClasses.target}
        leftSection={<IconDownload aria-hidden size={16} />}
        loading={busy}
        onClick={download}
      >
        {t('report.rejects')}
      </Button>
      {error ? <ErrorState error={error} /> : null}
    </>
  )
}

function Issue({ issue, report }: { issue: IssueSummary; report: HealthReport }) {
  const { t } = useTranslation('data')
  const format = useFormat()
  const words = issueWords(t, issue.code)
  return (
    <li className={classes.issue} data-issue-code={issue.code}>
      <details open={issue.severity === 'reject'}>
        <summary className={classes.summary}>
          <IconChevronRight aria-hidden size={18} className={classes.chevron} />
          <span className={classes.title}>{words.title}</span>
          <span className={classes.severity} data-severity={issue.severity}>
            {t(`report.severity.${issue.severity}`)}
          </span>
          <span className={classes.rows}>{t('report.issue_rows', { count: issue.rows, n: format.count(issue.rows) })}</span>
        </summary>
        <div className={classes.body}>
          <p className={classes.about}>{words.about}</p>
          <p className={classes.about}>
            <strong>{t('report.issue_do')}:</strong> {words.todo}
          </p>
          {issue.examples.length > 0 ? (
            <Examples issue={issue} title={words.title} header={report.header} columns={report.mapping.columns} />
          ) : null}
          <Text size="xs" c="dimmed">
            {t('error.code', { code: issue.code })}
          </Text>
        </div>
      </details>
    </li>
  )
}

function Examples({
  issue,
  title,
  header,
  columns,
}: {
  issue: IssueSummary
  title: string
  header: readonly string[]
  columns: readonly (Role | null)[]
}) {
  const { t } = useTranslation('data')
  const format = useFormat()
  const caption = t('report.examples_of', { title })
  const suggested = issue.examples.some(({ suggestion }) => suggestion !== null && suggestion !== '')
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={classes.scroll} tabIndex={0} aria-label={caption}>
      <table className={`${cells.table} ${classes.table}`}>
        <caption className={classes.hidden}>{caption}</caption>
        <thead>
          <tr>
            <th scope="col" className={classes.number}>
              {t('report.example_row')}
            </th>
            <th scope="col">{t('report.example_field')}</th>
            <th scope="col">{t('report.example_value')}</th>
            {suggested ? <th scope="col">{t('report.example_suggestion')}</th> : null}
          </tr>
        </thead>
        <tbody>
          {issue.examples.map(({ row_no, field, raw_value, suggestion }) => (
            <tr key={`${row_no} ${field}`}>
              <td className={classes.number}>{format.count(row_no)}</td>
              <td>{fieldName(t, field, header, columns)}</td>
              <td>
                <CellText text={raw_value ?? ''} empty={field === null ? UNKNOWN : t('report.example_empty')} />
              </td>
              {suggested ? (
                <td>
                  <CellText text={suggestion ?? ''} />
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** The column of a finding by its name in the file; `field` is a role, or a name the engine gives a finding about several columns. */
function fieldName(t: TFunction<'data'>, field: string | null, header: readonly string[], columns: readonly (Role | null)[]): string {
  if (field === null || field === '' || field === 'row') return t('field.row')
  const role = Role.safeParse(field)
  if (!role.success) return field
  const column = columns.indexOf(role.data)
  return column < 0 ? t(`role.${role.data}`) : columnName(t, header, column)
}
