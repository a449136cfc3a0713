import { useTranslation } from 'react-i18next'
import type { Question, Recognition } from '../../domain/mapping'
import { useFormat } from '../../ui/settings-context'
import { CellText } from './cell-text'
import type { Answers } from './mapping-answers'
import classes from './preview-table.module.css'
import { columnName } from './read-as'

const ROWS = 6
const COLUMNS = 60

/** The first rows of a file as text, each column under what it is taken for; columns that a question is about stand out. */
export function PreviewTable({
  recognition,
  answers,
  questions,
}: {
  recognition: Recognition
  answers: Answers
  questions: readonly Question[]
}) {
  const { t } = useTranslation('data')
  const format = useFormat()
  const rows = recognition.preview.slice(0, ROWS)
  const asked = askedColumns(questions, answers)
  const columns = columnsInOrder(recognition, answers, asked)
  return (
    <figure className={classes.figure}>
      <figcaption className={classes.caption}>
        <strong>{t('map.preview')}</strong>
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={classes.scroll} tabIndex={0} aria-label={t('map.preview')}>
        <table className={classes.table}>
          <thead>
            <tr>
              {columns.map((column) => {
                const role = answers.columns[column] ?? null
                return (
                  <th key={column} scope="col" data-asked={asked.has(column) || undefined}>
                    <span className={classes.role} data-unused={role === null || undefined}>
                      {role ? t(`role.${role}`) : t('map.not_used')}
                      {asked.has(column) ? ` · ${t('map.your_answer')}` : ''}
                    </span>
                    <CellText text={columnName(t, recognition.header, column)} />
                  </th>
                )
              })}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a fixed preview
              <tr key={index}>
                {columns.map((column) => (
                  <td key={column} data-asked={asked.has(column) || undefined}>
                    <CellText text={row[column] ?? ''} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className={classes.note}>{t('map.preview_cut', { rows: format.count(rows.length) })}</p>
    </figure>
  )
}

function askedColumns(questions: readonly Question[], answers: Answers): Set<number> {
  const found = new Set<number>()
  for (const question of questions) {
    const column = question.about === 'column' ? answers.columns.indexOf(question.role) : 'column' in question ? question.column : -1
    if (column >= 0) found.add(column)
  }
  return found
}

/** File order; of a very wide table the columns in question and in use come along first. */
function columnsInOrder(recognition: Recognition, answers: Answers, asked: ReadonlySet<number>): number[] {
  const all = recognition.header.map((_, column) => column)
  if (all.length <= COLUMNS) return all
  const important = all.filter((column) => asked.has(column) || answers.columns[column])
  return [...important, ...all.filter((column) => !important.includes(column))].slice(0, COLUMNS)
}
