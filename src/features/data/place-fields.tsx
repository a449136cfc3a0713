import { Autocomplete, NativeSelect, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useEngineQuery } from '../../client'
import type { Question, Recognition } from '../../domain/mapping'
import { type Answers, openPlaces } from './mapping-answers'
import classes from './mapping-dialog.module.css'
import '../../i18n/words/taking'

interface Props {
  recognition: Recognition
  answers: Answers
  onChange: (answers: Answers) => void
  /** the engine asks which store the file is from */
  question?: Extract<Question, { about: 'store' }> | undefined
  /** takes the focus when the dialog opens */
  first?: boolean
}

/** Which store and channel rows are from that do not say it: shown where there are such rows, or may be. */
export function PlaceFields({ recognition, answers, onChange, question, first }: Props) {
  const { t } = useTranslation('taking')
  const options = useEngineQuery('filter.options', {})
  const open = openPlaces(recognition, answers)
  if (!open.store && !open.channel && !question) return null
  const names = new Map((options.data?.stores ?? []).map(({ store_id, name }) => [store_id, name]))
  const stores = [...new Set([...names.keys(), ...(question?.options ?? [])])]
  return (
    <div className={classes.places}>
      {open.store || question ? (
        <Autocomplete
          data-autofocus={first || undefined}
          size="md"
          label={t('place.store')}
          description={
            question ? t('place.store_asked', { store: names.get(question.guess ?? '') ?? question.guess }) : t('place.store_help')
          }
          placeholder={t('place.store_none')}
          data={stores}
          limit={50}
          maxLength={200}
          value={answers.store}
          onChange={(store) => onChange({ ...answers, store })}
          filter={({ options: all, search }) => {
            const wanted = search.trim().toLocaleLowerCase()
            return all.filter((one) => 'value' in one && `${one.value} ${names.get(one.value) ?? ''}`.toLocaleLowerCase().includes(wanted))
          }}
          renderOption={({ option: { value } }) => (
            <span>
              {value}
              {(names.get(value) ?? value) === value ? null : (
                <Text span size="xs" c="dimmed">
                  {` ${names.get(value)}`}
                </Text>
              )}
            </span>
          )}
          comboboxProps={{ transitionProps: { duration: 0 } }}
        />
      ) : null}
      {open.channel ? (
        <NativeSelect
          size="md"
          label={t('place.channel')}
          description={t('place.channel_help')}
          data={[
            { value: '', label: t('place.as_file') },
            { value: 'offline', label: t('place.offline') },
            { value: 'online', label: t('place.online') },
          ]}
          value={answers.channel ?? ''}
          onChange={({ currentTarget: { value } }) =>
            onChange({ ...answers, channel: value === 'online' || value === 'offline' ? value : null })
          }
        />
      ) : null}
    </div>
  )
}
