import { Alert, Button, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { engine, useTabState } from '../../client'
import { toErrorShape } from '../../domain/errors'

/** What to do when this tab cannot use the engine: take over, reload, or read why it did not start. Nothing when all is well. */
export function EngineNotice() {
  const { t } = useTranslation(['shell', 'errors'])
  const { phase, error } = useTabState()
  if (phase === 'takeover_offered')
    return (
      <Notice title={t('takeover.title')} text={t('takeover.text')} action={t('takeover.action')} onAction={() => void engine.takeOver()} />
    )
  if (phase === 'contract_mismatch')
    return (
      <Notice
        title={t('mismatch.title')}
        text={t('mismatch.text')}
        action={t('mismatch.action')}
        onAction={() => window.location.reload()}
      />
    )
  if (phase === 'unavailable') {
    const code = error ? toErrorShape(error).code : 'engine_unavailable'
    return (
      <Notice
        title={t(`errors:${code}.title`)}
        text={t(`errors:${code}.hint`)}
        action={t('unavailable.action')}
        onAction={() => window.location.reload()}
      />
    )
  }
  return null
}

function Notice({ title, text, action, onAction }: { title: string; text: string; action: string; onAction: () => void }) {
  return (
    <Alert color="gray" variant="outline" title={title} role="alert" bg="var(--lucid-surface)" bd="1px solid var(--lucid-border)">
      <Text size="sm">{text}</Text>
      <Button mt="sm" size="xs" onClick={onAction}>
        {action}
      </Button>
    </Alert>
  )
}
