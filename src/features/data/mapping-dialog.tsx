import { Button, Text } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Dataset } from '../../domain/dataset'
import type { Recognition } from '../../domain/mapping'
import { Dialog } from '../../ui/dialog'
import { ErrorState } from '../../ui/error-state'
import { useFormat } from '../../ui/settings-context'
import { ColumnList } from './column-list'
import { DayField } from './day-field'
import { type Answers, type Missing, missing, startAnswers, toMapping } from './mapping-answers'
import classes from './mapping-dialog.module.css'
import { MappingQuestions } from './mapping-questions'
import { PlaceFields } from './place-fields'
import { PreviewTable } from './preview-table'
import { readAsSentences } from './read-as'
import { useReadAgain } from './use-read-again'

/**
 * Asks what could not be proven about a file, with its first rows in view, and sends the answers. On a file that is ready it is the way
 * to change what its columns mean. `dataset` null = closed.
 */
export function MappingDialog({ dataset, onClose }: { dataset: Dataset | null; onClose: () => void }) {
  const { t } = useTranslation('data')
  const small = useMediaQuery('(max-width: 640px)')
  const recognition = dataset?.recognition ?? null
  const questions = recognition?.questions.length ?? 0
  const title = !dataset
    ? null
    : dataset.status === 'ready' || questions === 0
      ? t('map.title_change', { name: dataset.name })
      : t('map.title', { count: questions, n: questions, name: dataset.name })
  return (
    <Dialog
      opened={dataset !== null && recognition !== null}
      onClose={onClose}
      title={title}
      close_label={t('map.close')}
      size="xl"
      full_screen={small}
    >
      {dataset && recognition ? (
        <MappingForm key={dataset.dataset_id} dataset={dataset} recognition={recognition} onClose={onClose} />
      ) : null}
    </Dialog>
  )
}

function MappingForm({ dataset, recognition, onClose }: { dataset: Dataset; recognition: Recognition; onClose: () => void }) {
  const { t } = useTranslation('data')
  const format = useFormat()
  const changing = dataset.status === 'ready'
  const questions = changing ? [] : recognition.questions
  const [answers, setAnswers] = useState<Answers>(() => startAnswers(recognition, changing ? dataset.mapping : null))
  const { busy, error, send: readAgain } = useReadAgain(dataset.dataset_id)
  const lacking = useRef<HTMLDivElement>(null)
  const lacking_id = useId()
  const open = missing(answers, questions)
  const mapping = toMapping(answers, questions)
  const rows = dataset.counts?.total ?? recognition.rows_total ?? null

  const send = async () => {
    if (!mapping) return lacking.current?.focus()
    if (await readAgain(mapping)) onClose()
  }

  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <p className={classes.recognised}>{readAsSentences(t, format, recognition, answers.kind, answers.date_order, dataset).join(' ')}</p>
      <Text c="dimmed">{changing ? t('map.change_lead') : t('map.asks')}</Text>
      <MappingQuestions questions={questions} recognition={recognition} answers={answers} onChange={setAnswers} />
      <PlaceFields
        recognition={recognition}
        answers={answers}
        onChange={setAnswers}
        question={questions.find((one) => one.about === 'store')}
        first={questions[0]?.about === 'store'}
      />
      <DayField answers={answers} onChange={setAnswers} first={questions[0]?.about === 'day'} />
      <PreviewTable recognition={recognition} answers={answers} questions={questions} />
      <ColumnList recognition={recognition} answers={answers} onChange={setAnswers} open={changing || questions.length === 0} />
      <div
        ref={lacking}
        id={lacking_id}
        tabIndex={-1}
        aria-live="polite"
        className={classes.lacking}
        data-open={open.length > 0 || undefined}
      >
        {open.length > 0 ? <Lacking open={open} /> : <span>{t('map.complete')}</span>}
      </div>
      {error ? <ErrorState error={error} /> : null}
      <Text size="xs" c="dimmed">
        {t('map.remember')}
      </Text>
      <footer className={classes.footer}>
        <div className={classes.buttons}>
          <Button variant="default" size="md" onClick={onClose}>
            {changing ? t('map.close') : t('map.later')}
          </Button>
          <Button type="submit" size="md" loading={busy} aria-describedby={lacking_id} variant={mapping ? 'filled' : 'light'}>
            {changing
              ? t('map.submit_change')
              : rows === null
                ? t('map.submit')
                : t('map.submit_rows', { count: rows, n: format.count(rows) })}
          </Button>
        </div>
      </footer>
    </form>
  )
}

function Lacking({ open }: { open: readonly Missing[] }) {
  const { t } = useTranslation('data')
  return (
    <>
      <strong>{t('map.incomplete')}</strong>
      <ul>
        {open.map((one) => (
          <li key={one}>{t(`map.missing_${one}`)}</li>
        ))}
      </ul>
    </>
  )
}
