import { Button, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/dialog'
import { ErrorState } from '../../ui/error-state'
import { useFormat } from '../../ui/settings-context'
import { releaseFiles, useNews } from './news'
import { receiveFiles, removeSampleShop } from './take-files'

/** Two lines on a phone. A button's own line is too low for what hangs below it. */
const LONG_LABEL = { label: { whiteSpace: 'normal', lineHeight: 1.35 } } as const

/** Asked when a person's own files are dropped while the sample shop is loaded: the two are never mixed in silence. */
export default function SampleQuestion() {
  const { t } = useTranslation('data')
  const format = useFormat()
  const { waiting } = useNews()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const count = waiting.length
  const removeThenTake = async () => {
    setBusy(true)
    setError(null)
    try {
      await removeSampleShop()
    } catch (thrown) {
      setError(thrown) // the files go on waiting: they are not mixed with what could not be removed
      return
    } finally {
      setBusy(false)
    }
    await receiveFiles(releaseFiles())
  }
  return (
    <Dialog opened={count > 0} onClose={() => releaseFiles()} title={t('sample.mix_title')} close_label={t('sample.mix_cancel')}>
      <Text mb="lg">{t('sample.mix_text')}</Text>
      <Stack gap="xs">
        {error ? <ErrorState error={error} /> : null}
        <Button size="md" h="auto" mih={42} py={8} styles={LONG_LABEL} loading={busy} onClick={removeThenTake} data-autofocus>
          {t('sample.mix_remove', { count, n: format.count(count) })}
        </Button>
        <Button size="md" variant="default" disabled={busy} onClick={() => void receiveFiles(releaseFiles())}>
          {t('sample.mix_keep')}
        </Button>
        <Button size="md" variant="subtle" disabled={busy} onClick={() => releaseFiles()}>
          {t('sample.mix_cancel')}
        </Button>
      </Stack>
    </Dialog>
  )
}
