import { Button } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { countsForNothing } from '../../domain/counting-files'
import type { Dataset } from '../../domain/dataset'
import { ButtonLink } from '../../ui/button-link'
import { useFormat } from '../../ui/settings-context'
import classes from './data-page.module.css'
import { datasetPeriod } from './dataset-period'
import { isAnswerable } from './error-words'
import { FileError } from './file-error'
import { HealthMark } from './health-mark'
import { readAsSentences } from './read-as'

interface RowProps {
  dataset: Dataset
  onAnswer: (dataset: Dataset) => void
  onRemove: (dataset: Dataset) => void
}

/** One file in the history: what it is, how many rows, which days, how healthy, and what can be done with it. Drawn again only when it has changed: there can be hundreds. */
export const DatasetRow = memo(function DatasetRow({ dataset, onAnswer, onRemove }: RowProps) {
  const { t } = useTranslation('data')
  const format = useFormat()
  const { name, status, recognition } = dataset
  const asks =
    status === 'needs_mapping' || (status === 'failed' && recognition !== null && dataset.error !== null && isAnswerable(dataset.error))
  const questions = recognition?.questions.length ?? 0
  return (
    <li className={classes.dataset} aria-label={name} data-status={status}>
      <div className={classes.what}>
        <p className={classes.file_name}>
          {status === 'ready' ? (
            <Link to="/data/$dataset_id" params={{ dataset_id: dataset.dataset_id }} className={classes.name_link}>
              {name}
            </Link>
          ) : (
            name
          )}
          {dataset.is_sample ? <span className={classes.tag}>{t('sample.tag')}</span> : null}
        </p>
        {recognition ? (
          <p className={classes.note}>
            {readAsSentences(t, format, recognition, dataset.kind, dataset.profile?.date_order ?? dataset.date_order, dataset)[0]}
          </p>
        ) : null}
        <p className={classes.note}>
          {t('row.uploaded', { date: format.date(dataset.uploaded_at) })} · {format.bytes(dataset.bytes)}
        </p>
      </div>
      {status === 'failed' && dataset.error ? (
        <div className={classes.wide}>
          <FileError error={dataset.error} kept={recognition !== null ? 'copy' : 'none'} />
        </div>
      ) : (
        <DatasetFacts dataset={dataset} questions={questions} />
      )}
      <div className={classes.actions}>
        {asks ? (
          <Button className={classes.target} onClick={() => onAnswer(dataset)} aria-label={t('row.answer_named', { name })}>
            {t('row.answer')}
          </Button>
        ) : null}
        {status === 'ready' ? (
          <ButtonLink
            to="/data/$dataset_id"
            params={{ dataset_id: dataset.dataset_id }}
            variant="default"
            className={classes.target}
            aria-label={t('row.open_named', { name })}
          >
            {t('row.open')}
          </ButtonLink>
        ) : null}
        {status === 'importing' ? null : (
          <Button
            variant="subtle"
            color="gray"
            className={classes.target}
            leftSection={<IconTrash aria-hidden size={16} />}
            onClick={() => onRemove(dataset)}
            aria-label={t('row.delete_named', { name })}
          >
            {t('row.delete')}
          </Button>
        )}
      </div>
    </li>
  )
})

function DatasetFacts({ dataset, questions }: { dataset: Dataset; questions: number }) {
  const { t } = useTranslation('data')
  const format = useFormat()
  const { counts, status } = dataset
  const nothing = countsForNothing(dataset)
  const facts: string[] = []
  if (counts) {
    const rows = nothing ? counts.total : counts.ok
    facts.push(t(nothing ? 'row.none' : 'row.rows', { count: rows, n: format.count(rows) }))
    if (counts.rejected > 0) facts.push(t('row.rejected', { count: counts.rejected, n: format.count(counts.rejected) }))
  }
  return (
    <div className={classes.facts}>
      <p className={classes.status} data-status={nothing ? 'nothing' : status}>
        {t(`status.${nothing ? 'nothing' : status}`)}
        {status === 'needs_mapping' && questions > 0 ? (
          <span className={classes.note}>{t('row.waits', { count: questions, n: questions })}</span>
        ) : null}
      </p>
      {nothing ? <p className={classes.plain}>{t('row.nothing')}</p> : null}
      {facts.length > 0 ? <p className={`${classes.plain} tabular`}>{facts.join(', ')}</p> : null}
      {dataset.first_date && dataset.last_date ? <p className={`${classes.note} tabular`}>{datasetPeriod(t, format, dataset)}</p> : null}
      {status === 'ready' && !nothing ? <HealthMark score={dataset.health_score} /> : null}
    </div>
  )
}
