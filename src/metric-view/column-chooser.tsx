import { Button, Checkbox, Popover, Stack } from '@mantine/core'
import { IconColumns3 } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { MetricTableColumn } from './columns'
import '../i18n/words/columns'

/** Which columns a table shows. `onChange(null)` = as it comes. */
export function ColumnChooser({
  columns,
  chosen,
  onChange,
}: {
  columns: readonly MetricTableColumn[]
  chosen: readonly string[]
  onChange: (chosen: string[] | null) => void
}) {
  const { t } = useTranslation('columns')
  return (
    <Popover position="bottom-end" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          leftSection={<IconColumns3 size={16} aria-hidden />}
          aria-label={t('choose.label')}
        >
          {t('choose.button')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Checkbox.Group
          aria-label={t('choose.label')}
          value={[...chosen]}
          onChange={(now) => onChange(columns.map(({ name }) => name).filter((name) => now.includes(name)))}
        >
          <Stack gap={10} mah={360} style={{ overflowY: 'auto' }} py={4} px={4}>
            {columns.map(({ name }) => (
              <Checkbox key={name} size="sm" value={name} label={t(`of.${name}`)} />
            ))}
          </Stack>
        </Checkbox.Group>
        <Button mt="sm" size="compact-sm" variant="default" fullWidth onClick={() => onChange(null)}>
          {t('choose.reset')}
        </Button>
      </Popover.Dropdown>
    </Popover>
  )
}
