import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type Answers, openDay } from './mapping-answers'
import classes from './mapping-dialog.module.css'
import '../../i18n/words/taking'

interface Props {
  answers: Answers
  onChange: (answers: Answers) => void
  /** takes the focus when the dialog opens */
  first: boolean
}

/** Which day rows count on that have none: shown where no column holds it. */
export function DayField({ answers, onChange, first }: Props) {
  const { t } = useTranslation('taking')
  if (!openDay(answers)) return null
  return (
    <TextInput
      data-autofocus={first || undefined}
      className={classes.question}
      size="md"
      type="date"
      label={t('day.question')}
      description={t('day.help')}
      value={answers.day}
      onChange={({ currentTarget: { value } }) => onChange({ ...answers, day: value })}
    />
  )
}
