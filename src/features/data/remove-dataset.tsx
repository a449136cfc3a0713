import { Button, Group, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { engine } from '../../client'
import type { Dataset } from '../../domain/dataset'
import { Dialog } from '../../ui/dialog'
import { ErrorState } from '../../ui/error-state'
import { say } from '../../ui/say'
import { ownJob } from './news'

/** Asks before a file is deleted, says what will happen to the figures, and starts the delete. `dataset` null = closed. */
export function RemoveDataset({ dataset, onClose, onStarted }: { dataset: Dataset | null; onClose: () => void; onStarted?: () => void }) {
  const { t } = useTranslation('data')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const close = () => {
    setError(null)
    onClose()
  }
  const remove = async () => {
    if (!dataset) return
    setBusy(true)
    setError(null)
    try {
      const { job_id } = await engine.call('datasets.delete', { dataset_id: dataset.dataset_id })
      ownJob(job_id)
      say({ message: t('remove.started', { name: dataset.name }) })
      close()
      onStarted?.()
    } catch (thrown) {
      setError(thrown)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog
      opened={dataset !== null}
      onClose={close}
      title={dataset ? t('remove.title', { name: dataset.name }) : null}
      close_label={t('remove.keep')}
    >
      <Text mb="xs">{t('remove.text')}</Text>
      <Text c="dimmed" mb="lg">
        {t('remove.again')}
      </Text>
      {error ? <ErrorState error={error} /> : null}
      <Group justify="flex-end" gap="xs" mt={error ? 'md' : 0}>
        <Button variant="default" size="md" onClick={close} data-autofocus>
          {t('remove.keep')}
        </Button>
        <Button size="md" loading={busy} onClick={remove}>
          {t('remove.confirm')}
        </Button>
      </Group>
    </Dialog>
  )
}
