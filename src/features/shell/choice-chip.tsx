import { Checkbox, Popover, Stack, Text, TextInput, UnstyledButton } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './chip.module.css'

export type Choice = { value: string; label: string }

/** One chip of the filter: which of several, by checkboxes. Nothing ticked means all. `find` comes with long lists. */
export function ChoiceChip(props: {
  label: string
  summary: string
  choices: Choice[]
  chosen: string[]
  onChange: (chosen: string[]) => void
}) {
  const { label, summary, choices, chosen, onChange } = props
  const { t } = useTranslation('shell')
  const [opened, setOpened] = useState(false)
  const [find, setFind] = useState('')
  const wanted = find.trim().toLowerCase()
  const shown = wanted ? choices.filter((choice) => choice.label.toLowerCase().includes(wanted)) : choices
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" width={280} trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton
          className={classes.chip}
          data-active={chosen.length > 0 || undefined}
          onClick={() => setOpened((now) => !now)}
          aria-label={`${label}: ${summary}`}
        >
          <span className={classes.text}>{summary}</span>
          <IconChevronDown size={14} aria-hidden />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={label}>
        <Stack gap="xs">
          {choices.length > 8 ? (
            <TextInput
              size="sm"
              aria-label={t('filter.find')}
              placeholder={t('filter.find')}
              value={find}
              onChange={(event) => setFind(event.currentTarget.value)}
              data-autofocus
            />
          ) : null}
          <div className={classes.options}>
            <Stack gap={0}>
              {shown.map((choice) => (
                <Checkbox
                  key={choice.value}
                  className={classes.option}
                  label={choice.label}
                  checked={chosen.includes(choice.value)}
                  onChange={(event) =>
                    onChange(event.currentTarget.checked ? [...chosen, choice.value] : chosen.filter((value) => value !== choice.value))
                  }
                />
              ))}
              {shown.length === 0 ? (
                <Text size="sm" c="dimmed">
                  {t('filter.none_found')}
                </Text>
              ) : null}
            </Stack>
          </div>
          {chosen.length > 0 ? (
            <UnstyledButton className={classes.clear} onClick={() => onChange([])}>
              {t('ui:clear')}
            </UnstyledButton>
          ) : null}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
