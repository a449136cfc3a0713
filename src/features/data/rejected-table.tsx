import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { RejectedRow } from '../../domain/rejected-row'
import { useFormat } from '../../ui/settings-context'
import { CellText } from './cell-text'
import look from './file-cells.module.css'
import { issueWords } from './issue-words'
import { columnName } from './read-as'
import classes from './rejected-rows.module.css'

/** Rejected rows with their reasons and cells; the cell at fault is marked. Cells beyond the header have columns of their own. */
export function RejectedTable({
  header,
  rows,
  edits,
  disabled,
  onCorrect,
}: {
  header: readonly string[]
  rows: readonly RejectedRow[]
  /** cells of rows that were changed and not saved */
  edits: ReadonlyMap<number, readonly string[]>
  disabled: boolean
  onCorrect: (row: RejectedRow) => void
}) {
  const { t } = useTranslation('mending')
  const { t: data } = useTranslation('data')
  const format = useFormat()
  const width = rows.reduce((most, { cells }) => Math.max(most, cells.length), header.length)
  const columns = Array.from({ length: width }, (_, k) =>
    k < header.length ? columnName(data, header, k) : t('beyond', { n: k - header.length + 1 }),
  )
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={classes.scroll} tabIndex={0} aria-label={t('table')}>
      <table className={`${look.table} ${classes.table}`}>
        <thead>
          <tr>
            <th scope="col" className={classes.first}>
              {t('row')}
            </th>
            <th scope="col">{t('reason')}</th>
            {columns.map((name, k) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns are told apart by their place; names may repeat
              <th key={k} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const changed = edits.get(row.row_no)
            const cells = changed ?? row.cells
            return (
              <tr key={row.row_no} data-row={row.row_no} data-changed={changed !== undefined || undefined}>
                <th scope="row" className={classes.first}>
                  <span className="tabular">{format.count(row.row_no)}</span>
                  <Button
                    variant="default"
                    size="compact-sm"
                    className={classes.correct}
                    disabled={disabled}
                    aria-label={t('correct_row', { n: format.count(row.row_no) })}
                    onClick={() => onCorrect(row)}
                  >
                    {t('correct')}
                  </Button>
                </th>
                <td>
                  {issueWords(data, row.code).title}
                  {changed ? <span className={classes.remark}>{t('changed')}</span> : null}
                  {!changed && row.tried > 0 ? <span className={classes.remark}>{t('tried', { count: row.tried })}</span> : null}
                </td>
                {columns.map((_, k) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: as above
                  <td key={k} data-fault={(!changed && (k === row.column || k >= header.length) && cells[k] !== undefined) || undefined}>
                    <CellText text={cells[k] ?? ''} empty={k === row.column ? data('report.example_empty') : ''} />
                  </td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}
