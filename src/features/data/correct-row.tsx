import { Button, Text, TextInput } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Role } from '../../domain/mapping'
import type { RejectedRow } from '../../domain/rejected-row'
import { Dialog } from '../../ui/dialog'
import { useFormat } from '../../ui/settings-context'
import { issueWords } from './issue-words'
import dialogClasses from './mapping-dialog.module.css'
import { columnName } from './read-as'
import classes from './rejected-rows.module.css'

interface Correcting {
  header: readonly string[]
  columns: readonly (Role | null)[]
  cells: readonly string[]
  /** rows that were changed before and are saved together with this one */
  others: number
  onClose: () => void
  onKeep: (row_no: number, cells: string[]) => void
  onSave: (row_no: number, cells: string[]) => void
}

/** One rejected row as a form: a field for each column, the one at fault first in sight with its reason. `row` null = closed. */
export function CorrectRow({ row, name, ...correcting }: Correcting & { row: RejectedRow | null; name: string }) {
  const { t } = useTranslation('mending')
  const format = useFormat()
  const small = useMediaQuery('(max-width: 640px)')
  return (
    <Dialog
      opened={row !== null}
      onClose={correcting.onClose}
      title={row ? t('form_title', { n: format.count(row.row_no), name }) : null}
      close_label={t('close')}
      size="xl"
      full_screen={small}
    >
      {row ? <RowForm key={row.row_no} row={row} {...correcting} /> : null}
    </Dialog>
  )
}

function RowForm({ row, header, columns, cells: before, others, onKeep, onSave }: Correcting & { row: RejectedRow }) {
  const { t } = useTranslation('mending')
  const { t: data } = useTranslation('data')
  const [cells, setCells] = useState(() => Array.from({ length: Math.max(header.length, before.length) }, (_, k) => before[k] ?? ''))
  const { title, about, todo } = issueWords(data, row.code)
  const change = (k: number, text: string) => setCells(cells.with(k, text))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSave(row.row_no, cells)
  }
  const faulty = row.column ?? (row.code === 'E_RAGGED' ? header.length : null)
  return (
    <form className={dialogClasses.form} onSubmit={submit}>
      <div className={classes.why}>
        <strong>{title}.</strong> {about} {todo}
      </div>
      <Text size="sm" c="dimmed">
        {t('form_note')}
      </Text>
      <div className={classes.fields}>
        {cells.map((text, k) => {
          const role = columns[k]
          const beyond = k >= header.length
          const is_fault = k === faulty
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: fields are told apart by their column; names may repeat
            <div key={k} className={classes.field} data-fault={is_fault || undefined}>
              <TextInput
                label={beyond ? t('beyond', { n: k - header.length + 1 }) : columnName(data, header, k)}
                description={beyond ? t('beyond_note') : role ? t('column_as', { role: data(`role.${role}`) }) : undefined}
                value={text}
                size="md"
                spellCheck={false}
                autoComplete="off"
                {...(is_fault && { error: text === before[k] ? title : undefined, 'data-autofocus': true })}
                onChange={(event) => change(k, event.currentTarget.value)}
              />
              {is_fault && row.suggestion !== null && row.suggestion !== text ? (
                <Button variant="subtle" className={classes.suggestion} onClick={() => change(k, row.suggestion ?? '')}>
                  {t('use', { text: row.suggestion })}
                </Button>
              ) : null}
            </div>
          )
        })}
      </div>
      <footer className={dialogClasses.footer}>
        <div className={classes.form_buttons}>
          <Button variant="default" size="md" onClick={() => onKeep(row.row_no, cells)}>
            {t('keep')}
          </Button>
          <Button type="submit" size="md">
            {t('save', { count: others + 1 })}
          </Button>
        </div>
      </footer>
    </form>
  )
}
