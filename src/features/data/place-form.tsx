import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Dataset } from '../../domain/dataset'
import type { Mapping, Recognition } from '../../domain/mapping'
import { ErrorState } from '../../ui/error-state'
import { openPlaces, startAnswers, toMapping } from './mapping-answers'
import { PlaceFields } from './place-fields'
import classes from './read-as-panel.module.css'
import { useReadAgain } from './use-read-again'
import '../../i18n/words/taking'

/** Where a file was sold, as far as its columns leave it open. Saying otherwise reads it again, as any change of its mapping does. */
export function PlaceForm({ dataset }: { dataset: Dataset }) {
  const { recognition, mapping } = dataset
  if (!recognition || !mapping) return null
  return <Form key={`${dataset.dataset_id} ${dataset.mapping_version}`} dataset={dataset} recognition={recognition} mapping={mapping} />
}

function Form({ dataset, recognition, mapping }: { dataset: Dataset; recognition: Recognition; mapping: Mapping }) {
  const { t } = useTranslation('taking')
  const [start] = useState(() => startAnswers(recognition, mapping))
  const [answers, setAnswers] = useState(start)
  const { busy, error, send: readAgain } = useReadAgain(dataset.dataset_id)
  const open = openPlaces(recognition, start)
  if (!open.store && !open.channel) return null
  const changed = answers.store.trim() !== start.store || answers.channel !== start.channel

  const send = async () => {
    const next = toMapping(answers, [])
    if (next && changed) await readAgain(next)
  }
  return (
    <form
      className={classes.place}
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <PlaceFields recognition={recognition} answers={answers} onChange={setAnswers} />
      {error ? <ErrorState error={error} /> : null}
      {changed ? (
        <Button type="submit" variant="default" size="md" loading={busy || dataset.status === 'importing'} className={classes.place_button}>
          {t('place.read_again')}
        </Button>
      ) : null}
    </form>
  )
}
