import { Button, Group, Popover, Stack, Text, TextInput, UnstyledButton } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../ui/settings-context'
import classes from './chip.module.css'

/** The as-of day: figures are computed as if the data ended there. `latest` is the newest day of the data; unset follows it. */
export function AsOfChip({
  latest,
  as_of,
  onChange,
}: {
  latest: string | null
  as_of: string | undefined
  onChange: (as_of: string | undefined) => void
}) {
  const { t } = useTranslation('shell')
  const format = useFormat()
  const [opened, setOpened] = useState(false)
  const [draft, setDraft] = useState(as_of ?? latest ?? '')
  const day = as_of ?? latest
  const summary = day ? t('filter.as_of_day', { day: format.date(day) }) : t('filter.as_of_latest')
  const take = (next: string | undefined) => {
    onChange(next)
    setOpened(false)
  }
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      onOpen={() => setDraft(day ?? '')}
      position="bottom-start"
      width={280}
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <UnstyledButton className={classes.chip} data-active={as_of !== undefined || undefined} onClick={() => setOpened((now) => !now)}>
          <span className={classes.text}>{summary}</span>
          <IconChevronDown size={14} aria-hidden />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('filter.as_of')}>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            take(draft && draft !== latest ? draft : undefined)
          }}
        >
          <Stack gap="xs">
            <TextInput type="date" label={t('filter.as_of')} value={draft} onChange={(event) => setDraft(event.currentTarget.value)} />
            <Text size="xs" c="dimmed">
              {t('filter.as_of_help')}
            </Text>
            <Group gap="xs">
              <Button type="submit" size="xs">
                {t('ui:apply')}
              </Button>
              {as_of ? (
                <Button size="xs" variant="default" onClick={() => take(undefined)}>
                  {t('filter.as_of_latest')}
                </Button>
              ) : null}
            </Group>
          </Stack>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}
