import { Alert, Button, Group, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { toErrorShape } from '../domain/errors'

/** What happened, what was kept, what to do: translated by the error's code. `onRetry` adds the button. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation(['errors', 'ui'])
  const shape = toErrorShape(error)
  return (
    <Alert
      color="gray"
      variant="outline"
      bg="var(--lucid-surface)"
      bd="1px solid var(--lucid-border)"
      icon={<IconAlertTriangle aria-hidden />}
      title={t(`errors:${shape.code}.title`)}
      role="alert"
    >
      <Text size="sm">{t(`errors:${shape.code}.hint`)}</Text>
      {shape.code === 'internal' ? (
        <Text size="xs" c="dimmed" mt={4} style={{ overflowWrap: 'anywhere' }}>
          {shape.message}
        </Text>
      ) : null}
      {onRetry ? (
        <Group mt="sm">
          <Button size="xs" variant="default" onClick={onRetry}>
            {t('ui:retry')}
          </Button>
        </Group>
      ) : null}
    </Alert>
  )
}
