import { Button, PasswordInput, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toErrorShape } from '../../domain/errors'
import { ErrorState } from '../../ui/error-state'

/** Why a PDF cannot be reviewed, and what to do: its password can be typed here; a scan has to come in another form. */
export function FileProblem({
  error,
  name,
  onPassword,
  onSkip,
}: {
  error: unknown
  name: string
  onPassword: (password: string) => void
  onSkip: () => void
}) {
  const { t } = useTranslation('invoices')
  const [password, setPassword] = useState('')
  const shape = toErrorShape(error)
  if (shape.code === 'E_PASSWORD')
    return (
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (password) onPassword(password)
        }}
      >
        <Stack maw={420}>
          <Text>{t('password.lead', { name })}</Text>
          <PasswordInput
            data-autofocus
            label={t('password.label')}
            description={t('password.private')}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            error={shape.details?.wrong ? t('password.wrong') : undefined}
            visibilityToggleButtonProps={{ 'aria-label': t('password.show') }}
          />
          <Button type="submit">{t('password.open')}</Button>
          <Button variant="default" onClick={onSkip}>
            {t('skip')}
          </Button>
        </Stack>
      </form>
    )
  return (
    <Stack maw={560}>
      <Text>{t('failed.lead', { name })}</Text>
      <ErrorState error={error} />
      <Button variant="default" onClick={onSkip} data-autofocus>
        {t('skip')}
      </Button>
    </Stack>
  )
}
