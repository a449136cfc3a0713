import { NativeSelect } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DatasetKind, type Recognition, Role } from '../../domain/mapping'
import { useFormat } from '../../ui/settings-context'
import { type Answers, assign, rolesFor, samplesOf } from './mapping-answers'
import classes from './mapping-dialog.module.css'
import { columnName } from './read-as'

type Props = { recognition: Recognition; answers: Answers; onChange: (answers: Answers) => void; open: boolean }

/** Every column with what it means, folded away while only questions are asked. Native selects: a wide file has a thousand of them. */
export function ColumnList({ recognition, answers, onChange, open }: Props) {
  const { t } = useTranslation('data')
  const format = useFormat()
  const [shown, setShown] = useState(open)
  const count = recognition.header.length
  return (
    <details className={classes.fold} open={open} onToggle={(event) => setShown(event.currentTarget.open)}>
      <summary>
        <IconChevronRight aria-hidden size={18} className={classes.chevron} />
        <span>
          <strong>{t('map.all_columns', { count, n: format.count(count) })}</strong>
          <span className={classes.fold_note}>{t('map.all_columns_more')}</span>
        </span>
      </summary>
      {shown ? <Columns recognition={recognition} answers={answers} onChange={onChange} settle={open} /> : null}
    </details>
  )
}

function Columns({ recognition, answers, onChange, settle }: Omit<Props, 'open'> & { settle: boolean }) {
  const { t } = useTranslation('data')
  const roles = rolesFor(answers.kind, answers.columns).map((role) => ({ value: role as string, label: t(`role.${role}`) }))
  const options = [{ value: '', label: t('map.not_used') }, ...roles]
  return (
    <>
      {settle ? <FileWide answers={answers} onChange={onChange} /> : null}
      <ul className={classes.columns}>
        {recognition.header.map((_, column) => {
          const name = columnName(t, recognition.header, column)
          const samples = samplesOf(recognition.preview, column)
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a column is its number
            <li key={column} className={classes.column}>
              <div className={classes.column_words}>
                <span className={classes.column_name}>{name}</span>
                <span className={classes.column_samples}>
                  {samples.length > 0 ? t('map.column_samples', { samples: samples.join(', ').slice(0, 120) }) : t('map.column_empty')}
                </span>
              </div>
              <NativeSelect
                size="md"
                aria-label={t('map.column_named', { name })}
                data={options}
                value={answers.columns[column] ?? ''}
                data-used={answers.columns[column] ? true : undefined}
                onChange={(event) => {
                  const role = Role.safeParse(event.currentTarget.value)
                  onChange({ ...answers, columns: assign(answers.columns, column, role.success ? role.data : null) })
                }}
              />
            </li>
          )
        })}
      </ul>
    </>
  )
}

/** What holds for the whole file when a person changes a file that was already read. */
function FileWide({ answers, onChange }: Pick<Props, 'answers' | 'onChange'>) {
  const { t } = useTranslation('data')
  const orders = (['DMY', 'MDY'] as const).map((order) => ({ value: order as string, label: t(`map.date_${order}_bare`) }))
  return (
    <div className={classes.file_wide}>
      <NativeSelect
        size="md"
        label={t('map.question_kind')}
        data={DatasetKind.options.map((kind) => ({ value: kind as string, label: t(`kind.${kind}`) }))}
        value={answers.kind ?? 'sales'}
        onChange={(event) => onChange({ ...answers, kind: DatasetKind.options.find((kind) => kind === event.currentTarget.value) ?? null })}
      />
      {answers.kind === 'sales' ? (
        <NativeSelect
          size="md"
          label={t('map.date_heading')}
          data={[{ value: '', label: t('map.date_auto') }, ...orders]}
          value={answers.date_order === 'DMY' || answers.date_order === 'MDY' ? answers.date_order : ''}
          onChange={(event) => {
            const { value } = event.currentTarget
            onChange({ ...answers, date_order: value === 'DMY' || value === 'MDY' ? value : null })
          }}
        />
      ) : null}
    </div>
  )
}
