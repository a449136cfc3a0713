import { Alert, Button, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { engine, useTabState } from '../../client'
import { toErrorShape } from '../../domain/errors'
import { updateNow, useServiceWorker } from './service-worker'

/** What to do when this tab cannot use the engine: take over, reload, or read why it did not start. Nothing when all is well. */
export function EngineNotice() {
  const { t } = useTranslation(['shell', 'errors'])
  const { phase, error } = useTabState()
  const { waiting, update } = useServiceWorker()
  // what keeps the engine from starting may be mended in the version that waits: a mere reload brings the old one again
  const anew = () => (waiting ? void updateNow() : window.location.reload())
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
        busy={update === 'asked'}
        onAction={anew}
      />
    )
  if (phase === 'unavailable') {
    const code = error ? toErrorShape(error).code : 'engine_unavailable'
    return (
      <Notice
        title={t(`errors:${code}.title`)}
        text={t(`errors:${code}.hint`)}
        action={t(waiting ? 'state.update_action' : 'unavailable.action')}
        busy={update === 'asked'}
        onAction={anew}
      />
    )
  }
  return null
}

function Notice({
  title,
  text,
  action,
  busy = false,
  onAction,
}: {
  title: string
  text: string
  action: string
  busy?: boolean
  onAction: () => void
}) {
  return (
    <Alert color="gray" variant="outline" title={title} role="alert" bg="var(--lucid-surface)" bd="1px solid var(--lucid-border)">
      <Text size="sm">{text}</Text>
      <Button mt="sm" size="xs" loading={busy} onClick={onAction}>
        {action}
      </Button>
    </Alert>
  )
}
