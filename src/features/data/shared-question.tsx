import { Button, List, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/dialog'
import { useFormat } from '../../ui/settings-context'
import '../../i18n/words/taking'

const NAMED = 8

/** Asked before shared files are taken: a web page could send some as well, and nothing is counted that nobody wanted. */
export default function SharedQuestion({ files, onAnswer }: { files: readonly File[]; onAnswer: (take: boolean) => void }) {
  const { t } = useTranslation('taking')
  const format = useFormat()
  const count = files.length
  return (
    <Dialog
      opened
      onClose={() => onAnswer(false)}
      title={t('shared.title', { count, n: format.count(count) })}
      close_label={t('shared.leave')}
    >
      <List mb="lg">
        {files.slice(0, NAMED).map((file, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes, and names can be equal
          <List.Item key={at} style={{ overflowWrap: 'anywhere' }}>
            {file.name}, {format.bytes(file.size)}
          </List.Item>
        ))}
        {count > NAMED ? <List.Item>{t('shared.more', { n: format.count(count - NAMED) })}</List.Item> : null}
      </List>
      <Stack gap="xs">
        <Button size="md" onClick={() => onAnswer(true)} data-autofocus>
          {t('shared.take', { count })}
        </Button>
        <Button size="md" variant="subtle" onClick={() => onAnswer(false)}>
          {t('shared.leave')}
        </Button>
      </Stack>
    </Dialog>
  )
}
