import { Radio, Select, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { DatasetKind, type Question, type Recognition, type Role } from '../../domain/mapping'
import { useFormat } from '../../ui/settings-context'
import { readDay, tellingExample } from './date-reading'
import { type Answers, assign, isNeeded, samplesOf } from './mapping-answers'
import classes from './mapping-dialog.module.css'
import { columnName } from './read-as'
import '../../i18n/words/taking'

type Props = { questions: readonly Question[]; recognition: Recognition; answers: Answers; onChange: (answers: Answers) => void }

/** The questions of a file, one card each, in the engine's order. */
export function MappingQuestions({ questions, recognition, answers, onChange }: Props) {
  if (questions.every(({ about }) => about === 'store' || about === 'day')) return null
  return (
    <div className={classes.questions}>
      {questions.map((question, index) => {
        const first = index === 0
        if (question.about === 'store' || question.about === 'day') return null // PlaceFields and DayField ask them
        if (question.about === 'kind')
          return <KindQuestion key="kind" first={first} question={question} answers={answers} onChange={onChange} />
        if (question.about === 'date_order')
          return (
            <DateQuestion
              key={`date ${question.column}`}
              first={first}
              question={question}
              recognition={recognition}
              answers={answers}
              onChange={onChange}
            />
          )
        if (question.about === 'measure')
          return (
            <MeasureQuestion key={`measure ${question.column}`} first={first} question={question} answers={answers} onChange={onChange} />
          )
        return (
          <ColumnQuestion
            key={question.role}
            first={first}
            question={question}
            recognition={recognition}
            answers={answers}
            onChange={onChange}
          />
        )
      })}
    </div>
  )
}

/** `first` takes the focus when the dialog opens */
type Of<A extends Question['about']> = {
  first: boolean
  question: Extract<Question, { about: A }>
  answers: Answers
  onChange: (answers: Answers) => void
}

function KindQuestion({ first, question, answers, onChange }: Of<'kind'>) {
  const { t } = useTranslation('data')
  const options = question.options.length > 0 ? question.options : DatasetKind.options
  return (
    <Radio.Group
      className={classes.question}
      label={t('map.question_kind')}
      value={answers.kind ?? ''}
      onChange={(value) => onChange({ ...answers, kind: options.find((kind) => kind === value) ?? null })}
    >
      <Stack gap={4} mt="xs">
        {options.map((kind, index) => (
          <Radio
            data-autofocus={(first && index === 0) || undefined}
            key={kind}
            value={kind}
            className={classes.radio}
            label={t(`kind.${kind}`)}
            description={`${t(`kind_about.${kind}`)}${question.guess === kind ? ` (${t('map.guess')})` : ''}`}
          />
        ))}
      </Stack>
    </Radio.Group>
  )
}

function DateQuestion({ first, question, recognition, answers, onChange }: Of<'date_order'> & { recognition: Recognition }) {
  const { t } = useTranslation('data')
  const format = useFormat()
  const column = columnName(t, recognition.header, question.column)
  const example = tellingExample(question.examples)
  const words = (order: 'DMY' | 'MDY') => {
    const own = question.mixed ? (question.examples.find((text) => readDay(text, order)) ?? null) : example
    const day = own ? readDay(own, order) : null
    return own && day ? t(`map.date_${order}`, { example: own, date: format.date(day) }) : t(`map.date_${order}_bare`)
  }
  return (
    <Radio.Group
      className={classes.question}
      label={t(question.mixed ? 'map.question_date_mixed' : 'map.question_date', { column })}
      description={question.examples.length > 0 ? t('map.examples', { examples: question.examples.slice(0, 4).join(', ') }) : undefined}
      value={answers.date_order ?? ''}
      onChange={(value) => onChange({ ...answers, date_order: question.options.find((order) => order === value) ?? null })}
    >
      <Stack gap={4} mt="xs">
        {question.options.map((order, index) => (
          <Radio
            data-autofocus={(first && index === 0) || undefined}
            key={order}
            value={order}
            className={classes.radio}
            label={words(order)}
            description={question.guess === order ? t('map.guess') : undefined}
          />
        ))}
      </Stack>
    </Radio.Group>
  )
}

const NONE = 'none'

function MeasureQuestion({ first, question, answers, onChange }: Of<'measure'>) {
  const { t } = useTranslation('taking')
  const { column, options, guess, examples } = question
  const role = answers.columns[column]
  return (
    <Radio.Group
      className={classes.question}
      label={t('measure.question')}
      description={examples.length > 0 ? t('map.examples', { ns: 'data', examples: examples.slice(0, 4).join(', ') }) : undefined}
      value={options.find((measure) => measure === role) ?? ''}
      onChange={(value) =>
        onChange({ ...answers, columns: assign(answers.columns, column, options.find((measure) => measure === value) ?? null) })
      }
    >
      <Stack gap={4} mt="xs">
        {options.map((measure, index) => (
          <Radio
            data-autofocus={(first && index === 0) || undefined}
            key={measure}
            value={measure}
            className={classes.radio}
            label={t(`measure.${measure}`)}
            description={guess === measure ? t('map.guess', { ns: 'data' }) : undefined}
          />
        ))}
      </Stack>
    </Radio.Group>
  )
}

function ColumnQuestion({ first, question, recognition, answers, onChange }: Of<'column'> & { recognition: Recognition }) {
  const { t } = useTranslation('data')
  const { role, candidates, guess } = question
  const current = answers.columns.indexOf(role)
  const needed = isNeeded(role, answers)
  const best = candidates.map(({ column }) => column)
  const order = [...best, ...recognition.header.map((_, column) => column).filter((column) => !best.includes(column))]
  const options = order.map((column) => {
    const samples = samplesOf(recognition.preview, column, 2).join(', ')
    const name = columnName(t, recognition.header, column)
    return {
      value: String(column),
      label: `${name}${samples ? ` – ${samples.length > 60 ? `${samples.slice(0, 60)}…` : samples}` : ''}${column === guess ? ` (${t('map.guess')})` : ''}`,
    }
  })
  const choose = (value: string | null) => {
    const column = value === null || value === NONE ? -1 : Number(value)
    const cleared: (Role | null)[] = answers.columns.map((one) => (one === role ? null : one))
    onChange({ ...answers, columns: column < 0 ? cleared : assign(cleared, column, role) })
  }
  return (
    <Select
      data-autofocus={first || undefined}
      className={classes.question}
      size="md"
      label={t('map.question_column', { role: t(`role.${role}`) })}
      description={needed ? t('map.needed') : undefined}
      placeholder={t('map.choose')}
      data={needed ? options : [...options, { value: NONE, label: t('map.none') }]}
      value={current >= 0 ? String(current) : needed ? null : NONE}
      onChange={choose}
      allowDeselect={false}
      comboboxProps={{ transitionProps: { duration: 0 } }}
    />
  )
}
