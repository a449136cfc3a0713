import { Button, Divider, Group, Popover, Stack, TextInput, UnstyledButton } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../ui/settings-context'
import classes from './chip.module.css'
import { presetOf, presetsAt } from './period-presets'

type Period = { from: string | undefined; to: string | undefined }

/** The period: presets relative to `as_of`, or any two days. Days are inclusive; an empty one is open. */
export function PeriodChip({ as_of, period, onChange }: { as_of: string; period: Period; onChange: (period: Period) => void }) {
  const { t } = useTranslation('shell')
  const format = useFormat()
  const [opened, setOpened] = useState(false)
  const [draft, setDraft] = useState<Period>(period)
  const preset = presetOf(as_of, period.from, period.to)
  const days = { from: format.date(period.from), to: format.date(period.to) }
  const summary = preset
    ? t(`preset.${preset}`)
    : period.from && period.to
      ? t('filter.range', days)
      : t(period.from ? 'filter.since' : 'filter.until', days)
  const wrong = draft.from && draft.to && draft.from > draft.to ? t('filter.order_wrong') : null
  const take = (next: Period) => {
    onChange(next)
    setOpened(false)
  }
  return (
    <Popover opened={opened} onChange={setOpened} onOpen={() => setDraft(period)} position="bottom-start" width={300} trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton
          className={classes.chip}
          data-active={preset !== 'all' || undefined}
          onClick={() => setOpened((now) => !now)}
          aria-label={`${t('filter.period')}: ${summary}`}
        >
          <span className={classes.text}>{summary}</span>
          <IconChevronDown size={14} aria-hidden />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('filter.period')} p="xs">
        {presetsAt(as_of).map(({ id, from, to }) => (
          <UnstyledButton key={id} className={classes.preset} aria-pressed={preset === id} onClick={() => take({ from, to })}>
            {t(`preset.${id}`)}
          </UnstyledButton>
        ))}
        <Divider my="xs" />
        <form
          onSubmit={(event) => {
            event.preventDefault()
            if (!wrong) take(draft)
          }}
        >
          <Stack gap="xs" p={4}>
            <Group grow gap="xs" align="start">
              <TextInput
                type="date"
                label={t('filter.from')}
                value={draft.from ?? ''}
                onChange={(event) => setDraft({ ...draft, from: event.currentTarget.value || undefined })}
              />
              <TextInput
                type="date"
                label={t('filter.to')}
                value={draft.to ?? ''}
                error={wrong}
                onChange={(event) => setDraft({ ...draft, to: event.currentTarget.value || undefined })}
              />
            </Group>
            <Button type="submit" size="xs" disabled={wrong !== null}>
              {t('ui:apply')}
            </Button>
          </Stack>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}
